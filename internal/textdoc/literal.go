package textdoc

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

// letter is a character of a literal with its cases, which all take the same
// number of bytes.
type letter struct{ cases [][]byte }

func letters(text []rune, fold bool) []letter {
	out := make([]letter, 0, len(text))
	for _, c := range text {
		l := letter{cases: [][]byte{utf8.AppendRune(nil, c)}}
		for o := unicode.SimpleFold(c); fold && o != c; o = unicode.SimpleFold(o) {
			if other := utf8.AppendRune(nil, o); len(other) == len(l.cases[0]) {
				l.cases = append(l.cases, other)
			}
		}
		out = append(out, l)
	}
	return out
}

// evenCases says whether all cases of a character take the same number of
// bytes.
func evenCases(c rune) bool {
	for o := unicode.SimpleFold(c); o != c; o = unicode.SimpleFold(o) {
		if utf8.RuneLen(o) != utf8.RuneLen(c) {
			return false
		}
	}
	return true
}

// literal is bytes to look for, some of them in several cases. A byte is
// compared in the bits that its cases share; for ASCII letters that is exact.
type literal struct {
	exact       []byte   // where no letter has another case
	bytes       [][]byte // what each byte can be
	value, mask []byte
	wide        []wideLetter
}

// wideLetter is a letter of several bytes and cases, for which the mask lets
// too much through.
type wideLetter struct {
	letter
	at int
}

// newLiteral returns nil for an empty literal.
func newLiteral(text []letter) *literal {
	if len(text) == 0 {
		return nil
	}
	l := &literal{}
	one := true
	for _, c := range text {
		one = one && len(c.cases) == 1
		if len(c.cases) > 1 && len(c.cases[0]) > 1 {
			l.wide = append(l.wide, wideLetter{c, len(l.bytes)})
		}
		l.exact = append(l.exact, c.cases[0]...)
		for i := range c.cases[0] {
			l.add(c, i)
		}
	}
	if !one {
		l.exact = nil
	}
	return l
}

// add takes over what byte i of a letter can be.
func (l *literal) add(c letter, i int) {
	var can []byte
	mask := byte(0xff)
	for _, other := range c.cases {
		if !slices.Contains(can, other[i]) {
			can = append(can, other[i])
		}
		mask &^= other[i] ^ c.cases[0][i]
	}
	l.bytes = append(l.bytes, can)
	l.value = append(l.value, c.cases[0][i]&mask)
	l.mask = append(l.mask, mask)
}

func (l *literal) size() int { return len(l.bytes) }

// matches says whether the literal stands at the start of a text, which must be
// long enough.
func (l *literal) matches(text []byte) bool {
	text = text[:len(l.value)]
	for i, v := range l.value {
		if text[i]&l.mask[i] != v {
			return false
		}
	}
	for _, w := range l.wide {
		if !slices.ContainsFunc(w.cases, func(c []byte) bool { return bytes.HasPrefix(text[w.at:], c) }) {
			return false
		}
	}
	return true
}
