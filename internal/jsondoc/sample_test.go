package jsondoc

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// sampleList makes a list as an ERP's interface sends it, of about size bytes: data, links and meta, with nested
// addresses and lines. The text is compact and has the escapes that many servers write (\/ and \u00eb).
func sampleList(size int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.Grow(size + 4096)
	b.WriteString(`{"data":[`)
	n := 0
	for ; b.Len() < size-400; n++ {
		if n > 0 {
			b.WriteByte(',')
		}
		sampleRecord(&b, r, n)
	}
	fmt.Fprintf(&b, `],"links":{"first":"https:\/\/api.example.com\/v1\/orders?page=1","last":null,"prev":null,`+
		`"next":"https:\/\/api.example.com\/v1\/orders?page=2"},"meta":{"current_page":1,"from":1,"path":`+
		`"https:\/\/api.example.com\/v1\/orders","per_page":%d,"to":%d,"total":%d}}`, n, n, n)
	return []byte(b.String())
}

var (
	sampleNames  = []string{"Wijnhuis De Kelder", "Step & Co", "Brasserie Zuid", "Caf\\u00e9 Citro\\u00ebn", "Müller Weine GmbH"}
	sampleCities = []string{"Zwolle", "Amsterdam", "'s-Hertogenbosch", "Gent", "Århus", "Köln"}
	sampleStates = []string{"draft", "confirmed", "delivered", "invoiced"}
)

func sampleRecord(b *strings.Builder, r *rand.Rand, n int) {
	fmt.Fprintf(b, `{"id":"%08x-52e0-46c7-b684-%012x","number":"SO-%06d","status":%q,"customer":{"id":%d,"name":"%s",`+
		`"vat_number":"NL%09dB01","email":"order%d@example.com"},`, r.Uint32(), r.Uint64()>>16, n,
		sampleStates[r.IntN(4)], r.IntN(90000), sampleNames[r.IntN(len(sampleNames))], r.IntN(1e9), n)
	for _, kind := range []string{"delivery", "invoice"} {
		fmt.Fprintf(b, `"%s_address":{"street":"Lange Voorhout %d","postal_code":"%d AB","city":"%s","country_code":"NL",`+
			`"geo":{"lat":52.%d,"lng":4.%d}},`, kind, 1+r.IntN(300), 1000+r.IntN(8999), sampleCities[r.IntN(len(sampleCities))],
			r.IntN(1e7), r.IntN(1e7))
	}
	b.WriteString(`"lines":[`)
	for l := range 1 + r.IntN(5) {
		if l > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, `{"id":%d,"sku":"W%05d","description":"Rode wijn %d, doos van 6","quantity":%d,"unit_price":"%d.%02d",`+
			`"vat_rate":21,"discount":null,"backorder":%t,"tags":["wine","red"]}`, n*10+l, r.IntN(1e5), 2000+r.IntN(25),
			1+r.IntN(48), r.IntN(200), r.IntN(100), r.IntN(9) == 0)
	}
	fmt.Fprintf(b, `],"total_excl":%d.%02d,"paid":%t,"note":%s,"created_at":"2025-11-%02dT08:%02d:00+01:00"}`,
		r.IntN(5000), r.IntN(100), r.IntN(2) == 0, []string{"null", `"Bellen voor levering"`, `""`}[r.IntN(3)],
		1+r.IntN(30), r.IntN(60))
}

var sampleCache sync.Map // size -> text

func sample(tb testing.TB, size int) []byte {
	tb.Helper()
	if text, ok := sampleCache.Load(size); ok {
		return text.([]byte)
	}
	text := sampleList(size)
	sampleCache.Store(size, text)
	return text
}
