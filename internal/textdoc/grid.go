package textdoc

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// grid divides a text into pieces that can be looked at one by one: its lines
// and, of long lines, parts. Where the piece around any offset starts and ends
// is told by the few kilobytes around it, so that a line of 100 MB is nothing
// special.
//
// A line is split near multiples of a distance, the first time where at least
// that much of the line lies before. So shorter lines stay whole.
type grid struct {
	src   []byte
	every int
}

// piece is a line or a part of one.
type piece struct {
	start, end int
	content    int  // where its text ends: before the line end, if it has one
	first      bool // it starts a line
	last       bool // it ends one
}

// reach is how far from its multiple a split can be.
const reach = 64 + utf8.UTFMax

// at is the piece with an offset in it, which must be below the text's length.
func (g grid) at(offset int) piece {
	start, first := g.start(offset)
	return g.from(start, first)
}

// after and before are the neighbours; false at the ends.
func (g grid) after(p piece) (piece, bool) {
	if p.end >= len(g.src) {
		return p, false
	}
	return g.from(p.end, p.last), true
}

func (g grid) before(p piece) (piece, bool) {
	if p.start <= 0 {
		return p, false
	}
	return g.at(p.start - 1), true
}

// start is where the piece with an offset in it starts, and whether a line
// starts there.
func (g grid) start(offset int) (at int, first bool) {
	low := max(offset-3*g.every-reach, 0)
	line := low + bytes.LastIndexByte(g.src[low:offset], '\n') + 1
	known := line > low || low == 0
	for k := offset / g.every; k > 0; k-- {
		if known && (k-1)*g.every < line {
			break
		}
		if split, ok := g.split(k); ok && split <= offset && (!known || split > line) {
			return split, false
		}
	}
	return line, true
}

// from is the piece that starts at a place.
func (g grid) from(start int, first bool) piece {
	high := min(start+3*g.every+reach, len(g.src))
	p := piece{start: start, end: high, first: first, last: true}
	if i := bytes.IndexByte(g.src[start:high], '\n'); i >= 0 {
		p.end = start + i + 1
	}
	p.content = p.end
	for k := start / g.every; k*g.every < p.end; k++ {
		if split, ok := g.split(k); ok && split > start && split < p.end {
			p.end, p.content, p.last = split, split, false
			return p
		}
	}
	if g.src[p.end-1] == '\n' {
		p.content--
		if p.content > start && g.src[p.content-1] == '\r' {
			p.content--
		}
	}
	return p
}

// split is where a line would be split near the k-th multiple; false where it
// is not.
func (g grid) split(k int) (at int, ok bool) {
	from := k * g.every
	if k < 1 || from >= len(g.src) {
		return 0, false
	}
	at = splitNear(g.src, from)
	if at >= len(g.src) || g.src[at] == '\n' || at+1 < len(g.src) && g.src[at] == '\r' && g.src[at+1] == '\n' {
		return 0, false
	}
	return at, bytes.IndexByte(g.src[from-g.every:at], '\n') < 0
}

// splitNear is the first place from an offset on where a text may be split
// without changing how its parts are shown; where there is none near, one
// between two characters.
func splitNear(src []byte, offset int) int {
	start := runeStart(src, offset)
	if start < offset {
		_, size := utf8.DecodeRune(src[start:])
		start += size
	}
	for at := start; at < min(start+reach-utf8.UTFMax, len(src)); {
		if src[at] < utf8.RuneSelf {
			return at
		}
		r, size := utf8.DecodeRune(src[at:])
		if !joins(r) {
			return at
		}
		at += size
	}
	return start
}

// joins says whether a character is shown together with the one before it.
func joins(r rune) bool {
	const firstRegional, lastRegional = '\U0001f1e6', '\U0001f1ff'
	return r >= 0x300 && unicode.Is(unicode.Mn, r) || r >= firstRegional && r <= lastRegional
}

// Whole widens a part of the text so far that no character is divided, nor a
// mark taken from the character that it sits on.
func (t *Text) Whole(from, to int) (start, end int) {
	start = runeStart(t.src, min(max(from, 0), len(t.src)))
	for low := max(start-reach, 0); start > low; {
		if r, _ := utf8.DecodeRune(t.src[start:]); !joins(r) {
			break
		}
		_, size := utf8.DecodeLastRune(t.src[:start])
		start -= size
	}
	return start, splitNear(t.src, min(max(to, start), len(t.src)))
}
