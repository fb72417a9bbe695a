package safetext

import (
	"strconv"
	"unicode/utf8"
)

const (
	// maxGrowth bounds the length of the output, in multiples of the input's.
	maxGrowth = 8
	// maxMarks is how many combining marks one base keeps. Vietnamese needs
	// two and pointed Hebrew three; more only makes a cell taller.
	maxMarks = 3
	// maxCollapse is how many further marks one ‹+n marks› stands for. It
	// bounds how far CleanCut reads to fill one cell.
	maxCollapse = 4096
	// markBase carries a mark that has nothing of its own to sit on, as in
	// the Unicode code charts.
	markBase = '◌'
)

// Clean returns s as one line that is safe on a terminal. For any input the
// result is valid UTF-8, holds no control and no invisible character, and is
// at most eight times as long in bytes. Clean(Clean(s)) equals Clean(s), and
// Clean(a)+Clean(b) is clean too. A string that needs no change is returned
// as it is, without allocation.
func Clean(s string) string {
	n := printableASCII(s)
	if n == len(s) {
		return s
	}
	// A mark right after the ASCII run belongs to its last character.
	c := cleaner{src: s, pos: max(n-1, 0)}
	if c.skipKept() {
		return s
	}
	dst := make([]byte, c.pos, len(s)+len(s)/4+16)
	copy(dst, s)
	for c.pos < len(s) {
		dst = c.step(dst)
	}
	return string(dst)
}

// CleanBytes is Clean for bytes. The result never shares memory with b.
func CleanBytes(b []byte) string { return Clean(string(b)) }

// printableASCII returns the length of the longest prefix of s that is
// printable ASCII.
func printableASCII(s string) int {
	for i := range len(s) {
		if s[i]-0x20 > 0x5e {
			return i
		}
	}
	return len(s)
}

// cleaner walks through src, one character at a time. What it does with a
// character depends on nothing but that character and what was written
// before it; that is what makes Clean idempotent.
type cleaner struct {
	src   string
	pos   int  // bytes of src done
	open  bool // the last thing written can carry a mark
	marks int  // marks already on it
}

// skipKept moves over characters that stay as they are and reports whether
// that was the whole rest.
func (c *cleaner) skipKept() bool {
	for c.pos < len(c.src) {
		r, size := utf8.DecodeRuneInString(c.src[c.pos:])
		k := classify(r)
		if r == utf8.RuneError && size == 1 || !c.keeps(k) {
			return false
		}
		c.keep(k)
		c.pos += size
	}
	return true
}

func (c *cleaner) keeps(k class) bool {
	return k == plain || k == mark && c.open && c.marks < maxMarks
}

func (c *cleaner) keep(k class) {
	if k == mark {
		c.marks++
		return
	}
	c.open, c.marks = true, 0
}

// step appends the next character of src, or what stands for it. It appends
// at least one cell, except for a mark that joins the cell before it.
func (c *cleaner) step(dst []byte) []byte {
	r, size := utf8.DecodeRuneInString(c.src[c.pos:])
	if r == utf8.RuneError && size == 1 {
		b := c.src[c.pos]
		c.hide(1)
		return appendByte(dst, b)
	}
	switch k := classify(r); {
	case c.keeps(k):
		c.keep(k)
		c.pos += size
		return utf8.AppendRune(dst, r)
	case k == mark && !c.open:
		c.open, c.marks = true, 1
		c.pos += size
		return utf8.AppendRune(utf8.AppendRune(dst, markBase), r)
	case k == mark:
		return appendCollapsed(dst, c.skipMarks())
	case k == regional:
		return c.flag(dst, r, size)
	default:
		c.hide(size)
		return appendHidden(dst, r)
	}
}

// hide moves over size bytes. What is written for them carries no mark of
// the text's own, lest the mark seem to belong to the notation.
func (c *cleaner) hide(size int) {
	c.pos += size
	c.open, c.marks = false, 0
}

// skipMarks moves over a run of marks and returns how many they are.
func (c *cleaner) skipMarks() int {
	n := 0
	for n < maxCollapse && c.pos < len(c.src) {
		r, size := utf8.DecodeRuneInString(c.src[c.pos:])
		if classify(r) != mark {
			break
		}
		c.hide(size)
		n++
	}
	return n
}

// flag writes one or two regional indicators as the letters they stand for.
// Terminals without flags show letters too, and measure the pair differently.
func (c *cleaner) flag(dst []byte, r rune, size int) []byte {
	c.hide(size)
	dst = append(dst, "‹flag "...)
	dst = append(dst, regionalLetter(r))
	if next, size := utf8.DecodeRuneInString(c.src[c.pos:]); classify(next) == regional {
		c.hide(size)
		dst = append(dst, regionalLetter(next))
	}
	return append(dst, "›"...)
}

func regionalLetter(r rune) byte { return byte('A' + r - firstRegional) }

func appendByte(dst []byte, b byte) []byte {
	const digits = "0123456789ABCDEF"
	dst = append(dst, "‹"...)
	dst = append(dst, digits[b>>4], digits[b&0xf])
	return append(dst, "›"...)
}

func appendCollapsed(dst []byte, n int) []byte {
	dst = append(dst, "‹+"...)
	dst = strconv.AppendInt(dst, int64(n), 10)
	if n == 1 {
		return append(dst, " mark›"...)
	}
	return append(dst, " marks›"...)
}

// appendHidden writes what stands for a character that is not shown itself.
func appendHidden(dst []byte, r rune) []byte {
	const (
		pictures   = '\u2400' // SYMBOL FOR NULL, the first of 32
		pictureDEL = '\u2421'
	)
	switch {
	case r < 0x20:
		return utf8.AppendRune(dst, pictures+r)
	case r == 0x7f:
		return utf8.AppendRune(dst, pictureDEL)
	case r == zeroWidthJoiner:
		return append(dst, "‹ZWJ›"...)
	case r >= firstSelector && r <= lastSelector:
		dst = append(dst, "‹VS"...)
		dst = strconv.AppendInt(dst, int64(r-firstSelector)+1, 10)
		return append(dst, "›"...)
	}
	dst = append(dst, "‹U+"...)
	if r < 0x1000 {
		dst = append(dst, '0') // at least four digits
	}
	if r < 0x100 {
		dst = append(dst, '0')
	}
	dst = appendUpperHex(dst, r)
	return append(dst, "›"...)
}

func appendUpperHex(dst []byte, r rune) []byte {
	start := len(dst)
	dst = strconv.AppendInt(dst, int64(r), 16)
	for i, c := range dst[start:] {
		if c >= 'a' {
			dst[start+i] = c - ('a' - 'A')
		}
	}
	return dst
}
