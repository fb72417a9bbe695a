package main

import (
	"bytes"
	"strings"
)

// A question is what a program asks its terminal, and xterm's answer. Programs
// wait for some of these before they paint.
type question struct{ ask, answer string }

func questions() []question {
	return []question{
		{"\x1b]11;?\x07", "\x1b]11;rgb:1e1e/1e1e/1e1e\x07"},     // background
		{"\x1b]11;?\x1b\\", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"}, //
		{"\x1b]10;?\x07", "\x1b]10;rgb:e6e6/e6e6/e6e6\x07"},     // foreground
		{"\x1b]10;?\x1b\\", "\x1b]10;rgb:e6e6/e6e6/e6e6\x1b\\"}, //
		{"\x1b[6n", "\x1b[1;1R"},                                // where the cursor is
		{"\x1b[c", "\x1b[?64;1;22c"},                            // what the terminal is
		{"\x1b[?2026$p", "\x1b[?2026;2$y"},                      // synchronized output: known, not set
		{"\x1b[?2027$p", "\x1b[?2027;0$y"},                      // grapheme clusters: not known
	}
}

// answerer finds questions in a stream, also where reads cut them.
type answerer struct {
	questions []question
	rest      []byte // the end of what was fed, which may begin a question
}

func newAnswerer() *answerer { return &answerer{questions: questions()} }

// feed takes the next bytes of the stream, and gives the answers to what they ask.
func (a *answerer) feed(p []byte) string {
	text := append(a.rest, p...)
	var out strings.Builder
	for {
		q, end := a.first(text)
		if end == 0 {
			break
		}
		out.WriteString(q.answer)
		text = text[end:]
	}
	longest := 0
	for _, q := range a.questions {
		longest = max(longest, len(q.ask)-1)
	}
	a.rest = bytes.Clone(text[max(0, len(text)-longest):])
	return out.String()
}

// first finds the first question, and where it ends.
func (a *answerer) first(text []byte) (q question, end int) {
	for _, each := range a.questions {
		at := bytes.Index(text, []byte(each.ask))
		if at >= 0 && (end == 0 || at+len(each.ask) < end) {
			q, end = each, at+len(each.ask)
		}
	}
	return q, end
}
