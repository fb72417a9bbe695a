package textdoc

import (
	"bytes"
	"context"
	"fmt"
	"testing"
)

const benchSize = 100_000_000

// shortLines is 100 MB of lines as an ERP exports them.
func shortLines() []byte {
	b := make([]byte, 0, benchSize+200)
	for i := 0; len(b) < benchSize; i++ {
		b = fmt.Appendf(b, `{"id":"%08d-0000-4000-8000-000000000000","name":"Rode wijn %d","price":%d.5000}`+"\n", i, i, i*7919%100_000)
	}
	return append(b[:benchSize-20], "the last NEEDLE 4711"...)
}

func benchTexts(b *testing.B, run func(b *testing.B, src []byte)) {
	src := shortLines()
	b.Run("lines", func(b *testing.B) { run(b, src) })
	src = bytes.ReplaceAll(src, []byte("\n"), []byte(" "))
	b.Run("one line", func(b *testing.B) { run(b, src) })
}

func BenchmarkNew(b *testing.B) {
	benchTexts(b, func(b *testing.B, src []byte) {
		b.ReportAllocs()
		for b.Loop() {
			New(src).Wrap(120).Rows(0, 40)
		}
	})
}

func BenchmarkLines(b *testing.B) {
	src := shortLines()
	b.SetBytes(benchSize)
	b.ReportAllocs()
	for b.Loop() {
		New(src).Lines()
	}
}

func BenchmarkScreen(b *testing.B) {
	benchTexts(b, func(b *testing.B, src []byte) {
		l := New(src).Wrap(120)
		for name, at := range map[string]int{"start": 0, "middle": l.Percent(50), "end": l.Last(40)} {
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					l.Rows(at, 40)
				}
			})
		}
	})
}

func BenchmarkMove(b *testing.B) {
	benchTexts(b, func(b *testing.B, src []byte) {
		l := New(src).Wrap(120)
		at := l.Percent(50)
		for name, n := range map[string]int{"down": 1, "up": -1, "page up": -39} {
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					l.Move(at, n)
				}
			})
		}
		b.Run("end", func(b *testing.B) {
			for b.Loop() {
				l.Last(40)
			}
		})
	})
}

func BenchmarkFind(b *testing.B) {
	benchTexts(b, func(b *testing.B, src []byte) {
		text := New(src)
		for _, q := range []Query{
			{Text: "NEEDLE"},
			{Text: "needle"},
			{Text: `Rode wijn 9999999`},
			{Text: `rode wijn 9999999`},
			{Text: `NEEDLE \d+`, Regexp: true},
			{Text: `needle \d+$`, Regexp: true},
			{Text: `[A-Z]{6}`, Regexp: true},
		} {
			b.Run(fmt.Sprintf("%s regexp=%t", q.Text, q.Regexp), func(b *testing.B) {
				p, err := q.Compile()
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(benchSize)
				b.ReportAllocs()
				for b.Loop() {
					if _, _, err := p.Find(context.Background(), text, -1, true); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	})
}

func BenchmarkCount(b *testing.B) {
	text := New(shortLines())
	p, err := (Query{Text: "Rode wijn"}).Compile()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(benchSize)
	for b.Loop() {
		if _, _, err := p.Count(context.Background(), text, 0); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFirstInvalid(b *testing.B) {
	src := shortLines()
	b.SetBytes(benchSize)
	for b.Loop() {
		FirstInvalid(src)
	}
}
