//go:build unix

package main

import (
	"strings"
	"testing"

	"brincr-explorer/internal/screen"
)

// TestG09_NoColour: NO_COLOR takes all colours away, and nothing that they said.
func TestG09_NoColour(t *testing.T) {
	t.Parallel()
	s := begin(t, func(o *screen.Options) { o.Env = append(o.Env, "NO_COLOR=1") }, "--demo")
	s.sees("DEMO", "● token 59:", "valid", "q quit")
	s.types("1", "j", "enter")
	s.sees("PRODUCTION", "token 59:")
	s.types("5", "enter")
	s.sees("›▾ {", "GET categories ─ 200 OK")
	s.types("j", "j")
	f := s.sees(".data[0]")
	x, y, _ := f.Find("›")
	if !f.Cell(x+7, y).Reverse {
		t.Errorf("the name under the cursor does not stand out:\n%s", f.Styled())
	}
	s.gets("customer-contacts")
	s.sees("✗", "403 Forbidden")
	s.types("6", "q")
	s.ends(0)
	sequences, _ := escapes(s.Raw())
	for _, seq := range sequences {
		if m := look.FindStringSubmatch(seq); m != nil && hasColour(m[1]) {
			t.Fatalf("%q sets a colour", seq)
		}
	}
}

// hasColour knows the parameters of SGR that set one: ISO 6429, and the bright
// ones of aixterm.
func hasColour(parameters string) bool {
	for p := range strings.SplitSeq(parameters, ";") {
		switch {
		case len(p) == 2 && strings.Contains("34", p[:1]) && p[1:] != "9", // 39 and 49 are none
			len(p) == 2 && p[0] == '9', len(p) == 3 && strings.HasPrefix(p, "10"):
			return true
		}
	}
	return false
}

// TestLightAndDark: the program asks the terminal for its background.
func TestLightAndDark(t *testing.T) {
	t.Parallel()
	looks := map[bool]screen.Color{}
	for _, light := range []bool{false, true} {
		s := begin(t, func(o *screen.Options) { o.Light = light }, "--demo")
		f := s.until("the colours", func(f screen.Frame) bool {
			if !hasAll(f, "token 59:", "q quit") {
				return false
			}
			// A dark colour of text goes with a light background.
			looks[light] = accent(t, f)
			r, g, b, ok := looks[light].Direct()
			return ok && (int(r)+int(g)+int(b) < 3*128) == light
		})
		if looks[light] == looks[!light] {
			t.Errorf("light and dark look the same:\n%s", f.Styled())
		}
		s.types("q")
		s.ends(0)
	}
}

// TestG09_ADumbTerminal is told what to use instead, without an escape sequence.
func TestG09_ADumbTerminal(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--demo"}, {"open", "main.go"}} {
		s := begin(t, func(o *screen.Options) { o.Env = append(o.Env, "TERM=dumb") }, args...)
		s.ends(2)
		if sequences, text := escapes(s.Raw()); len(sequences) > 0 || !strings.Contains(string(text), "brincr-explorer get PATH") {
			t.Errorf("a dumb terminal got %q and %q", sequences, text)
		}
	}
}
