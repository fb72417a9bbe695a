package jsondoc

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// SyntaxError says where a text stops being JSON. What came before stays in the Document.
type SyntaxError struct {
	Offset int // bytes before the place
	Line   int // from 1; a line ends with a line feed
	Column int // from 1, in characters; a byte that is not UTF-8 counts as one

	Expected string // what JSON allows there
	Found    string // what is there, safe to print
	Err      error  // ErrTooLong, ErrTooDeep or ErrTooMany when a limit was met; else nil
}

// The limits that a text can meet. They are wrapped by a SyntaxError.
var (
	ErrTooLong = errors.New("the text is longer than this program can index")
	ErrTooDeep = errors.New("the text is nested deeper than this program follows")
	ErrTooMany = errors.New("the text has more values than this program can index")
)

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d (byte %d): expected %s, found %s",
		e.Line, e.Column, e.Offset, e.Expected, e.Found)
}

// Unwrap returns the limit that was met, if any.
func (e *SyntaxError) Unwrap() error { return e.Err }

const endOfText = "the end of the text"

// found describes what is at an offset in printable ASCII, so that an error can be shown as it is.
func found(src []byte, i int) string {
	if i >= len(src) {
		return endOfText
	}
	c, size := utf8.DecodeRune(src[i:])
	switch {
	case c == utf8.RuneError && size == 1:
		return fmt.Sprintf("byte 0x%02X, which is not UTF-8", src[i])
	case c == 0xFEFF:
		return "a byte order mark (U+FEFF)"
	case c < 0x20 || c == 0x7F:
		return fmt.Sprintf("control character U+%04X", c)
	case c == '"':
		return `a quote (")`
	case c > 0x7F:
		return fmt.Sprintf("character U+%04X", c)
	}
	return strconv.Quote(string(word(src, i)))
}

// word is what stands at i as far as a reader would take it for one thing: a name or a single sign.
func word(src []byte, i int) []byte {
	const most = 20
	end := i
	for end < len(src) && end-i < most && nameByte(src[end]) {
		end++
	}
	return src[i:max(end, i+1)]
}

func nameByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
}

// fail makes the error for an offset of the text.
func (d *Document) fail(offset int, expected, found string) *SyntaxError {
	line, from := d.position(offset)
	return &SyntaxError{
		Offset: offset, Line: line, Column: 1 + utf8.RuneCount(d.src[from:offset]),
		Expected: expected, Found: found,
	}
}
