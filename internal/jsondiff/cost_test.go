package jsondiff

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"brincr-explorer/internal/jsondoc"
)

// hard are pairs of documents of about n values on which a simple comparison takes the square of their size.
func hard(n int) map[string][2]*jsondoc.Document {
	r := rand.New(rand.NewPCG(7, 7))
	deep := min(n, jsondoc.MaxDepth-10)
	nest := func(open, inner, end string) *jsondoc.Document {
		return parse(strings.Repeat(open, deep) + inner + strings.Repeat(end, deep))
	}
	list := func(value func(i int) string) *jsondoc.Document {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = value(i)
		}
		return parse("[" + strings.Join(parts, ",") + "]")
	}
	object := func(key func(i int) string) *jsondoc.Document {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = fmt.Sprintf("%q:%d", key(i), i)
		}
		return parse("{" + strings.Join(parts, ",") + "}")
	}
	big := `"` + strings.Repeat("x", 20*n) + `"`
	coin := func(int) string { return fmt.Sprint(r.IntN(2)) }
	shuffled := r.Perm(n)
	return map[string][2]*jsondoc.Document{
		"a change under many levels":                      {nest("[", big+",1", "]"), nest("[", big+",2", "]")},
		"a longer text under many levels":                 {nest(`{"a":`, "["+big+",1]", "}"), nest(`{"a":`, "["+big+",22]", "}")},
		"lengths that differ on every other level":        {nest(`[[`, big+",1", `,"a"],"bb"]`), nest(`[[`, big+",2", `,"aa"],"b"]`)},
		"changes around many levels":                      {nest("[1,", big, ",3]"), nest("[2,", big, ",4]")},
		"insertions around many levels":                   {nest("[", big, "]"), nest("[2,", big, "]")},
		"levels of records":                               {nest(`[{"id":1,"a":`, big, `},{"id":2}]`), nest(`[{"id":2},{"id":1,"a":`, big, "}]")},
		"levels with white space":                         {nest("[1,", big, "]"), nest("[2, ", big, "]")},
		"scalars that all differ":                         {list(func(i int) string { return fmt.Sprint(i) }), list(func(i int) string { return fmt.Sprint(-i - 1) })},
		"few scalars, at random":                          {list(coin), list(coin)},
		"scalars in another order":                        {list(func(i int) string { return fmt.Sprint(i) }), list(func(i int) string { return fmt.Sprint(shuffled[i]) })},
		"records in another order":                        {list(func(i int) string { return fmt.Sprintf(`{"id":%d}`, i) }), list(func(i int) string { return fmt.Sprintf(`{"id":%d}`, shuffled[i]) })},
		"members in another order":                        {object(func(i int) string { return fmt.Sprint(i) }), object(func(i int) string { return fmt.Sprint(shuffled[i]) })},
		"one key many times":                              {object(func(i int) string { return "a" }), object(func(i int) string { return "ab"[:1+i%2] })},
		"many small objects after a large one":            {list(func(i int) string { return `{"a":1,"b":2}` }), list(func(i int) string { return `{"b":1,"a":2}` })},
		"one string with many escapes":                    {parse(`["` + strings.Repeat(`\u0061`, n) + `"]`), parse(`["` + strings.Repeat("a", n) + `"]`)},
		"records with many members and no identity":       {list(func(i int) string { return fmt.Sprintf(`{"a":%d,"b":1,"c":[1]}`, i) }), list(func(i int) string { return fmt.Sprintf(`{"a":%d,"b":1,"c":[2]}`, i) })},
		"many arrays that have nothing or much in common": {list(func(i int) string { return `[1,2,3,1,2,3]` }), list(func(i int) string { return `[3,2,1,2,2]` })},
	}
}

// TestCost counts the work, which must grow as the documents do. What a unit is, stop says.
func TestCost(t *testing.T) {
	for name, pair := range hard(9000) {
		looks := lookUntil(1 << 30)
		if _, err := compare(looks, pair[0], pair[1], 1<<30); err != nil {
			t.Fatal(name, err)
		}
		size := 0
		for _, d := range pair {
			size += d.Len() + d.Extent()/64
		}
		if each := float64(looks.n) * lookEvery / float64(size); each > 20 {
			t.Errorf("%s: %.1f units of work for each value", name, each)
		} else {
			t.Logf("%s: %.1f units of work for each value", name, each)
		}
	}
}

// TestFewEdits is a long list of few different values in which some were inserted and some taken away: no more changes
// are told than were made.
func TestFewEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	values := make([]string, 50_000)
	for i := range values {
		values[i] = fmt.Sprint(r.IntN(4))
	}
	text := func() *jsondoc.Document { return parse("[" + strings.Join(values, ",") + "]") }
	before := text()
	const edits = 200
	for range edits {
		at := r.IntN(len(values))
		if r.IntN(2) == 0 {
			values = append(values[:at], values[at+1:]...)
		} else {
			values = append(values[:at], append([]string{"9"}, values[at:]...)...)
		}
	}
	if c := mustCompare(t, before, text()); c.Len() > edits {
		t.Errorf("%d changes for %d edits", c.Len(), edits)
	}
}
