package jqfilter

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"github.com/itchyny/gojq"
)

// The checks here foresee how large a result will be.

// mostBits bounds integers, so that multiplying two and writing one down take less than a second.
const mostBits = 1 << 22

// product is l * r: numbers, a string repeated, or objects merged at every level.
func product(b *bounds, _ any, args []any) error {
	l, r := args[0], args[1]
	if s, ok := r.(string); ok {
		l, r = s, l
	}
	switch l := l.(type) {
	case string:
		if times, ok := gojq.ToFloat64(r); ok && float64(len(l))*times > float64(b.memory) {
			return tooLarge("this string, repeated,")
		}
	case map[string]any:
		if _, ok := r.(map[string]any); ok {
			return pair(b, nil, args)
		}
	default:
		if bits(l)+bits(r) > mostBits {
			return boundError(fmt.Sprintf("an integer of more than %d digits", mostBits*3/10))
		}
	}
	return nil
}

// bits is about the length of an integer.
func bits(v any) int {
	switch v := v.(type) {
	case *big.Int:
		return v.BitLen()
	case json.Number:
		return len(v) * 10 / 3
	}
	return 64
}

// length is the memory that the parts of a string or an array take.
func length(v any) int64 {
	switch v := v.(type) {
	case string:
		return int64(len(v))
	case []any:
		return perValue * int64(len(v))
	case map[string]any:
		return 2 * perValue * int64(len(v))
	}
	return perValue
}

func sum(b *bounds, _ any, args []any) error {
	return b.fits(length(args[0])+length(args[1]), "the sum")
}

// total is add, which puts all elements together at once.
func total(b *bounds, v any, _ []any) error {
	return b.fits(lengths(v, 0), "the sum of all elements")
}

func joined(b *bounds, v any, args []any) error {
	return b.fits(lengths(v, length(args[0])), "the joined string")
}

// lengths adds up what the elements of v take, and between for each.
func lengths(v any, between int64) (bytes int64) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			bytes += length(e) + between
		}
	case map[string]any:
		for _, e := range v {
			bytes += length(e) + between
		}
	}
	return bytes
}

// grid is transpose: as many rows as the longest row has elements.
func grid(b *bounds, v any, _ []any) error {
	rows, _ := v.([]any)
	longest := 0
	for _, r := range rows {
		r, _ := r.([]any)
		longest = max(longest, len(r))
	}
	return b.fits(perValue*int64(len(rows))*int64(longest), "the transposed array")
}

func characters(b *bounds, v any, _ []any) error {
	s, _ := v.(string)
	return b.fits(perCharacter*int64(len(s)), "the characters of this string")
}

func parts(b *bounds, v any, args []any) error {
	s, _ := v.(string)
	sep, ok := args[0].(string)
	if !ok {
		return nil
	}
	return b.fits(perCharacter*int64(strings.Count(s, sep)), "the parts of this string")
}

// quotient is l / r, which splits strings.
func quotient(b *bounds, _ any, args []any) error { return parts(b, args[0], args[1:2]) }

// parsed is fromjson: an empty array takes three bytes of text and ten times that decoded.
func parsed(b *bounds, v any, _ []any) error {
	s, _ := v.(string)
	return b.fits(perValue*int64(len(s)), "the JSON in this string")
}

func digits(_ *bounds, v any, _ []any) error {
	if s, ok := v.(string); ok && len(s) > mostBits*3/10 {
		return boundError(fmt.Sprintf("a number of more than %d digits", mostBits*3/10))
	}
	return nil
}

// formatted is strftime, whose parts can be 1024 characters wide.
func formatted(b *bounds, _ any, args []any) error {
	s, _ := args[0].(string)
	return b.fits(1024*int64(strings.Count(s, "%")), "the formatted time")
}

// order is for jn and yn, which take as many steps as their first argument says.
func order(_ *bounds, _ any, args []any) error {
	const most = 10_000_000
	if n, ok := gojq.ToFloat64(args[0]); ok && (n > most || n < -most) {
		return boundError(fmt.Sprintf("a Bessel function of an order beyond %d", most))
	}
	return nil
}
