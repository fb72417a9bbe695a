package jsondoc

import (
	"math"
	"slices"
	"sort"
)

// Row is a line of a document as it is shown. An unfolded container with children has an opening and a closing row;
// every other value has one.
type Row struct {
	Node  Node
	Close bool
}

// Folds is what is folded of one document, and so which rows exist. It is one rule, "everything from depth k on is
// folded", and the containers that are the other way round; the rows are counted from these, not from the document.
// It is not for concurrent use.
type Folds struct {
	d     *Document
	rule  rule
	odd   []Node // containers whose state is not the rule's, in order
	rows  layout // made of rule and odd when it is needed
	fresh bool
}

// everything is the depth of the rule that folds nothing.
const everything = math.MaxInt

// NewFolds returns the state in which nothing is folded.
func NewFolds(d *Document) *Folds {
	f := &Folds{d: d}
	f.UnfoldAll()
	return f
}

// FoldAll folds every container but the root.
func (f *Folds) FoldAll() { f.setRule(1) }

// UnfoldAll unfolds every container.
func (f *Folds) UnfoldAll() { f.setRule(everything) }

// FoldToDepth folds the containers that have k or more containers around them, and unfolds all others. With 0 only
// the root is left, folded.
func (f *Folds) FoldToDepth(k int) { f.setRule(max(k, 0)) }

func (f *Folds) setRule(k int) {
	f.rule, f.odd, f.fresh = newRule(f.d, k), nil, false
}

// Folded says whether n is a folded container. A value without children never is.
func (f *Folds) Folded(n Node) bool {
	return f.d.box(n) != nil && f.folded(n, f.d.Depth(n))
}

func (f *Folds) folded(n Node, depth int) bool {
	return (depth >= f.rule.k) != f.isOdd(n)
}

func (f *Folds) isOdd(n Node) bool {
	_, odd := slices.BinarySearch(f.odd, n)
	return odd
}

// Fold folds one container; what is folded in it stays so. A value without children stays as it is.
func (f *Folds) Fold(n Node) { f.set(n, true) }

// Unfold unfolds one container; the containers in and around it stay as they are.
func (f *Folds) Unfold(n Node) { f.set(n, false) }

// Toggle folds or unfolds one container.
func (f *Folds) Toggle(n Node) { f.set(n, !f.Folded(n)) }

func (f *Folds) set(n Node, folded bool) {
	if f.d.box(n) == nil || f.Folded(n) == folded {
		return
	}
	if i, odd := slices.BinarySearch(f.odd, n); odd {
		f.odd = slices.Delete(f.odd, i, i+1)
	} else {
		f.odd = slices.Insert(f.odd, i, n)
	}
	f.fresh = false
}

// Reveal unfolds the containers around n, so that n is visible. n itself stays as it is.
func (f *Folds) Reveal(n Node) {
	depth := f.d.Depth(n)
	for a := f.d.Parent(n); a != None; a = f.d.Parent(a) {
		if depth--; f.folded(a, depth) {
			f.set(a, false)
		}
	}
}

// shown returns n, or the outermost folded container that hides it, and the depth of what it returns.
func (f *Folds) shown(n Node) (Node, int) {
	depth := f.d.Depth(n)
	top, topDepth := n, depth
	for a := f.d.Parent(n); a != None; a = f.d.Parent(a) {
		if depth--; f.folded(a, depth) {
			top, topDepth = a, depth
		}
	}
	return top, topDepth
}

// Visible says whether n has a row: no container around it is folded.
func (f *Folds) Visible(n Node) bool {
	top, _ := f.shown(n)
	return f.d.has(n) && top == n
}

// Len is the number of rows.
func (f *Folds) Len() int { return f.layout().total }

// At is row i, counted from 0; None's when there is no such row.
func (f *Folds) At(i int) Row {
	l := f.layout()
	if i < 0 || i >= l.total {
		return Row{Node: None}
	}
	p := l.pieces[sort.Search(len(l.pieces), func(k int) bool { return l.pieces[k].row > i })-1]
	switch {
	case p.owner == None:
		return f.rule.row(p.from + i - p.row)
	case p.close:
		return Row{Node: p.owner, Close: true}
	}
	return Row{Node: f.d.Child(p.owner, p.from+i-p.row)}
}

// RowOf is the row of n, or of the folded container that hides it; -1 for a node that does not exist.
func (f *Folds) RowOf(n Node) int {
	if !f.d.has(n) {
		return -1
	}
	n, depth := f.shown(n)
	l := f.layout()
	if depth <= f.rule.k {
		return l.fromRule(f.rule.number(Row{Node: n}))
	}
	p := l.pieces[sort.Search(len(l.pieces), func(k int) bool { return l.pieces[k].node > n })-1]
	return p.row + f.d.Index(n) - p.from
}

// CloseRowOf is the closing row of n; where n has none, because it is folded, hidden or has no children, RowOf.
func (f *Folds) CloseRowOf(n Node) int {
	top, depth := f.shown(n)
	if f.d.box(n) == nil || top != n || f.folded(n, depth) {
		return f.RowOf(n)
	}
	l := f.layout()
	if depth < f.rule.k {
		return l.fromRule(f.rule.number(Row{Node: n, Close: true}))
	}
	i, _ := slices.BinarySearchFunc(l.opened, n, func(o opened, n Node) int { return int(o.node) - int(n) })
	return l.opened[i].closeRow
}
