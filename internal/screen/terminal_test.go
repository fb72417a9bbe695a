package screen

import (
	"strings"
	"testing"
)

// answers feeds the terminal and returns what it sends to the program.
func answers(term *terminal, in string) string {
	all := make(chan string)
	go func() {
		var b strings.Builder
		buf := make([]byte, 256)
		for {
			n, err := term.readAnswer(buf)
			b.Write(buf[:n])
			if err != nil {
				all <- b.String()
				return
			}
		}
	}()
	term.write([]byte(in))
	term.close()
	return <-all
}

func TestTerminalAnswersQueries(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, in      string
		light, legacy bool
		want          string
	}{
		{"dark background", "\x1b]11;?\x07", false, false, "\x1b]11;rgb:1717/1a1a/2121\x07"},
		{"light background", "\x1b]11;?\x07", true, false, "\x1b]11;rgb:fcfc/fcfc/fafa\x07"},
		{"light foreground", "\x1b]10;?\x07", true, false, "\x1b]10;rgb:2626/2b2b/3333\x07"},
		{"primary attributes", "\x1b[c", false, false, "\x1b[?62;1;6;22c"},
		{"cursor position", "ab\x1b[6n", false, false, "\x1b[1;3R"},
		{"mode set", "\x1b[?2004h\x1b[?2004$p", false, false, "\x1b[?2004;1$y"},
		{"mode unknown", "\x1b[?2027$p", false, false, "\x1b[?2027;0$y"},
		{"no synchronized update", "\x1b[?2026$p", false, false, "\x1b[?2026;2$y"},
		{"in a synchronized update", "\x1b[?2026h\x1b[?2026$p", false, false, "\x1b[?2026;1$y"},
		{"kitty", "\x1b[>5u\x1b[?u", false, false, "\x1b[?5u"},
		{"kitty, per screen", "\x1b[>5u\x1b[?1049h\x1b[?u", false, false, "\x1b[?0u"},
		{"no kitty", "\x1b[>5u\x1b[?u", false, true, ""},
	} {
		if got := answers(newTerminal(20, 3, tt.light, tt.legacy), tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTerminalModes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"", "none"},
		{"\x1b[?1049h", "alternate screen"},
		{"\x1b[?1049h\x1b[?1049l", "none"},
		{"\x1b[?25l\x1b[?25h", "none"},
		{"\x1b[?1003;1006h\x1b[?1003l", "mouse reports (?1000 to ?1003)"},
		{"\x1b[?1003;1006h\x1b[?1003;1006l", "none"},
		{"\x1b[?7l", "private mode ?7"},
		{"\x1b[?1h\x1b=", "private mode ?1, private mode ?66"},
		{"\x1b[4h", "mode 4"},
		{"\x1b[?1048h", "none"},
		{"\x1b[>1u\x1b[>3u\x1b[<u", "kitty keyboard protocol (1 deep)"},
		{"\x1b[>1u\x1b[<9u", "none"},
		{"\x1b[<u", "none"},
		{"\x1b[=5u", "kitty keyboard protocol (1 deep)"},
		{"\x1b[>1u\x1b[?1049h\x1b[<u", "alternate screen, kitty keyboard protocol (1 deep)"},
		{"\x1b[>4;2m", "modifyOtherKeys (2)"},
		{"\x1b[>4;2m\x1b[>4m", "none"},
		{"\x1b[>4;2m\x1b[>1u\x1b[?1049;1004;2004h\x1b[?25l\x1bc", "none"}, // RIS
	} {
		term := newTerminal(20, 3, false, false)
		term.write([]byte(tt.in))
		if got := term.state.modes().String(); got != tt.want {
			t.Errorf("%q leaves %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestTerminalKittyFlags(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"\x1b[>1u\x1b[=4;2u\x1b[?u": "\x1b[?5u",
		"\x1b[>5u\x1b[=4;3u\x1b[?u": "\x1b[?1u",
		"\x1b[>5u\x1b[=2;1u\x1b[?u": "\x1b[?2u",
		"\x1b[=0u\x1b[?u":           "\x1b[?0u",
	} {
		if got := answers(newTerminal(20, 3, false, false), in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestTerminalClipboard(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, want string
		ok       bool
	}{
		{"", "", false},
		{"\x1b]52;c;Y3LDqG1l\x07", "crème", true},
		{"\x1b]52;c;Y3LDqG1l\x1b\\\x1b]52;c;?\x07", "crème", true},
		{"\x1b]52;c;YQ==\x07\x1b]52;p;Yg==\x07", "b", true},
		{"\x1b]52;c;not base64\x07", "", false},
		{"\x1b]52;c\x07", "", false},
	} {
		term := newTerminal(20, 3, false, false)
		term.write([]byte(tt.in))
		if term.clipboard != tt.want || term.copied != tt.ok {
			t.Errorf("%q copies %q, %v", tt.in, term.clipboard, term.copied)
		}
	}
}

func TestTerminalFrame(t *testing.T) {
	t.Parallel()
	term := newTerminal(6, 2, false, false)
	term.write([]byte("ab\x1b[?2026hcd"))
	if got := term.frame().Row(0); got != "ab" {
		t.Errorf("in an update it shows %q", got)
	}
	term.write([]byte("\x1b[?2026hef"))
	if got := term.frame().Row(0); got != "ab" {
		t.Errorf("after a second beginning of the update it shows %q", got)
	}
	term.write([]byte("\x1b[?2026l"))
	f := term.frame()
	if x, y, ok := f.Cursor(); f.Row(0) != "abcdef" || x != 5 || y != 0 || !ok {
		t.Errorf("after it: %q, cursor %d %d %v", f.Row(0), x, y, ok)
	}
	term.write([]byte("\x1b[?25l\x1b[?2026h\r\nx"))
	term.resize(4, 2)
	f = term.frame()
	if _, _, ok := f.Cursor(); ok || f.Width() != 4 || f.Row(1) != "x" {
		t.Errorf("resized in the middle of an update: cursor %v\n%s", ok, f.Text())
	}
}
