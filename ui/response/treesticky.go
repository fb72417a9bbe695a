package response

import (
	"slices"
	"strconv"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// around is the containers that the top row lies in, the outermost first.
func (t *tree) around() []jsondoc.Node {
	r := t.folds.At(t.top)
	n := r.Node
	if !r.Close && t.skip == 0 {
		n = t.doc.Parent(n)
	}
	var line []jsondoc.Node
	for ; n != jsondoc.None && n >= t.root; n = t.doc.Parent(n) {
		line = append(line, n)
		if n == t.root {
			break
		}
	}
	if len(line) > 1 {
		line = line[:len(line)-1] // that there is a root says nothing
	}
	slices.Reverse(line)
	return line
}

// stickyLine names the containers that the top row lies in. Short of room, the
// outer ones are left out: the inner ones tell more.
func (t *tree) stickyLine(st *paint.Styles) string {
	const sep = " › "
	line := t.around()
	parts := make([][]paint.Span, 0, len(line))
	room := t.width - 3
	for i := len(line) - 1; i >= 0; i-- {
		part := t.stickyPart(st, line[i])
		need := paint.SpansWidth(part) + safetext.Width(sep)
		if room < need && len(parts) > 0 {
			parts = append(parts, []paint.Span{{Style: st.Faint, Text: "…"}})
			break
		}
		room -= need
		parts = append(parts, part)
	}
	slices.Reverse(parts)
	l := paint.NewLine(t.width).Add(st.Faint, " ↑ ")
	for i, part := range parts {
		if i > 0 {
			l.Add(st.Faint, sep)
		}
		l.Spans(part...)
	}
	return l.String()
}

func (t *tree) stickyPart(st *paint.Styles, n jsondoc.Node) []paint.Span {
	name := "."
	switch {
	case !t.named(n):
	case t.doc.HasKey(n):
		name, _ = t.name(n)
	default:
		name = strconv.Itoa(t.doc.Index(n))
	}
	spans := []paint.Span{{Style: st.Key, Text: name}}
	if t.doc.Kind(n) == jsondoc.Array {
		spans = append(spans, paint.Span{Style: st.Faint, Text: " [" + strconv.Itoa(t.doc.Count(n)) + "]"})
	}
	return spans
}
