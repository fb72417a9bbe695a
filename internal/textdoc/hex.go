package textdoc

import "fmt"

// A hexadecimal row is the offset of its first byte, the bytes as pairs of
// digits, and the characters that those are in ASCII:
//
//	00000010  7b 22 64 61 74 61 22 3a  5b 7b 22 69 64 22 3a 31  {"data":[{"id":1

// offsetDigits is how wide an offset is shown. Eight digits reach 4 GiB.
const offsetDigits = 8

// hexWidth is how many cells a row of so many bytes takes.
func hexWidth(size, bytes int) int {
	return digitsOf(size) + 2 + 3*bytes - 1 + (bytes-1)/8 + 2 + bytes
}

func digitsOf(size int) int {
	n := offsetDigits
	for ; size>>(4*n) > 0; n++ {
	}
	return n
}

// PerRow is the number of bytes in a hexadecimal row, 0 where text is wrapped.
func (l Layout) PerRow() int { return l.bytes }

// Offset is the offset of a hexadecimal row, as it is shown.
func (l Layout) Offset(at int) string {
	return fmt.Sprintf("%0*x", digitsOf(len(l.grid.src)), at)
}

// HexByte is a byte as two digits, and as the character that it is in ASCII: a
// point where it is none that can be seen.
func HexByte(b byte) (digits, char string) {
	const (
		hex   = "0123456789abcdef"
		point = "."
	)
	if char = point; b >= 0x20 && b < 0x7f {
		char = string(rune(b))
	}
	return string([]byte{hex[b>>4], hex[b&15]}), char
}
