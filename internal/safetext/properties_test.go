package safetext

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// checkClean holds what Clean promises about every output.
func checkClean(t *testing.T, in, out string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("Clean(%+q) = %+q is not valid UTF-8", in, out)
	}
	if len(out) > 8*len(in) {
		t.Errorf("Clean(%+q) grew from %d to %d bytes", in, len(in), len(out))
	}
	if in != "" && out == "" {
		t.Errorf("Clean(%+q) is empty: something was dropped", in)
	}
	if again := Clean(out); again != out {
		t.Errorf("not idempotent for %+q:\n once %+q\ntwice %+q", in, out, again)
	}
	if r, ok := forbidden(out); ok {
		t.Errorf("Clean(%+q) = %+q holds %U", in, out, r)
	}
	checkMarks(t, out)
	checkDrawn(t, out)
}

// forbidden finds a character that must never reach the screen. It is
// written from Unicode's own tables, independently of classify.
func forbidden(s string) (rune, bool) {
	for _, r := range s {
		if unicode.Is(unicode.C, r) || !unicode.IsGraphic(r) || // Cc, Cf, Co, Cs; unassigned
			unicode.In(
				r, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Join_Control,
				unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point,
				unicode.Regional_Indicator,
			) ||
			strings.ContainsRune("\u2800\ufffc\U0001d159\u20e3", r) ||
			r >= 0x1f3fb && r <= 0x1f3ff || r >= 0xe0000 {
			return r, true
		}
	}
	return 0, false
}

// checkMarks counts what could make a cell tall.
func checkMarks(t *testing.T, s string) {
	t.Helper()
	marks := maxMarks // none may lead
	for _, r := range s {
		if !unicode.Is(unicode.M, r) {
			marks = 0
			continue
		}
		if marks++; marks > maxMarks {
			t.Errorf("%+q: too many marks, or one without a base", s)
			return
		}
	}
}

// checkDrawn compares the ways of measuring with what the renderer draws,
// between two neighbours that nothing may join.
func checkDrawn(t *testing.T, s string) {
	t.Helper()
	w := Width(s)
	if g, wc := ansi.StringWidth(s), ansi.StringWidthWc(s); g != w || wc != w {
		t.Errorf("%+q is %d cells by grapheme, %d by code point, %d by Width", s, g, wc, w)
		return
	}
	if strings.Contains(s, "\n") {
		t.Errorf("%+q is more than one line", s)
	}
	for _, m := range []ansi.Method{ansi.GraphemeWidth, ansi.WcWidth} {
		buf := uv.NewScreenBuffer(w+4, 2)
		buf.Method = m
		uv.NewStyledString("["+s+"]").Draw(buf, buf.Bounds())
		row := rowOf(buf, 0)
		if row != "["+s+"]" {
			t.Errorf("%+q is drawn as %+q (method %d)", s, row, m)
		}
		if c := buf.CellAt(w+1, 0); c == nil || c.Content != "]" || c.Width != 1 {
			t.Errorf("%+q is not drawn %d cells wide (method %d)", s, w, m)
		}
		if below := rowOf(buf, 1); below != "" {
			t.Errorf("%+q draws on the next line: %+q", s, below)
		}
	}
}

func rowOf(buf uv.ScreenBuffer, y int) string {
	var b strings.Builder
	for x := range buf.Width() {
		b.WriteString(buf.CellAt(x, y).Content)
	}
	return strings.TrimRight(b.String(), " ")
}

// TestEveryCharacter goes through all of Unicode: alone, and between all kinds
// of neighbours. Each must come out visible, and measure the same in every
// way. It fails when an update of x/ansi or of Go's Unicode tables makes a
// character join its neighbours that didn't before.
func TestEveryCharacter(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r += everyNth {
		s := string(r) // a surrogate becomes U+FFFD
		alone := Clean(s)
		if alone == fmt.Sprintf("‹U+%04X›", r) {
			continue
		}
		if bad, ok := forbidden(alone); ok {
			t.Errorf("Clean(%+q) = %+q holds %U", s, alone, bad)
		}
		if len(alone) > 8*len(s) {
			t.Errorf("Clean(%+q) = %+q: too long", s, alone)
		}
		checkMeasured(t, s, alone)
		if strings.Contains(alone, s) {
			// Shown as it is: what does it do to a letter, to itself, to an
			// Indic letter, to a wide one, to Hangul, to a control, to emoji?
			in := s + "a" + s + s + "क" + s + "क界" + s + "한" + s + "한\x01" + s + "🍷" + s + "🍷"
			checkMeasured(t, in, Clean(in))
		}
		if t.Failed() {
			return
		}
	}
}

func checkMeasured(t *testing.T, in, out string) {
	t.Helper()
	w := ansi.StringWidth(out)
	if wc := ansi.StringWidthWc(out); w != wc || w == 0 {
		t.Errorf("Clean(%+q) = %+q: %d cells by grapheme, %d by code point", in, out, w, wc)
	}
	if sum := widthOfRunes(out); sum != w {
		t.Errorf("Clean(%+q) = %+q: %d cells, of its parts %d", in, out, w, sum)
	}
}

// widthOfRunes adds the widths of the clusters that one base and its marks
// make. It differs from the whole's width when characters join.
func widthOfRunes(s string) int {
	n := 0
	for s != "" {
		_, size := utf8.DecodeRuneInString(s)
		for size < len(s) {
			r, next := utf8.DecodeRuneInString(s[size:])
			if !unicode.Is(unicode.M, r) {
				break
			}
			size += next
		}
		n += ansi.StringWidth(s[:size])
		s = s[size:]
	}
	return n
}

// TestNotationIsNarrow: what Clean writes by itself takes one cell a sign,
// and the longest of it, a number, keeps the bound on growth.
func TestNotationIsNarrow(t *testing.T) {
	t.Parallel()
	for _, r := range "‹›◌…U+0123456789ABCDEF␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␡" {
		s := string(r)
		if g, wc := ansi.StringWidth(s), ansi.StringWidthWc(s); g != 1 || wc != 1 {
			t.Errorf("%q is %d cells by grapheme, %d by code point", s, g, wc)
		}
	}
	for in, longest := range map[string]string{"\u0080": "‹U+0080›", "\ufffe": "‹U+FFFE›", "\U0010ffff": "‹U+10FFFF›"} {
		if len(longest) > 8*len(in) {
			t.Errorf("%q has %d bytes for %d", longest, len(longest), len(in))
		}
	}
}
