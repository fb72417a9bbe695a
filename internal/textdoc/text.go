// Package textdoc holds a text of any size, and bytes that are no text, as an
// immutable document of which only what is looked at costs anything. It exists
// so that a body of 100 MB, even one without a single line end, is shown,
// scrolled and searched as fast as a short one.
//
// A place is an offset into the bytes. Nothing is made ahead of its use: a
// [Layout] finds the rows around any place by looking at a few kilobytes
// beside it, and the lines before it are counted once, as far as somebody
// asks. Lines end with a line feed, or with a carriage return and a line feed.
//
// No text is changed or cleaned here: rows are parts of the bytes, measured as
// package safetext shows them.
package textdoc

import (
	"bytes"
	"unicode/utf8"
)

// Text is a text over bytes, which must not change. It may be used by several
// goroutines at once.
type Text struct {
	src    []byte
	binary bool
	ends   lineIndex
}

// New looks at no more than the first 64 KiB.
func New(src []byte) *Text {
	return &Text{src: src, binary: isBinary(src[:min(len(src), sampleSize)], len(src) > sampleSize)}
}

// Len is the number of bytes.
func (t *Text) Len() int { return len(t.src) }

// Source is the whole text. It must not be changed.
func (t *Text) Source() []byte { return t.src }

// Binary says whether the bytes are none that a person would read as text:
// within the first 64 KiB there is a NUL, or at least four and more than an
// eighth of the bytes are controls or no UTF-8. Tabs, line ends, form feeds and
// escapes, which colour the output of programs, are not counted. A text in
// UTF-16 or UTF-32 must be converted first; see [Transcoded].
func (t *Text) Binary() bool { return t.binary }

const sampleSize = 64 << 10

// isBinary judges a sample; a character that the sample's end cuts is left out.
func isBinary(sample []byte, cut bool) bool {
	if bytes.IndexByte(sample, 0) >= 0 {
		return true
	}
	odd := 0
	for i := 0; i < len(sample); {
		if b := sample[i]; b < utf8.RuneSelf {
			if b < 0x20 && !plainControl(b) || b == 0x7f {
				odd++
			}
			i++
			continue
		}
		if cut && !utf8.FullRune(sample[i:]) {
			break
		}
		r, size := utf8.DecodeRune(sample[i:])
		if r == utf8.RuneError && size == 1 {
			odd++
		}
		i += size
	}
	return odd >= 4 && odd > len(sample)/8
}

func plainControl(b byte) bool {
	return b == '\t' || b == '\n' || b == '\r' || b == '\f' || b == 0x1b
}

// FirstInvalid is the offset of the first byte that is not UTF-8, or -1.
func FirstInvalid(src []byte) int {
	const stride = 64 << 10
	for at := 0; at < len(src); {
		end := len(src)
		if end-at > stride {
			end = runeStart(src, at+stride)
		}
		if !utf8.Valid(src[at:end]) {
			for {
				r, size := utf8.DecodeRune(src[at:])
				if r == utf8.RuneError && size == 1 {
					return at
				}
				at += size
			}
		}
		at = end
	}
	return -1
}

// runeStart is the start of the character that reaches over a place.
func runeStart(src []byte, at int) int {
	for back := 1; back < utf8.UTFMax && back <= at; back++ {
		if !utf8.RuneStart(src[at-back]) {
			continue
		}
		if _, size := utf8.DecodeRune(src[at-back:]); size > back {
			return at - back
		}
		return at
	}
	return at
}
