package jsondoc

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// Key is the key with its escapes resolved; "" where there is none. Bytes that are not UTF-8 stay as they are, a lone
// surrogate becomes U+FFFD.
func (d *Document) Key(n Node) string { return decode(inside(d.RawKey(n))) }

// Text is a string with its escapes resolved, as Key does; for a number, true, false and null the text as sent; for a
// container "".
func (d *Document) Text(n Node) string {
	switch d.Kind(n) {
	case String:
		return decode(inside(d.Raw(n)))
	case Array, Object:
		return ""
	}
	return string(d.Raw(n))
}

// inside returns what stands between the quotes.
func inside(raw []byte) []byte {
	if len(raw) < 2 {
		return nil
	}
	return raw[1 : len(raw)-1]
}

func decode(inner []byte) string {
	if bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	return string(appendDecoded(make([]byte, 0, len(inner)), inner))
}

// appendDecoded appends the inside of a well-formed string with its escapes resolved.
func appendDecoded(dst, inner []byte) []byte {
	for {
		i := bytes.IndexByte(inner, '\\')
		if i < 0 {
			return append(dst, inner...)
		}
		dst = append(dst, inner[:i]...)
		c, size := unescape(inner[i:])
		dst = utf8.AppendRune(dst, c)
		inner = inner[i+size:]
	}
}

// unescape reads the escape that a well-formed string has at its start, a surrogate pair as one. A lone surrogate is
// U+FFFD.
func unescape(s []byte) (c rune, size int) {
	switch s[1] {
	case 'u':
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	default:
		return rune(s[1]), 2
	}
	c = hexRune(s[2:6])
	if !utf16.IsSurrogate(c) {
		return c, 6
	}
	if len(s) >= 12 && s[6] == '\\' && s[7] == 'u' {
		if pair := utf16.DecodeRune(c, hexRune(s[8:12])); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}

func hexRune(s []byte) rune {
	c := 0
	for _, h := range s {
		c = c<<4 | hexValue(h)
	}
	return rune(c)
}

// rawSpans turns spans of a decoded text, in order, into those of the text with its escapes. No span may start or end
// within a character.
func rawSpans(escaped []byte, spans []span) {
	raw, decoded := 0, 0 // a place in both
	move := func(to int) int {
		for {
			plain := bytes.IndexByte(escaped[raw:], '\\')
			if plain < 0 || decoded+plain >= to {
				return raw + to - decoded
			}
			c, size := unescape(escaped[raw+plain:])
			raw, decoded = raw+plain+size, decoded+plain+utf8.RuneLen(c)
		}
	}
	for i, s := range spans {
		spans[i].start = move(s.start)
		spans[i].end = move(s.end)
	}
}

// keyIs compares a key with a decoded one.
func (d *Document) keyIs(n Node, key string) bool {
	if !d.HasKey(n) {
		return false
	}
	inner := inside(d.RawKey(n))
	if bytes.IndexByte(inner, '\\') < 0 {
		return string(inner) == key
	}
	return decode(inner) == key
}

// Flaw is what keeps a string from being good Unicode text. RFC 8259, section 8, lets readers choose what to do; this
// one keeps the bytes and says so.
type Flaw uint8

// The flaws; a string can have both.
const (
	InvalidUTF8 Flaw = 1 << iota
	LoneSurrogate
)

// Flaws tells the flaws of a value that is a string, and of the key of n. It reads both.
func (d *Document) Flaws(n Node) (key, value Flaw) {
	key = flaws(inside(d.RawKey(n)))
	if d.Kind(n) == String {
		value = flaws(inside(d.Raw(n)))
	}
	return key, value
}

func flaws(inner []byte) Flaw {
	var f Flaw
	if !utf8.Valid(inner) {
		f |= InvalidUTF8
	}
	for {
		i := bytes.IndexByte(inner, '\\')
		if i < 0 {
			return f
		}
		c, size := unescape(inner[i:])
		if c == utf8.RuneError && size == 6 && utf16.IsSurrogate(hexRune(inner[i+2:i+6])) {
			f |= LoneSurrogate
		}
		inner = inner[i+size:]
	}
}
