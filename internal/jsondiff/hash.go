package jsondiff

import (
	"hash/maphash"
	"math/bits"

	"brincr-explorer/internal/jsondoc"
)

// side is one of the two documents, with the hashes of those of its containers that were asked for. Every hash is made
// once, so that arrays within arrays cost no more than their text.
type side struct {
	*jsondoc.Document
	hashes [][]uint64 // by node, in pages that are made when needed; 0: not known
}

const (
	pageBits = 12
	pageSize = 1 << pageBits
)

func (s *side) hashOf(n jsondoc.Node) uint64 {
	if page := int(n) >> pageBits; page < len(s.hashes) && s.hashes[page] != nil {
		return s.hashes[page][int(n)%pageSize]
	}
	return 0
}

func (s *side) keep(n jsondoc.Node, hash uint64) {
	if s.hashes == nil {
		s.hashes = make([][]uint64, s.Len()>>pageBits+1)
	}
	page := &s.hashes[int(n)>>pageBits]
	if *page == nil {
		*page = make([]uint64, min(pageSize, s.Len()))
	}
	(*page)[int(n)%pageSize] = hash
}

// open is a container whose children are being hashed.
type open struct {
	node, end jsondoc.Node
	kind      jsondoc.Kind
	sum       uint64
}

// hash is equal for values that are equal: white space, the order of members and the way strings are escaped have no
// part in it. It only proposes who belongs together; what is proposed is compared all the same.
func (c *comparer) hash(s *side, n jsondoc.Node) uint64 {
	if s.Kind(n) < jsondoc.Array {
		return c.hashScalar(s, n)
	}
	if h := s.hashOf(n); h != 0 {
		return h
	}
	stack := c.opens[:0]
	for at := n; ; {
		for len(stack) > 0 && at >= stack[len(stack)-1].end {
			done := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			h := mix(done.sum, uint64(done.kind)) | 1
			s.keep(done.node, h)
			if len(stack) == 0 {
				c.opens = stack
				return h
			}
			c.add(&stack[len(stack)-1], s, done.node, h)
		}
		if c.stop(1) {
			return 0
		}
		if kind := s.Kind(at); kind < jsondoc.Array {
			c.add(&stack[len(stack)-1], s, at, c.hashScalar(s, at))
		} else {
			stack = append(stack, open{node: at, end: s.End(at), kind: kind})
		}
		at++
	}
}

func (c *comparer) add(to *open, s *side, n jsondoc.Node, h uint64) {
	if to.kind == jsondoc.Object {
		to.sum += mix(c.hashString(s.RawKey(n)), h)
		return
	}
	to.sum = mix(to.sum, h)
}

func (c *comparer) hashScalar(s *side, n jsondoc.Node) uint64 {
	switch kind := s.Kind(n); kind {
	case jsondoc.String:
		return c.hashString(s.Raw(n))
	case jsondoc.Number:
		return mix(maphash.Bytes(c.seed, s.Raw(n)), uint64(kind))
	default:
		return mix(uint64(kind), uint64(kind))
	}
}

// mix makes one hash of two; their order counts.
func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a^0xa0761d6478bd642f, b^0xe7037ed1a0b428db)
	return high ^ low
}
