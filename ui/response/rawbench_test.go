package response

import (
	"bytes"
	"fmt"
	"testing"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

// large is 100 MB: short lines, or a single one.
func large(lines bool) []byte {
	row := []byte(`{"id":"00000001-0000-4000-8000-000000000000","name":"Rode wijn","price":12.5000} `)
	if lines {
		row[len(row)-1] = '\n'
	}
	return bytes.Repeat(row, 100_000_000/len(row))
}

func BenchmarkRaw(b *testing.B) {
	st := paint.New(paint.Look{})
	for _, lines := range []bool{true, false} {
		src := large(lines)
		m := New("")
		m.Show(Content{Name: "large"}.of(src), false)
		m.Resize(140, 40)
		for name, place := range map[string]int{"start": 0, "middle": 50, "end": 100} {
			b.Run(fmt.Sprintf("lines=%t/%s", lines, name), func(b *testing.B) {
				m.JumpPercent(place)
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					m.Do([...]action.Action{action.Down, action.Up}[i%2])
					m.View(st, true)
				}
			})
		}
		b.Run(fmt.Sprintf("lines=%t/open", lines), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m := New("")
				m.Show(Content{Name: "large"}.of(src), false)
				m.Resize(140, 40)
				m.View(st, true)
			}
		})
	}
}
