package jsondoc

import "sort"

// layout is the row sequence of a fold state, in pieces. Its size is that of what was folded or unfolded by hand.
type layout struct {
	pieces []piece // in row order, which is also the order of their nodes
	ruled  []int   // those that are the rule's
	opened []opened
	total  int
}

// piece is a sequence of rows: of the rule from a row of the rule on, or children of owner from a child on, or the
// closing row of owner.
type piece struct {
	row   int  // its first
	node  Node // no opening row in it is of a node before this one
	owner Node // None: the rows are the rule's
	from  int
	close bool
}

// opened is a container that the rule folds, and that was unfolded by hand, and is visible.
type opened struct {
	node     Node
	closeRow int
}

// fromRule turns a row of the rule, which must be shown, into a row.
func (l *layout) fromRule(number int) int {
	i := sort.Search(len(l.ruled), func(i int) bool { return l.pieces[l.ruled[i]].from > number }) - 1
	p := l.pieces[l.ruled[i]]
	return p.row + number - p.from
}

// layout returns the rows of the present state.
func (f *Folds) layout() *layout {
	if f.fresh {
		return &f.rows
	}
	b := layoutBuilder{f: f}
	for _, n := range f.odd {
		if n >= b.hidden {
			b.exception(n)
		}
	}
	b.leave(Node(f.d.Len()))
	b.ruled(f.rule.total)
	f.rows, f.fresh = b.layout, true
	return &f.rows
}

type layoutBuilder struct {
	layout
	f      *Folds
	from   int         // the first row of the rule that no piece has yet
	node   Node        // where that row is
	hidden Node        // nodes before this one are hidden or done
	stack  []openChild // opened containers around the present place
}

type openChild struct {
	node   Node
	opened int  // its number in layout.opened
	child  int  // the first child that no piece has yet
	at     Node // that child
}

// exception adds the rows up to a container whose state is not the rule's, and its own where they are not the rule's.
func (b *layoutBuilder) exception(n Node) {
	f := b.f
	b.leave(n)
	if depth := f.d.Depth(n); depth <= f.rule.k {
		number := f.rule.number(Row{Node: n})
		b.ruled(number + 1)
		b.node = f.d.End(n)
		if depth < f.rule.k { // folded by hand
			b.from = f.rule.number(Row{Node: n, Close: true}) + 1
			b.hidden = b.node
			return
		}
	} else {
		if len(b.stack) == 0 || b.stack[len(b.stack)-1].node != f.d.Parent(n) {
			return // in a folded container
		}
		b.children(f.d.Index(n) + 1)
		b.stack[len(b.stack)-1].at = f.d.End(n)
	}
	b.stack = append(b.stack, openChild{node: n, opened: len(b.opened), at: n + 1})
	b.opened = append(b.opened, opened{node: n})
}

// ruled adds the rows of the rule up to but not including one.
func (b *layoutBuilder) ruled(to int) {
	if to > b.from {
		b.layout.ruled = append(b.layout.ruled, len(b.pieces))
		b.pieces = append(b.pieces, piece{row: b.total, node: b.node, owner: None, from: b.from})
		b.total += to - b.from
		b.from = to
	}
}

// children adds children of the innermost opened container up to but not including one.
func (b *layoutBuilder) children(to int) {
	top := &b.stack[len(b.stack)-1]
	if to > top.child {
		b.pieces = append(b.pieces, piece{row: b.total, node: top.at, owner: top.node, from: top.child})
		b.total += to - top.child
		top.child = to
	}
}

// leave finishes the opened containers that end at or before n.
func (b *layoutBuilder) leave(n Node) {
	for len(b.stack) > 0 {
		top := b.stack[len(b.stack)-1]
		end := b.f.d.End(top.node)
		if end > n {
			return
		}
		b.children(b.f.d.Count(top.node))
		b.opened[top.opened].closeRow = b.total
		b.pieces = append(b.pieces, piece{row: b.total, node: end, owner: top.node, close: true})
		b.total++
		b.stack = b.stack[:len(b.stack)-1]
	}
}
