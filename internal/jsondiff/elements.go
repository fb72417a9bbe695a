package jsondiff

import (
	"bytes"
	"slices"
)

// elements pairs the elements of two arrays: first the same texts at both ends, then what has an identity by that, then
// equal ones in their order, and what is left between two equal ones by its place.
func (c *comparer) elements() {
	k := &c.children
	from, oldEnd, newEnd := 0, len(k.old), len(k.new)
	for from < min(oldEnd, newEnd) && c.trim(from, from) {
		from++
	}
	for from < min(oldEnd, newEnd) && c.trim(oldEnd-1, newEnd-1) {
		oldEnd, newEnd = oldEnd-1, newEnd-1
	}
	if from == oldEnd || from == newEnd || c.err != nil {
		return
	}
	c.rest.reset(oldEnd-from, newEnd-from)
	if key := c.identity(); key >= 0 {
		c.byIdentity(key, from, oldEnd, newEnd)
	} else {
		c.rest.span(from, oldEnd, newEnd)
	}
	c.byContent()
}

// trim pairs two elements when they are the same text.
func (c *comparer) trim(o, n int) bool {
	equal, _ := c.sameText(c.children.old[o], c.children.new[n])
	if equal && !c.stop(1) {
		c.children.pairSame(o, n)
		return true
	}
	return false
}

// rest is what no identity has paired: numbers of elements, and their classes.
type rest struct {
	old, new []int32
	a, b     []int32 // classes of the two lists; -1: the other list has none of it
	owners   []owner
	order    []int32
}

func (r *rest) reset(old, new int) {
	r.old, r.a = slices.Grow(r.old[:0], old), slices.Grow(r.a[:0], max(old, new))
	r.new, r.b = slices.Grow(r.new[:0], new), slices.Grow(r.b[:0], max(old, new))
}

func (r *rest) span(from, oldEnd, newEnd int) {
	for i := from; i < oldEnd; i++ {
		r.old = append(r.old, int32(i))
	}
	for i := from; i < newEnd; i++ {
		r.new = append(r.new, int32(i))
	}
}

// byContent pairs the rest.
func (c *comparer) byContent() {
	r := &c.rest
	if len(r.old) == 0 || len(r.new) == 0 || c.err != nil {
		return
	}
	if len(r.old) == 1 && len(r.new) == 1 {
		c.children.pair(r.old[0], r.new[0])
		return
	}
	// Which list is the first must not depend on which document is the old one: what was added from one document to
	// the other is then exactly what is gone on the way back.
	backward := c.newFirst()
	if backward {
		c.classify(&c.new, r.new, &c.old, r.old)
	} else {
		c.classify(&c.old, r.old, &c.new, r.new)
	}
	pair := func(a, b int32) {
		if backward {
			a, b = b, a
		}
		c.children.pair(r.old[a], r.new[b])
	}
	a, b := int32(0), int32(0)
	between := func(endA, endB int32) {
		for ; a < endA && b < endB; a, b = a+1, b+1 {
			pair(a, b)
		}
		a, b = endA, endB
	}
	for _, p := range c.common.find(r.a, r.b, c.classes.len(), c.stop) {
		between(p.a, p.b)
		pair(p.a, p.b)
		a, b = p.a+1, p.b+1
	}
	between(int32(len(r.a)), int32(len(r.b)))
}

// newFirst says whether the new elements are to be taken for the first list.
func (c *comparer) newFirst() bool {
	r := &c.rest
	if len(r.old) != len(r.new) {
		return len(r.new) < len(r.old)
	}
	for i := range r.old {
		o, n := c.children.old[r.old[i]], c.children.new[r.new[i]]
		oldStart, oldEnd := c.old.Offset(o)
		start, end := c.new.Offset(n)
		if oldEnd-oldStart != end-start {
			return end-start < oldEnd-oldStart
		}
	}
	for i := range r.old {
		o, n := c.children.old[r.old[i]], c.children.new[r.new[i]]
		if equal, differ := c.sameText(o, n); !equal {
			return bytes.Compare(c.new.Raw(n)[differ-1:], c.old.Raw(o)[differ-1:]) < 0
		}
		if c.stop(1) {
			break
		}
	}
	return false
}

// classify gives equal elements of both lists the same class.
func (c *comparer) classify(sideA *side, listA []int32, sideB *side, listB []int32) {
	r := &c.rest
	nodesA, nodesB := c.children.old, c.children.new
	if sideA == &c.new {
		nodesA, nodesB = nodesB, nodesA
	}
	c.classes.reset(len(listA))
	r.a, r.b = r.a[:0], r.b[:0]
	for _, i := range listA {
		r.a = append(r.a, c.classes.add(c.hash(sideA, nodesA[i])))
		if c.stop(1) {
			return
		}
	}
	for _, i := range listB {
		r.b = append(r.b, c.classes.find(c.hash(sideB, nodesB[i])))
		if c.stop(1) {
			return
		}
	}
}
