package jsondiff

import "brincr-explorer/internal/jsondoc"

// members pairs the members of two objects by key, of several with one key the first with the first and so on.
func (c *comparer) members() {
	k := &c.children
	from := 0
	for from < min(len(k.old), len(k.new)) && c.sameKey(k.old[from], k.new[from]) && !c.stop(1) {
		k.pair(int32(from), int32(from))
		from++
	}
	if from == len(k.old) || from == len(k.new) || c.err != nil {
		return
	}
	c.classes.reset(len(k.old) - from)
	c.chains.reset(len(k.old))
	for o := from; o < len(k.old) && !c.stop(1); o++ {
		c.chains.put(c.classes.add(c.hashString(c.old.RawKey(k.old[o]))), int32(o))
	}
	for n := from; n < len(k.new) && !c.stop(1); n++ {
		class := c.classes.find(c.hashString(c.new.RawKey(k.new[n])))
		if o := c.chains.take(class); o >= 0 && c.sameKey(k.old[o], k.new[n]) {
			k.pair(o, int32(n))
		}
	}
}

func (c *comparer) sameKey(o, n jsondoc.Node) bool {
	return c.sameString(c.old.RawKey(o), c.new.RawKey(n))
}

// chains keep for every class the members that have not been taken, in their order.
type chains struct {
	first, last []int32 // by class
	next        []int32 // by member; -1 at the end
}

func (h *chains) reset(members int) {
	h.first, h.last = h.first[:0], h.last[:0]
	h.next = resize(h.next, members)
}

// put appends a member to the chain of its class. Classes come in the order of their numbers.
func (h *chains) put(class, member int32) {
	h.next[member] = -1
	if int(class) == len(h.first) {
		h.first = append(h.first, member)
		h.last = append(h.last, member)
		return
	}
	h.next[h.last[class]] = member
	h.last[class] = member
}

// take returns the first member that is left of a class, or -1.
func (h *chains) take(class int32) int32 {
	if class < 0 || h.first[class] < 0 {
		return -1
	}
	member := h.first[class]
	h.first[class] = h.next[member]
	return member
}
