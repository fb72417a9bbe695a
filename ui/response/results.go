package response

import (
	"slices"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// Results is what a filter made of a document.
type Results struct {
	Expr string
	over *layer // the document that was filtered
	doc  *jsondoc.Document
	tree *tree
	src  []byte
	raw  rawView
	note string
}

// Filterable is the document that a filter works on, and the node that it is
// given: what is on the screen, or what lies below the results of a filter.
func (m *Model) Filterable() (over *layer, doc *jsondoc.Document, root jsondoc.Node) {
	l := m.layer
	if l.kind == filtered {
		l = m.below()
	}
	if l.tree == nil {
		return nil, nil, jsondoc.None
	}
	return l, l.doc, l.tree.root
}

// ShowFiltered lays what a filter made over the document that it was asked of,
// if that is still there; earlier results are replaced, also those of the answer
// before, and view, cursor, folds and table stay as they were, by path.
func (m *Model) ShowFiltered(r Results) bool {
	over, _, root := m.Filterable()
	if over == nil || over != r.over {
		return false
	}
	was := m.results
	m.results = nil
	if m.kind == filtered {
		was = m.layer
		m.Pop()
	}
	lead := r.Expr
	if path := over.doc.Path(root); path != "." {
		lead = path + " | " + lead
	}
	if r.doc != nil && r.doc.Lines() {
		lead = "[" + lead + "]"
	}
	l := &layer{kind: filtered, name: filterSign + r.Expr, lead: over.lead + lead + " | ", src: r.src, doc: r.doc, tree: r.tree, raw: r.raw, note: r.note}
	l.wantsTable = over.view == Table
	m.push(l)
	if was != nil {
		m.resume(was)
	}
	if m.wantsTable && m.tree != nil {
		m.view = Table
	}
	m.settleView()
	m.Resize(m.width, m.height)
	return true
}

// resume shows the layer on the screen as another one was left.
func (m *Model) resume(was *layer) {
	m.view, m.entered, m.wantsTable = was.view, was.entered, was.wantsTable
	if was.table != nil {
		memory := was.table.remember()
		m.recallTable(&memory)
	}
	if was.tree != nil && m.tree != nil {
		m.tree.found = was.tree.found
		m.tree.recall(was.tree.remember())
		m.treeWas = m.tree.node()
	}
}

// FilterExpression is the filter whose results are on the screen, or below what
// was opened from them; "" where there is none.
func (m *Model) FilterExpression() string {
	for _, l := range slices.Backward(m.layers) {
		if l.kind == filtered {
			return l.expression()
		}
	}
	return ""
}

// WholeFilter is the filter over the answer itself; "" where there is none.
func (m *Model) WholeFilter() string {
	if !m.Layered() {
		return ""
	}
	return m.layers[1].expression()
}

// expression is the filter that made a layer.
func (l *layer) expression() string {
	if l.kind != filtered {
		return ""
	}
	return strings.TrimPrefix(l.name, filterSign)
}

const filterSign = "| "
