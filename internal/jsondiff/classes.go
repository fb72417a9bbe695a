package jsondiff

import "slices"

// classes numbers different hashes from 0 in the order in which they are met. A map would do, but it does not get
// smaller: after one large object every small one would pay for emptying it.
type classes struct {
	slots []slot // a power of two of them, at most half in use
	hash  []uint64
}

// slot is one more than the number of a class, and a part of its hash, which mostly spares a look at the whole.
type slot struct {
	class int32
	part  uint32
}

// reset makes room for this many classes.
func (t *classes) reset(most int) {
	size := 8
	for size < 2*most {
		size *= 2
	}
	t.slots = resize(t.slots, size)
	clear(t.slots)
	t.hash = slices.Grow(t.hash[:0], most)
}

func (t *classes) len() int { return len(t.hash) }

// find returns the class of a hash, or -1.
func (t *classes) find(hash uint64) int32 { return t.slot(hash).class - 1 }

// add returns the class of a hash, a new one when it was not met before.
func (t *classes) add(hash uint64) int32 {
	s := t.slot(hash)
	if s.class == 0 {
		t.hash = append(t.hash, hash)
		*s = slot{int32(len(t.hash)), uint32(hash)}
	}
	return s.class - 1
}

// slot returns the slot of a hash, or the free one that it would get.
func (t *classes) slot(hash uint64) *slot {
	mask := len(t.slots) - 1
	for at := int(hash>>32) & mask; ; at = (at + 1) & mask {
		s := &t.slots[at]
		if s.class == 0 || s.part == uint32(hash) && t.hash[s.class-1] == hash {
			return s
		}
	}
}
