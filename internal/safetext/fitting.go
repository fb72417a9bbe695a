package safetext

import "unicode/utf8"

// Fitting returns how many bytes of b, once clean, take at most width cells:
// whole characters, with the marks that sit on them. So rows can be laid over
// the bytes themselves, and
//
//	CleanBytes(b[:n]) + CleanBytes(b[n:]) == CleanBytes(b)
//
// Of bytes that are not empty it returns at least one character, even where
// that is wider than width, so that a loop over the rest ends. Its cost grows
// with width, not with b.
func Fitting(b []byte, width int) int {
	width = min(max(width, 0), maxGrowth*len(b))
	ascii := 0
	for most := min(len(b), width+1); ascii < most && b[ascii]-0x20 <= 0x5e; {
		ascii++
	}
	switch {
	case ascii > width && width > 0:
		return width
	case ascii == len(b):
		return ascii
	}
	// More than what a decision reads beyond what it consumes.
	const lookahead = 2 * utf8.UTFMax
	for size := 4*width + 64; ; size *= 4 {
		size = min(size, len(b))
		n, read := fitting(string(b[:size]), max(ascii-1, 0), width)
		if size == len(b) || read+lookahead <= size {
			return n
		}
	}
}

// fitting also tells how many bytes it looked at. The bytes before start take a
// cell each.
func fitting(s string, start, width int) (n, read int) {
	c := cleaner{src: s, pos: start}
	cells, scratch := start, make([]byte, 0, 64)
	for c.pos < len(s) {
		from := c.pos
		if b := s[from]; b-0x20 <= 0x5e { // the usual case, without its tables
			n = from
			c.keep(plain)
			c.pos++
			cells++
		} else {
			if c.splits() {
				n = from
			}
			scratch = c.step(scratch[:0])
			cells += stepWidth(scratch, s[from:c.pos])
		}
		if cells > width && n > 0 {
			return n, c.pos
		}
		if cells > width {
			n = c.first()
			return n, n
		}
	}
	return c.pos, c.pos
}

// splits reports whether the text may be split here: the next character is not
// drawn on the one before it, nor counted with its marks.
func (c *cleaner) splits() bool {
	r, _ := utf8.DecodeRuneInString(c.src[c.pos:])
	return !c.open || classify(r) != mark
}

// first goes on to where the text may be split.
func (c *cleaner) first() int {
	for c.pos < len(c.src) && !c.splits() {
		c.step(nil)
	}
	return c.pos
}
