package response

import (
	"bytes"
	"unicode/utf8"

	"brincr-explorer/internal/safetext"
)

// anchorEvery bounds what wrapping has to look at: a body that is one line of
// ten megabytes is wrapped in pieces of this many bytes.
const anchorEvery = 4096

// rawText is a body cut into pieces that can be wrapped one by one: its lines
// and, of long lines, parts. So the rows near any position are found without
// wrapping what comes before.
type rawText struct {
	src    []byte
	pieces []int // where each piece starts
}

func newRawText(src []byte) rawText {
	t := rawText{src: src, pieces: []int{0}}
	for at := 0; at < len(src); {
		end := len(src)
		if nl := bytes.IndexByte(src[at:min(at+anchorEvery, len(src))], '\n'); nl >= 0 {
			end = at + nl + 1
		} else if at+anchorEvery < len(src) {
			end = runeStart(src, at+anchorEvery)
		}
		if end < len(src) {
			t.pieces = append(t.pieces, end)
		}
		at = end
	}
	return t
}

// rows wraps one piece to a width.
func (t rawText) rows(piece, width int) []string {
	if piece < 0 || piece >= len(t.pieces) || width < 1 {
		return nil
	}
	end := len(t.src)
	if piece+1 < len(t.pieces) {
		end = t.pieces[piece+1]
	}
	text := bytes.TrimSuffix(t.src[t.pieces[piece]:end], []byte("\n"))
	text = bytes.TrimSuffix(text, []byte("\r"))
	rest := safetext.Clean(string(text))
	if rest == "" {
		return []string{""}
	}
	var rows []string
	for rest != "" {
		var head string
		head, rest = safetext.Head(rest, width)
		rows = append(rows, head)
	}
	return rows
}

// runeStart is the start of the character that reaches over a position.
func runeStart(src []byte, at int) int {
	for back := 0; back < utf8.UTFMax && at-back > 0; back++ {
		if utf8.RuneStart(src[at-back]) {
			return at - back
		}
	}
	return at
}

// place is a row of a raw text: a piece, and a row of that piece.
type place struct{ piece, row int }

// forward and back move a place by one row; false at the ends.
func (t rawText) forward(p place, width int) (place, bool) {
	if p.row+1 < len(t.rows(p.piece, width)) {
		return place{p.piece, p.row + 1}, true
	}
	if p.piece+1 < len(t.pieces) {
		return place{p.piece + 1, 0}, true
	}
	return p, false
}

func (t rawText) back(p place, width int) (place, bool) {
	if p.row > 0 {
		return place{p.piece, p.row - 1}, true
	}
	if p.piece > 0 {
		return place{p.piece - 1, max(len(t.rows(p.piece-1, width))-1, 0)}, true
	}
	return p, false
}

// move goes n rows on, or back where n is negative, and stops at the ends.
func (t rawText) move(p place, n, width int) place {
	step := t.forward
	if n < 0 {
		step, n = t.back, -n
	}
	for ok := true; n > 0 && ok; n-- {
		p, ok = step(p, width)
	}
	return p
}

// last is the place from which the last height rows are in view.
func (t rawText) last(height, width int) place {
	end := place{len(t.pieces) - 1, 0}
	end.row = max(len(t.rows(end.piece, width))-1, 0)
	return t.move(end, -(height - 1), width)
}
