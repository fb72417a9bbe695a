package response

import (
	"context"

	"brincr-explorer/internal/textdoc"
)

// TextTarget is what a find in Raw looks through: a snapshot with which a
// command can search while the screen goes on.
type TextTarget struct {
	text  *textdoc.Text
	hex   bool
	at    int  // the match that find stands at, or the first row in view
	found bool // it is the match
}

// TextFound is a match that a find in Raw came to.
type TextFound struct {
	Offset, Length int
	Wrapped        bool // it went on from the other end

	text    *textdoc.Text
	pattern *textdoc.Pattern
}

// TextTarget is what to search; false where Raw is not in view.
func (m *Model) TextTarget() (TextTarget, bool) {
	t := TextTarget{text: m.raw.text, hex: m.raw.hex, at: m.raw.top}
	if f := m.raw.found; f.End > f.Start && m.raw.sees(f) {
		t.at, t.found = f.Start, true
	}
	return t, m.HasRaw()
}

// sees reports whether a match is in view: one that was scrolled away is not
// where somebody goes on from.
func (v *rawView) sees(f textdoc.Match) bool {
	return f.End > v.top && f.Start < v.layout().Move(v.top, v.height)
}

// Find looks for the next match, or the previous one, from the present match
// or, without one, from the first row in view. The error is that of a regular
// expression or the context's.
func (t TextTarget) Find(ctx context.Context, query string, isRegexp, forward bool) (f TextFound, ok bool, err error) {
	p, err := textdoc.Query{Text: query, Regexp: isRegexp, Hex: t.hex}.Compile()
	if err != nil {
		return TextFound{}, false, err
	}
	from := t.at
	if forward && !t.found {
		from-- // a match at the start of the first row counts
	}
	m, ok, err := p.Find(ctx, t.text, from, forward)
	return TextFound{Offset: m.Start, Length: m.End - m.Start, Wrapped: m.Wrapped, text: t.text, pattern: p}, ok, err
}

// Count is the number of matches, and which of them this is: "rank of total".
// In a large text it takes a while; the error is the context's.
func (f TextFound) Count(ctx context.Context) (rank, total int, err error) {
	return f.pattern.Count(ctx, f.text, f.Offset)
}

// ShowFound brings a match into view and marks it, and more lightly the others
// around it. A match in another text than the one in view is dropped.
func (m *Model) ShowFound(f TextFound) {
	if f.text != m.raw.text {
		return
	}
	m.raw.pattern = f.pattern
	m.GoToOffset(f.Offset, f.Length)
}

// GoToOffset brings a part of Raw into view, a third from the top, and marks it.
func (m *Model) GoToOffset(offset, length int) {
	m.raw.found = textdoc.Match{Start: offset, End: offset + length}
	m.raw.goTo(offset)
}

// unmark ends the marking of matches.
func (v *rawView) unmark() { v.pattern, v.found = nil, textdoc.Match{} }
