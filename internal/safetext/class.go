package safetext

import "unicode"

// class says what Clean does with a character.
type class uint8

const (
	// hidden: shown by a picture or a number.
	hidden class = iota
	// plain: shown as it is. Both ways of measuring give it the same width,
	// and it never forms a cluster with another plain character.
	plain
	// mark: of width zero, drawn on the base before it.
	mark
	// regional: half a flag.
	regional
)

const (
	zeroWidthJoiner = '\u200d'
	firstSelector   = '\ufe00'
	lastSelector    = '\ufe0f'
	firstRegional   = '\U0001f1e6'
	lastRegional    = '\U0001f1ff'
)

// linkers are the nonspacing marks with the property InCB=Linker (UAX #44).
// They make one cluster of the letters on both sides (UAX #29, rule GB9c),
// which is one cell by grapheme and two by code point.
var linkers = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x094d, Hi: 0x0acd, Stride: 0x80},
		{Lo: 0x0b4d, Hi: 0x0d4d, Stride: 0x100},
		{Lo: 0x1039, Hi: 0x1039, Stride: 1},
		{Lo: 0x17d2, Hi: 0x17d2, Stride: 1},
		{Lo: 0x1a60, Hi: 0x1a60, Stride: 1},
		{Lo: 0x1bab, Hi: 0x1bab, Stride: 1},
		{Lo: 0xaaf6, Hi: 0xaaf6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x10a3f, Hi: 0x10a3f, Stride: 1},
		{Lo: 0x11133, Hi: 0x11133, Stride: 1},
		{Lo: 0x1193e, Hi: 0x1193e, Stride: 1},
		{Lo: 0x11a47, Hi: 0x11a47, Stride: 1},
		{Lo: 0x11a99, Hi: 0x11a99, Stride: 1},
		{Lo: 0x11f42, Hi: 0x11f42, Stride: 1},
	},
}

// joiners are the letters and symbols that form one cluster with a
// neighbour although they have a width of their own (UAX #29: Prepend,
// Extend and SpacingMark outside the categories M, and conjoining jamo).
var joiners = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0d4e, Hi: 0x0d4e, Stride: 1},    // Malayalam dot reph
		{Lo: 0x0e33, Hi: 0x0eb3, Stride: 0x80}, // Thai and Lao am
		{Lo: 0x1100, Hi: 0x11ff, Stride: 1},    // Hangul jamo
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1},    // Hangul jamo extended A
		{Lo: 0xd7b0, Hi: 0xd7ff, Stride: 1},    // Hangul jamo extended B
		{Lo: 0xff9e, Hi: 0xff9f, Stride: 1},    // halfwidth katakana voice marks
	},
	R32: []unicode.Range32{
		{Lo: 0x111c2, Hi: 0x111c3, Stride: 1},
		{Lo: 0x1193f, Hi: 0x11941, Stride: 2},
		{Lo: 0x11a84, Hi: 0x11a89, Stride: 1},
		{Lo: 0x11d46, Hi: 0x11d46, Stride: 1},
		{Lo: 0x11f02, Hi: 0x11f02, Stride: 1},
		{Lo: 0x1f3fb, Hi: 0x1f3ff, Stride: 1}, // emoji modifiers
	},
}

// blanks have a graphic category and a width, and yet nothing to see.
// Ordinary spaces of category Zs are no such trap and stay.
var blanks = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // Braille pattern blank
		{Lo: 0xfffc, Hi: 0xfffc, Stride: 1}, // object replacement character
	},
	R32: []unicode.Range32{
		{Lo: 0x1d159, Hi: 0x1d159, Stride: 1}, // musical null notehead
	},
}

// unseen are what is never shown as it is, apart from what has no graphic
// category at all: controls, format characters, line and paragraph
// separators, private use, surrogates, unassigned.
var unseen = []*unicode.RangeTable{
	unicode.Me, unicode.Mc,
	unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector,
	linkers, joiners, blanks,
}

// classify is total: it has an answer for every rune, utf8.RuneError included.
func classify(r rune) class {
	switch {
	case r >= 0x20 && r < 0x7f:
		return plain
	case r < 0xa0, r == 0xad:
		return hidden
	case r < 0x300:
		return plain
	case r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3: // ideographs, Hangul: sooner than by the tables
		return plain
	case r >= firstRegional && r <= lastRegional:
		return regional
	case !unicode.IsGraphic(r), unicode.In(r, unseen...):
		return hidden
	case unicode.Is(unicode.Mn, r):
		return mark
	default:
		return plain
	}
}
