package safetext

import (
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestCut(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in        string
		width     int
		end, mid  string
		head, rem string
	}{
		{"", 0, "", "", "", ""},
		{"", 5, "", "", "", ""},
		{"abc", 3, "abc", "abc", "abc", ""},
		{"abcd", 3, "ab…", "a…d", "abc", "d"},
		{"abcdef", 4, "abc…", "ab…f", "abcd", "ef"},
		{"abc", 1, "…", "…", "a", "bc"},
		{"abc", 0, "", "", "a", "bc"},
		{"abc", -7, "", "", "a", "bc"},
		{"葡萄酒", 6, "葡萄酒", "葡萄酒", "葡萄酒", ""},
		{"葡萄酒", 5, "葡萄…", "葡…酒", "葡萄", "酒"},
		{"葡萄酒", 4, "葡…", "葡…", "葡萄", "酒"},
		{"葡萄酒", 2, "…", "…", "葡", "萄酒"},
		{"葡萄酒", 1, "…", "…", "葡", "萄酒"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…", "e\u0301…", "e\u0301e\u0301", "e\u0301"},
		{"ae\u0301bc\u0301", 3, "ae\u0301…", "a…c\u0301", "ae\u0301b", "c\u0301"},
		{"e\u0301x", 0, "", "", "e\u0301", "x"},
		{"abcd葡", 4, "abc…", "abc…", "abcd", "葡"},
		{"Wijnhuis De Kelder", 9, "Wijnhuis…", "Wijn…lder", "Wijnhuis ", "De Kelder"},
	}
	for _, tt := range tests {
		if got := Cut(tt.in, tt.width); got != tt.end {
			t.Errorf("Cut(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.end)
		}
		if got := CutMiddle(tt.in, tt.width); got != tt.mid {
			t.Errorf("CutMiddle(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.mid)
		}
		if head, rest := Head(tt.in, tt.width); head != tt.head || rest != tt.rem {
			t.Errorf("Head(%q, %d) = %q, %q, want %q, %q", tt.in, tt.width, head, rest, tt.head, tt.rem)
		}
	}
}

func TestCleanCut(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    string
		width int
		want  string
		cut   bool
	}{
		{"", 0, "", false},
		{"", -1, "", false},
		{"abc", 3, "abc", false},
		{"abcd", 3, "ab…", true},
		{"abc", 2, "a…", true},
		{"a", 0, "", true},
		{"\x1b[31m", 5, "␛[31m", false},
		{"\x1b[31m", 4, "␛[3…", true},
		{"abc\u0301", 3, "abc\u0301", false},
		{"abc\u0301d", 3, "ab…", true},
		{"abcd\u0301", 3, "ab…", true},
		{"葡萄酒", 5, "葡萄…", true},
		{"abc", math.MaxInt, "abc", false},
		{"ab\x00", math.MaxInt, "ab␀", false},
	}
	for _, tt := range tests {
		if got, cut := CleanCut(tt.in, tt.width); got != tt.want || cut != tt.cut {
			t.Errorf("CleanCut(%+q, %d) = %+q, %v, want %+q, %v", tt.in, tt.width, got, cut, tt.want, tt.cut)
		}
	}
}

// checkCuts holds what the cutting functions promise, for clean text s that
// Clean made of in.
func checkCuts(t *testing.T, in, s string, width int) {
	t.Helper()
	whole := Width(s)
	for name, got := range map[string]string{"Cut": Cut(s, width), "CutMiddle": CutMiddle(s, width)} {
		if w := Width(got); w > max(width, 0) {
			t.Errorf("%s(%+q, %d) = %+q is %d cells", name, s, width, got, w)
		}
		if whole <= width && got != s {
			t.Errorf("%s(%+q, %d) = %+q, though it fits", name, s, width, got)
		}
		if whole > width && width > 0 && !strings.Contains(got, ellipsis) {
			t.Errorf("%s(%+q, %d) = %+q does not say that it cuts", name, s, width, got)
		}
		if whole > width && width > 0 && name == "Cut" && !strings.HasSuffix(got, ellipsis) {
			t.Errorf("%s(%+q, %d) = %+q does not end in a mark", name, s, width, got)
		}
		if Clean(got) != got {
			t.Errorf("%s(%+q, %d) = %+q is not clean", name, s, width, got)
		}
	}
	want, cut := Cut(s, width), whole > max(width, 0)
	if got, c := CleanCut(in, width); got != want || c != cut {
		t.Errorf("CleanCut(%+q, %d) = %+q, %v, want %+q, %v", in, width, got, c, want, cut)
	}
	if got, c := CleanCutBytes([]byte(in), width); got != want || c != cut {
		t.Errorf("CleanCutBytes(%+q, %d) = %+q, %v, want %+q, %v", in, width, got, c, want, cut)
	}
	checkHeads(t, s, width)
}

// checkHeads wraps s and puts it together again.
func checkHeads(t *testing.T, s string, width int) {
	t.Helper()
	var lines []string
	for rest := s; rest != ""; {
		var head string
		head, rest = Head(rest, width)
		if head == "" {
			t.Fatalf("Head(%+q, %d) makes no progress", s, width)
		}
		first, _ := ansi.FirstGraphemeCluster(head, ansi.GraphemeWidth)
		if w := Width(head); w > width && head != first {
			t.Errorf("Head(%+q, %d) = %+q is %d cells", s, width, head, w)
		}
		if Clean(head) != head {
			t.Errorf("Head(%+q, %d) splits a cluster before %+q", s, width, head)
		}
		lines = append(lines, head)
	}
	if strings.Join(lines, "") != s {
		t.Errorf("Head loses something of %+q at %d: %+q", s, width, lines)
	}
}

// allocated returns how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestCutReadsNoMoreThanItNeeds counts allocated bytes, which grow with what
// is read and copied. The texts are far longer than any bound here.
func TestCutReadsNoMoreThanItNeeds(t *testing.T) {
	const long = 10 << 20
	for name, unit := range map[string]string{
		"ascii": "a", "wide": "葡", "marks": "\u0301", "controls": "\x1b", "bad bytes": "\xff", "flags": "🇳", "mixed": "ab\u0301葡\x00",
	} {
		s := strings.Repeat(unit, long/len(unit))
		b := []byte(s)
		if _, _, read := cleanCut(s, 80); read > 200_000 {
			t.Errorf("%s: CleanCut reads %d bytes for 80 cells", name, read)
		}
		if n := allocated(func() { _, _ = CleanCutBytes(b, 80) }); n > 1<<20 {
			t.Errorf("%s: CleanCutBytes allocates %d bytes for 80 cells", name, n)
		}
	}
}
