package jsondoc

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// draw writes the rows of a fold state, one character each: a key's or element's text, brackets, … for what is folded.
func draw(f *Folds) string {
	var b strings.Builder
	for i := range f.Len() {
		row := f.At(i)
		kind := f.d.Kind(row.Node)
		brackets := map[Kind]string{Array: "[]", Object: "{}"}[kind]
		switch {
		case row.Close:
			b.WriteString(brackets[1:])
		case brackets == "":
			b.WriteString(f.d.Key(row.Node) + f.d.Text(row.Node))
		case f.d.Count(row.Node) == 0:
			b.WriteString(f.d.Key(row.Node) + brackets)
		case f.Folded(row.Node):
			b.WriteString(f.d.Key(row.Node) + brackets[:1] + "…" + brackets[1:])
		default:
			b.WriteString(f.d.Key(row.Node) + brackets[:1])
		}
		b.WriteByte(' ')
	}
	return strings.TrimSuffix(b.String(), " ")
}

func TestFolds(t *testing.T) {
	d := mustParse(t, `{"a":[1,{"b":[2]},[]],"c":{"d":{"e":3}},"f":4}`)
	f := NewFolds(d)
	at := func(path string) Node {
		n, err := d.AtPath(path)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, "{ a[ 1 { b[ 2 ] } [] ] c{ d{ e3 } } f4 }"},
		{func() { f.Fold(at(".c.d")) }, "{ a[ 1 { b[ 2 ] } [] ] c{ d{…} } f4 }"},
		{func() { f.Fold(at(".c")) }, "{ a[ 1 { b[ 2 ] } [] ] c{…} f4 }"},
		{func() { f.Unfold(at(".c")) }, "{ a[ 1 { b[ 2 ] } [] ] c{ d{…} } f4 }"},
		{f.FoldAll, "{ a[…] c{…} f4 }"},
		{func() { f.Toggle(at(".a")) }, "{ a[ 1 {…} [] ] c{…} f4 }"},
		{func() { f.Unfold(at(".a[1].b")) }, "{ a[ 1 {…} [] ] c{…} f4 }"},
		{func() { f.Unfold(at(".a[1]")) }, "{ a[ 1 { b[ 2 ] } [] ] c{…} f4 }"},
		{func() { f.Reveal(at(".c.d.e")) }, "{ a[ 1 { b[ 2 ] } [] ] c{ d{ e3 } } f4 }"},
		{func() { f.Fold(0) }, "{…}"},
		{func() { f.FoldToDepth(2) }, "{ a[ 1 {…} [] ] c{ d{…} } f4 }"},
		{func() { f.FoldToDepth(-1) }, "{…}"},
		{func() { f.Toggle(0) }, "{ a[…] c{…} f4 }"},
		{func() { f.Fold(at(".f")); f.Toggle(at(".a[2]")); f.Fold(None); f.Reveal(None) }, "{ a[…] c{…} f4 }"},
		{f.UnfoldAll, "{ a[ 1 { b[ 2 ] } [] ] c{ d{ e3 } } f4 }"},
	} {
		step.do()
		if got := draw(f); got != step.want {
			t.Fatalf("rows %s\nwant %s", got, step.want)
		}
	}
	if f.RowOf(None) != -1 || f.RowOf(99) != -1 || f.CloseRowOf(None) != -1 || f.Visible(None) {
		t.Error("a node that does not exist has a row")
	}
}

func TestFoldsOfLoneValues(t *testing.T) {
	for text, rows := range map[string]int{"": 0, "1": 1, "[]": 1, "[": 1, `"x`: 0} {
		d, _ := Parse([]byte(text))
		f := NewFolds(d)
		for _, do := range []func(){func() {}, f.FoldAll, func() { f.Fold(0) }, func() { f.FoldToDepth(0) }, f.UnfoldAll, func() { f.Apply(f.State()) }} {
			if do(); f.Len() != rows || rows == 1 && (f.At(0) != Row{} || f.RowOf(0) != 0 || f.Folded(0)) {
				t.Errorf("%q: %d rows, want %d", text, f.Len(), rows)
			}
		}
	}
}

