package jsondoc

import (
	"cmp"
	"slices"
	"sort"
)

// markEvery is the distance between two marked members of an object.
const markEvery = 64

// childMark is one in markEvery members of an object, so that the place of a member among many is found without
// counting from the first. Elements of arrays need none: their record holds the index.
type childMark struct{ parent, child Node }

func sortMarks(marks []childMark) {
	slices.SortFunc(marks, func(a, b childMark) int {
		return cmp.Or(cmp.Compare(a.parent, b.parent), cmp.Compare(a.child, b.child))
	})
}

// marksOf returns the marks of one object, in order.
func (d *Document) marksOf(parent Node) []childMark {
	from := sort.Search(len(d.marks), func(i int) bool { return d.marks[i].parent >= parent })
	to := from + sort.Search(len(d.marks)-from, func(i int) bool { return d.marks[from+i].parent > parent })
	return d.marks[from:to]
}

// Parent is the container that n is in, None for the root.
func (d *Document) Parent(n Node) Node {
	if n == 0 || !d.has(n) {
		return None
	}
	return Node(d.boxes.at(d.around(n)).node)
}

// around is the number of the box that n is in. n must exist and not be the root.
func (d *Document) around(n Node) uint32 {
	b := d.node(n).box
	if b&flag != 0 {
		return d.boxes.at(b &^ flag).parent
	}
	return b
}

// End is one past the last descendant of n: the node that follows when n's content is skipped. It may be Len.
func (d *Document) End(n Node) Node {
	if b := d.box(n); b != nil {
		return Node(b.last)
	}
	if !d.has(n) {
		return None
	}
	return n + 1
}

// FirstChild is the first member or element, None when there is none.
func (d *Document) FirstChild(n Node) Node {
	if d.box(n) == nil {
		return None
	}
	return n + 1
}

// Next is the next sibling, None after the last.
func (d *Document) Next(n Node) Node {
	p := d.Parent(n)
	if p == None {
		return None
	}
	if e := d.End(n); e < Node(d.box(p).last) {
		return e
	}
	return None
}

// Prev is the sibling before n, None for the first.
func (d *Document) Prev(n Node) Node {
	p := d.Parent(n)
	if p == None || n == p+1 {
		return None
	}
	return d.childOver(p, n-1)
}

// childOver returns the child of p that is n or holds it. n must be a descendant of p.
func (d *Document) childOver(p, n Node) Node {
	b := d.boxes.at(d.around(n))
	for Node(b.node) != p {
		n = Node(b.node)
		b = d.boxes.at(b.parent)
	}
	return n
}

// Count is the number of members or elements; 0 for a value that is no container.
func (d *Document) Count(n Node) int {
	if b := d.box(n); b != nil {
		return int(b.count)
	}
	return 0
}

// Depth is the number of containers around n; 0 for the root.
func (d *Document) Depth(n Node) int {
	if !d.has(n) {
		return 0
	}
	if n == 0 {
		return 0
	}
	depth := 1
	for b := d.around(n); b != 0; b = d.boxes.at(b).parent {
		depth++
	}
	return depth
}

// Index is the place of n among its siblings, from 0.
func (d *Document) Index(n Node) int {
	p := d.Parent(n)
	if p == None {
		return 0
	}
	if r := d.node(n); r.pos&flag == 0 {
		return int(r.pos)
	}
	index, at := 0, p+1
	marks := d.marksOf(p)
	if before := sort.Search(len(marks), func(i int) bool { return marks[i].child > n }); before > 0 {
		index, at = before*markEvery, marks[before-1].child
	}
	for ; at < n; at = d.End(at) {
		index++
	}
	return index
}

// Child is member or element i of n, counted from 0; None when there is no such one.
func (d *Document) Child(n Node, i int) Node {
	b := d.box(n)
	if b == nil || i < 0 || i >= int(b.count) {
		return None
	}
	if d.Kind(n) == Array {
		return d.element(n, b, i)
	}
	at := n + 1
	if marks := d.marksOf(n); i >= markEvery {
		at = marks[i/markEvery-1].child
	}
	for range i % markEvery {
		at = d.End(at)
	}
	return at
}

// element finds element i of an array by halving: every sibling takes at least one node.
func (d *Document) element(n Node, b *box, i int) Node {
	low, high := int(n)+1+i, int(b.last)-int(b.count)+i
	for low < high {
		c := d.childOver(n, Node(low+(high-low)/2))
		switch at := int(d.node(c).pos); {
		case at == i:
			return c
		case at < i:
			low = int(d.End(c))
		default:
			high = int(c) - 1
		}
	}
	return Node(low)
}

// Member is the member of object n with this key, decoded; of several the last, as jq and most readers have it; None
// when there is none.
func (d *Document) Member(n Node, key string) Node {
	at := None
	if d.Kind(n) != Object {
		return None
	}
	for c := d.FirstChild(n); c != None; c = d.Next(c) {
		if d.keyIs(c, key) {
			at = c
		}
	}
	return at
}
