// Package sample makes a large document to measure with. It stands alone so that
// the benchmarks of a package and the runs of the whole program speak of the same
// text. The program itself doesn't use it.
package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// What stands once in a document, in a text near its end: Mark can be typed to find it, and the whole of Marked is only
// on a screen that shows it.
const (
	Mark   = "Q7XK9"
	Marked = "Leveren bij poort " + Mark + ", na acht uur"
)

// Orders makes a list as an ERP's interface sends it, of about size bytes: data, links and meta, with nested addresses
// and lines, texts in two languages and prices with four decimals. The text is compact and has the escapes that many
// servers write (\/ and \u00eb). The same size gives the same text.
func Orders(size int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.Grow(size + 4096)
	b.WriteString(`{"data":[`)
	n := 0
	for ; b.Len() < size-2000; n++ {
		order(&b, r, n, notes[r.IntN(len(notes))])
		b.WriteByte(',')
	}
	order(&b, r, n, `"`+Marked+`"`)
	n++
	fmt.Fprintf(&b, `],"links":{"first":"https:\/\/api.example.com\/v1\/orders?page=1","last":null,"prev":null,`+
		`"next":"https:\/\/api.example.com\/v1\/orders?page=2"},"meta":{"current_page":1,"from":1,"path":`+
		`"https:\/\/api.example.com\/v1\/orders","per_page":%d,"to":%d,"total":%d}}`, n, n, n)
	return []byte(b.String())
}

var (
	names  = []string{"Wijnhuis De Kelder", "Step & Co", "Brasserie Zuid", "Caf\\u00e9 Citro\\u00ebn", "Müller Weine GmbH"}
	cities = []string{"Zwolle", "Amsterdam", "'s-Hertogenbosch", "Gent", "Århus", "Köln"}
	states = []string{"draft", "confirmed", "delivered", "invoiced"}
	notes  = []string{"null", `"Bellen voor levering"`, `""`}
)

func order(b *strings.Builder, r *rand.Rand, n int, note string) {
	fmt.Fprintf(b, `{"id":"%08x-52e0-46c7-b684-%012x","number":"SO-%06d","status":%q,"customer":{"id":%d,"name":"%s",`+
		`"vat_number":"NL%09dB01","email":"order%d@example.com"},`, r.Uint32(), r.Uint64()>>16, n,
		states[r.IntN(len(states))], r.IntN(90000), names[r.IntN(len(names))], r.IntN(1e9), n)
	for _, kind := range []string{"delivery", "invoice"} {
		fmt.Fprintf(b, `"%s_address":{"street":"Lange Voorhout %d","postal_code":"%d AB","city":"%s","country_code":"NL",`+
			`"geo":{"lat":52.%d,"lng":4.%d}},`, kind, 1+r.IntN(300), 1000+r.IntN(8999), cities[r.IntN(len(cities))],
			r.IntN(1e7), r.IntN(1e7))
	}
	b.WriteString(`"lines":[`)
	for l := range 1 + r.IntN(5) {
		if l > 0 {
			b.WriteByte(',')
		}
		line(b, r, n*10+l)
	}
	fmt.Fprintf(b, `],"terms":{"nl_NL":"Franco huis, betaling binnen 30 dagen","en_GB":"Carriage paid, payment within 30 days"},`+
		`"total_excl":%d.%02d,"paid":%t,"note":%s,"created_at":"2025-11-%02dT08:%02d:00+01:00"}`,
		r.IntN(5000), r.IntN(100), r.IntN(2) == 0, note, 1+r.IntN(30), r.IntN(60))
}

func line(b *strings.Builder, r *rand.Rand, id int) {
	fmt.Fprintf(b, `{"id":%d,"sku":"W%05d","description":"Rode wijn %d, doos van 6","quantity":%d,"unit_price":"%d.%04d",`+
		`"vat_rate":21,"discount":null,"backorder":%t,"tags":["wine","red"]}`,
		id, r.IntN(1e5), 2000+r.IntN(25), 1+r.IntN(48), r.IntN(200), r.IntN(10000), r.IntN(9) == 0)
}