// TestFoldState takes a state to the next answer of the same request.
func TestFoldState(t *testing.T) {
	old := mustParse(t, `{"a":[[1],[2],{"x":[3]}],"b":{"k":{"m":[4]},"k":{"m":[5]}},"b2":{"w":[4],"z":[5]},"gone":{"z":[6]},"c":[7],"d":[[8]]}`)
	next := mustParse(t, `{"new":[0],"c":[7],"a":[[1],[2,2],{"y":1,"x":[3]},[9]],"b":{"k":{"m":[4]},"l":{},"k":{"m":[5]}},"b2":{"w":[4],"z":[5]},"gone":1,"d":{"0":[8]}}`)
	for _, s := range []struct {
		set  func(f *Folds)
		want string
	}{
		{func(f *Folds) {}, "{ new[ 0 ] c[ 7 ] a[ [ 1 ] [ 2 2 ] { y1 x[ 3 ] } [ 9 ] ] b{ k{ m[ 4 ] } l{} k{ m[ 5 ] } } b2{ w[ 4 ] z[ 5 ] } gone1 d{ 0[ 8 ] } }"},
		{(*Folds).FoldAll, "{ new[…] c[…] a[…] b{…} b2{…} gone1 d{…} }"},
		{
			func(f *Folds) {
				for _, path := range []string{".a[1]", ".a[2].x", ".b.k", ".b2.w", ".gone.z", ".gone", ".c", ".d[0]"} {
					n, err := f.d.AtPath(path)
					if err != nil {
						t.Fatal(err)
					}
					f.Toggle(n)
				}
			},
			"{ new[ 0 ] c[…] a[ [ 1 ] […] { y1 x[…] } [ 9 ] ] b{ k{ m[ 4 ] } l{} k{…} } b2{ w[…] z[ 5 ] } gone1 d{ 0[ 8 ] } }",
		},
		{
			func(f *Folds) {
				f.FoldAll()
				f.Unfold(mustAt(t, f.d, "/a"))
				f.Reveal(mustAt(t, f.d, "/b/k/m/0"))
			},
			"{ new[…] c[…] a[ […] […] {…} […] ] b{ k{…} l{} k{ m[ 5 ] } } b2{…} gone1 d{…} }",
		},
		{func(f *Folds) { f.FoldToDepth(0) }, "{…}"},
	} {
		f, g := NewFolds(old), NewFolds(next)
		s.set(f)
		g.FoldToDepth(1)
		g.Apply(f.State())
		if got := draw(g); got != s.want {
			t.Errorf("rows %s\nwant %s", got, s.want)
		}
	}
	f := NewFolds(old)
	f.FoldAll()
	f.Apply(FoldState{})
	if f.Len() != NewFolds(old).Len() {
		t.Error("the zero state folds something")
	}
}

func mustAt(t *testing.T, d *Document, pointer string) Node {
	t.Helper()
	n, ok := d.At(pointer)
	if !ok {
		t.Fatalf("no %s", pointer)
	}
	return n
}

// TestFoldStateIsSmall proves that a state grows with what was folded by hand, not with the document, and that it is
// found again in a large one.
func TestFoldStateIsSmall(t *testing.T) {
	d := mustParse(t, string(sampleText(t, 10_000_000)))
	f := NewFolds(d)
	f.FoldAll()
	var want []Node
	for i := range 20 {
		n := mustAt(t, d, fmt.Sprintf("/data/%d/lines", i*300))
		f.Reveal(n)
		f.Unfold(n)
		want = append(want, n)
	}
	s := f.State()
	if len(s.steps) != 2+2*20 {
		t.Errorf("the state has %d steps", len(s.steps))
	}
	g := NewFolds(mustParse(t, string(d.Source())))
	g.Apply(s)
	for _, n := range want {
		if !g.Visible(n) || g.Folded(n) {
			t.Errorf("node %d is not shown", n)
		}
	}
	if !slices.Equal(f.odd, g.odd) || f.Len() != g.Len() {
		t.Errorf("%d rows, want %d", g.Len(), f.Len())
	}
}
