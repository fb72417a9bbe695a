package response

import (
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// Click answers a click at a cell of the pane: on a view's name it shows the
// view, on the scroll bar it goes there, on a fold's sign it folds; elsewhere it
// moves the cursor and, on the row that has the cursor, acts as enter does.
func (m *Model) Click(x, y int) intent.Intent {
	body := 2 + len(m.banner(&paint.Styles{}))
	switch {
	case y == 1:
		m.clickView(x - 1)
	case x == m.width-1 && y >= body:
		m.Drag(y)
	case y >= body && m.HasTree():
		return m.clickTree(x-1, y-body)
	case y >= body && m.HasTable():
		return m.clickTable(x-1, y-body)
	}
	return nil
}

// OnScrollBar reports whether a cell of the pane belongs to the scroll bar.
func (m *Model) OnScrollBar(x, y int) bool {
	return m.HasContent() && x == m.width-1 && y >= 2+len(m.banner(&paint.Styles{}))
}

// Drag scrolls to where the scroll bar was taken.
func (m *Model) Drag(y int) {
	y -= 2 + len(m.banner(&paint.Styles{}))
	rows := max(m.bodyHeight()-1, 1)
	m.Percent(100 * max(min(y, rows), 0) / rows)
}

// Percent goes to what lies so far down.
func (m *Model) Percent(p int) {
	p = max(min(p, 100), 0)
	switch {
	case m.HasTree():
		m.tree.percent(p)
	case m.HasTable():
		m.table.percent(p)
	case m.view == Raw:
		m.JumpPercent(p)
	default:
		m.scroll = max(len(m.lines(&paint.Styles{}))-m.bodyHeight(), 0) * p / 100
	}
}

// Line goes to a line: of the document printed indented, of the table, or of
// the text as sent.
func (m *Model) Line(n int) {
	switch {
	case m.HasTree():
		m.tree.line(n)
	case m.HasTable():
		m.table.toRow(n - 1)
	case m.view == Raw:
		m.JumpLine(n)
	}
}

// clickView shows the view whose name lies at a cell of the line of names.
func (m *Model) clickView(x int) {
	at := 1
	for _, v := range m.views() {
		end := at + safetext.Width(v.String()) + 2
		if x >= at && x < end {
			m.setView(v)
			return
		}
		at = end
	}
}

func (m *Model) clickTree(x, y int) intent.Intent {
	t := m.tree
	if y == 0 && t.sticky() {
		around := t.around()
		t.goTo(around[len(around)-1])
		return nil
	}
	row, ok := t.rowAt(y)
	if !ok {
		return nil
	}
	again := t.cursor == row
	t.cursor = row
	if again && !t.container(t.node()) {
		return intent.Follow{}
	}
	if again || t.onSign(row, x) {
		t.do(action.ToggleFold)
	}
	t.follow()
	return nil
}

// onSign says whether a cell of a row is the sign that folds it.
func (t *tree) onSign(row, x int) bool {
	r := t.folds.At(row)
	if r.Close || !t.container(r.Node) {
		return false
	}
	l := paint.NewLine(t.width)
	st := &paint.Styles{}
	t.before(st, r, cursorOff, l)
	at := t.width - l.Left()
	return x >= at-1 && x <= at+1
}

// clickTable moves the cursor to a cell; on the column's name it sorts, on the
// cursor's own cell it opens the row.
func (m *Model) clickTable(x, y int) intent.Intent {
	t := m.table
	column, ok := t.columnAt(x)
	row := t.top + y - 1
	switch {
	case y == 0 && ok:
		t.column = column
		return m.inTable(action.SortColumn)
	case y < 1 || y > t.window() || row >= t.count():
		return nil
	case row == t.row && (!ok || column == t.column):
		m.enterRow()
		return nil
	}
	t.toRow(row)
	if ok {
		t.column = column
		t.settle()
	}
	return nil
}
