package safetext

import (
	"strings"
	"testing"
)

func TestCleanShowsWhatIsHidden(t *testing.T) {
	t.Parallel()
	marks := strings.Repeat("\u0301", 2000)
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"ascii", "GET /api/v1 ~", "GET /api/v1 ~"},
		{"C0", "\x00\x07\x08\t\n\v\f\r\x1b\x1f", "␀␇␈␉␊␋␌␍␛␟"},
		{"DEL", "a\x7fb", "a␡b"},
		{"CSI", "\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		{"OSC 52", "\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"},
		{"unterminated OSC", "\x1b]0;title", "␛]0;title"},
		{"C1 as a code point", "\u009b31m", "‹U+009B›31m"},
		{"C1 as a byte", "\x9b31m", "‹9B›31m"},
		{"NEL", "\u0085", "‹U+0085›"},
		{"soft hyphen", "wijn\u00adhuis", "wijn‹U+00AD›huis"},
		{"RLO", "\u202egpj.exe", "‹U+202E›gpj.exe"},
		{"isolates", "\u2066x\u2069", "‹U+2066›x‹U+2069›"},
		{"ZWSP", "a\u200bb", "a‹U+200B›b"},
		{"BOM", "\ufeffx", "‹U+FEFF›x"},
		{"line separators", "a\u2028b\u2029c", "a‹U+2028›b‹U+2029›c"},
		{"tags", "\U000e0041\U000e007f", "‹U+E0041›‹U+E007F›"},
		{"interlinear", "\ufff9a\ufffab\ufffb", "‹U+FFF9›a‹U+FFFA›b‹U+FFFB›"},
		{"private use", "\ue0a0\U0010fffd", "‹U+E0A0›‹U+10FFFD›"},
		{"unassigned", "\u0378\U000e0fff", "‹U+0378›‹U+E0FFF›"},
		{"noncharacter", "\uffff", "‹U+FFFF›"},
		{"blank letters", "\u3164\u2800\u115f\uffa0", "‹U+3164›‹U+2800›‹U+115F›‹U+FFA0›"},
		{"joiner of graphemes", "a\u034fb", "a‹U+034F›b"},
		{"truncated UTF-8", "a\xe2\x82", "a‹E2›‹82›"},
		{"overlong", "\xc0\xaf", "‹C0›‹AF›"},
		{"surrogate", "\xed\xa0\x80", "‹ED›‹A0›‹80›"},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
		{"no-break space", "€\u00a012,00", "€\u00a012,00"},
		{"accents", "crème brûlée, e\u0301", "crème brûlée, e\u0301"},
		{"leading mark", "\u0301a", "◌\u0301a"},
		{"mark after a control", "\n\u0301", "␊◌\u0301"},
		{"mark after a bad byte", "\xff\u0301", "‹FF›◌\u0301"},
		{"one mark too many", "e\u0301\u0302\u0303\u0304", "e\u0301\u0302\u0303‹+1 mark›"},
		{"tall cell", "e" + marks + "f", "e\u0301\u0301\u0301‹+1997 marks›f"},
		{"flag", "🇳🇱🇧🇪", "‹flag NL›‹flag BE›"},
		{"half a flag", "🇳x", "‹flag N›x"},
		{"keycap", "1\ufe0f\u20e3", "1‹VS16›‹U+20E3›"},
		{"variation selectors", "❤\ufe0f❤\ufe0e葛\U000e0100", "❤‹VS16›❤‹VS15›葛‹U+E0100›"},
		{"family", "👨\u200d👩\u200d👧", "👨‹ZWJ›👩‹ZWJ›👧"},
		{"skin", "👍🏽", "👍‹U+1F3FD›"},
		{"emoji", "🍷 wijn", "🍷 wijn"},
		{"CJK", "葡萄酒 와인", "葡萄酒 와인"},
		{"decomposed Hangul", "\u1100\u1161", "‹U+1100›‹U+1161›"},
		{"Arabic and Hebrew", "خمر יין", "خمر יין"},
		{"Devanagari", "कि क्क", "क‹U+093F› क‹U+094D›क"},
		{"Thai", "น้ำ", "น้‹U+0E33›"},
		{"our own notation", "‹U+202E› ␛", "‹U+202E› ␛"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := Clean(tt.in)
			if got != tt.want {
				t.Errorf("Clean(%+q)\n got %+q\nwant %+q", tt.in, got, tt.want)
			}
			if b := CleanBytes([]byte(tt.in)); b != got {
				t.Errorf("CleanBytes gives %+q", b)
			}
			checkClean(t, tt.in, got)
		})
	}
}

func TestCleanCollapsesInBoundedRuns(t *testing.T) {
	t.Parallel()
	got := Clean("e" + strings.Repeat("\u0301", 3+maxCollapse+1))
	want := "e\u0301\u0301\u0301‹+4096 marks›◌\u0301"
	if got != want {
		t.Errorf("got %+q\nwant %+q", got, want)
	}
}

// TestCleanBoundIsExact holds the worst cases at the eight-fold bound.
func TestCleanBoundIsExact(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"\x9b", "\xff\xff\xff", "\u0080", "\u0301", "\u061c", "e\u0301\u0301\u0301\u0301"} {
		if got := Clean(in); len(got) > 8*len(in) {
			t.Errorf("Clean(%+q) has %d bytes, more than 8 x %d", in, len(got), len(in))
		}
	}
	if got := Clean("\xff"); len(got) != 8 {
		t.Errorf("a bad byte takes %d bytes: the bound is no longer the tightest", len(got))
	}
}

func TestCleanReturnsCleanTextItself(t *testing.T) {
	ascii := strings.Repeat("plain ASCII ", 1000)
	unicode := strings.Repeat("crème 葡萄酒 🍷 ", 100)
	for name, s := range map[string]string{"ascii": ascii, "unicode": unicode} {
		if n := testing.AllocsPerRun(10, func() { _ = Clean(s) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
		if n := testing.AllocsPerRun(10, func() { _, _ = CleanCut(s, len(s)) }); name == "ascii" && n != 0 {
			t.Errorf("%s: CleanCut makes %v allocations", name, n)
		}
	}
}

func TestCleanBytesIsACopy(t *testing.T) {
	t.Parallel()
	b := []byte("plain text")
	whole := CleanBytes(b)
	cut, _ := CleanCutBytes(b, 100)
	b[0] = 0x1b
	if whole != "plain text" || cut != "plain text" {
		t.Errorf("the result changed with the buffer: %q, %q", whole, cut)
	}
}
