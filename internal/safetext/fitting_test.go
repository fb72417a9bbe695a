package safetext

import (
	"strings"
	"testing"
)

func TestFitting(t *testing.T) {
	t.Parallel()
	marks := strings.Repeat("\u0301", 2000)
	tests := []struct {
		in    string
		width int
		want  string // the part that fits
	}{
		{"", 5, ""},
		{"abc", 5, "abc"},
		{"abc", 3, "abc"},
		{"abcd", 3, "abc"},
		{"abc", 0, "a"},
		{"abc\u0301d", 3, "abc\u0301"},
		{"ab\u0301cd", 1, "a"},
		{"葡萄酒", 5, "葡萄"},
		{"葡萄酒", 1, "葡"},
		{"a\x1b[31m", 3, "a\x1b["},
		{"ab\xffcd", 5, "ab"},
		{"ab\xffcd", 6, "ab\xff"},
		{"\u202ex", 3, "\u202e"},
		{"\u202ex", 9, "\u202ex"},
		{"🇳🇱🇧🇪", 10, "🇳🇱"},
		{"e" + marks + "x", 3, "e" + marks},
		{"ae" + marks + "x", 3, "a"},
		{"ae" + marks + "x", 16, "ae" + marks + "x"},
		{"\x00\u0301x", 1, "\x00"},
	}
	for _, tt := range tests {
		if got := tt.in[:Fitting([]byte(tt.in), tt.width)]; got != tt.want {
			t.Errorf("Fitting(%+q, %d) = %+q, want %+q", tt.in, tt.width, got, tt.want)
		}
	}
}

// checkFitting lays s in rows and puts them together again.
func checkFitting(t *testing.T, s string, width int) {
	t.Helper()
	var rows strings.Builder
	for rest := []byte(s); len(rest) > 0; {
		n := Fitting(rest, width)
		if n <= 0 {
			t.Fatalf("Fitting(%+q, %d) makes no progress", rest, width)
		}
		row := CleanBytes(rest[:n])
		if w := Width(row); w > width && Fitting(rest[:n], 0) != n {
			t.Fatalf("Fitting(%+q, %d) = %d: %d cells", rest, width, n, w)
		}
		if more := n + 1; n < len(rest) && width > 0 && Width(row) < width {
			for more < len(rest) && (rest[more]&0xc0 == 0x80 || CleanBytes(rest[:more])+CleanBytes(rest[more:]) != CleanBytes(rest)) {
				more++
			}
			if Width(CleanBytes(rest[:more])) <= width {
				t.Fatalf("Fitting(%+q, %d) = %d, though %d fit", rest, width, n, more)
			}
		}
		rows.WriteString(row)
		rest = rest[n:]
	}
	if rows.String() != Clean(s) {
		t.Fatalf("in rows of %d, %+q is %+q", width, s, rows.String())
	}
}

func FuzzFitting(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s, uint8(3))
		f.Add("ab"+s+s, uint8(20))
	}
	f.Fuzz(func(t *testing.T, s string, width uint8) {
		if len(s) > 1<<9 {
			t.Skip("the check is quadratic")
		}
		checkFitting(t, s, int(width))
	})
}

func BenchmarkFitting(b *testing.B) {
	for name, s := range map[string]string{
		"ascii": strings.Repeat("Wijnhuis De Kelder ", 1000), "accents": strings.Repeat("Château Crème brûlée ", 1000),
		"cjk": strings.Repeat("葡萄酒와인", 2000), "hostile": strings.Repeat("\x1b[31m\u202e\xff", 2000),
	} {
		text := []byte(s)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fitting(text, 100)
			}
		})
	}
}
