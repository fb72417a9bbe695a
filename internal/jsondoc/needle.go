package jsondoc

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// needle is a literal to look for in bytes. A byte with several cases is compared in the bits that its cases share;
// for ASCII letters that is exact.
type needle struct {
	value, mask []byte // what the bytes are, in the bits of mask
	wide        []wideLetter
	letters     []letter
}

// wideLetter is a letter beyond ASCII with several cases, for which the mask lets too much through.
type wideLetter struct {
	at    int // bytes before it
	cases [][]byte
}

// newNeedle returns nil for an empty literal.
func newNeedle(text []letter) *needle {
	if len(text) == 0 {
		return nil
	}
	n := &needle{letters: text}
	for _, l := range text {
		all := encodedCases(l)
		if len(all) > 1 && len(all[0]) > 1 {
			n.wide = append(n.wide, wideLetter{len(n.value), all})
		}
		for i, b := range all[0] {
			mask := byte(0xFF)
			for _, other := range all[1:] {
				mask &^= b ^ other[i]
			}
			n.value = append(n.value, b&mask)
			n.mask = append(n.mask, mask)
		}
	}
	return n
}

// encodedCases returns a letter and, where case does not count, its other cases that take the same number of bytes.
func encodedCases(l letter) [][]byte {
	all := [][]byte{utf8.AppendRune(nil, l.c)}
	if !l.fold {
		return all
	}
	for c := unicode.SimpleFold(l.c); c != l.c; c = unicode.SimpleFold(c) {
		if other := utf8.AppendRune(nil, c); len(other) == len(all[0]) {
			all = append(all, other)
		}
	}
	return all
}

// evenOrbit says whether all cases of a letter take the same number of bytes.
func evenOrbit(c rune) bool {
	for o := unicode.SimpleFold(c); o != c; o = unicode.SimpleFold(o) {
		if utf8.RuneLen(o) != utf8.RuneLen(c) {
			return false
		}
	}
	return true
}

// concerns says whether a character is one of the literal's letters.
func (n *needle) concerns(c rune) bool {
	for _, l := range n.letters {
		if l.c == c {
			return true
		}
		if !l.fold {
			continue
		}
		for o := unicode.SimpleFold(l.c); o != l.c; o = unicode.SimpleFold(o) {
			if o == c {
				return true
			}
		}
	}
	return false
}

// matches says whether the literal stands at src[p:], which must be long enough.
func (n *needle) matches(src []byte, p int) bool {
	s := src[p : p+len(n.value)]
	for i, v := range n.value {
		if s[i]&n.mask[i] != v {
			return false
		}
	}
	for _, w := range n.wide {
		ok := false
		for _, c := range w.cases {
			ok = ok || bytes.HasPrefix(s[w.at:], c)
		}
		if !ok {
			return false
		}
	}
	return true
}

// index returns the first place of the needle in src[from:], or -1.
func (n *needle) index(src []byte, from int) int {
	const worthAProbe = 4096
	if len(src)-from >= worthAProbe {
		q := newProbe(n, src)
		if at := q.next(src, from, len(src)); at < len(src) {
			return at
		}
		return -1
	}
	for last := len(src) - len(n.value); from <= last; from++ {
		if n.matches(src, from) {
			return from
		}
	}
	return -1
}
