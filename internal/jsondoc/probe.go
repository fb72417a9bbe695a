package jsondoc

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// probe looks for a needle in one text, by those of its bytes that are rarest there. When one of them is very rare, it
// alone is looked for; else two of them are compared at sixteen places at once. Only where that succeeds the rest is
// compared: 4 GB/s and more.
type probe struct {
	*needle
	a, b           int // places of the two rarest bytes in the needle
	valueA, valueB uint64
	maskA, maskB   uint64

	rare []byte // what the rarest byte can be, when it is very rare: one or two cases
	at   [2]int // the next place of each of these, as seen from a place in a text up to an end
	from int
	to   int
}

const (
	probePieces = 16
	probeSize   = 512
	veryRare    = probePieces * probeSize / 256
)

// newProbe chooses the bytes for a text, of which it looks at a small part.
func newProbe(n *needle, src []byte) probe {
	var seen [256]int
	for i := range probePieces {
		from := len(src) / probePieces * i
		for _, b := range src[from:min(from+probeSize, len(src))] {
			seen[b]++
		}
	}
	first, second := -1, -1
	var rarest, next int
	for i := range n.value {
		count := 0
		for _, b := range n.variants(i) {
			count += seen[b]
		}
		switch {
		case first < 0 || count < rarest:
			first, second, rarest, next = i, first, count, rarest
		case second < 0 || count < next:
			second, next = i, count
		}
	}
	if second < 0 {
		second = first
	}
	q := probe{
		needle: n, a: first, b: second,
		valueA: ones * uint64(n.value[first]), maskA: ones * uint64(n.mask[first]),
		valueB: ones * uint64(n.value[second]), maskB: ones * uint64(n.mask[second]),
	}
	if v := n.variants(first); rarest <= veryRare && len(v) <= len(q.at) {
		q.rare = v
	}
	return q
}

// variants returns what byte i of the needle can be.
func (n *needle) variants(i int) []byte {
	var all []byte
	for b := range 256 {
		if byte(b)&n.mask[i] == n.value[i] {
			all = append(all, byte(b))
		}
	}
	return all
}

// next returns the first place of the needle in src[from:to], or to when there is none.
func (q *probe) next(src []byte, from, to int) int {
	places := to - len(q.value) + 1 // where there is room for it
	if from >= places {
		return to
	}
	if q.rare != nil {
		return q.nextRare(src[:to], from, places)
	}
	return q.nextPair(src[:to], from, places)
}

func (q *probe) nextRare(src []byte, from, places int) int {
	to := len(src)
	if from < q.from || to != q.to {
		q.at = [2]int{-1, -1}
	}
	for q.to = to; from < places; from++ {
		first := to
		for k, b := range q.rare {
			if q.at[k] < from {
				q.at[k] = to
				if i := bytes.IndexByte(src[from+q.a:places+q.a], b); i >= 0 {
					q.at[k] = from + i
				}
			}
			first = min(first, q.at[k])
		}
		if from = first; from < places && q.matches(src, from) {
			q.from = from
			return from
		}
	}
	q.from = from
	return to
}

func (q *probe) nextPair(src []byte, i, places int) int {
	const width = 16
	var (
		a, b           = src[q.a : q.a+places], src[q.b : q.b+places]
		maskA, maskB   = q.maskA, q.maskB
		valueA, valueB = q.valueA, q.valueB
	)
	for ; i+width <= places; i += width {
		a, b := a[i:][:width], b[i:][:width]
		x := binary.LittleEndian.Uint64(a)&maskA ^ valueA | binary.LittleEndian.Uint64(b)&maskB ^ valueB
		y := binary.LittleEndian.Uint64(a[8:])&maskA ^ valueA | binary.LittleEndian.Uint64(b[8:])&maskB ^ valueB
		x, y = (x-ones)&^x, (y-ones)&^y
		if (x|y)&highs == 0 {
			continue
		}
		if p := q.firstOf(src, i, x&highs); p >= 0 {
			return p
		}
		if p := q.firstOf(src, i+8, y&highs); p >= 0 {
			return p
		}
	}
	for ; i < places; i++ {
		if q.matches(src, i) {
			return i
		}
	}
	return len(src)
}

// firstOf returns the first place at or after i at which a set bit promises the needle and it is there, or -1.
func (q *probe) firstOf(src []byte, i int, promised uint64) int {
	for ; promised != 0; promised &= promised - 1 {
		if p := i + bits.TrailingZeros64(promised)>>3; q.matches(src, p) {
			return p
		}
	}
	return -1
}
