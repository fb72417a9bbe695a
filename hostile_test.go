//go:build unix

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"brincr-explorer/internal/screen"
)

// TestG02_NoForeignByteBecomesACommand looks at hostile answers in every view,
// on a screen that shows all of them, and then at every byte that reached the
// terminal.
func TestG02_NoForeignByteBecomesACommand(t *testing.T) {
	t.Parallel()
	s := begin(t, func(o *screen.Options) { o.Width, o.Height = 120, 112 }, "--demo")
	s.sees("token 59:", "q quit")
	for _, answer := range []struct {
		path   string
		tree   bool
		shown  string // in the first view
		copied string // in the body
	}{
		{"demo/hostile", true, `csi_clear_screen: "\u001b[2J\u001b[H"`, "\"c1_osc\":\"\u009d0;title taken\u009c\""},
		{"demo/hostile-text", false, "csi_clear_screen: ␛[2J␛[H", "\x1b]52;c;ZGVtbw==\a"},
		{"demo/hostile-header", false, "no answer", ""},
		{"demo/html", false, "Bad Gateway", "<html"},
	} {
		s.gets(answer.path)
		s.sees(" ─ GET "+answer.path+" ─ ", answer.shown)
		s.types("E") // all of a tree
		views := s.walkViews(func(screen.Frame) {})
		want := []string{"Raw", "Headers", "Request"}
		if answer.tree {
			want = append(want, "Tree")
		}
		for _, view := range want {
			if !slices.Contains(views, view) {
				t.Errorf("%s has the views %v", answer.path, views)
			}
		}
		s.types("y")
		s.sees("╭ Copy ")
		s.types("b")
		if answer.copied == "" { // and a copy of nothing would clear the clipboard
			s.sees("There is nothing to copy")
			continue
		}
		s.copies(answer.copied)
	}
	s.types("q")
	s.ends(0)
	checkOwn(t, s.Raw())
}

// copies waits for a text on the clipboard, which is written after the notice is
// shown.
func (s *terminal) copies(texts ...string) {
	s.t.Helper()
	s.until(fmt.Sprintf("a copy of %q", texts), func(screen.Frame) bool {
		copied, _ := s.Clipboard()
		return containsAll(copied, texts)
	})
}

var chosenView = regexp.MustCompile(`\[(Tree|Table|Raw|Headers|Request)\]`)

// walkViews goes through the views of the response, back to the first, and looks
// at each.
func (s *terminal) walkViews(look func(screen.Frame)) []string {
	s.t.Helper()
	view := func(f screen.Frame) string { return chosenView.FindString(f.Text()) }
	first := view(s.until("a view", func(f screen.Frame) bool { return view(f) != "" }))
	seen := []string{strings.Trim(first, "[]")}
	for last := first; ; {
		s.types("v")
		f := s.until("the view after "+last, func(f screen.Frame) bool { return view(f) != last && view(f) != "" })
		look(f)
		next := view(f)
		if next == first {
			return seen
		}
		seen, last = append(seen, strings.Trim(next, "[]")), next
	}
}

// checkOwn fails for every sequence and every character that the program has no
// reason to write.
func checkOwn(t *testing.T, raw []byte) {
	t.Helper()
	sequences, text := escapes(raw)
	slices.Sort(sequences)
	for _, seq := range slices.Compact(sequences) {
		if !isOwn(seq) {
			t.Errorf("the sequence %q reached the terminal", seq)
		}
	}
	if !utf8.Valid(text) {
		t.Error("bytes that are not UTF-8 reached the terminal")
	}
	for _, r := range string(text) {
		if strings.ContainsRune("\r\n\b\t", r) { // the renderer moves the cursor with them
			continue
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
			t.Fatalf("the character %U reached the terminal", r)
		}
	}
}

var (
	look   = regexp.MustCompile(`^\x1b\[([0-9;]*)m$`)
	colour = regexp.MustCompile(`[34]8;2;\d+;\d+;\d+`)
	copies = regexp.MustCompile(`^\x1b\]52;c;[A-Za-z0-9+/=]*\a$`)
	moves  = regexp.MustCompile(`^\x1b\[\d*(;\d*)?[@ABCDEFGHIJKLMPSTXZ\x60bdr]$`)
)

// isOwn knows the sequences of the renderer: looks, moves of the cursor, the
// modes of a full-screen program, and its questions to the terminal. A colour
// is always one of the theme's, never one of the sixteen.
func isOwn(seq string) bool {
	if m := look.FindStringSubmatch(seq); m != nil {
		for part := range strings.SplitSeq(colour.ReplaceAllString(m[1], ""), ";") {
			if !slices.Contains([]string{"", "0", "1", "3", "4", "7", "22", "23", "24", "27", "39", "49"}, part) {
				return false
			}
		}
		return true
	}
	return moves.MatchString(seq) || copies.MatchString(seq) && seq != "\x1b]52;c;ZGVtbw==\a" || slices.Contains([]string{
		"\x1b[?1049h", "\x1b[?1049l", "\x1b[?25h", "\x1b[?25l", "\x1b[?2004h", "\x1b[?2004l",
		"\x1b[?1002h", "\x1b[?1002l", "\x1b[?1003l", "\x1b[?1006h", "\x1b[?1006l",
		"\x1b[?7h", "\x1b[?7l", "\x1b[4h", "\x1b[4l", "\x1bM", "\x1b[?2026h", "\x1b[?2026l", "\x1b[?2026$p", "\x1b[?2027$p", "\x1b[?2027h", "\x1b[?2027l",
		"\x1b[>4;2m", "\x1b[>4;0m", "\x1b[>4m", "\x1b[>1u", "\x1b[<1u", "\x1b[?u", "\x1b[?5W",
		"\x1b]11;?\a",
	}, seq)
}

// TestTheCheckOfBytes makes sure that what hostile answers hold would be found.
func TestTheCheckOfBytes(t *testing.T) {
	for _, foreign := range []string{
		"\x1b[31m", "\x1b]0;title\a", "\x1b]8;;https://elsewhere.example/\x1b\\", "\x1b]52;c;ZGVtbw==\a",
		"\x1bP1$r0m\x1b\\", "\x1b_payload\x1b\\", "\x1bc", "\x1b[?1000h", "\x1b[?47h", "\x1b[6n",
	} {
		sequences, _ := escapes([]byte("text" + foreign + "text"))
		if !slices.ContainsFunc(sequences, func(s string) bool { return !isOwn(s) }) {
			t.Errorf("%q would not be found, only %q", foreign, sequences)
		}
	}
}
