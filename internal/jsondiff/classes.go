package jsondiff

import "slices"

// classes numbers different hashes from 0 in the order in which they are met. A map would do, but it does not get
// smaller: after one large object every small one would pay for emptying it.
type classes struct {
	slots []int32 // one more than the number of the class; a power of two of them, at most half in use
	hash  []uint64
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
func (t *classes) find(hash uint64) int32 {
	return t.slots[t.slot(hash)] - 1
}

// add returns the class of a hash, a new one when it was not met before.
func (t *classes) add(hash uint64) int32 {
	slot := &t.slots[t.slot(hash)]
	if *slot == 0 {
		t.hash = append(t.hash, hash)
		*slot = int32(len(t.hash))
	}
	return *slot - 1
}

func (t *classes) slot(hash uint64) int {
	mask := len(t.slots) - 1
	at := int(hash>>32) & mask
	for t.slots[at] != 0 && t.hash[t.slots[at]-1] != hash {
		at = (at + 1) & mask
	}
	return at
}
