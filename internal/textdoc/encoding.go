package textdoc

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// encoding is one of those that a text can be converted from.
type encoding struct {
	name  string
	mark  string // U+FEFF in it
	order binary.ByteOrder
	unit  int // bytes
}

// encodings are in the order in which their marks must be looked for: that of
// UTF-32, little endian, starts as that of UTF-16.
var encodings = [...]encoding{
	{"UTF-32, little endian", "\xff\xfe\x00\x00", binary.LittleEndian, 4},
	{"UTF-32, big endian", "\x00\x00\xfe\xff", binary.BigEndian, 4},
	{"UTF-16, little endian", "\xff\xfe", binary.LittleEndian, 2},
	{"UTF-16, big endian", "\xfe\xff", binary.BigEndian, 2},
}

// Transcoded converts UTF-16 or UTF-32 to UTF-8, without a byte order mark, and
// names what it was. It is recognised by its mark or, without one, by zeros:
// where at least nine of ten characters in the first 64 KiB are Latin and stand
// in bytes that are otherwise zero. What is then no text is left alone. Half of
// a surrogate pair, and bytes that are left over at the end, become U+FFFD.
func Transcoded(src []byte) (text []byte, name string, ok bool) {
	for _, e := range encodings {
		sample := src[:min(len(src), sampleSize)]
		if marked := len(src) >= len(e.mark) && string(src[:len(e.mark)]) == e.mark; marked {
			if e.isText(sample[len(e.mark):]) {
				return e.decode(src[len(e.mark):]), e.name, true
			}
			continue
		}
		if e.patterned(sample) && e.isText(sample) {
			return e.decode(src), e.name, true
		}
	}
	return nil, "", false
}

func (e encoding) at(src []byte) rune {
	if e.unit == 2 {
		return rune(e.order.Uint16(src))
	}
	if c := e.order.Uint32(src); c <= 0x10ffff {
		return rune(c)
	}
	return -1
}

// patterned says whether nearly all characters are Latin and none is zero.
func (e encoding) patterned(sample []byte) bool {
	latin, all := 0, len(sample)/e.unit
	for i := 0; i+e.unit <= len(sample); i += e.unit {
		switch c := e.at(sample[i:]); {
		case c == 0:
			return false
		case c > 0 && c < 0x100:
			latin++
		}
	}
	return all >= 2 && latin*10 >= all*9
}

// isText says whether what a sample decodes to reads as text.
func (e encoding) isText(sample []byte) bool {
	for i := 0; e.unit == 4 && i+4 <= len(sample); i += 4 {
		if e.at(sample[i:]) < 0 {
			return false
		}
	}
	whole := len(sample) - len(sample)%e.unit
	return !isBinary(e.decode(sample[:whole]), false)
}

func (e encoding) decode(src []byte) []byte {
	text := make([]byte, 0, len(src)/e.unit+len(src)/8+utf8.UTFMax)
	for len(src) >= e.unit {
		c := e.at(src)
		src = src[e.unit:]
		if utf16.IsSurrogate(c) {
			low := rune(-1)
			if e.unit == 2 && len(src) >= 2 {
				low = e.at(src)
			}
			if c = utf16.DecodeRune(c, low); c != utf8.RuneError {
				src = src[2:]
			}
		}
		text = utf8.AppendRune(text, c)
	}
	if len(src) > 0 {
		text = utf8.AppendRune(text, utf8.RuneError)
	}
	return text
}
