package textdoc

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

var seeds = []string{
	"", "\n", "\r\n", "a\r\nb\rc\n\n", strings.Repeat("x", 300), strings.Repeat("\u0301", 200), strings.Repeat("葡", 90) + "\r\n",
	"\xff\xfe\x00", strings.Repeat("🇳", 80), strings.Repeat("-", 127) + "\r\nx", strings.Repeat("e\u0301\n", 5), "\x1b[2J\u202e",
}

// FuzzRows holds the rows of any text against its lines, and every way to move
// against the rows.
func FuzzRows(f *testing.F) {
	for i, s := range seeds {
		f.Add([]byte(s), uint8(1+7*i))
	}
	f.Fuzz(func(t *testing.T, src []byte, width uint8) {
		if len(src) > 1<<12 {
			t.Skip("long inputs only cost time")
		}
		r := rand.New(rand.NewPCG(uint64(len(src)), uint64(width)))
		w := max(int(width), 1)
		checkRows(t, Layout{grid: grid{src, max(80/w, 1) * max(w, 40) * 2}, width: w}, r)
		checkRows(t, New(src).Wrap(w), r)
		checkRows(t, New(src).Hex(w), r)
		checkLineNumbers(t, New(src), r)
	})
}

// FuzzFind holds what is found against package regexp, line by line.
func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s+"Needle é"), "needle", false)
		f.Add([]byte(s+"\nNeedle"), "n.*E", true)
	}
	f.Fuzz(func(t *testing.T, src []byte, query string, isRegexp bool) {
		if len(src) > 1<<10 || len(query) > 40 {
			t.Skip("the check is quadratic")
		}
		if _, err := regexp.Compile(query); isRegexp && err != nil {
			t.Skip("no regular expression")
		}
		for _, c := range query { // cases of other lengths are left out on purpose, and a literal has no line end here
			if c == '\n' || c == '\r' || c >= 0x80 {
				t.Skip("not what the naive way finds")
			}
			if c == 'k' || c == 's' {
				t.Skip("the Kelvin sign and the long s")
			}
		}
		if hasUpper(query, isRegexp) != (strings.ToLower(query) != query) {
			t.Skip("judged by the test of hasUpper")
		}
		if query == "" {
			t.Skip("finds nothing")
		}
		checkFind(t, Query{Text: query, Regexp: isRegexp}, src, rand.New(rand.NewPCG(1, 1)))
	})
}
