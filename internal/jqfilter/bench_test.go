package jqfilter

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"brincr-explorer/internal/jsondoc"
)

var lists sync.Map // size -> *jsondoc.Document

// list is a document as an ERP's interface sends it, of about size bytes.
func list(tb testing.TB, size int) *jsondoc.Document {
	tb.Helper()
	if d, ok := lists.Load(size); ok {
		return d.(*jsondoc.Document)
	}
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for n := 0; b.Len() < size-600; n++ {
		if n > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"number":"SO-%06d","name":"Caf\u00e9 %d","customer":{"id":%d,"vat_number":"NL%09dB01","email":"order%d@example.com"},`+
			`"address":{"street":"Lange Voorhout %d","postal_code":"2514 EA","city":"Zwolle","geo":{"lat":52.%07d,"lng":4.%07d}},"lines":[`, n, n, n, n%90000, n, n, n%300, n, n)
		for l := range 1 + n%5 {
			if l > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"id":%d,"sku":"W%05d","description":"Rode wijn, doos van 6","quantity":%d,"unit_price":"%d.50","discount":null,"backorder":%t,"tags":["wine","red"]}`,
				n*10+l, l*7, 1+n%48, n%200, n%9 == 0)
		}
		fmt.Fprintf(&b, `],"total_excl":%d.%02d,"paid":%t,"note":null}`, n%5000, n%100, n%2 == 0)
	}
	b.WriteString(`],"meta":{"current_page":1}}`)
	d := parse(tb, b.String())
	lists.Store(size, d)
	return d
}

func bench(b *testing.B, size int, expr string, count int) {
	d := list(b, size)
	f, err := Compile(expr)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r, err := f.Run(context.Background(), d, 0, Limits{Memory: 4 << 30})
		if err != nil || r.Err != nil || r.Cut != "" || count >= 0 && r.Count != count {
			b.Fatal(r.Count, r.Cut, r.Err, err)
		}
	}
}

const mb = 1_000_000

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(".data[] | select(.id == 5) | .name"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSelect10MB(b *testing.B)  { bench(b, 10*mb, ".data[] | select(.id == 5) | .name", 1) }
func BenchmarkMapID10MB(b *testing.B)   { bench(b, 10*mb, ".data | map(.id)", 1) }
func BenchmarkPath100MB(b *testing.B)   { bench(b, 100*mb, ".data[100].name", 1) }
func BenchmarkPaths100MB(b *testing.B)  { bench(b, 100*mb, ".data[].id", -1) }
func BenchmarkSelect100MB(b *testing.B) { bench(b, 100*mb, ".data[] | select(.id == 5) | .name", 1) }

// BenchmarkWhole10MB decodes the document as a whole.
func BenchmarkWhole10MB(b *testing.B) { bench(b, 10*mb, ". as $d | $d.data | map(.id)", 1) }

// BenchmarkDecode measures what a decoded value takes.
func BenchmarkDecode(b *testing.B) {
	d := list(b, 10*mb)
	b.ReportAllocs()
	for b.Loop() {
		before := newHeap(1)
		v := newValues(context.Background(), d)
		decoded, err := v.of(0)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(before.now()-before.before)/float64(d.Len()), "B/value")
		_, _ = decoded, v
	}
}
