//go:build unix

package main

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// TestAPasteOfAMegabyte is text where text is typed, and nothing elsewhere: no
// letter of it is a key.
func TestAPasteOfAMegabyte(t *testing.T) {
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
	if !f.Contains("0 sent") || !f.Contains("5 Endpoints ──────────── 1/55") {
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
