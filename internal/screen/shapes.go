package screen

import (
	"strings"
	"unicode/utf8"
)

// The cell of the pictures, in SVG user units. Both are odd, so that a stroke
// of one unit through the middle falls on whole pixels.
const (
	cellWidth  = 9
	cellHeight = 19
)

// rect is a part of a cell, in SVG user units from the cell's top left.
type rect struct{ x, y, w, h float64 }

// shape is a character drawn as geometry instead of a glyph, so that lines
// and blocks meet without gaps whatever the font.
type shape struct {
	rects   []rect
	arc     string // an SVG path to stroke from the middle of the cell at arcY, "" for none
	arcY    float64
	opacity float64 // of the rects
}

// shapeOf returns the geometry of a cell's content; ok is false for what is
// better left to the font.
func shapeOf(content string) (s shape, ok bool) {
	r, size := utf8.DecodeRuneInString(content)
	if size != len(content) || r < 0x2500 || r > 0x259f {
		return shape{}, false
	}
	if r >= 0x2580 {
		return blockShape(r), true
	}
	if y, arc := arcPath(r); arc != "" {
		return shape{arc: arc, arcY: y}, true
	}
	rects := boxRects(r)
	return shape{rects: rects, opacity: 1}, rects != nil
}

// boxArms lists box drawing characters with the strokes from the middle of
// the cell: up, right, down, left; 0 none, 1 light, 2 heavy.
const boxArms = "─0101━0202│1010┃2020┌0110┏0220┐0011┓0022└1100┗2200┘1001┛2002" +
	"├1110┣2220┤1011┫2022┬0111┳0222┴1101┻2202┼1111╋2222" +
	"╴0001╵1000╶0100╷0010╸0002╹2000╺0200╻0020"

// boxRects returns the strokes of a box drawing character, or nil.
func boxRects(r rune) []rect {
	_, digits, found := strings.Cut(boxArms, string(r))
	if !found {
		return nil
	}
	up, right, down, left := digits[0]-'0', digits[1]-'0', digits[2]-'0', digits[3]-'0'
	const midX, midY = cellWidth / 2, cellHeight / 2 // of the middle pixel
	// Heavy strokes are three wide. Each stroke reaches over the middle by
	// what a heavy neighbour needs to make a full corner.
	reach := float64(max(up, right, down, left) - 1)
	var rects []rect
	for _, v := range []struct {
		weight byte
		from   float64
		to     float64
	}{{up, 0, midY + 1 + reach}, {down, midY - reach, cellHeight}} {
		if v.weight > 0 {
			half := float64(v.weight - 1)
			rects = append(rects, rect{midX - half, v.from, 1 + 2*half, v.to - v.from})
		}
	}
	for _, h := range []struct {
		weight byte
		from   float64
		to     float64
	}{{left, 0, midX + 1 + reach}, {right, midX - reach, cellWidth}} {
		if h.weight > 0 {
			half := float64(h.weight - 1)
			rects = append(rects, rect{h.from, midY - half, h.to - h.from, 1 + 2*half})
		}
	}
	return rects
}

// arcPath returns where in the middle of the cell a rounded corner begins,
// and its path from there, or "".
func arcPath(r rune) (y float64, path string) {
	switch r {
	case '╭':
		return cellHeight, "v-5.5a4 4 0 0 1 4 -4h.5"
	case '╮':
		return cellHeight, "v-5.5a4 4 0 0 0 -4 -4h-.5"
	case '╯':
		return 0, "v5.5a4 4 0 0 1 -4 4h-.5"
	case '╰':
		return 0, "v5.5a4 4 0 0 0 4 4h.5"
	}
	return 0, ""
}

// blockShape returns the geometry of a character from U+2580 to U+259F.
func blockShape(r rune) shape {
	const eighthX, eighthY = cellWidth / 8.0, cellHeight / 8.0
	part := func(x, y, w, h float64) shape {
		return shape{rects: []rect{{x * eighthX, y * eighthY, w * eighthX, h * eighthY}}, opacity: 1}
	}
	switch {
	case r == '▀':
		return part(0, 0, 8, 4)
	case r <= '█': // ▁ to █: from below
		n := float64(r - '▀')
		return part(0, 8-n, 8, n)
	case r <= '▏': // ▉ to ▏: from the left
		return part(0, 0, float64('▐'-r), 8)
	case r == '▐':
		return part(4, 0, 4, 8)
	case r <= '▓': // ░▒▓: as a tint, which scales better than dots
		s := part(0, 0, 8, 8)
		s.opacity = float64(r-'▐') / 4
		return s
	case r == '▔':
		return part(0, 0, 8, 1)
	case r == '▕':
		return part(7, 0, 1, 8)
	default:
		return quadrants(r)
	}
}

// quadrants returns the geometry of ▖ to ▟.
func quadrants(r rune) shape {
	const ul, ur, ll, lr = 1, 2, 4, 8
	parts := [...]int{ll, lr, ul, ul | ll | lr, ul | lr, ul | ur | ll, ul | ur | lr, ur, ur | ll, ur | ll | lr}[r-'▖']
	s := shape{opacity: 1}
	for i := range 4 {
		if parts&(1<<i) != 0 {
			s.rects = append(s.rects, rect{
				float64(i%2) * cellWidth / 2, float64(i/2) * cellHeight / 2, cellWidth / 2.0, cellHeight / 2.0,
			})
		}
	}
	return s
}
