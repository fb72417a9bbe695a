package response

import (
	"slices"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
)

// table is an array of objects as rows and columns. What a key costs is what
// the rows in view cost, whatever the length of the list; sorting and filtering
// go over all of it, and are done in a command: see arrange.
type table struct {
	doc     *jsondoc.Document
	list    jsondoc.Node
	marks   *marks // what changed since the answer before; nil for nothing
	columns []column
	places  []int // the columns in their order, those not shown included
	shown   []int // the columns on the screen
	cut     bool  // the rows have more than the columns found

	row    int  // of the rows shown, the one under the cursor
	column int  // of the columns shown
	kept   int  // the element that the cursor was last put on
	top    int  // the first row in view
	left   int  // the first column in view, of those beside the first
	met    span // the rows that were met when the window was there
	width  int
	height int

	want, have ordering
	running    *sorting // the work under way; nil: none
	sorted     []int32  // all elements in the order of have; nil: that of the document
	rows       []int32  // the elements shown, where have says anything
}

// newTable is the table for a node of a document; false where neither the node
// nor the document has an array of objects.
func newTable(doc *jsondoc.Document, at jsondoc.Node) (*table, bool) {
	list := listAt(doc, at)
	if list == jsondoc.None {
		return nil, false
	}
	t := &table{
		doc: doc, list: list, left: 1,
		columns: []column{{parent: noColumn, name: "(value)", open: true, kids: map[string]int{}}},
		places:  []int{rowColumn},
	}
	t.sample()
	t.show(noColumn)
	t.goTo(at)
	return t, true
}

// count is the number of rows that are shown.
func (t *table) count() int {
	if t.have == (ordering{}) {
		return t.doc.Count(t.list)
	}
	return len(t.rows)
}

// element is the index in the list of a row that is shown.
func (t *table) element(row int) int {
	if t.have == (ordering{}) {
		return row
	}
	return int(t.rows[row])
}

// node is the object in the row under the cursor; None where no row is shown.
func (t *table) node() jsondoc.Node { return t.nodeOf(t.row) }

func (t *table) nodeOf(row int) jsondoc.Node {
	if row < 0 || row >= t.count() {
		return jsondoc.None
	}
	return t.doc.Child(t.list, t.element(row))
}

// cell is the value under the cursor; None where the row lacks it.
func (t *table) cell() jsondoc.Node {
	row := t.node()
	if row == jsondoc.None {
		return jsondoc.None
	}
	return t.cells(row, nil)[t.current()]
}

// path is where the cursor is, as jq would say it: also where nothing is there.
func (t *table) path() string {
	if row := t.node(); row != jsondoc.None {
		return t.doc.Path(row) + t.columns[t.current()].path
	}
	return t.doc.Path(t.list)
}

func (t *table) resize(w, h int) {
	t.width, t.height = max(w, 0), max(h, 0)
	t.settle()
}

// window is the number of rows that header and footer leave.
func (t *table) window() int {
	switch {
	case t.height < 2:
		return 0
	case t.height < 4:
		return t.height - 1
	default:
		return t.height - 2
	}
}

// do acts on an action; false where it means nothing here.
func (t *table) do(a action.Action) bool {
	t.hold()
	if t.doRows(a) {
		t.settle()
		t.hold()
		return true
	}
	switch a {
	case action.PrevColumn:
		t.column--
	case action.NextColumn:
		t.column++
	case action.FirstColumn:
		t.column = 0
	case action.LastColumn:
		t.column = len(t.shown) - 1
	case action.SortColumn:
		t.sort()
	case action.HideColumn:
		t.hide()
	case action.ShowColumns:
		t.showAll()
	case action.ColumnLeft:
		t.move(-1)
	case action.ColumnRight:
		t.move(1)
	case action.NestColumn:
		t.nest()
	case action.AllRows:
		t.filter("")
	case action.StopSorting:
		t.stop()
	default:
		return false
	}
	t.settle()
	return true
}

