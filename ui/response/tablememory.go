package response

import (
	"context"
	"slices"

	"brincr-explorer/internal/jsondoc"
)

// tableMemory is how a table was left, by path and column: a new answer to the
// same request can be shown in the same way.
type tableMemory struct {
	list         string // JSON Pointer
	element      int    // of the cursor, as in its path
	offset       int    // of the cursor from the first row in view
	column, left string
	places       []string // all columns in their order
	hidden, open map[string]bool
	want         ordering
	sorted       string // the column of want
}

func (t *table) remember() tableMemory {
	m := tableMemory{
		list: t.doc.Pointer(t.list), element: t.kept, offset: t.row - t.top,
		column: t.columns[t.current()].path, left: t.columns[t.shown[min(t.left, len(t.shown)-1)]].path,
		hidden: map[string]bool{}, open: map[string]bool{}, want: t.want, sorted: t.columns[t.want.column].path,
	}
	for _, id := range t.places {
		c := &t.columns[id]
		m.places = append(m.places, c.path)
		m.hidden[c.path] = c.hidden
		m.open[c.path] = c.open
	}
	return m
}

// instantly is the number of rows that are sorted while an answer is taken
// over: it takes a few milliseconds. Longer lists are sorted in a command.
const instantly = 5000

// recallTable is the table of a document as another one was left; false where
// there is no such list any more. What is gone is left out.
func recallTable(doc *jsondoc.Document, m tableMemory) (*table, bool) {
	list, ok := doc.At(m.list)
	if !ok || !isList(doc, list) {
		return nil, false
	}
	t, ok := newTable(doc, list)
	if !ok {
		return nil, false
	}
	for id := 1; id < len(t.columns); id++ { // opening a column adds others behind it
		if m.open[t.columns[id].path] && t.canOpen(id) {
			t.open(id)
		}
	}
	place := make(map[string]int, len(m.places))
	for i, path := range m.places {
		place[path] = i
	}
	slices.SortStableFunc(t.places, func(a, b int) int { return t.placeIn(place, a) - t.placeIn(place, b) })
	for id := range t.columns {
		t.columns[id].hidden = m.hidden[t.columns[id].path]
	}
	t.show(t.byPath(m.column))
	if i := slices.Index(t.shown, t.byPath(m.left)); i > 0 {
		t.left = i
	}
	t.kept = max(min(m.element, doc.Count(list)-1), 0)
	t.row = t.kept
	t.top = t.row - m.offset
	t.recallOrder(m)
	t.settle()
	return t, true
}

// placeIn is where a column stood; a new one stands behind the others.
func (t *table) placeIn(place map[string]int, id int) int {
	if i, ok := place[t.columns[id].path]; ok {
		return i
	}
	return len(place)
}

func (t *table) byPath(path string) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.path == path })
}

func (t *table) recallOrder(m tableMemory) {
	t.want = m.want
	if t.want.sorted {
		if t.want.column = t.byPath(m.sorted); t.want.column < 0 {
			t.want = ordering{filter: m.want.filter}
		}
	}
	if t.want == (ordering{}) || t.doc.Count(t.list) > instantly {
		return
	}
	top := t.top
	t.start(context.Background())()
	t.collect()
	t.top = max(t.row-m.offset, 0)
	if t.have == (ordering{}) {
		t.top = top
	}
}
