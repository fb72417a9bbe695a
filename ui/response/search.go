package response

import (
	"context"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// Search is a query at work on the document or the text that was on the screen
// when it was made, from where one was in it. It may be used beside the Update
// loop. The zero Search finds nothing.
type Search struct {
	layer   *layer
	doc     *jsondoc.Document
	root    jsondoc.Node
	from    jsondoc.Node
	pattern *jsondoc.Pattern

	text     *TextTarget // instead of the document, in Raw
	query    string
	isRegexp bool
}

// Hit is what a search found.
type Hit struct {
	Wrapped bool // it lies on the other side of where the search began
	node    jsondoc.Node
	text    TextFound
}

// Search prepares to look for a query; between slashes it is a regular
// expression. False where there is nothing to look through.
func (m *Model) Search(query string) (Search, bool, error) {
	s := Search{layer: m.layer, query: query}
	if pattern, ok := strings.CutPrefix(query, "/"); ok {
		if pattern, ok = strings.CutSuffix(pattern, "/"); ok && pattern != "" {
			s.query, s.isRegexp = pattern, true
		}
	}
	if target, ok := m.TextTarget(); ok {
		s.text = &target
		return s, true, nil
	}
	if !m.HasTree() {
		return s, false, nil
	}
	var err error
	s.doc, s.root, s.from = m.doc, m.tree.root, m.tree.node()
	s.pattern, err = jsondoc.Query{Text: s.query, Regexp: s.isRegexp}.Compile()
	return s, err == nil, err
}

// Next finds the next match, or the one before.
func (s Search) Next(ctx context.Context, forward bool) (Hit, bool, error) {
	if s.text != nil {
		found, ok, err := s.text.Find(ctx, s.query, s.isRegexp, forward)
		return Hit{Wrapped: found.Wrapped, text: found}, ok, err
	}
	match, ok, err := s.pattern.FindWithin(ctx, s.doc, s.root, s.from, forward)
	return Hit{Wrapped: match.Wrapped, node: match.Node}, ok, err
}

// Count is how many matches there are, and which of them a hit is.
func (s Search) Count(ctx context.Context, h Hit) (rank, total int, err error) {
	if s.text != nil {
		return h.text.Count(ctx)
	}
	return s.pattern.CountWithin(ctx, s.doc, s.root, h.node)
}

// GoToHit goes to what was found and marks what matches, if the document is
// still on the screen.
func (m *Model) GoToHit(s Search, h Hit) bool {
	switch {
	case s.layer != m.layer:
		return false
	case s.text != nil:
		m.MarkMatches(s)
		m.ShowFound(h.text)
		return m.HasRaw()
	}
	m.MarkMatches(s)
	m.GoTo(h.node)
	return true
}

// MarkMatches marks what a search matches, in the document that it was made for,
// and nothing elsewhere.
func (m *Model) MarkMatches(s Search) {
	for _, l := range m.layers {
		l.raw.unmark()
		if l.tree == nil {
			continue
		}
		l.tree.found = nil
		if l == s.layer {
			l.tree.found = s.pattern
		}
	}
}
