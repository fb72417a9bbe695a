package jsondiff

import "brincr-explorer/internal/jsondoc"

// What a new child has instead of a partner's number.
const (
	alone = -1 // none: it was added
	same  = -2 // one with the same text: there is nothing to do
)

// children are those of a pair of containers, and who belongs together.
type children struct {
	old, new []jsondoc.Node
	partner  []int32 // of every new child: the number of its old one, alone or same
	taken    []bool  // of every old child: whether it has a partner
}

func (k *children) reset() {
	k.old, k.new = k.old[:0], k.new[:0]
}

// unpair makes everybody alone.
func (k *children) unpair() {
	k.partner = resize(k.partner, len(k.new))
	for i := range k.partner {
		k.partner[i] = alone
	}
	k.taken = resize(k.taken, len(k.old))
	clear(k.taken)
}

func (k *children) pair(o, n int32) {
	k.partner[n] = o
	k.taken[o] = true
}

// pairSame pairs two children that have the same text.
func (k *children) pairSame(o, n int) {
	k.partner[n] = same
	k.taken[o] = true
}

// resize returns a slice of n elements, in the same memory when there is room. Their values are not defined.
func resize[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return make([]T, n)
}
