package safetext

import (
	"strings"
	"testing"
)

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":   strings.Repeat("Wijnhuis De Kelder ", 10),
		"accents": strings.Repeat("Château Crème brûlée ", 10),
		"cjk":     strings.Repeat("葡萄酒와인", 20),
		"hostile": strings.Repeat("\x1b[31m\u202e\xff", 20),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				_ = Clean(s)
			}
		})
	}
}

// BenchmarkCut cuts the same to 80 cells from short and from 10 MB strings:
// the time must not differ.
func BenchmarkCut(b *testing.B) {
	for name, size := range map[string]int{"1kB": 1 << 10, "10MB": 10 << 20} {
		s := strings.Repeat("Château 葡 ", size/12)
		raw := []byte(s)
		b.Run("Cut/"+name, func(b *testing.B) {
			for b.Loop() {
				_ = Cut(s, 80)
			}
		})
		b.Run("CutMiddle/"+name, func(b *testing.B) {
			for b.Loop() {
				_ = CutMiddle(s, 80)
			}
		})
		b.Run("CleanCut/"+name, func(b *testing.B) {
			for b.Loop() {
				_, _ = CleanCut(s, 80)
			}
		})
		b.Run("CleanCutBytes/"+name, func(b *testing.B) {
			for b.Loop() {
				_, _ = CleanCutBytes(raw, 80)
			}
		})
	}
}
