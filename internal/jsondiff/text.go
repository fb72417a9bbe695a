package jsondiff

import (
	"bytes"
	"hash/maphash"
	"unicode/utf16"
	"unicode/utf8"

	"brincr-explorer/internal/jsondoc"
)

// pieces reads a well-formed string with its escapes resolved, piece by piece, so that a string of any length is
// compared without a copy and can be left in the middle. Other than in Document.Text, a lone surrogate stays itself:
// two different ones are not the same text.
type pieces struct {
	rest []byte
	char [utf8.UTFMax]byte
}

const longestPiece = 64 << 10

// piecesOf takes a string with its quotes.
func piecesOf(raw []byte) pieces {
	if len(raw) < 2 {
		return pieces{}
	}
	return pieces{rest: raw[1 : len(raw)-1]}
}

// next returns some of the text, nothing at its end. It is good until the next call.
func (p *pieces) next() []byte {
	end := bytes.IndexByte(p.rest[:min(len(p.rest), longestPiece)], '\\')
	switch {
	case end == 0:
		return p.escape()
	case end < 0:
		end = min(len(p.rest), longestPiece)
	}
	piece := p.rest[:end]
	p.rest = p.rest[end:]
	return piece
}

// escape reads the escape at the start, a surrogate pair as one.
func (p *pieces) escape() []byte {
	s := p.rest
	if s[1] != 'u' {
		p.rest = s[2:]
		p.char[0] = escaped(s[1])
		return p.char[:1]
	}
	c, size := hex(s[2:6]), 6
	if utf16.IsSurrogate(c) && len(s) >= 12 && s[6] == '\\' && s[7] == 'u' {
		if pair := utf16.DecodeRune(c, hex(s[8:12])); pair != utf8.RuneError {
			c, size = pair, 12
		}
	}
	p.rest = s[size:]
	if utf16.IsSurrogate(c) {
		return append(p.char[:0], 0xE0|byte(c>>12), 0x80|byte(c>>6)&0x3F, 0x80|byte(c)&0x3F)
	}
	return utf8.AppendRune(p.char[:0], c)
}

func escaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

func hex(digits []byte) rune {
	c := rune(0)
	for _, d := range digits {
		if d > '9' {
			d += 9 // the letters of both cases end in 1 to 6
		}
		c = c<<4 | rune(d&15)
	}
	return c
}

// sameString says whether two strings, with their quotes, spell the same text.
func (c *comparer) sameString(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	if bytes.IndexByte(a, '\\') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return false
	}
	p, q := piecesOf(a), piecesOf(b)
	x, y := p.next(), q.next()
	for len(x) > 0 && len(y) > 0 {
		n := min(len(x), len(y))
		if !bytes.Equal(x[:n], y[:n]) || c.stop(1) {
			return false
		}
		if x = x[n:]; len(x) == 0 {
			x = p.next()
		}
		if y = y[n:]; len(y) == 0 {
			y = q.next()
		}
	}
	return len(x) == len(y)
}

// sameScalar compares two values that are no containers: strings by what they spell, numbers as sent.
func (c *comparer) sameScalar(o, n jsondoc.Node) bool {
	kind := c.new.Kind(n)
	switch {
	case kind != c.old.Kind(o):
		return false
	case kind == jsondoc.String:
		return c.sameString(c.old.Raw(o), c.new.Raw(n))
	}
	return bytes.Equal(c.old.Raw(o), c.new.Raw(n))
}

// hashString is a hash of what a string with its quotes spells.
func (c *comparer) hashString(raw []byte) uint64 {
	if len(raw) <= longestPiece && bytes.IndexByte(raw, '\\') < 0 {
		return maphash.Bytes(c.seed, raw[min(1, len(raw)):max(len(raw)-1, 0)])
	}
	var h maphash.Hash
	h.SetSeed(c.seed)
	p := piecesOf(raw)
	for piece := p.next(); len(piece) > 0 && !c.stop(1+len(piece)/64); piece = p.next() {
		h.Write(piece) // never fails, as its documentation says
	}
	return h.Sum64()
}
