package jsondiff

import (
	"testing"

	"brincr-explorer/internal/jsondoc"
)

// checkChanges holds every question that can be asked against the list itself.
func checkChanges(t testing.TB, c *Changes) {
	t.Helper()
	all := c.All()
	if len(all) != c.Len() {
		t.Fatalf("%d of %d changes", len(all), c.Len())
	}
	for i := 1; i < len(all); i++ {
		if a, b := all[i-1], all[i]; a.Node > b.Node || a.Node == b.Node && (b.Kind != Gone || a.Kind != Gone || a.Old >= b.Old) {
			t.Fatalf("%v comes before %v", a, b)
		}
	}
	if c.new.Len() > 2000 {
		return // what follows is quadratic
	}
	var changed []jsondoc.Node
	for n := range jsondoc.Node(c.new.Len()) {
		of, within := 0, 0
		for _, ch := range all {
			switch {
			case ch.Node == n:
				of++
			case ch.Node > n && ch.Node < c.new.End(n):
				within++
			}
		}
		if of > 0 {
			changed = append(changed, n)
		}
		if got := c.Of(n); len(got) != of || of > 0 && got[0].Node != n || c.Within(n) != within {
			t.Fatalf("node %d has %v, want %d; within %d, want %d", n, got, of, c.Within(n), within)
		}
		checkAround(t, c, n)
	}
	checkWalk(t, c, changed)
}

func checkAround(t testing.TB, c *Changes, n jsondoc.Node) {
	t.Helper()
	var want Change
	found := false
	for at := n; at != jsondoc.None && !found; at = c.new.Parent(at) {
		for _, ch := range c.Of(at) {
			if ch.Kind != Gone {
				want, found = ch, true
			}
		}
	}
	if got, ok := c.Around(n); ok != found || got != want {
		t.Fatalf("around node %d lies %v, %t, want %v, %t", n, got, ok, want, found)
	}
}

// checkWalk goes through the changed nodes in both directions and around the end.
func checkWalk(t testing.TB, c *Changes, changed []jsondoc.Node) {
	t.Helper()
	if len(changed) == 0 {
		if n, ok := c.Next(0, true); ok || n != jsondoc.None {
			t.Fatalf("the next change is %d", n)
		}
		return
	}
	at := jsondoc.None
	for i := range 2 * len(changed) {
		at, _ = c.Next(at, true)
		number, of := c.Position(at)
		if want := i % len(changed); at != changed[want] || number != want+1 || of != len(changed) {
			t.Fatalf("step %d goes to node %d, %d of %d, want node %d", i, at, number, of, changed[want])
		}
	}
	at = jsondoc.None
	for i := range 2 * len(changed) {
		at, _ = c.Next(at, false)
		if want := changed[len(changed)-1-i%len(changed)]; at != want {
			t.Fatalf("step %d back goes to node %d, want %d", i, at, want)
		}
	}
	next := 0
	for n := range jsondoc.Node(c.new.Len()) {
		if next < len(changed) && changed[next] == n {
			next++
		}
		if got, ok := c.Next(n, true); !ok || got != changed[next%len(changed)] {
			t.Fatalf("after node %d comes %d, want %d", n, got, changed[next%len(changed)])
		}
	}
}

func TestOldValues(t *testing.T) {
	before := parse(`{"a":1.50,"b":{"c":[1]},"d":"x"}`)
	c := mustCompare(t, before, parse(`{"a":1.5,"d":"x","e":{}}`))
	if c.Old() != before || c.Len() != 3 {
		t.Fatalf("%v", c.All())
	}
	for i, want := range []string{`{"c":[1]}`, `1.50`, ``} {
		if got := string(c.Old().Raw(c.All()[i].Old)); got != want {
			t.Errorf("change %d replaced %s, want %s", i, got, want)
		}
	}
}

func TestKindNames(t *testing.T) {
	for kind, want := range map[Kind]string{Changed: "changed", Added: "added", Gone: "gone", 9: "unknown"} {
		if kind.String() != want {
			t.Errorf("%d is %s, want %s", kind, kind, want)
		}
	}
}
