package response

import (
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
)

// prefs is how trees are drawn: chosen once, for every document of a place.
type prefs struct {
	wrap    bool // long strings go on in the next line
	numbers bool // each row has the line that it would have if all were unfolded
}

// tree is a document, or one container of it, as rows of which some are folded
// away. Everything it does costs as much as the rows in view.
type tree struct {
	doc    *jsondoc.Document
	folds  *jsondoc.Folds
	root   jsondoc.Node // what lies outside it is not shown
	prefs  *prefs
	marks  *marks           // what changed since the answer before; nil for nothing
	found  *jsondoc.Pattern // what is looked for; nil for nothing
	cursor int              // a row of folds
	top    int              // the first row in view
	skip   int              // lines of the top row above the window, where it is longer than one
	width  int
	height int
}

// openRows is about a screen: a document with fewer rows is opened whole.
const openRows = 40

func newTree(doc *jsondoc.Document) *tree {
	t := &tree{doc: doc, folds: jsondoc.NewFolds(doc), prefs: &prefs{}}
	t.open()
	return t
}

// subtree shows one container of a document alone, as unfolded as it is here.
func (t *tree) subtree(root jsondoc.Node) *tree {
	s := &tree{doc: t.doc, folds: jsondoc.NewFolds(t.doc), root: root, prefs: t.prefs, marks: t.marks, found: t.found, width: t.width, height: t.height}
	s.folds.Apply(t.folds.State())
	s.show(root)
	s.cursor = s.folds.RowOf(root)
	s.top = s.cursor
	return s
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

// first and end are the rows that are shown, end not included.
func (t *tree) first() int {
	if t.root == 0 {
		return 0
	}
	return t.folds.RowOf(t.root)
}

func (t *tree) end() int {
	if t.root == 0 {
		return t.folds.Len()
	}
	return t.folds.CloseRowOf(t.root) + 1
}

func (t *tree) resize(width, height int) {
	t.width, t.height = max(width, 0), max(height, 0)
	t.follow()
}

// do acts on an action; false where it means nothing here.
func (t *tree) do(a action.Action) bool {
	if depth, ok := a.Depth(); ok {
		t.foldTo(depth)
		return true
	}
	if t.move(a) {
		t.follow()
		return true
	}
	switch a {
	case action.Fold:
		t.fold()
	case action.Unfold:
		t.unfold()
	case action.ToggleFold:
		t.refold(func() { t.folds.Toggle(t.node()) })
	case action.FoldAll:
		t.foldTo(1)
	case action.UnfoldAll:
		t.refold(t.folds.UnfoldAll)
	case action.NextSibling:
		t.goTo(t.sibling(t.doc.Next))
	case action.PrevSibling:
		t.goTo(t.sibling(t.doc.Prev))
	case action.Wrap:
		t.prefs.wrap = !t.prefs.wrap
		t.skip = 0
	case action.LineNumbers:
		t.prefs.numbers = !t.prefs.numbers
	default:
		return false
	}
	t.follow()
	return true
}

func (t *tree) move(a action.Action) bool {
	switch a {
	case action.Up:
		t.up()
	case action.Down:
		t.down()
	case action.PageUp:
		t.pageUp()
	case action.PageDown:
		t.pageDown()
	case action.Top:
		t.cursor = t.first()
	case action.Bottom:
		t.cursor = t.end() - 1
	default:
		return false
	}
	return true
}

func (t *tree) sibling(step func(jsondoc.Node) jsondoc.Node) jsondoc.Node {
	if t.node() == t.root {
		return jsondoc.None
	}
	return step(t.node())
}

// foldTo folds what is so many levels below the root, and unfolds the rest.
func (t *tree) foldTo(depth int) {
	t.refold(func() {
		t.folds.FoldToDepth(t.doc.Depth(t.root) + depth)
		t.show(t.root)
	})
}

// show makes a container visible and unfolds it.
func (t *tree) show(n jsondoc.Node) {
	if n != 0 {
		t.folds.Reveal(n)
		t.folds.Unfold(n)
	}
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
	if n != t.root {
		t.goTo(t.doc.Parent(n))
	}
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
	t.follow()
}

// goTo puts the cursor on a node and unfolds what hides it.
func (t *tree) goTo(n jsondoc.Node) {
	if n < t.root || n >= t.doc.End(t.root) {
		return
	}
	t.folds.Reveal(n)
	t.cursor = t.folds.RowOf(n)
	t.follow()
}

// jump goes to a node far away: it comes to stand a third below the top, so
// that what surrounds it is seen.
func (t *tree) jump(n jsondoc.Node) {
	before, height := t.top, t.window()
	t.goTo(n)
	if t.cursor < before || t.cursor >= before+height {
		t.top, t.skip = t.cursor-height/3, 0
		t.follow()
	}
}

func (t *tree) container(n jsondoc.Node) bool {
	k := t.doc.Kind(n)
	return k == jsondoc.Array || k == jsondoc.Object
}
