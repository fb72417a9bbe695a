// Package jsondiff tells what changed between two answers to the same request.
//
// It exists because a text diff shows what moved on the lines, while a reader of business data asks which values are
// other ones than a minute ago. So members are compared by key, elements by what identifies them or by content, and
// white space, the order of members and the way a string is escaped are nothing. Numbers are compared as sent.
//
// The work is linear in what differs plus one look at every byte, whatever the documents are: no text is compared
// again on the levels below, and no search for what two arrays have in common goes on longer than a bound.
package jsondiff

import (
	"context"
	"hash/maphash"
	"slices"

	"brincr-explorer/internal/jsondoc"
)

// MaxChanges is how many changes are noted at most.
const MaxChanges = 100_000

// Compare finds what changed from one document to another. Of a text that is not whole JSON it compares what was read.
// The error is the context's.
func Compare(ctx context.Context, before, after *jsondoc.Document) (*Changes, error) {
	return compare(ctx, before, after, MaxChanges)
}

func compare(ctx context.Context, before, after *jsondoc.Document, most int) (*Changes, error) {
	c := comparer{
		ctx: ctx, err: ctx.Err(), most: most,
		old: side{Document: before}, new: side{Document: after},
		out:  &Changes{old: before, new: after},
		seed: maphash.MakeSeed(),
	}
	c.run()
	if c.err != nil {
		return nil, c.err
	}
	c.out.index()
	return c.out, nil
}

// comparer is the state of one comparison. It walks the new document in the order of the text, without recursion.
type comparer struct {
	ctx  context.Context
	err  error
	work int // since the last look at the context
	most int // changes
	seed maphash.Seed

	old, new side
	out      *Changes
	tasks    []task // what is left to compare, the next one last
	known    agreement
	opens    []open // containers that are being hashed

	// Of the present pair of containers; kept for their memory.
	children children
	classes  classes
	common   common
	chains   chains
	rest     rest
}

// task is a pair of values that are not the same text, or a new value that has no old one.
type task struct {
	old, new jsondoc.Node
	differ   uint32 // one more than the place of the first byte that differs, from the value's start; 0: not known
}

func (c *comparer) run() {
	switch {
	case c.old.Len() == 0 && c.new.Len() == 0:
		return
	case c.old.Len() == 0:
		c.note(Change{Node: 0, Old: jsondoc.None, Kind: Added})
		return
	case c.new.Len() == 0:
		c.note(Change{Node: jsondoc.None, Old: 0, Kind: Gone})
		return
	}
	c.plan(0, 0)
	for len(c.tasks) > 0 && !c.out.more && !c.stop(1) {
		t := c.tasks[len(c.tasks)-1]
		c.tasks = c.tasks[:len(c.tasks)-1]
		c.do(t)
	}
}

func (c *comparer) do(t task) {
	if t.old == jsondoc.None {
		c.note(Change{Node: t.new, Old: jsondoc.None, Kind: Added})
		return
	}
	switch kind := c.new.Kind(t.new); {
	case kind != c.old.Kind(t.old):
		c.note(Change{Node: t.new, Old: t.old, Kind: Changed})
	case kind == jsondoc.Object:
		c.enter(t)
		c.members()
		c.leave(t)
	case kind == jsondoc.Array:
		c.enter(t)
		c.elements()
		c.leave(t)
	case !c.sameScalar(t.old, t.new):
		c.note(Change{Node: t.new, Old: t.old, Kind: Changed})
	}
}

// enter lists the children of a pair of containers.
func (c *comparer) enter(t task) {
	c.known = c.agreementOf(t)
	c.children.reset()
	c.children.old = c.list(c.children.old, &c.old, t.old)
	c.children.new = c.list(c.children.new, &c.new, t.new)
	c.children.unpair()
}

func (c *comparer) list(to []jsondoc.Node, s *side, n jsondoc.Node) []jsondoc.Node {
	if s.Count(n) == 0 {
		return to
	}
	to = slices.Grow(to, s.Count(n))
	for at, end := n+1, s.End(n); at < end && !c.stop(1); at = s.End(at) {
		to = append(to, at)
	}
	return to
}

// leave notes what the container lost and plans what its children need.
func (c *comparer) leave(t task) {
	if c.err != nil {
		return
	}
	k := &c.children
	for i, n := range k.old {
		if !k.taken[i] && !c.note(Change{Node: t.new, Old: n, Kind: Gone}) {
			return
		}
	}
	from := len(c.tasks)
	for i, n := range k.new {
		switch o := k.partner[i]; o {
		case alone:
			c.tasks = append(c.tasks, task{old: jsondoc.None, new: n})
		case same:
		default:
			c.plan(k.old[o], n)
		}
		if c.stop(1) {
			return
		}
	}
	slices.Reverse(c.tasks[from:])
}

// plan takes up a pair of values unless they are the same text.
func (c *comparer) plan(o, n jsondoc.Node) {
	if equal, differ := c.sameText(o, n); !equal {
		c.tasks = append(c.tasks, task{o, n, differ})
	}
}

// note keeps a change. It says false when there is no room for more.
func (c *comparer) note(ch Change) bool {
	if len(c.out.list) >= c.most {
		c.out.more = true
		return false
	}
	c.out.list = append(c.out.list, ch)
	return true
}

// lookEvery is the work between two looks at the context: a millisecond or less. A unit is what one value costs.
const lookEvery = 1 << 13

// stop counts work and says whether to stop.
func (c *comparer) stop(work int) bool {
	if c.work += work; c.work >= lookEvery {
		c.work = 0
		if c.err == nil {
			c.err = c.ctx.Err()
		}
	}
	return c.err != nil
}
