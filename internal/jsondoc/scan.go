package jsondoc

import (
	"encoding/binary"
	"math/bits"
)

// The scanners read eight bytes at a time as one word. A byte test gives a word whose byte's highest bit is set where
// the test holds; only the lowest such bit is exact, because a borrow can disturb the bytes above it. It is the only
// one that is used.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// stringEnds marks the bytes at which the plain run of a string ends: a quote, a backslash or a control character.
func stringEnds(w uint64) uint64 {
	quote := w ^ ones*'"'
	slash := w ^ ones*'\\'
	return ((quote-ones)&^quote | (slash-ones)&^slash | (w-ones*0x20)&^w) & highs
}

// plain returns the first offset at or after i that holds a quote, a backslash or a control character, or len(src).
func plain(src []byte, i int) int {
	for ; i+8 <= len(src); i += 8 {
		if m := stringEnds(binary.LittleEndian.Uint64(src[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for ; i < len(src); i++ {
		if c := src[i]; c == '"' || c == '\\' || c < 0x20 {
			return i
		}
	}
	return i
}

// fault is what is wrong with a token; noFault is zero.
type fault uint8

const (
	noFault fault = iota
	noQuote
	control
	badEscape
	badHex
	noDigit
)

// faultExpects says for each fault what JSON allows at its place.
var faultExpects = [...]string{
	noQuote:   "the closing quote of the string",
	control:   `an escape such as \n or \u0000 (a string holds no bare control character)`,
	badEscape: `one of " \ / b f n r t u after the backslash`,
	badHex:    `four hexadecimal digits after \u`,
	noDigit:   "a digit",
}

// scanString returns the offset one past the closing quote of the string whose first character is at i.
// When the string is wrong, end is the offset of the byte that is.
func scanString(src []byte, i int) (end int, wrong fault) {
	for ; i+8 <= len(src); i += 8 {
		if m := stringEnds(binary.LittleEndian.Uint64(src[i:])); m != 0 {
			i += bits.TrailingZeros64(m) >> 3
			if i < len(src) && src[i] == '"' {
				return i + 1, noFault
			}
			break
		}
	}
	return scanSpecial(src, i)
}

// scanSpecial is scanString for the strings that hold an escape or a fault, or end near the end of the text.
func scanSpecial(src []byte, i int) (end int, wrong fault) {
	for {
		i = plain(src, i)
		if i == len(src) {
			return i, noQuote
		}
		switch src[i] {
		case '"':
			return i + 1, noFault
		case '\\':
			if i, wrong = scanEscape(src, i); wrong != noFault {
				return i, wrong
			}
		default:
			return i, control
		}
	}
}

// scanEscape returns the offset after the escape sequence whose backslash is at i.
func scanEscape(src []byte, i int) (end int, wrong fault) {
	if i+1 >= len(src) {
		return i + 1, badEscape
	}
	switch src[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2, noFault
	case 'u':
		for k := i + 2; k < i+6; k++ {
			if k >= len(src) || hexValue(src[k]) < 0 {
				return k, badHex
			}
		}
		return i + 6, noFault
	}
	return i + 1, badEscape
}

func hexValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// scanNumber returns the offset after the number at i, whose first byte is a digit or a minus sign (RFC 8259,
// section 6). When the number is wrong, end is where a digit is missing.
func scanNumber(src []byte, i int) (end int, wrong fault) {
	if src[i] == '-' {
		i++
	}
	if i < len(src) && src[i] == '0' {
		i++
	} else if i, wrong = scanDigits(src, i); wrong != noFault {
		return i, wrong
	}
	if i < len(src) && src[i] == '.' {
		if i, wrong = scanDigits(src, i+1); wrong != noFault {
			return i, wrong
		}
	}
	if i < len(src) && src[i]|0x20 == 'e' {
		i++
		if i < len(src) && (src[i] == '+' || src[i] == '-') {
			i++
		}
		return scanDigits(src, i)
	}
	return i, noFault
}

func scanDigits(src []byte, i int) (end int, wrong fault) {
	from := i
	for i < len(src) && src[i]-'0' < 10 {
		i++
	}
	if i == from {
		return i, noDigit
	}
	return i, noFault
}

// spaceBefore returns the offset at which the white space that ends at i starts.
func spaceBefore(src []byte, i int) int {
	for src[i-1] == ' ' || src[i-1] == '\n' || src[i-1] == '\r' || src[i-1] == '\t' {
		i--
	}
	return i
}

// afterSpace is skipSpace for where there mostly is none.
func afterSpace(src []byte, i int) int {
	if i < len(src) && src[i] <= ' ' {
		return skipSpace(src, i)
	}
	return i
}

// skipSpace returns the first offset at or after i that holds no white space of RFC 8259, section 2.
func skipSpace(src []byte, i int) int {
	for i < len(src) {
		switch src[i] {
		case ' ':
			if i+8 <= len(src) && binary.LittleEndian.Uint64(src[i:]) == ones*' ' {
				i += 7 // indentation comes in long runs
			}
		case '\n', '\r', '\t':
		default:
			return i
		}
		i++
	}
	return i
}
