package response

import (
	"strings"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
)

// tree is a document as rows, of which some are folded away. Everything it
// does costs as much as the rows in view.
type tree struct {
	doc    *jsondoc.Document
	folds  *jsondoc.Folds
	cursor int // a row
	top    int // the first row in view
	height int
}

// openRows is about a screen: a document with fewer rows is opened whole.
const openRows = 40

func newTree(doc *jsondoc.Document) *tree {
	t := &tree{doc: doc, folds: jsondoc.NewFolds(doc)}
	t.open()
	return t
}

// open folds a fresh document so far that its shape is seen at a glance: as
// deep as fits about one screen, but a list's items always get a row each.
func (t *tree) open() {
	if t.folds.Len() <= openRows {
		return
	}
	least := 1
	if _, ok := t.doc.At("/data"); ok {
		least = 2
	}
	for depth := 4; depth > least; depth-- {
		t.folds.FoldToDepth(depth)
		if t.folds.Len() <= openRows {
			return
		}
	}
	t.folds.FoldToDepth(least)
}

func (t *tree) node() jsondoc.Node { return t.folds.At(t.cursor).Node }

func (t *tree) resize(height int) {
	t.height = max(height, 0)
	t.follow()
}

// do acts on an action; false where it means nothing here.
func (t *tree) do(a action.Action) bool {
	if depth, ok := a.Depth(); ok {
		t.refold(func() { t.folds.FoldToDepth(depth) })
		return true
	}
	switch a {
	case action.Up:
		t.cursor--
	case action.Down:
		t.cursor++
	case action.PageUp:
		t.cursor -= max(t.height-1, 1)
		t.top -= max(t.height-1, 1)
	case action.PageDown:
		t.cursor += max(t.height-1, 1)
		t.top += max(t.height-1, 1)
	case action.Top:
		t.cursor = 0
	case action.Bottom:
		t.cursor = t.folds.Len() - 1
	case action.Fold:
		t.fold()
	case action.Unfold:
		t.unfold()
	case action.ToggleFold:
		t.refold(func() { t.folds.Toggle(t.node()) })
	case action.FoldAll:
		t.refold(t.folds.FoldAll)
	case action.UnfoldAll:
		t.refold(t.folds.UnfoldAll)
	case action.NextSibling:
		t.goTo(t.doc.Next(t.node()))
	case action.PrevSibling:
		t.goTo(t.doc.Prev(t.node()))
	default:
		return false
	}
	t.follow()
	return true
}

// fold closes the container under the cursor or, where there is nothing to
// close, goes to the one around it.
func (t *tree) fold() {
	n := t.node()
	if t.container(n) && t.doc.Count(n) > 0 && !t.folds.Folded(n) {
		t.folds.Fold(n)
		t.cursor = t.folds.RowOf(n)
		return
	}
	t.goTo(t.doc.Parent(n))
}

// unfold opens the container under the cursor, or enters it where it is open.
func (t *tree) unfold() {
	n := t.node()
	switch {
	case !t.container(n) || t.doc.Count(n) == 0:
	case t.folds.Folded(n):
		t.folds.Unfold(n)
	default:
		t.goTo(t.doc.FirstChild(n))
	}
}

// refold changes folds and keeps the cursor on its node, or on the container
// that hides it now, at the height where it was.
func (t *tree) refold(change func()) {
	n, offset := t.node(), t.cursor-t.top
	change()
	t.cursor = t.folds.RowOf(n)
	t.top = t.cursor - offset
}

func (t *tree) goTo(n jsondoc.Node) {
	if n < 0 {
		return
	}
	t.folds.Reveal(n)
	t.cursor = t.folds.RowOf(n)
	t.follow()
}

func (t *tree) container(n jsondoc.Node) bool {
	k := t.doc.Kind(n)
	return k == jsondoc.Array || k == jsondoc.Object
}

func (t *tree) follow() {
	rows := t.folds.Len()
	t.cursor = max(min(t.cursor, rows-1), 0)
	t.top = max(min(t.top, rows-t.height), 0)
	if t.cursor < t.top {
		t.top = t.cursor
	}
	if t.height > 0 && t.cursor >= t.top+t.height {
		t.top = t.cursor - t.height + 1
	}
}

// memory is where somebody was in a document, by path: it can be found again in
// a new answer to the same request.
type memory struct {
	folds   jsondoc.FoldState
	pointer string
	offset  int // of the cursor from the first row in view
}

func (t *tree) remember() memory {
	return memory{folds: t.folds.State(), pointer: t.doc.Pointer(t.node()), offset: t.cursor - t.top}
}

// recall goes back to where somebody was. Where the node is gone, the nearest
// container that is still there takes its place.
func (t *tree) recall(m memory) {
	t.folds.Apply(m.folds)
	pointer := m.pointer
	n, ok := t.doc.At(pointer)
	for !ok && pointer != "" {
		pointer = pointer[:strings.LastIndexByte(pointer, '/')]
		n, ok = t.doc.At(pointer)
	}
	if ok {
		t.cursor = t.folds.RowOf(n)
	}
	t.top = t.cursor - m.offset
	t.follow()
}
