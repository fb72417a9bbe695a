package response

import (
	"bytes"
	"slices"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// The bounds of what a table looks for. What lies beyond them is in the tree.
const (
	sampleRows = 200 // from the start of a list; of the others, those that come into view
	mostFields = 500 // members of one object
	mostFound  = 500 // columns
)

// rowColumn is the row itself. It is a column like others, with the columns of
// its members open beneath it, and stands on the screen, behind the others, only
// where a row is no object.
const rowColumn = 0

// noColumn stands where no column is meant.
const noColumn = -1

// column is a way from a row to a value.
type column struct {
	parent int
	key    string
	name   string         // "name.nl_NL"
	path   string         // the same as jq writes it: ".name.nl_NL"
	kids   map[string]int // the columns of its members, once it was open
	open   bool           // the columns of its members stand in its place
	hidden bool

	// What was met in it so far.
	objects, others, numbers, texts bool // others: neither objects nor null
	width                           int  // of the widest value, in cells
}

// mostWidth bounds what is measured of a value.
const mostWidth = 80

// meet adds the columns of a row, and what its values say about theirs.
func (t *table) meet(row jsondoc.Node) {
	t.meetValue(row, rowColumn, row)
}

func (t *table) meetValue(n jsondoc.Node, id int, row jsondoc.Node) {
	c := &t.columns[id]
	kind := t.doc.Kind(n)
	c.objects = c.objects || kind == jsondoc.Object
	c.others = c.others || (kind != jsondoc.Object && kind != jsondoc.Null)
	c.numbers = c.numbers || kind == jsondoc.Number
	c.texts = c.texts || kind == jsondoc.String
	if !c.open || kind != jsondoc.Object {
		c.width = max(c.width, t.measure(n))
		return
	}
	f := t.doc.FirstChild(n)
	for i := 0; f != jsondoc.None; i, f = i+1, t.doc.Next(f) {
		if i == mostFields {
			t.cut = true
			return
		}
		if kid, ok := t.kid(id, f, row); ok {
			t.meetValue(f, kid, row)
		}
	}
}

// kid finds or adds the column of a member of an open column's object.
func (t *table) kid(id int, member, row jsondoc.Node) (int, bool) {
	if kid, ok := t.kidOf(id, member); ok {
		return kid, true
	}
	if len(t.columns) > mostFound {
		t.cut = true
		return 0, false
	}
	kid := len(t.columns)
	key := t.doc.Key(member)
	name := key
	if id != rowColumn {
		name = t.columns[id].name + "." + key
	}
	path := strings.TrimPrefix(t.doc.Path(member), t.doc.Path(row))
	t.columns = append(t.columns, column{parent: id, key: key, name: name, path: path})
	t.columns[id].kids[key] = kid
	t.places = slices.Insert(t.places, t.behind(id), kid)
	return kid, true
}

// kidOf finds the column of a member.
func (t *table) kidOf(id int, member jsondoc.Node) (int, bool) {
	kids, raw := t.columns[id].kids, t.doc.RawKey(member)
	if len(raw) < 2 || bytes.IndexByte(raw, '\\') >= 0 {
		kid, ok := kids[t.doc.Key(member)]
		return kid, ok
	}
	kid, ok := kids[string(raw[1:len(raw)-1])] // makes no string
	return kid, ok
}

// behind is the place behind a column and everything beneath it.
func (t *table) behind(id int) int {
	for i := len(t.places) - 1; i >= 0; i-- {
		if t.places[i] != rowColumn && t.within(t.places[i], id) {
			return i + 1
		}
	}
	return 0
}

func (t *table) within(id, around int) bool {
	for id != around && id != rowColumn {
		id = t.columns[id].parent
	}
	return id == around
}

// show settles which columns stand on the screen, and keeps the cursor on its
// own or on the one that took its place.
func (t *table) show(at int) {
	t.shown = t.shown[:0]
	for _, id := range t.places {
		if t.visible(id) {
			t.shown = append(t.shown, id)
		}
	}
	if len(t.shown) == 0 { // rows whose members were all out of bounds
		t.shown = append(t.shown, rowColumn)
	}
	if i := slices.Index(t.shown, at); i >= 0 {
		t.column = i
	}
	t.column = max(min(t.column, len(t.shown)-1), 0)
}

func (t *table) visible(id int) bool {
	c := &t.columns[id]
	if c.hidden || (c.open && !c.others) {
		return false
	}
	for id != rowColumn {
		id = t.columns[id].parent
		if !t.columns[id].open {
			return false
		}
	}
	return true
}

// current is the column under the cursor.
func (t *table) current() int { return t.shown[t.column] }

func (t *table) hide() {
	if len(t.shown) < 2 {
		return
	}
	t.columns[t.current()].hidden = true
	t.show(noColumn)
}

func (t *table) showAll() {
	at := t.current()
	for i := range t.columns {
		t.columns[i].hidden = false
	}
	t.show(at)
}

// hiddenColumns counts the columns that + would bring back.
func (t *table) hiddenColumns() int {
	n := 0
	for id := range t.columns {
		if t.columns[id].hidden {
			t.columns[id].hidden = false
			if t.visible(id) {
				n++
			}
			t.columns[id].hidden = true
		}
	}
	return n
}

// move puts the column under the cursor on the other side of its neighbour.
func (t *table) move(by int) {
	to := t.column + by
	if to < 0 || to >= len(t.shown) {
		return
	}
	id, other := t.current(), t.shown[to]
	t.places = slices.DeleteFunc(t.places, func(p int) bool { return p == id })
	at := slices.Index(t.places, other)
	if by > 0 {
		at++
	}
	t.places = slices.Insert(t.places, at, id)
	t.show(id)
}

// nest opens a column of objects: those of their members take its place. On one
// of these it closes them again.
func (t *table) nest() {
	id := t.current()
	if t.canOpen(id) {
		t.open(id)
		t.column = max(slices.IndexFunc(t.shown, func(s int) bool { return s == id || t.within(s, id) }), 0)
		return
	}
	if up := t.columns[id].parent; t.canClose(id) {
		if t.columns[id].open {
			up = id
		}
		t.columns[up].open = false
		t.columns[up].hidden = false
		t.show(up)
	}
}

func (t *table) canOpen(id int) bool {
	return id != rowColumn && t.columns[id].objects && !t.columns[id].open
}

func (t *table) canClose(id int) bool {
	return id != rowColumn && (t.columns[id].open || t.columns[id].parent != rowColumn)
}

func (t *table) open(id int) {
	c := &t.columns[id]
	c.open = true
	if c.kids == nil {
		c.kids = map[string]int{}
	}
	t.sample()
	t.meetWindow(true)
	t.show(id)
}

// sample meets the first rows of the list.
func (t *table) sample() {
	row := t.doc.FirstChild(t.list)
	for i := 0; i < sampleRows && row != jsondoc.None; i, row = i+1, t.doc.Next(row) {
		t.meet(row)
	}
}

// cells finds the value of every column in a row; None where it is missing. In
// an open column that is null, so are the columns beneath it, as in jq.
func (t *table) cells(row jsondoc.Node, into []jsondoc.Node) []jsondoc.Node {
	into = slices.Grow(into[:0], len(t.columns))[:len(t.columns)]
	for i := range into {
		into[i] = jsondoc.None
	}
	t.fill(rowColumn, row, into)
	return into
}

func (t *table) fill(id int, n jsondoc.Node, into []jsondoc.Node) {
	into[id] = n
	if !t.columns[id].open {
		return
	}
	switch t.doc.Kind(n) {
	case jsondoc.Null:
		for _, kid := range t.columns[id].kids {
			t.fill(kid, n, into)
		}
	case jsondoc.Object:
		into[id] = jsondoc.None // its members stand for it
		f := t.doc.FirstChild(n)
		for i := 0; f != jsondoc.None && i < mostFields; i, f = i+1, t.doc.Next(f) {
			if kid, ok := t.kidOf(id, f); ok {
				t.fill(kid, f, into)
			}
		}
	}
}
