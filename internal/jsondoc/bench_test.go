package jsondoc

import (
	"context"
	"testing"
)

var sizes = []struct {
	name string
	size int
}{{"10KB", 10_000}, {"10MB", 10_000_000}, {"100MB", 100_000_000}}

// eachSize runs a benchmark on the documents of all sizes.
func eachSize(b *testing.B, run func(b *testing.B, d *Document)) {
	for _, s := range sizes {
		d, err := Parse(sampleText(b, s.size))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			run(b, d)
		})
	}
}

func BenchmarkParse(b *testing.B) {
	eachSize(b, func(b *testing.B, d *Document) {
		b.SetBytes(int64(len(d.src)))
		for b.Loop() {
			d, _ = Parse(d.src)
		}
		index := 12*d.nodes.n + 20*d.boxes.n + 8*len(d.ranks.counts) + 8*len(d.ranks.blocks)
		b.ReportMetric(float64(index)/float64(len(d.src)), "index-B/B")
	})
}

func BenchmarkWalk(b *testing.B) {
	eachSize(b, func(b *testing.B, d *Document) {
		b.SetBytes(int64(len(d.src)))
		for b.Loop() {
			n := 0
			for at := Node(0); at != None; {
				n++
				next := d.FirstChild(at)
				for next == None && at != None {
					if next = d.Next(at); next == None {
						at = d.Parent(at)
					}
				}
				at = next
			}
			if n != d.Len() {
				b.Fatal(n, d.Len())
			}
		}
	})
}

// benchFind looks for something that is only near the end.
func benchFind(b *testing.B, q Query) {
	eachSize(b, func(b *testing.B, d *Document) {
		b.SetBytes(int64(len(d.src)))
		for b.Loop() {
			if _, ok, err := d.Find(context.Background(), q, 0, true); !ok || err != nil {
				b.Fatal(ok, err)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for _, q := range []struct {
		name  string
		query Query
	}{
		{"literal", Query{Text: "current_page"}},
		{"literalCase", Query{Text: "page=2", Case: MatchCase}},
		{"regexp", Query{Text: `orders\?page=\d`, Regexp: true}},
		{"regexpAlternatives", Query{Text: `^(per_page|current_page)$`, Regexp: true}},
		{"regexpClasses", Query{Text: `^[a-z]+_[a-z]$|^[jk][a-z]+$|^[a-z]{3,5}_page`, Regexp: true}},
	} {
		b.Run(q.name, func(b *testing.B) { benchFind(b, q.query) })
	}
}

func BenchmarkCount(b *testing.B) {
	eachSize(b, func(b *testing.B, d *Document) {
		b.SetBytes(int64(len(d.src)))
		for b.Loop() {
			if n, err := d.CountMatches(context.Background(), Query{Text: "zwolle"}); n == 0 || err != nil {
				b.Fatal(n, err)
			}
		}
	})
}

// BenchmarkFold changes the state of the whole document and asks for the last row, as a screen would.
func BenchmarkFold(b *testing.B) {
	for _, op := range []struct {
		name string
		do   func(f *Folds)
	}{
		{"all", (*Folds).FoldAll},
		{"none", (*Folds).UnfoldAll},
		{"depth2", func(f *Folds) { f.FoldToDepth(2) }},
		{"depth4", func(f *Folds) { f.FoldToDepth(4) }},
		{"one", func(f *Folds) { f.Toggle(f.d.Child(1, f.d.Count(1)/2)) }},
	} {
		b.Run(op.name, func(b *testing.B) {
			eachSize(b, func(b *testing.B, d *Document) {
				f := NewFolds(d)
				for b.Loop() {
					op.do(f)
					f.At(f.Len() - 1)
				}
			})
		})
	}
}

// BenchmarkRows asks for a screen of rows in the middle and for the way back.
func BenchmarkRows(b *testing.B) {
	const screen = 40
	for _, depth := range []int{3, 100} {
		b.Run(map[int]string{3: "depth3", 100: "unfolded"}[depth], func(b *testing.B) {
			eachSize(b, func(b *testing.B, d *Document) {
				f := NewFolds(d)
				f.FoldToDepth(depth)
				f.Toggle(f.d.Child(1, f.d.Count(1)/2))
				at := 0
				for b.Loop() {
					at = (at + 104729) % max(f.Len()-screen, 1)
					for i := at; i < min(at+screen, f.Len()); i++ {
						if row := f.At(i); !row.Close && f.RowOf(row.Node) != i {
							b.Fatal(row, i)
						}
					}
				}
			})
		})
	}
}

func BenchmarkPath(b *testing.B) {
	eachSize(b, func(b *testing.B, d *Document) {
		n := Node(d.Len() / 2)
		for b.Loop() {
			if at, err := d.AtPath(d.Path(n)); at != n || err != nil {
				b.Fatal(at, err)
			}
		}
	})
}
