package response

import (
	"context"
	"fmt"
	"strings"

	"brincr-explorer/internal/jsondiff"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// marks is what changed in a document since the answer before. Nil marks mark
// nothing.
type marks struct{ *jsondiff.Changes }

func compare(ctx context.Context, before, after *jsondoc.Document) *marks {
	if before == nil || after == nil {
		return nil
	}
	changes, err := jsondiff.Compare(ctx, before, after)
	if err != nil {
		return nil
	}
	return &marks{changes}
}

func (k *marks) any() bool { return k != nil && k.Len() > 0 }

// sign is what stands before a row: what happened to its value, or that
// something happened within it, where that is folded away.
func (k *marks) sign(st *paint.Styles, n jsondoc.Node, hides bool) paint.Span {
	for _, c := range k.Of(n) {
		switch c.Kind {
		case jsondiff.Added:
			return paint.Span{Style: st.Good, Text: "+"}
		case jsondiff.Gone:
			return paint.Span{Style: st.Bad, Text: "-"}
		default:
			return paint.Span{Style: st.Warn, Text: "~"}
		}
	}
	if c, ok := k.Around(n); ok && c.Kind == jsondiff.Added {
		return paint.Span{Style: st.Good, Text: "+"}
	}
	if hides && k.Within(n) > 0 {
		return paint.Span{Style: st.Warn, Text: "•"}
	}
	return paint.Span{Style: st.Text, Text: " "}
}

// markSign is the sign of a row of the tree. Without changes it takes no room.
func (t *tree) markSign(st *paint.Styles, r jsondoc.Row, l *paint.Line) {
	switch {
	case !t.marks.any():
	case r.Close:
		l.Blank(st.Text, 1)
	default:
		l.Spans(t.marks.sign(st, r.Node, t.folds.Folded(r.Node)))
	}
}

// was adds what a value was before, where there is room.
func (t *tree) was(st *paint.Styles, n jsondoc.Node, l *paint.Line) {
	const least = 12
	if !t.marks.any() || l.Left() < least {
		return
	}
	for _, c := range t.marks.Of(n) {
		if c.Kind == jsondiff.Changed {
			l.Add(st.Warn, "  was ").Add(st.Faint, cutBytes(t.marks.Old().Raw(c.Old)))
		}
	}
}

// gone adds how many values a container lost.
func (t *tree) gone(st *paint.Styles, n jsondoc.Node, l *paint.Line) {
	if !t.marks.any() {
		return
	}
	lost := 0
	for _, c := range t.marks.Of(n) {
		if c.Kind == jsondiff.Gone {
			lost++
		}
	}
	if lost > 0 {
		l.Add(st.Bad, fmt.Sprintf("  %d gone", lost))
	}
}

// marksShown are the changes of the document on the screen.
func (m *Model) marksShown() *marks {
	if m.tree == nil {
		return nil
	}
	return m.tree.marks
}

// Changes reports whether something changed in the document on the screen since
// the answer before.
func (m *Model) Changes() bool {
	return (m.HasTree() || m.HasTable()) && m.marksShown().any()
}

// ChangeSummary says how much changed since the answer before: "" where nothing
// was compared.
func (m *Model) ChangeSummary() (text string, changed bool) {
	k := m.marksShown()
	switch {
	case k == nil:
		return "", false
	case k.Len() == 0 && k.Moved() > 0:
		return "Nothing changed but the order.", false
	case k.Len() == 0:
		return "Nothing changed.", false
	}
	var count [3]int
	for _, c := range k.All() {
		count[c.Kind]++
	}
	var parts []string
	for kind, word := range [...]string{jsondiff.Changed: "changed", jsondiff.Added: "new", jsondiff.Gone: "gone"} {
		if count[kind] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[kind], word))
		}
	}
	text = strings.Join(parts, ", ") + " since the answer before"
	if k.More() {
		text = "At least " + text
	}
	return text, true
}

// changeStep goes to the next change, or to the one before, and says which it
// is.
func (m *Model) changeStep(a action.Action) intent.Intent {
	k := m.marksShown()
	if !m.Changes() {
		return nil
	}
	forward := a == action.NextChange
	n, ok := k.Next(m.markedNode(forward), forward)
	reaches := m.reach()
	for range k.Len() {
		if !ok || reaches(n) {
			break
		}
		n, ok = k.Next(n, forward)
	}
	if !ok || !reaches(n) {
		return intent.Notice{Text: "No change lies in what is shown here.", Bad: true}
	}
	if m.HasTable() {
		m.table.goTo(n)
		m.table.toColumn(n)
	} else {
		m.tree.jump(n)
	}
	number, of := k.Position(n)
	return intent.Notice{Text: fmt.Sprintf("change %d of %d: %s", number, of, k.words(n))}
}

// markedNode is the node from which the next change is looked for. In a table
// that is the row, with all that lies in it.
func (m *Model) markedNode(forward bool) jsondoc.Node {
	if !m.HasTable() {
		return m.tree.node()
	}
	row := m.table.node()
	if forward && row != jsondoc.None {
		return m.doc.End(row) - 1
	}
	return row
}

// reach tells which nodes can be gone to in what is shown. It is made once for a
// step: the rows of a table are looked through for that.
func (m *Model) reach() func(jsondoc.Node) bool {
	if m.HasTable() {
		return m.table.showing()
	}
	return func(n jsondoc.Node) bool { return n >= m.tree.root && n < m.doc.End(m.tree.root) }
}

// words say what happened at a node.
func (k *marks) words(n jsondoc.Node) string {
	of := k.Of(n)
	switch {
	case len(of) == 0:
		return ""
	case of[0].Kind == jsondiff.Added:
		return "new"
	case of[0].Kind == jsondiff.Gone:
		return paint.Count(len(of), "value") + " gone · d shows what was there"
	}
	return "it was " + cutBytes(k.Old().Raw(of[0].Old))
}
