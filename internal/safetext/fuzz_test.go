package safetext

import (
	"strings"
	"testing"
)

// hostile are the classes of input that a terminal must be kept from.
func hostile() []string {
	return []string{
		"",
		"plain text",
		"\x1b[2J\x1b[H\x1b[?1049h",            // CSI
		"\x1b]0;title\x07",                    // OSC 0
		"\x1b]8;;http://x\x1b\\y\x1b]8;;\x07", // OSC 8
		"\x1b]52;c;aGVsbG8=\x1b\\",            // OSC 52
		"\x1bP1$r0m\x1b\\",                    // DCS
		"\x1b_Gf=100;AAAA\x1b\\",              // APC
		"\x1b^pm\x1b\\\x1bXsos\x1b\\",         // PM, SOS
		"\x1bc",                               // RIS
		"\x1b]0;never terminated",             // unterminated OSC
		"safe\rEVIL", "abc\b\b\bxyz", "a\x7fb", "a\tb\nc\vd\fe",
		"\u009b31m\u009d0;t\u009c", // C1 as code points
		"\x9b31m\x9d0;t\x9c",       // C1 as raw bytes
		"\u202egnp.exe", "\u2066a\u2069", "\u200e\u200f\u061c",
		"a\u200bb\u2060c\ufeffd\u00ade",
		"\U000e0001\U000e0041\U000e007f",
		"\xff\xfe\x00a", "\xc0\xaf", "\xf4\x90\x80\x80", "\xe2\x82",
		"\xed\xa0\x80\xed\xb0\x80",
		"e" + strings.Repeat("\u0301", 2000),
		strings.Repeat("\u20dd", 50), "\u0301leading",
		"👨\u200d👩\u200d👧\u200d👦", "👍🏽", "🇳🇱🇧🇪🇩", "1\ufe0f\u20e3", "❤\ufe0f",
		"🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
		"葡萄酒", "\u1112\u1161\u11ab", "한\u11a8", "स्ते कि", "น้ำ", "ｶﾞ",
		"a\u2028b\u2029c\u0085d", "\ue000\U000f0000", "\u0378\uffff", "\u3164\u2800",
		"\u0600\u06dd1", "\U000111c2a",
		`<html><body onload="x">&nbsp;</body></html>`,
		"CN=*.evil.example\x1b[31m",
		"‹U+202E› ‹9B› ␛ ◌\u0301 ‹+12 marks›",
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s, "next", 7)
		f.Add(s+s, s, 1)
		f.Add(s, s, 0)
	}
	f.Fuzz(func(t *testing.T, in, next string, width int) {
		if len(in) > 1<<13 {
			t.Skip("long inputs only cost time")
		}
		out := Clean(in)
		checkClean(t, in, out)
		if b := CleanBytes([]byte(in)); b != out {
			t.Errorf("CleanBytes(%+q) = %+q, Clean gives %+q", in, b, out)
		}
		checkCuts(t, in, out, width)
		checkCuts(t, in, out, width%97)
		// Clean texts can be put side by side.
		after := Clean(next)
		if Clean(out+after) != out+after || Width(out+after) != Width(out)+Width(after) {
			t.Errorf("%+q joins %+q", out, after)
		}
	})
}