// hold makes the row under the cursor the one that the cursor stays on. While a
// filter is typed it is not called: taken back, that leaves things as they were.
func (t *table) hold() {
	if t.row < t.count() {
		t.kept = t.element(t.row)
	}
}

func (t *table) doRows(a action.Action) bool {
	page := max(t.window()-1, 1)
	switch a {
	case action.Up:
		t.row--
	case action.Down:
		t.row++
	case action.PageUp:
		t.row -= page
		t.top -= page
	case action.PageDown:
		t.row += page
		t.top += page
	case action.Top:
		t.row = 0
	case action.Bottom:
		t.row = t.count() - 1
	default:
		return false
	}
	return true
}

// goTo moves the cursor to the row that a node lies in.
func (t *table) goTo(n jsondoc.Node) {
	row := elementOver(t.doc, t.list, n)
	if row == jsondoc.None {
		return
	}
	t.kept = t.doc.Index(row)
	t.toKept()
	t.settle()
}

// toRow moves the cursor to a row, and percent to the one so far down.
func (t *table) toRow(row int) {
	t.row = row
	t.settle()
	t.hold()
}

func (t *table) percent(p int) {
	t.top = (t.count() - t.window()) * p / 100
	t.toRow((t.count() - 1) * p / 100)
}

// showing tells of nodes whether they lie in a row that is shown. Many can be
// asked for: the rows are looked through once.
func (t *table) showing() func(jsondoc.Node) bool {
	all := t.count() == t.doc.Count(t.list)
	var shown []bool
	if !all {
		shown = make([]bool, t.doc.Count(t.list))
		for _, i := range t.rows {
			shown[i] = true
		}
	}
	return func(n jsondoc.Node) bool {
		row := elementOver(t.doc, t.list, n)
		return row != jsondoc.None && (all || shown[t.doc.Index(row)])
	}
}

// toColumn moves the cursor to the column, of those shown, whose cell a node
// lies in.
func (t *table) toColumn(n jsondoc.Node) {
	row := t.node()
	if row == jsondoc.None {
		return
	}
	cells := t.cells(row, nil)
	for i, id := range t.shown {
		if c := cells[id]; c != jsondoc.None && n >= c && n < t.doc.End(c) {
			t.column = i
			t.settle()
			return
		}
	}
}

// toKept puts the cursor on its element again; where that is not shown, on the
// first row.
func (t *table) toKept() {
	if t.have == (ordering{}) {
		t.row = t.kept
		return
	}
	t.row = max(slices.Index(t.rows, int32(t.kept)), 0)
}

// settle keeps the cursor within the table, the window around the cursor, and
// meets the rows that came into view.
func (t *table) settle() {
	rows, window := t.count(), t.window()
	t.row = max(min(t.row, rows-1), 0)
	t.top = max(min(t.top, rows-window), 0)
	if t.row < t.top {
		t.top = t.row
	}
	if window > 0 && t.row >= t.top+window {
		t.top = t.row - window + 1
	}
	t.column = max(min(t.column, len(t.shown)-1), 0)
	t.meetWindow(false)
	t.scrollColumns()
}

// meetWindow meets the rows in view: those that just came into it, or all.
func (t *table) meetWindow(all bool) {
	now, before := span{t.top, min(t.top+t.window(), t.count())}, t.met
	t.met = now
	if all {
		before = span{}
	}
	at, known, mixed := t.current(), len(t.columns), t.mixed()
	for row := now.from; row < now.to; row++ {
		if row < before.from || row >= before.to {
			t.meet(t.nodeOf(row))
		}
	}
	if len(t.columns) != known || t.mixed() != mixed {
		t.show(at)
	}
}

// span is a run of rows, to not included.
type span struct{ from, to int }

// mixed counts the columns that are open and still have values of their own.
func (t *table) mixed() int {
	n := 0
	for i := range t.columns {
		if t.columns[i].open && t.columns[i].others {
			n++
		}
	}
	return n
}
