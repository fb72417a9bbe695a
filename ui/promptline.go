package ui

import (
	"strings"

	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// promptLine is the line that is being typed. What is wrong with it is marked at
// its place, and how it could go on stands behind it.
func (m *model) promptLine() string {
	p, st := m.prompt, m.st
	l := paint.NewLine(m.w).Add(st.Accent, " "+p.label+" ").Add(st.Faint, "› ")
	text := p.input.Value()
	at := len(string([]rune(text)[:min(p.input.Position(), len([]rune(text)))]))
	room := l.Left() - safetext.Width(m.promptHint()) - 6
	if p.wrong.text != "" {
		room = l.Left() / 2
	}
	from := promptStart(text[:at], max(room, l.Left()/3, 1))
	if from > 0 {
		l.Add(st.Faint, "…")
	}
	l.Spans(p.spans(st, text, from, at)...).Add(st.Accent, "▏").Spans(p.spans(st, text, at, len(text))...)
	switch {
	case p.wrong.text != "":
		room := max(l.Left()-3, 0)
		l.Add(st.Text, "  ").AddCut(st.Bad, p.wrong.text, room)
	case len(text) == 0:
		l.Add(st.Placeholder, p.hint)
	default:
		if at == len(text) && p.input.ShowSuggestions {
			l.Add(st.Placeholder, strings.TrimPrefix(p.input.CurrentSuggestion(), text))
		}
		l.Right(st.Text, paint.Span{Style: st.Faint, Text: "  " + m.promptHint() + " "})
	}
	return l.String()
}

// promptStart is where the part of a text begins that is shown before the
// cursor: the end of a long one is what is being typed.
func promptStart(before string, room int) int {
	from := 0
	for safetext.Width(safetext.Clean(before[from:])) > room {
		from += len(string([]rune(before[from:])[:1]))
	}
	return from
}

// spans are a part of what was typed, with what is wrong in it marked.
func (p *prompt) spans(st *paint.Styles, text string, from, to int) []paint.Span {
	start, end := min(max(p.wrong.start, from), to), min(max(p.wrong.end, from), to)
	if p.wrong.text == "" || start >= end {
		return []paint.Span{{Style: st.Text, Text: text[from:to]}}
	}
	return []paint.Span{{Style: st.Text, Text: text[from:start]}, {Style: st.Bad, Text: text[start:end]}, {Style: st.Text, Text: text[end:to]}}
}

func (m *model) promptHint() string {
	if m.prompt.kind != askingJQ {
		return m.prompt.hint
	}
	switch {
	case m.here.response.Loading() != nil:
		return "waits until the document is read"
	case m.here.jq.cancel != nil:
		return "filtering …"
	}
	return "enter keeps it, esc: the document"
}
