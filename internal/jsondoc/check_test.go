package jsondoc

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkDocument holds a document against itself: whatever Parse returned, every accessor answers, and the answers fit
// each other.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	seen := walk(t, d, 0, 0)
	if seen != d.Len() {
		t.Fatalf("%d nodes are reached from the root, Len is %d", seen, d.Len())
	}
	for _, n := range []Node{None, -2, Node(d.Len()), 1<<31 - 1, -1 << 31} {
		checkAbsent(t, d, n)
	}
	for offset := -1; offset <= len(d.Source())+1; offset += 1 + len(d.Source())/200 {
		if n := d.NodeAt(offset); n != None && !covers(d, n, offset) {
			t.Fatalf("NodeAt(%d) is %d, which does not cover it", offset, n)
		}
	}
}

func covers(d *Document, n Node, offset int) bool {
	_, end := d.Offset(n)
	return d.first(n) <= offset && offset < end
}

// walk checks n and what is in it, and returns the number of nodes seen.
func walk(t *testing.T, d *Document, n Node, depth int) int {
	t.Helper()
	if d.Len() == 0 {
		return 0
	}
	start, end := d.Offset(n)
	if start < 0 || end < start || end > len(d.Source()) || len(d.Raw(n)) != end-start {
		t.Fatalf("node %d lies from %d to %d of %d bytes", n, start, end, len(d.Source()))
	}
	if d.Depth(n) != depth {
		t.Fatalf("node %d: depth %d, want %d", n, d.Depth(n), depth)
	}
	checkText(t, d, n)
	kind := d.Kind(n)
	seen, i, prev := 1, 0, None
	for c := d.FirstChild(n); c != None; c = d.Next(c) {
		if from, to := d.Offset(c); from < start || to > end {
			t.Fatalf("child %d of node %d lies outside of it", c, n)
		}
		if d.Parent(c) != n || d.Index(c) != i || d.Child(n, i) != c || d.Prev(c) != prev || d.HasKey(c) != (kind == Object) {
			t.Fatalf("child %d of node %d: parent %d, index %d want %d, child %d, previous %d want %d, key %t",
				c, n, d.Parent(c), d.Index(c), i, d.Child(n, i), d.Prev(c), prev, d.HasKey(c))
		}
		if c != n+Node(seen) {
			t.Fatalf("child %d of node %d: want %d", c, n, int(n)+seen)
		}
		seen += walk(t, d, c, depth+1)
		prev = c
		i++
	}
	if i != d.Count(n) || d.Child(n, i) != None || d.Child(n, -1) != None || d.End(n) != n+Node(seen) {
		t.Fatalf("node %d: %d children, Count %d, end %d want %d", n, i, d.Count(n), d.End(n), int(n)+seen)
	}
	return seen
}

func checkText(t *testing.T, d *Document, n Node) {
	t.Helper()
	start, end := d.Offset(n)
	if line := 1 + bytes.Count(d.Source()[:d.first(n)], []byte("\n")); d.Line(n) != line {
		t.Fatalf("node %d: line %d, want %d", n, d.Line(n), line)
	}
	if end > start && d.NodeAt(start) != n && !(d.Lines() && n == 0) {
		t.Fatalf("NodeAt(%d) is %d, want %d", start, d.NodeAt(start), n)
	}
	if d.HasKey(n) {
		checkString(t, d.RawKey(n), d.Key(n))
	}
	if d.Kind(n) == String {
		checkString(t, d.Raw(n), d.Text(n))
	}
	d.Flaws(n)
	d.Closed(n)
	if !unambiguous(d, n) {
		return
	}
	if at, ok := d.At(d.Pointer(n)); !ok || at != n {
		t.Fatalf("At(%q) is %d, want %d", d.Pointer(n), at, n)
	}
	if at, err := d.AtPath(d.Path(n)); err != nil || at != n {
		t.Fatalf("AtPath(%q) is %d, %v, want %d", d.Path(n), at, err, n)
	}
}

// unambiguous says whether no member on the way to n has a later one of the same key, nor a key that no path can hold.
func unambiguous(d *Document, n Node) bool {
	for ; n > 0; n = d.Parent(n) {
		if d.HasKey(n) && (d.Member(d.Parent(n), d.Key(n)) != n || !utf8.ValidString(d.Key(n))) {
			return false
		}
	}
	return true
}

func checkString(t *testing.T, raw []byte, text string) {
	t.Helper()
	var want string
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatalf("%q is no JSON string: %v", raw, err)
	}
	if got := strings.ToValidUTF8(text, "\uFFFD"); utf8.Valid(raw) && got != want {
		t.Fatalf("%q is decoded as %q, want %q", raw, got, want)
	}
}

// checkAbsent asks for a node that does not exist.
func checkAbsent(t *testing.T, d *Document, n Node) {
	t.Helper()
	start, end := d.Offset(n)
	key, value := d.Flaws(n)
	nodes := []Node{d.Parent(n), d.FirstChild(n), d.Next(n), d.Prev(n), d.End(n), d.Child(n, 0), d.Member(n, "")}
	for _, a := range nodes {
		if a != None {
			t.Fatalf("a relative of node %d, which does not exist, is %d", n, a)
		}
	}
	numbers := []int{
		start, end, d.Count(n), d.Index(n), d.Depth(n), d.Line(n), len(d.RawKey(n)), len(d.Raw(n)),
		len(d.Key(n)), len(d.Text(n)), int(d.Kind(n)), len(d.Pointer(n)), int(key), int(value),
	}
	for i, a := range numbers {
		if a != 0 {
			t.Fatalf("number %d of node %d, which does not exist, is %d", i, n, a)
		}
	}
	if d.HasKey(n) || d.Closed(n) || d.Path(n) != "." {
		t.Fatalf("node %d, which does not exist, has a key, an end or a path", n)
	}
}

// compact writes a document from its nodes alone.
func compact(d *Document, n Node) string {
	var b strings.Builder
	var put func(n Node)
	put = func(n Node) {
		b.Write(d.RawKey(n))
		if d.HasKey(n) {
			b.WriteByte(':')
		}
		brackets := ""
		switch d.Kind(n) {
		case Array:
			brackets = "[]"
		case Object:
			brackets = "{}"
		default:
			b.Write(d.Raw(n))
			return
		}
		b.WriteByte(brackets[0])
		for c := d.FirstChild(n); c != None; c = d.Next(c) {
			if c != d.FirstChild(n) {
				b.WriteByte(',')
			}
			put(c)
		}
		b.WriteByte(brackets[1])
	}
	put(n)
	return b.String()
}
