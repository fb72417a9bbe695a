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

// literal is bytes to look for, some of them in several cases.
type literal struct {
	letters []letter
	exact   []byte   // where no letter has another case
	bytes   [][]byte // what each byte can be
}

// newLiteral returns nil for an empty literal.
func newLiteral(text []letter) *literal {
	if len(text) == 0 {
		return nil
	}
	l := &literal{letters: text}
	one := true
	for _, c := range text {
		one = one && len(c.cases) == 1
		l.exact = append(l.exact, c.cases[0]...)
		for i := range c.cases[0] {
			var can []byte
			for _, other := range c.cases {
				if !slices.Contains(can, other[i]) {
					can = append(can, other[i])
				}
			}
			l.bytes = append(l.bytes, can)
		}
	}
	if !one {
		l.exact = nil
	}
	return l
}

func (l *literal) size() int { return len(l.bytes) }

// matches says whether the literal stands at the start of a text that is long
// enough.
func (l *literal) matches(text []byte) bool {
	for _, c := range l.letters {
		ok := false
		for _, one := range c.cases {
			if ok = bytes.HasPrefix(text, one); ok {
				break
			}
		}
		if !ok {
			return false
		}
		text = text[len(c.cases[0]):]
	}
	return true
}

// finder looks for a literal in one text, forwards: for the byte that is rarest
// there, and for the rest of it only where that one stands.
type finder struct {
	*literal
	src  []byte
	rare int // place of the rarest byte in the literal
	next []int
	from int
}

// newFinder chooses the byte by a small part of the text.
func (l *literal) newFinder(src []byte) *finder {
	f := &finder{literal: l, src: src, next: make([]int, 0, 4)}
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
	rarest := -1
	for i, can := range l.bytes {
		count := len(can) // of bytes that are as rare, one with fewer cases
		for _, b := range can {
			count += 4 * seen[b]
		}
		if rarest < 0 || count < rarest {
			f.rare, rarest = i, count
		}
	}
	return f
}

// index is the first place from one place up to but not including another at
// which the literal starts; -1 when there is none.
func (f *finder) index(from, to int) int {
	end := min(to-1+f.size(), len(f.src))
	if end-from < f.size() {
		return -1
	}
	if f.exact != nil {
		if i := bytes.Index(f.src[from:end], f.exact); i >= 0 {
			return from + i
		}
		return -1
	}
	return f.indexRare(from, end-f.size()+1)
}

// indexRare keeps the next place of each case of the rarest byte: one that is
// far away is not looked for again and again.
func (f *finder) indexRare(from, to int) int {
	can := f.bytes[f.rare]
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
	if i := bytes.IndexByte(f.src[from+f.rare:to+f.rare], b); i >= 0 {
		return from + i
	}
	return to
}
