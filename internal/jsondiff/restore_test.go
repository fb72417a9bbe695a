package jsondiff

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"brincr-explorer/internal/jsondoc"
)

// spelled is the text that a raw string spells, quoted anew.
func spelled(raw []byte) string {
	var text []byte
	p := piecesOf(raw)
	for piece := p.next(); len(piece) > 0; piece = p.next() {
		text = append(text, piece...)
	}
	return strconv.Quote(string(text))
}

// canon writes a value so that equal ones are the same text. Elements keep their order, or are sorted like members.
func canon(d *jsondoc.Document, n jsondoc.Node, sorted bool) string {
	return restore(&Changes{new: d}, n, sorted)
}

// restore writes what a new value was before its changes.
func restore(c *Changes, n jsondoc.Node, sorted bool) string {
	kind := c.new.Kind(n)
	var gone []jsondoc.Node
	for _, ch := range c.Of(n) {
		if ch.Kind != Gone {
			return canon(c.old, ch.Old, sorted)
		}
		gone = append(gone, ch.Old)
	}
	switch kind {
	case jsondoc.String:
		return spelled(c.new.Raw(n))
	case jsondoc.Array, jsondoc.Object:
	default:
		return string(c.new.Raw(n))
	}
	type part struct{ key, value string }
	var parts []part
	for at := c.new.FirstChild(n); at != jsondoc.None; at = c.new.Next(at) {
		if of := c.Of(at); len(of) == 0 || of[0].Kind != Added {
			parts = append(parts, part{spelled(c.new.RawKey(at)), restore(c, at, sorted)})
		}
	}
	for _, o := range gone {
		parts = append(parts, part{spelled(c.old.RawKey(o)), canon(c.old, o, sorted)})
	}
	var b strings.Builder
	if kind == jsondoc.Object {
		slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.key, b.key) })
	} else if sorted {
		slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.value, b.value) })
	}
	b.WriteString(kind.String() + "(")
	for _, p := range parts {
		b.WriteString(p.key + ":" + p.value + ",")
	}
	b.WriteString(")")
	return b.String()
}

// checkPair holds a comparison against what the texts themselves say: taking the changes back gives the old document,
// and there are none exactly when the documents are equal. The order of elements is told only as far as it can be.
func checkPair(t testing.TB, before, after *jsondoc.Document) *Changes {
	t.Helper()
	c := mustCompare(t, before, after)
	checkChanges(t, c)
	checkMirror(t, c, mustCompare(t, after, before))
	if before.Len() == 0 || after.Len() == 0 {
		return c
	}
	if got, want := restore(c, 0, true), canon(before, 0, true); got != want {
		t.Fatalf("from %s\nto %s\n%q gives back %s\nwant %s", before.Source(), after.Source(), told(c), got, want)
	}
	equal := canon(before, 0, false) == canon(after, 0, false)
	if equal != (c.Len() == 0 && c.Moved() == 0) {
		t.Fatalf("from %s\nto %s\nequal %t, but %q, moved %d", before.Source(), after.Source(), equal, told(c), c.Moved())
	}
	return c
}

// TestRandomPairs compares small documents of few different values, which have much in common by chance.
func TestRandomPairs(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		checkPair(t, parse(anyValue(r, 4)), parse(anyValue(r, 4)))
	}
}

func anyValue(r *rand.Rand, depth int) string {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	space := func() string { return pick("", "", "", " ", "\n") }
	if depth == 0 || r.IntN(4) == 0 {
		return pick("1", "2", "1.0", "null", "true", `"a"`, `"\u0061"`, `"b\/"`, `"b/"`, "[]", "{ }")
	}
	var b strings.Builder
	array := r.IntN(2) == 0
	b.WriteString(pick("[", "[ ")[:1])
	if !array {
		b.Reset()
		b.WriteString("{")
	}
	for i := range r.IntN(5) {
		if i > 0 {
			b.WriteString("," + space())
		}
		switch {
		case array && r.IntN(3) > 0:
			b.WriteString(`{"id":` + strconv.Itoa(r.IntN(5)) + `,"a":` + anyValue(r, depth-1) + "}")
			continue
		case !array:
			b.WriteString(pick(`"a"`, `"b"`, `"\u0061"`, `"c"`, `"id"`, `"name"`) + space() + ":")
		}
		b.WriteString(space() + anyValue(r, depth-1) + space())
	}
	return b.String() + map[bool]string{true: "]", false: "}"}[array]
}

// TestLongestCommon holds the number of elements that stay against the longest common subsequence, found by trying
// everything.
func TestLongestCommon(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 2))
		list := func() []string {
			values := make([]string, r.IntN(30))
			for i := range values {
				values[i] = strconv.Itoa(r.IntN(2 + int(seed%9)))
			}
			return values
		}
		a, b := list(), list()
		c := checkPair(t, parse("["+strings.Join(a, ",")+"]"), parse("["+strings.Join(b, ",")+"]"))
		kept := len(b)
		for _, ch := range c.All() {
			if ch.Kind != Gone {
				kept--
			}
		}
		if want := longestCommon(a, b); kept != want {
			t.Fatalf("from %v\nto %v\n%q keeps %d, want %d", a, b, told(c), kept, want)
		}
	}
}

func longestCommon(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
