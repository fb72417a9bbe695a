package response

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

// products is a list of n rows.
func products(n int) string {
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08d-0000-4000-8000-000000000000","name":{"nl_NL":"Rode wijn %d","en_GB":"Red wine"},"price":%d.5000,"stock":[{"warehouse":"Gent","amount":%d}],"parent_id":null}`, i, i, i*7919%n, i)
	}
	return b.String() + `]}`
}

// walk is a key and the frame after it, of every kind that does not sort.
func walk(tb *table, st *paint.Styles, i int) {
	keys := [...]action.Action{action.Down, action.Down, action.PageDown, action.NextColumn, action.PageUp, action.Up, action.Bottom, action.Up, action.FirstColumn, action.Top}
	tb.do(keys[i%len(keys)])
	tb.view(st, true)
}

func TestAKeyCostsTheWindowNotTheDocument(t *testing.T) {
	st := paint.New(paint.Look{})
	cost := func(n int) float64 {
		tb := tabled(t, products(n))
		i := 0
		return testing.AllocsPerRun(100, func() { walk(tb, st, i); i++ })
	}
	small, large := cost(300), cost(65_000)
	if large > small*1.1 {
		t.Errorf("a key costs %.0f allocations in 65 000 rows, and %.0f in 300", large, small)
	}
}

func TestAnObjectOfManyMembersCostsNoMore(t *testing.T) {
	var b strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&b, `,"k%d":1`, i)
	}
	tb := tabled(t, `[{`+b.String()[1:]+`}]`)
	if len(tb.columns) > mostFound+1 || !strings.Contains(screenOf(tb), "more in the tree") {
		t.Errorf("there are %d columns:\n%s", len(tb.columns), screenOf(tb))
	}
}

func TestAMemberFarBehindIsLeftToTheTree(t *testing.T) {
	tb := tabled(t, `[{"a":1`+strings.Repeat(`,"a":1`, mostFields)+`,"late":1}]`)
	if got := names(tb); got != "a" || !tb.cut {
		t.Errorf("the columns are %q", got)
	}
}

func TestALongListInACellCostsAGlimpse(t *testing.T) {
	tb := tabled(t, `[{"l":[1`+strings.Repeat(`,1`, 100_000)+`]}]`)
	st := paint.New(paint.Look{})
	if got := testing.AllocsPerRun(5, func() { tb.view(st, true) }); got > 1000 {
		t.Errorf("%.0f allocations to draw one row", got)
	}
}

func BenchmarkTableKey(b *testing.B) {
	st := paint.New(paint.Look{})
	for _, n := range []int{65, 65_000} {
		b.Run(fmt.Sprintf("%d rows", n), func(b *testing.B) {
			tb := tabled(b, products(n))
			tb.resize(140, 40)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				walk(tb, st, i)
			}
		})
	}
}

func BenchmarkNewTable(b *testing.B) {
	doc := document(b, products(65_000))
	for b.Loop() {
		newTable(doc, 0)
	}
}

func BenchmarkArrange(b *testing.B) {
	doc := document(b, products(65_000))
	list, _ := doc.At("/data")
	for name, w := range map[string]struct {
		o    ordering
		keys []string
	}{
		"sort numbers": {ordering{sorted: true}, []string{"price"}},
		"sort texts":   {ordering{sorted: true}, []string{"name"}},
		"filter":       {ordering{filter: "wijn 99"}, nil},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if a := arrange(context.Background(), doc, list, w.o, w.keys, nil); a.err != nil || len(a.rows) == 0 {
					b.Fatal(a.err, len(a.rows))
				}
			}
		})
	}
}
