//go:build unix

package main

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// TestG09_APasteOfAMegabyte is text where text is typed, and nothing elsewhere: no
// letter of it is a key.
func TestG09_APasteOfAMegabyte(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.sees("token 59:", "q quit")
	if !s.Modes().BracketedPaste {
		t.Error("the program cannot tell a paste from keys")
	}
	begun := time.Now()
	pasted := strings.Repeat("q?r:enter\r\n\t\x1b[31m\x03", 1<<20/18)
	s.Text(ansi.BracketedPasteStart + pasted + ansi.BracketedPasteEnd)
	s.types("?")
	s.sees("keys of this pane")
	t.Logf("a paste where nothing is typed: %v", time.Since(begun).Round(time.Millisecond))
	s.types("esc")
	f := s.loses("keys of this pane")
	if !f.Contains("0 sent") || !f.Contains("5 Endpoints ──────────── 1/") {
		t.Errorf("a paste did something:\n%s", f.Text())
	}
	begun = time.Now()
	s.types(":")
	s.sees("GET ›")
	s.Text(ansi.BracketedPasteStart + "products?filter=" + strings.Repeat("x", 1<<20) + "end\nsecond line" + ansi.BracketedPasteEnd)
	s.types("Z")
	s.sees("xxxxx")
	t.Logf("a paste into a line: %v", time.Since(begun).Round(time.Millisecond))
	s.types("esc")
	s.loses("GET ›")
	s.types("enter")
	s.sees("200 OK", "1 sent")
	s.types("q")
	s.ends(0)
}

// TestG09_APasteIntoADocument: the lines that are typed over a document take
// the first line of what is pasted, and no letter of it is a key.
func TestG09_APasteIntoADocument(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "open", savedFile(t))
	s.sees("saved: true", "q quit")
	paste := func(text string) { s.Text(ansi.BracketedPasteStart + text + ansi.BracketedPasteEnd) }
	paste(strings.Repeat("q\x03/:|", 1<<20/5))
	for _, line := range []struct{ key, prompt string }{{"/", "find ›"}, {":", "go to ›"}, {"|", "| ›"}} {
		s.types(line.key)
		s.sees(line.prompt)
		paste(strings.Repeat("x", 1<<20) + "\x1b]0;owned\x07\nq\nq\n")
		s.types("Z")
		s.sees("xxxxx")
		s.types("esc")
		s.loses(line.prompt)
	}
	s.sees("saved: true", "q quit")
	s.types("q")
	s.ends(0)
	checkOwn(t, s.Raw())
}
