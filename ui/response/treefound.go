package response

import (
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/paint"
)

// mostMarked bounds how many matches of one value are marked.
const mostMarked = 64

// marked is a part of a key or a value, from an offset of what was sent on, in
// which that is marked which is being looked for.
func (t *tree) marked(n jsondoc.Node, inKey bool, text string, from int, look, match paint.Style) []paint.Span {
	if t.found == nil {
		return []paint.Span{{Style: look, Text: text}}
	}
	if !t.container(n) && len(t.doc.Raw(n)) > longestMarked {
		return []paint.Span{{Style: look, Text: text}}
	}
	var spans []paint.Span
	at := 0
	for _, m := range t.found.Matches(t.doc, n, mostMarked) {
		start, end := min(max(m.Start-from, at), len(text)), min(m.End-from, len(text))
		if m.InKey != inKey || start >= end {
			continue
		}
		spans = append(spans, paint.Span{Style: look, Text: text[at:start]}, paint.Span{Style: match, Text: text[start:end]})
		at = end
	}
	return append(spans, paint.Span{Style: look, Text: text[at:]})
}

// longestMarked bounds the length of a value in which matches are looked for
// while it is drawn.
const longestMarked = 64 << 10
