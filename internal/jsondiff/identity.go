package jsondiff

import (
	"slices"

	"brincr-explorer/internal/jsondoc"
)

// identities are the keys by which records know themselves, the surest first, as they stand in a text.
var identities = [...]string{`"id"`, `"uuid"`, `"guid"`, `"key"`, `"code"`, `"number"`, `"sku"`, `"name"`}

// sampled is how many elements of an array are looked at to choose an identity.
const sampled = 64

// nearly says whether some are nearly all: one in ten may be missing, and of four or more always one.
func nearly(some, all int) bool { return all-some <= max(all/10, min(all/4, 1)) }

// identity is the number of the key that tells the elements of both arrays apart, or -1.
func (c *comparer) identity() int {
	old := c.candidates(&c.old, c.children.old)
	if old == 0 {
		return -1
	}
	both := old & c.candidates(&c.new, c.children.new)
	for key := range identities {
		if both>>key&1 == 1 {
			return key
		}
	}
	return -1
}

// candidates looks at some elements and returns a bit for each identity that nearly all have for themselves.
func (c *comparer) candidates(s *side, elements []jsondoc.Node) (keys uint) {
	var found [len(identities)][sampled]uint64
	var count [len(identities)]int
	all := min(len(elements), sampled)
	objects := 0
	for i := range all {
		element := elements[i*len(elements)/all]
		if s.Kind(element) != jsondoc.Object {
			continue
		}
		objects++
		seen := uint(0)
		for m, end := element+1, s.End(element); m < end && !c.stop(1); m = s.End(m) {
			key := identityOf(s.RawKey(m))
			if key >= 0 && seen>>key&1 == 0 && identifies(s, m) {
				seen |= 1 << key
				found[key][count[key]] = c.hashScalar(s, m)
				count[key]++
			}
		}
	}
	for key, n := range count {
		if nearly(objects, all) && nearly(n, all) && nearly(different(found[key][:n]), all) {
			keys |= 1 << key
		}
	}
	return keys
}

func identityOf(rawKey []byte) int {
	if len(rawKey) > len(`"number"`) {
		return -1
	}
	for i, key := range identities {
		if string(rawKey) == key {
			return i
		}
	}
	return -1
}

// identifies says whether a value can be an identity: a number, or a string that is not empty.
func identifies(s *side, n jsondoc.Node) bool {
	switch s.Kind(n) {
	case jsondoc.Number:
		return true
	case jsondoc.String:
		return len(s.Raw(n)) > 2
	}
	return false
}

// different counts different hashes.
func different(hashes []uint64) int {
	slices.Sort(hashes)
	return len(slices.Compact(hashes))
}

// identityIn is the value of an element's identity, None when it has none.
func (c *comparer) identityIn(s *side, element jsondoc.Node, key int) jsondoc.Node {
	if s.Kind(element) != jsondoc.Object {
		return jsondoc.None
	}
	for m, end := element+1, s.End(element); m < end && !c.stop(1); m = s.End(m) {
		if string(s.RawKey(m)) == identities[key] && identifies(s, m) {
			return m
		}
	}
	return jsondoc.None
}

// byIdentity pairs the elements between two ends. An element without an identity, or one that shares it, is left to
// the rest.
func (c *comparer) byIdentity(key, from, oldEnd, newEnd int) {
	k, r := &c.children, &c.rest
	c.classes.reset(oldEnd - from)
	r.a, r.b, r.owners = r.a[:0], r.b[:0], r.owners[:0]
	for o := from; o < oldEnd; o++ {
		id := c.identityIn(&c.old, k.old[o], key)
		class := int32(-1)
		if id != jsondoc.None {
			if class = c.classes.add(c.hashScalar(&c.old, id)); int(class) == len(r.owners) {
				r.owners = append(r.owners, owner{old: int32(o), id: id})
			}
			r.owners[class].olds++
		}
		r.a = append(r.a, class)
	}
	for n := from; n < newEnd; n++ {
		id := c.identityIn(&c.new, k.new[n], key)
		class := nameless
		if id != jsondoc.None {
			class = c.classes.find(c.hashScalar(&c.new, id))
		}
		if class >= 0 {
			w := &r.owners[class]
			w.news++
			w.same = c.sameScalar(w.id, id)
		}
		r.b = append(r.b, class)
	}
	if c.err == nil {
		c.pairOwners(from)
	}
}

// nameless is the class of an element without an identity; -1 is that of an identity which the old array lacks.
const nameless = int32(-2)

// owner is who has an identity.
type owner struct {
	old        int32
	id         jsondoc.Node
	olds, news int32 // how many have it
	same       bool
}

// shared says whether several have the identity, so that it says nothing.
func (w owner) shared() bool { return w.olds > 1 && w.news > 0 || w.news > 1 }

func (c *comparer) pairOwners(from int) {
	r := &c.rest
	r.order = r.order[:0]
	for i, class := range r.a {
		if class < 0 || r.owners[class].shared() {
			r.old = append(r.old, int32(from+i))
		}
	}
	for i, class := range r.b {
		switch n := int32(from + i); {
		case class == nameless, class >= 0 && r.owners[class].shared():
			r.new = append(r.new, n)
		case class >= 0 && r.owners[class].same:
			c.children.pair(r.owners[class].old, n)
			r.order = append(r.order, r.owners[class].old)
		}
	}
	if !slices.IsSorted(r.order) {
		c.out.moved += len(r.order) - len(rising(r.order, c.stop))
	}
}
