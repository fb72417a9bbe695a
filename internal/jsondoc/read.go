package jsondoc

import (
	"bytes"
	"encoding/binary"
)

// What JSON allows at a place, in words.
const (
	aValue         = "a value"
	anotherValue   = `a value after the ","`
	aKey           = `a key in double quotes after the ","`
	aKeyOrClose    = `a key in double quotes or "}"`
	aColon         = `":" after the key`
	aCommaOrBrace  = `"," or "}"`
	aCommaOrSquare = `"," or "]"`
	aLineEnd       = "the end of the line or of the text"
)

// The literals as little-endian words: null and true are compared whole, false without its first letter.
const (
	wordNull = 'n' | 'u'<<8 | 'l'<<16 | 'l'<<24
	wordTrue = 't' | 'r'<<8 | 'u'<<16 | 'e'<<24
	wordAlse = 'a' | 'l'<<8 | 's'<<16 | 'e'<<24
)

// read makes the records of the text from offset i on.
//
// It is one long function on purpose: the place in the code is the place in the grammar, and the present container
// stays in registers. member, value and after are the three places between two tokens.
func (p *parser) read(i int) stop {
	var (
		d     = p.doc
		src   = p.src
		cur   = p.cur
		next  = i + stride
		page  []node // takes the next record at k; its number is base+k
		base  = 0
		k     = d.nodes.n
		pos   uint32
		start int
		wrong fault
		s     stop
	)
	if len(d.nodes.page) > 0 {
		page = d.nodes.page[0]
	}
member:
	if cur.closer == '}' {
		i = afterSpace(src, i)
		if i >= len(src) || src[i] != '"' {
			s = stop{offset: i, expected: aKey}
			if cur.count == 0 {
				s.expected = aKeyOrClose
			}
			goto out
		}
		start = i
		if i, wrong = scanString(src, i+1); wrong != noFault {
			s = stop{offset: i, expected: faultExpects[wrong]}
			goto out
		}
		i = afterSpace(src, i)
		if i >= len(src) || src[i] != ':' {
			s = stop{offset: i, expected: aColon}
			goto out
		}
		i++
		i = afterSpace(src, i)
		pos = uint32(i-start) | flag
		if cur.count%markEvery == 0 && cur.count > 0 {
			d.marks = append(d.marks, childMark{Node(cur.node), Node(base + k)})
		}
	} else {
		i = afterSpace(src, i)
		pos = cur.count
	}

	// A value starts at i.
	if k == len(page) {
		if page, base, k = p.turn(base + k); page == nil {
			s = stop{offset: i, limit: ErrTooMany}
			goto out
		}
	}
	if i >= len(src) {
		s = stop{offset: i, expected: aValue}
		goto out
	}
	start = i
	switch c := src[i]; c {
	case '"':
		i, wrong = scanString(src, i+1)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		i, wrong = scanNumber(src, i)
	case '{', '[':
		goto open
	case 't', 'n', 'f':
		if i = scanLiteral(src, i); i == start {
			s = stop{offset: i, expected: aValue}
			goto out
		}
	default:
		s = stop{offset: i, expected: aValue}
		if cur.count > 0 && cur.closer == ']' {
			s.expected = anotherValue
		}
		goto out
	}
	if wrong != noFault {
		s = stop{offset: i, expected: faultExpects[wrong]}
		goto out
	}
	if i-start >= longFrom {
		d.longs = append(d.longs, longValue{Node(base + k), uint32(i)})
	}
	page[k] = node{start: uint32(start), pos: pos, box: cur.box}
	k++
	cur.count++

after:
	if i >= next {
		next = i + stride
		if p.progress != nil {
			p.progress(i, len(src))
		}
		if err := p.ctx.Err(); err != nil {
			s = stop{offset: i, limit: err}
			goto out
		}
	}
	if cur.closer == 0 {
		var more bool
		if i, more, s = p.between(i); more {
			goto member
		}
		goto out
	}
	i = afterSpace(src, i)
	switch {
	case i < len(src) && src[i] == ',':
		i++
		goto member
	case i < len(src) && src[i] == cur.closer:
		i++
		d.boxes.at(cur.box).close(uint32(base+k), i, cur.count)
		cur = p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
		goto after
	}
	s = stop{offset: i, expected: aCommaOrSquare}
	if cur.closer == '}' {
		s.expected = aCommaOrBrace
	}
	goto out

open:
	{
		if len(p.open) >= p.maxDepth {
			s = stop{offset: i, limit: ErrTooDeep}
			goto out
		}
		closer := closerOf(src[i])
		i++
		i = afterSpace(src, i)
		cur.count++
		n := uint32(base + k)
		if i < len(src) && src[i] == closer {
			i++
			page[k] = node{start: uint32(start), pos: pos, box: cur.box}
			k++
			goto after
		}
		b := d.boxes.add(box{node: n, parent: cur.box})
		page[k] = node{start: uint32(start), pos: pos, box: b | flag}
		k++
		p.open = append(p.open, cur)
		cur = frame{node: n, box: b, closer: closer}
		goto member
	}

out:
	p.cur = cur
	d.nodes.n = base + k
	return s
}

// turn gives the page for record n, its first number, and the place of n in it; nil when there are too many.
func (p *parser) turn(n int) (page []node, base, k int) {
	p.doc.nodes.n = n
	if n >= p.maxNodes {
		return nil, 0, n
	}
	nodes := &p.doc.nodes
	if p.supply != nil && n&pageMask == 0 {
		nodes.page = append(nodes.page, <-p.supply.pages)
	} else {
		nodes.grow(p.hint())
	}
	return nodes.page[n>>pageBits], n &^ pageMask, n & pageMask
}

// between decides what follows a value that stands in no container: in newline-delimited text the next value, when a
// line ends in between; else the end of the text.
func (p *parser) between(i int) (at int, more bool, s stop) {
	end := i
	i = skipSpace(p.src, i)
	if i == len(p.src) {
		return i, false, stop{offset: end}
	}
	newLine := bytes.IndexByte(p.src[end:i], '\n') >= 0
	switch {
	case newLine && p.doc.lines:
		return i, true, stop{}
	case newLine && startsValue(p.src[i]):
		return i, false, stop{offset: i, lines: true}
	case p.doc.lines:
		return i, false, stop{offset: i, expected: aLineEnd}
	}
	return i, false, stop{offset: i, expected: endOfText}
}

func startsValue(c byte) bool {
	switch c {
	case '"', '{', '[', '-', 't', 'f', 'n':
		return true
	}
	return '0' <= c && c <= '9'
}

// scanLiteral returns the offset after the literal at i, which is i when there is none.
func scanLiteral(src []byte, i int) int {
	if i+4 > len(src) {
		return i
	}
	switch binary.LittleEndian.Uint32(src[i:]) {
	case wordTrue, wordNull:
		return i + 4
	}
	if i+5 <= len(src) && src[i] == 'f' && binary.LittleEndian.Uint32(src[i+1:]) == wordAlse {
		return i + 5
	}
	return i
}
