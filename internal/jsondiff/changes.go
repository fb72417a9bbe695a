package jsondiff

import (
	"sort"

	"brincr-explorer/internal/jsondoc"
)

// Kind is what happened to a value.
type Kind uint8

// The kinds of change.
const (
	Changed Kind = iota // another scalar, or a value of another type
	Added               // only the new document has it
	Gone                // only the old document has it
)

func (k Kind) String() string {
	switch k {
	case Changed:
		return "changed"
	case Added:
		return "added"
	case Gone:
		return "gone"
	}
	return "unknown"
}

// Change is one difference. A container that was added or is gone, or became another type, is one change: what lies in
// it is not told apart.
type Change struct {
	Node jsondoc.Node // in the new document; for Gone the container that lost it, None when the new document is empty
	Old  jsondoc.Node // in the old document; None for Added
	Kind Kind
}

// Changes is what Compare found. It never changes and may be used by several goroutines at once.
type Changes struct {
	old, new *jsondoc.Document
	list     []Change // by node; of one container that lost several, in the order of the old document
	places   []int32  // in list: the first change of every node that has one
	moved    int
	more     bool
}

// Old is the document that was compared with. What a change replaced is Old().Raw(change.Old).
func (c *Changes) Old() *jsondoc.Document { return c.old }

// Len is the number of changes.
func (c *Changes) Len() int { return len(c.list) }

// All returns the changes in the order of the new document. What a container lost follows the container itself. The
// slice must not be changed.
func (c *Changes) All() []Change { return c.list[:len(c.list):len(c.list)] }

// More says whether there are changes that were not noted, because there were too many.
func (c *Changes) More() bool { return c.more }

// Moved is the least number of elements, known by an identity, that would have to be carried elsewhere to put the old
// elements into the new order. They are no changes by themselves.
func (c *Changes) Moved() int { return c.moved }

// Of returns the changes at exactly this node: one that is Changed or Added, or all that a container lost.
func (c *Changes) Of(n jsondoc.Node) []Change {
	from, to := c.from(n), c.from(n+1)
	return c.list[from:to:to]
}

// Within is the number of changes inside a container, those of n itself left out.
func (c *Changes) Within(n jsondoc.Node) int {
	end := c.new.End(n)
	if end == jsondoc.None {
		return 0
	}
	return c.from(end) - c.from(n+1)
}

// Around is the change of a whole value that n is or lies in: a value that was added or became another type.
func (c *Changes) Around(n jsondoc.Node) (Change, bool) {
	at := c.from(n+1) - 1
	if n < 0 || at < 0 {
		return Change{}, false
	}
	ch := c.list[at] // nothing is noted inside a value that changed as a whole
	if ch.Kind == Gone || n >= c.new.End(ch.Node) {
		return Change{}, false
	}
	return ch, true
}

// from is the place in the list of the first change at this node or after it.
func (c *Changes) from(n jsondoc.Node) int {
	return sort.Search(len(c.list), func(i int) bool { return c.list[i].Node >= n })
}

// Next is the nearest node after n that has a change, or before it; past the last one the first follows. n itself is
// the answer only when it is the one node that has a change.
func (c *Changes) Next(n jsondoc.Node, forward bool) (jsondoc.Node, bool) {
	if len(c.places) == 0 {
		return jsondoc.None, false
	}
	at := c.place(n+1) % len(c.places)
	if !forward {
		at = (c.place(n) - 1 + len(c.places)) % len(c.places)
	}
	return c.list[c.places[at]].Node, true
}

// Position is the number of a node among those that have a change, from 1, and how many there are. It is 0 for a node
// that has none.
func (c *Changes) Position(n jsondoc.Node) (number, of int) {
	at := c.place(n)
	if at < len(c.places) && c.list[c.places[at]].Node == n {
		number = at + 1
	}
	return number, len(c.places)
}

// place is the number of nodes before n that have a change.
func (c *Changes) place(n jsondoc.Node) int {
	return sort.Search(len(c.places), func(i int) bool { return c.list[c.places[i]].Node >= n })
}

// index makes the places. Nobody can go to what an empty document lost.
func (c *Changes) index() {
	for i, ch := range c.list {
		if ch.Node >= 0 && (i == 0 || c.list[i-1].Node != ch.Node) {
			c.places = append(c.places, int32(i))
		}
	}
}
