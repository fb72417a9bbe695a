package textdoc

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// finder looks for a literal in one text, forwards. Where a byte of it is rare
// in the text, that one is looked for, else two of them at eight places at
// once; and the rest only where those stand.
type finder struct {
	*literal
	src  []byte
	a, b bytePlace // the rarest two of its bytes
	rare bool      // a alone is enough

	next []int // the next place of each case of a, as seen from from
	from int
}

// bytePlace is a byte of a literal: its place, and what it is in the bits that
// its cases share.
type bytePlace struct {
	at          int
	value, mask uint64 // eight times
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// newFinder chooses the bytes by a small part of the text.
func (l *literal) newFinder(src []byte) *finder {
	f := &finder{literal: l, src: src}
	if l.exact != nil {
		return f
	}
	const pieces, size = 16, 256
	var seen [256]int
	for i := range pieces {
		from := len(src) / pieces * i
		for _, b := range src[from:min(from+size, len(src))] {
			seen[b]++
		}
	}
	first, second := -1, -1
	counts := make([]int, l.size())
	for i, can := range l.bytes {
		counts[i] = len(can) // of bytes that are as rare, one with fewer cases
		for _, b := range can {
			counts[i] += 8 * seen[b]
		}
		switch {
		case first < 0 || counts[i] < counts[first]:
			first, second = i, first
		case second < 0 || counts[i] < counts[second]:
			second = i
		}
	}
	if second < 0 {
		second = first
	}
	f.a, f.b = l.place(first), l.place(second)
	f.rare = counts[first] <= 8*pieces*size/256
	return f
}

func (l *literal) place(i int) bytePlace {
	return bytePlace{at: i, value: ones * uint64(l.value[i]), mask: ones * uint64(l.mask[i])}
}

// index is the first place from one place up to but not including another at
// which the literal starts; -1 when there is none.
func (f *finder) index(from, to int) int {
	end := min(to-1+f.size(), len(f.src))
	if end-from < f.size() {
		return -1
	}
	switch {
	case f.exact == nil && f.rare:
		return f.indexRare(from, end-f.size()+1)
	case f.exact == nil:
		return f.indexPair(from, end-f.size()+1)
	}
	if i := bytes.Index(f.src[from:end], f.exact); i >= 0 {
		return from + i
	}
	return -1
}

// indexRare keeps the next place of each case of the rarest byte: one that is
// far away is not looked for again and again.
func (f *finder) indexRare(from, to int) int {
	can := f.bytes[f.a.at]
	if len(f.next) != len(can) || from < f.from {
		f.next = f.next[:0]
		for range can {
			f.next = append(f.next, -1)
		}
	}
	for ; from < to; from++ {
		first := to
		for i, b := range can {
			if f.next[i] < from {
				f.next[i] = f.indexByte(b, from, to)
			}
			first = min(first, f.next[i])
		}
		if from = first; from < to && f.matches(f.src[from:]) {
			f.from = from
			return from
		}
	}
	f.from = from
	return -1
}

// indexByte is the first place at which the literal can start with its rarest
// byte in this case; to when there is none before.
func (f *finder) indexByte(b byte, from, to int) int {
	if i := bytes.IndexByte(f.src[from+f.a.at:to+f.a.at], b); i >= 0 {
		return from + i
	}
	return to
}

// indexPair compares two bytes at eight places at once. A place too many can
// seem right, but none is passed over.
func (f *finder) indexPair(from, to int) int {
	a, b := f.src[f.a.at:f.a.at+to], f.src[f.b.at:f.b.at+to]
	for ; from+8 <= to; from += 8 {
		wrong := binary.LittleEndian.Uint64(a[from:])&f.a.mask ^ f.a.value | binary.LittleEndian.Uint64(b[from:])&f.b.mask ^ f.b.value
		for promised := (wrong - ones) &^ wrong & highs; promised != 0; promised &= promised - 1 {
			if at := from + bits.TrailingZeros64(promised)>>3; f.matches(f.src[at:]) {
				return at
			}
		}
	}
	for ; from < to; from++ {
		if f.matches(f.src[from:]) {
			return from
		}
	}
	return -1
}
