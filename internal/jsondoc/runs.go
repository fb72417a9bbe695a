package jsondoc

import "sort"

// run is a row sequence of one rank, as a document that is shown entirely has it: a box's opening row, its closing
// row, or the rows of nodes without children that follow each other.
type run struct {
	rank  int
	node  Node // of the first row
	rows  int
	close bool
}

// runs walks the runs of a document from the opening row of a box on.
type runs struct {
	d     *Document
	next  uint32 // the box that opens next
	box   *box   // the innermost open one; nil before the first
	depth int    // of the next box to open, and rank of all rows in box but what deeper boxes hold
	p     uint32 // the next node
}

// blockRuns starts at the first box of a block.
func (d *Document) blockRuns(block int) runs {
	first := uint32(block * blockBoxes)
	return runs{d: d, next: first, depth: int(d.ranks.blocks[block].depth), p: d.boxes.at(first).node}
}

// step returns the next run; some have no rows. It must not be called after the root's closing row.
func (w *runs) step() run {
	opens := uint32(w.d.nodes.n)
	if int(w.next) < w.d.boxes.n {
		opens = w.d.boxes.at(w.next).node
	}
	r := run{rank: w.depth, node: Node(w.p)}
	switch {
	case w.p == opens && (w.box == nil || w.p < w.box.last):
		w.box = w.d.boxes.at(w.next)
		w.next++
		w.p++
		w.depth++
		r.rows = 1
	case w.p == w.box.last:
		r.node, r.rows, r.close = Node(w.box.node), 1, true
		w.box = w.d.boxes.at(w.box.parent)
		w.depth--
	default:
		to := min(opens, w.box.last)
		r.rows = int(to - w.p)
		w.p = to
	}
	return r
}

// boxBefore is the number of the last box whose node is n or before it. The root must have a box.
func (d *Document) boxBefore(n Node) int {
	return sort.Search(d.boxes.n, func(i int) bool { return Node(d.boxes.at(uint32(i)).node) > n }) - 1
}

// rule numbers the rows of a document in which everything from depth k on is folded.
type rule struct {
	d      *Document
	k      int
	before []uint32 // rows before the first box of every block
	total  int
}

func newRule(d *Document, k int) rule {
	q := rule{d: d, k: k, before: make([]uint32, len(d.ranks.blocks)), total: d.Len()}
	if len(q.before) == 0 {
		return q // a lone value, or nothing
	}
	sum := uint32(0)
	for b := range q.before {
		q.before[b] = sum
		sum += d.ranks.upTo(b, k)
	}
	q.total = int(sum)
	return q
}

// row returns the row with this number, which must exist.
func (q *rule) row(number int) Row {
	if len(q.before) == 0 {
		return Row{}
	}
	block := sort.Search(len(q.before), func(b int) bool { return int(q.before[b]) > number }) - 1
	at := int(q.before[block])
	w := q.d.blockRuns(block)
	for {
		r := w.step()
		if r.rank > q.k {
			continue
		}
		if number < at+r.rows {
			return Row{Node: r.node + Node(number-at), Close: r.close}
		}
		at += r.rows
	}
}

// number returns the number of a row that this rule shows.
func (q *rule) number(row Row) int {
	if len(q.before) == 0 {
		return 0
	}
	from := row.Node
	if row.Close {
		from = Node(q.d.box(row.Node).last) - 1 // nothing opens between the last descendant and the bracket
	}
	block := q.d.boxBefore(from) / blockBoxes
	at := int(q.before[block])
	w := q.d.blockRuns(block)
	for {
		r := w.step()
		if r.close == row.Close && r.node <= row.Node && row.Node < r.node+Node(r.rows) {
			return at + int(row.Node-r.node)
		}
		if r.rank <= q.k {
			at += r.rows
		}
	}
}
