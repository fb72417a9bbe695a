package response

import (
	"context"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// Arrange asks the root to run [Model.Arrange] in a command.
type Arrange struct{}

// HasTable reports whether the table is in view.
func (m *Model) HasTable() bool { return m.view == Table && m.table != nil }

// TableFacts is what the keys of the table depend on.
type TableFacts struct {
	Columns  bool // more than one is shown
	Hidden   bool // some are not shown
	Nested   bool // the one under the cursor can be opened or closed
	Rows     bool // there is one under the cursor
	Filtered bool
	Sorting  bool // is under way
	Row      bool // the tree shows a row that was entered from the table
}

// TableFacts tells what can be done in the table, or back to it.
func (m *Model) TableFacts() TableFacts {
	if !m.HasTable() {
		return TableFacts{Row: m.entered && m.table != nil && m.HasTree()}
	}
	t := m.table
	return TableFacts{
		Columns: len(t.shown) > 1, Hidden: t.hiddenColumns() > 0, Nested: t.canOpen(t.current()) || t.canClose(t.current()),
		Rows: t.count() > 0, Filtered: t.want.filter != "", Sorting: t.want != t.have,
	}
}

// hasList reports whether there is something that a table could show.
func (m *Model) hasList() bool {
	return m.tree != nil && (m.HasTable() || m.listAt(m.tree.node()) != jsondoc.None)
}

// listAt is the list that a table would show for a node: none outside of what is
// shown.
func (l *layer) listAt(n jsondoc.Node) jsondoc.Node {
	list := listAt(l.doc, n)
	if root := l.tree.root; list < root || list >= l.doc.End(root) {
		return jsondoc.None
	}
	return list
}

// enterTable shows the list around the cursor of the tree. The same list as
// before stands as it was left, unless the cursor moved meanwhile.
func (m *Model) enterTable() {
	at := m.tree.node()
	switch list := m.listAt(at); {
	case m.table == nil || m.table.list != list:
		if m.table, _ = newTable(m.doc, at); m.table != nil {
			m.table.marks = m.tree.marks
		}
	case m.treeWas != at:
		m.table.goTo(at)
	}
	m.treeWas = at
	m.Resize(m.width, m.height)
}

// tableOrTree is the view of an answer that takes the place of a table.
func (m *Model) tableOrTree() View {
	m.view = Tree
	if !m.hasList() {
		return Tree
	}
	m.enterTable()
	return Table
}

// leaveTable gives the table up, and tells how it was left; nil where there is
// none.
func (m *Model) leaveTable() *tableMemory {
	t := m.table
	if t == nil {
		return nil
	}
	t.abandon()
	m.table = nil
	memory := t.remember()
	return &memory
}

// recallTable shows the list of a repeated answer as it was left.
func (m *Model) recallTable(was *tableMemory) {
	if was != nil && m.tree != nil {
		if m.table, _ = recallTable(m.doc, *was); m.table != nil {
			m.table.marks = m.tree.marks
		}
	}
}

// enterRow shows the row under the cursor as a tree, unfolded.
func (m *Model) enterRow() {
	row := m.table.node()
	if row == jsondoc.None {
		return
	}
	m.view, m.entered, m.wantsTable = Tree, true, false
	m.tree.folds.Unfold(row)
	m.tree.goTo(row)
	m.tree.top = m.tree.cursor
	m.tree.follow()
	m.treeWas = row
}

// leaveRow goes back from a row to the table, as it was left.
func (m *Model) leaveRow() {
	if m.table != nil && m.entered {
		m.view, m.entered = Table, false
		m.treeWas = m.tree.node()
		m.Resize(m.width, m.height)
	}
}

// inTable acts on an action in the table.
func (m *Model) inTable(a action.Action) intent.Intent {
	switch a {
	case action.FilterRows:
		return intent.StartFilter{}
	case action.OpenRow:
		m.enterRow()
		return nil
	}
	m.table.do(a)
	if m.table.due() {
		return Arrange{}
	}
	return nil
}

// Filter is the filter of the table.
func (m *Model) Filter() string {
	if !m.HasTable() {
		return ""
	}
	return m.table.want.filter
}

// SetFilter sets the filter of the table. [Model.Arrange] makes it come true,
// unless it is empty.
func (m *Model) SetFilter(text string) {
	if m.HasTable() {
		m.table.filter(text)
	}
}

// Arrange is the sorting and filtering that is due; nil where none is. It runs
// in a command: the work touches nothing of the model, and its outcome is taken
// over at the next Resize, which follows every message. What was under way is
// cancelled.
func (m *Model) Arrange(ctx context.Context) (work func()) {
	if !m.HasTable() || !m.table.due() {
		return nil
	}
	return m.table.start(ctx)
}

// copiedTable is what the copy menu gives of a table.
func (m *Model) copiedTable(a action.Action) (intent.Intent, bool) {
	t := m.table
	rows := paint.Count(t.count(), "row")
	switch a {
	case action.CopyValue:
		return intent.Copy{Text: cellText(t.doc, t.cell()), What: "the cell"}, true
	case action.CopyPath:
		return intent.Copy{Text: m.Path(), What: "the path"}, true
	case action.CopyRow:
		return intent.Copy{Text: string(t.doc.Raw(t.node())), What: "the row as JSON"}, true
	case action.CopyColumn:
		return CopyTable{Text: t.snapshot(t.current()).lines, What: "the column " + t.columns[t.current()].name + ", " + rows}, true
	case action.CopyCSV, action.CopyTSV:
		s, by, name := t.snapshot(t.shown...), byte(','), "CSV"
		if a == action.CopyTSV {
			by, name = '\t', "TSV"
		}
		return CopyTable{Text: func() string { return s.separated(by) }, What: rows + " of " + paint.Count(len(t.shown), "column") + " as " + name}, true
	}
	return nil, false
}
