package response

import (
	"context"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// Search is a query at work on the document that was on the screen when it was
// made, from where the cursor was. It may be used beside the Update loop. The
// zero Search finds nothing.
type Search struct {
	layer   *layer
	doc     *jsondoc.Document
	root    jsondoc.Node
	from    jsondoc.Node
	pattern *jsondoc.Pattern
}

// Hit is what a search found.
type Hit struct {
	Wrapped bool // it lies on the other side of where the search began
	node    jsondoc.Node
}

// Search prepares to look for a query; between slashes it is a regular
// expression. False where there is nothing to look through.
func (m *Model) Search(query string) (Search, bool, error) {
	if !m.HasTree() {
		return Search{}, false, nil
	}
	q := jsondoc.Query{Text: query}
	if pattern, ok := strings.CutPrefix(query, "/"); ok {
		if pattern, ok = strings.CutSuffix(pattern, "/"); ok && pattern != "" {
			q = jsondoc.Query{Text: pattern, Regexp: true}
		}
	}
	pattern, err := q.Compile()
	return Search{layer: m.layer, doc: m.doc, root: m.tree.root, from: m.tree.node(), pattern: pattern}, err == nil, err
}

// Next finds the next match, or the one before.
func (s Search) Next(ctx context.Context, forward bool) (Hit, bool, error) {
	match, ok, err := s.pattern.FindWithin(ctx, s.doc, s.root, s.from, forward)
	return Hit{Wrapped: match.Wrapped, node: match.Node}, ok, err
}

// Count is how many matches there are, and which of them a hit is.
func (s Search) Count(ctx context.Context, h Hit) (rank, total int, err error) {
	return s.pattern.CountWithin(ctx, s.doc, s.root, h.node)
}

// GoToHit puts the cursor on what was found and marks what matches, if the
// document is still on the screen.
func (m *Model) GoToHit(s Search, h Hit) bool {
	if s.layer != m.layer {
		return false
	}
	m.MarkMatches(s)
	m.GoTo(h.node)
	return true
}

// MarkMatches marks what a search matches, in the document that it was made for.
func (m *Model) MarkMatches(s Search) {
	for _, l := range m.layers {
		if l.tree != nil {
			l.tree.found = nil
			if l == s.layer {
				l.tree.found = s.pattern
			}
		}
	}
}
