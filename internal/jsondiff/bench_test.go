package jsondiff

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"brincr-explorer/internal/jsondoc"
)

// list makes a list as an ERP's interface sends it, of about size bytes, with nested addresses and lines. Its stock is
// what changes from one answer to the next.
func list(size int, stock func(record int) int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.Grow(size + 4096)
	b.WriteString(`{"data":[`)
	for n := 0; b.Len() < size; n++ {
		if n > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08x-52e0-46c7-b684-%012x","number":"SO-%06d","customer":{"id":%d,"name":"Caf\u00e9 Citro\u00ebn",`+
			`"email":"order%d@example.com"},"address":{"street":"Lange Voorhout %d","postal_code":"%d AB","city":"'s-Gravenhage"},"lines":[`,
			r.Uint32(), r.Uint64()>>16, n, r.IntN(90_000), n, r.IntN(300), 1000+r.IntN(8999))
		for l := range 1 + r.IntN(5) {
			if l > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"id":%d,"sku":"W%05d","description":"Rode wijn %d, doos van 6","quantity":%d,"unit_price":"%d.%02d",`+
				`"discount":null,"backorder":false,"tags":["wine","red"]}`, n*10+l, r.IntN(1e5), 2000+r.IntN(25), 1+r.IntN(48), r.IntN(200), r.IntN(100))
		}
		fmt.Fprintf(&b, `],"stock":%d,"created_at":"2025-11-%02dT08:%02d:00+01:00"}`, stock(n), 1+r.IntN(30), r.IntN(60))
	}
	b.WriteString(`],"links":{"next":null},"meta":{"current_page":1}}`)
	return []byte(b.String())
}

func always(stock int) func(int) int { return func(int) int { return stock } }

func BenchmarkCompare(b *testing.B) {
	const ten, hundred = 10_000_000, 100_000_000
	base := list(ten, always(10))
	withoutID := func(text []byte) []byte {
		for _, key := range []string{"id", "number", "sku", "name"} {
			text = bytes.ReplaceAll(text, []byte(`"`+key+`":`), []byte(`"_`+key+`":`))
		}
		return text
	}
	changed := func(value int) func(int) int {
		return func(n int) int {
			if n == 8000 {
				return value
			}
			return 10
		}
	}
	insert := func(text []byte) []byte {
		return bytes.Replace(text, []byte(`{"data":[`), []byte(`{"data":[{"id":"new"},`), 1)
	}
	spaced := func(text []byte) []byte { return bytes.ReplaceAll(text, []byte(`,"`), []byte(`, "`)) }
	for _, s := range []struct {
		name          string
		before, after func() []byte
	}{
		{"equal/10MB", always10(base), always10(bytes.Clone(base))},
		{"equal/100MB", func() []byte { return list(hundred, always(10)) }, func() []byte { return list(hundred, always(10)) }},
		{"oneScalar/10MB", always10(base), func() []byte { return list(ten, changed(11)) }},
		{"oneScalarLonger/10MB", always10(base), func() []byte { return list(ten, changed(100)) }},
		{"oneScalarLonger/100MB", func() []byte { return list(hundred, always(10)) }, func() []byte { return list(hundred, changed(100)) }},
		{"everyElement/10MB", always10(base), func() []byte { return list(ten, always(11)) }},
		{"everyElementWithoutID/10MB", func() []byte { return withoutID(base) }, func() []byte { return withoutID(list(ten, always(11))) }},
		{"insertedAndOneScalar/10MB", always10(base), func() []byte { return insert(list(ten, changed(100))) }},
		{"insertedAndOneScalarWithoutID/10MB", func() []byte { return withoutID(base) }, func() []byte { return insert(withoutID(list(ten, changed(100)))) }},
		{"whiteSpace/10MB", always10(base), func() []byte { return spaced(base) }},
		{"millionScalars", func() []byte { return numbers(1, 1_000_000) }, func() []byte { return numbers(2_000_000, 1_000_000) }},
	} {
		b.Run(s.name, func(b *testing.B) {
			before, _ := jsondoc.Parse(s.before())
			after, _ := jsondoc.Parse(s.after())
			b.SetBytes(int64(after.Extent()))
			b.ReportAllocs()
			var c *Changes
			for b.Loop() {
				c = mustCompare(b, before, after)
			}
			b.ReportMetric(float64(c.Len()), "changes")
		})
	}
}

func always10(text []byte) func() []byte { return func() []byte { return text } }

func numbers(from, count int) []byte {
	var b strings.Builder
	for i := range count {
		fmt.Fprintf(&b, ",%d", from+i)
	}
	return []byte("[" + b.String()[1:] + "]")
}

// BenchmarkAsk asks what a screen of 40 rows asks.
func BenchmarkAsk(b *testing.B) {
	before, _ := jsondoc.Parse(list(10_000_000, always(10)))
	after, _ := jsondoc.Parse(list(10_000_000, always(11)))
	c := mustCompare(b, before, after)
	b.ReportAllocs()
	sum, at := 0, jsondoc.Node(0)
	for b.Loop() {
		at = (at + 104_729) % jsondoc.Node(after.Len()-40)
		for n := at; n < at+40; n++ {
			_, around := c.Around(n)
			sum += len(c.Of(n)) + c.Within(n) + map[bool]int{true: 1}[around]
		}
		n, _ := c.Next(at, true)
		c.Position(n)
	}
}
