package jsondiff

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/internal/jsondoc"
)

// parse takes broken texts, too.
func parse(text string) *jsondoc.Document {
	d, _ := jsondoc.Parse([]byte(text))
	return d
}

func mustCompare(t testing.TB, before, after *jsondoc.Document) *Changes {
	t.Helper()
	c, err := Compare(t.Context(), before, after)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// told is each change as a line: "~ new old", "+ new", "- container old".
func told(c *Changes) []string {
	lines := []string{}
	for _, ch := range c.All() {
		line := string("~+-"[ch.Kind]) + " " + pathOf(c.new, ch.Node)
		if ch.Old != jsondoc.None {
			line += " " + pathOf(c.old, ch.Old)
		}
		lines = append(lines, line)
	}
	return lines
}

func pathOf(d *jsondoc.Document, n jsondoc.Node) string {
	if n == jsondoc.None {
		return "nothing"
	}
	return d.Path(n)
}

func TestCompare(t *testing.T) {
	for _, s := range []struct{ name, before, after, want string }{
		{"the same", `{"a":[1,"x",null]}`, `{"a":[1,"x",null]}`, ""},
		{"white space", `{"a":[1,{"b":2}],"c":[ ]}`, "{ \"a\" : [ 1,\n\t{\"b\": 2 } ], \"c\" :[]}\n", ""},
		{"a byte order mark", "[1]", "\ufeff[1]", ""},
		{"order of members", `{"a":1,"b":{"c":2,"d":3}}`, `{"b":{"d":3,"c":2},"a":1}`, ""},
		{"escapes", `{"\u00eb\/":"a\u00eb\ud83d\ude00\n"}`, `{"ë/":"\u0061ë😀\u000a"}`, ""},
		{"escapes that differ", `["\u00eb","\n"]`, `["\u00ec","\t"]`, "~ .[0] .[0]|~ .[1] .[1]"},
		{"a text that goes on", `["\u0061"]`, `["ab"]`, "~ .[0] .[0]"},
		{"lone surrogates", `["\ud800","\udc00"]`, `["\ud801","\uDC00"]`, "~ .[0] .[0]"},
		{"numbers as sent", `[1.0,-0,1e2]`, `[1.00,0,1e2]`, "~ .[0] .[0]|~ .[1] .[1]"},
		{"scalars", `{"a":1,"b":true,"c":null,"d":"1"}`, `{"a":2,"b":false,"c":0,"d":1}`, "~ .a .a|~ .b .b|~ .c .c|~ .d .d"},
		{"another type", `{"a":{"b":[1]},"c":[1]}`, `{"a":[{"b":1}],"c":{}}`, "~ .a .a|~ .c .c"},
		{"members come and go", `{"a":1,"b":[2],"c":3}`, `{"c":3,"d":{"e":[]},"a":1}`, "- . .b|+ .d"},
		{"the root", `[1]`, `{"a":1}`, "~ . ."},
		{"a lone scalar", `1`, `2`, "~ . ."},
		{"duplicate keys", `{"a":1,"b":0,"a":2}`, `{"b":0,"a":1,"a":3}`, "~ .a .a"},
		{"fewer duplicates", `{"a":1,"a":2,"a":3}`, `{"a":1}`, "- . .a|- . .a"},
		{"more duplicates", `{"b":0,"a":1}`, `{"a":1,"a":2,"b":0}`, "+ .a"},

		{"in front", `[1,2,3]`, `[0,1,2,3]`, "+ .[0]"},
		{"at the end", `[1,2,3]`, `[1,2]`, "- . .[2]"},
		{"in the middle", `[[1],[2],[3]]`, `[[1],[9],[8],[2],[3]]`, "+ .[1]|+ .[2]"},
		{"in place", `[[1,1],[2,2],[3,3]]`, `[[1,1],[2,9],[3,3]]`, "~ .[1][1] .[1][1]"},
		{"in place between two that moved", `[0,{"a":1,"b":[1]},5,6]`, `[7,0,{"a":2,"b":[1]},5]`, "- . .[3]|+ .[0]|~ .[2].a .[1].a"},
		{"equal though written otherwise", `[1,{"a":1,"b":"\/"},2]`, `[0,1,{"b":"/", "a":1},3]`, "+ .[0]|~ .[3] .[2]"},
		{"a gap of unequal sides", `[1,2,3,9]`, `[1,4,9]`, "- . .[2]|~ .[1] .[1]"},
		{"order of scalars", `[1,2,3]`, `[3,1,2]`, "- . .[2]|+ .[0]"},
		{"from nothing", `{"a":[]}`, `{"a":[1,[2]]}`, "+ .a[0]|+ .a[1]"},

		{
			"by id", `[{"id":1,"v":1},{"id":2,"v":1},{"id":3,"v":1}]`, `[{"id":4,"v":1},{"id":3,"v":1},{"id":1,"v":2}]`,
			"- . .[1]|+ .[0]|~ .[2].v .[0].v",
		},
		{"by id that is escaped", `[{"id":"\u0061b"},{"id":"c"}]`, `[{"id":"c"},{"id":"ab","n":1}]`, "+ .[1].n"},
		{"an id of another type", `[{"id":1}]`, `[{"id":"1"}]`, "- . .[0]|+ .[0]"},
		{"by sku, where id is no identity", `[{"id":0,"sku":"a"},{"id":0,"sku":"b"}]`, `[{"id":0,"sku":"b"},{"id":0,"sku":"a","n":1}]`, "+ .[1].n"},
		{"no identity on one side", `[{"id":1},{"id":2}]`, `[{"id":1,"a":1},{"a":2}]`, "+ .[0].a|- .[1] .[1].id|+ .[1].a"},
		{"an id that is null", `[{"id":null,"a":1}]`, `[{"id":null,"a":2}]`, "~ .[0].a .[0].a"},

		{"lines", "{\"id\":1,\"a\":1}\n{\"id\":2}\n", "{\"id\":2}\n{\"id\":1,\"a\":2}\n", "~ .[1].a .[0].a"},
		{"lines that became an object", "1\n2\n", `{"a":1}`, "~ . ."},
		{"cut off", `{"a":[1,2,3],"b":1}`, `{"a":[1,2`, "- . .b|- .a .a[2]"},
		{"cut off the same way", `{"a":[1,2`, `{"a":[1,2`, ""},
		{"an empty text", ``, ``, ""},
		{"from an empty text", ` `, `[1]`, "+ ."},
		{"to an empty text", `[1]`, ` `, "- nothing ."},
	} {
		before, after := parse(s.before), parse(s.after)
		got := mustCompare(t, before, after)
		if lines := strings.Join(told(got), "|"); lines != s.want {
			t.Errorf("%s: %s\nwant %s", s.name, lines, s.want)
		}
		checkChanges(t, got)
		checkMirror(t, got, mustCompare(t, after, before))
	}
}

// checkMirror holds a comparison against the one the other way round.
func checkMirror(t testing.TB, there, back *Changes) {
	t.Helper()
	if there.More() || back.More() {
		return
	}
	mirrored := func(c *Changes, kind Kind, swap bool) []string {
		var list []string
		for _, ch := range c.All() {
			switch {
			case ch.Kind != kind:
			case swap:
				list = append(list, fmt.Sprint(ch.Old, ch.Node))
			case kind == Gone:
				list = append(list, fmt.Sprint(ch.Old))
			case kind == Added:
				list = append(list, fmt.Sprint(ch.Node))
			default:
				list = append(list, fmt.Sprint(ch.Node, ch.Old))
			}
		}
		slices.Sort(list)
		return list
	}
	if !slices.Equal(mirrored(there, Added, false), mirrored(back, Gone, false)) ||
		!slices.Equal(mirrored(there, Gone, false), mirrored(back, Added, false)) ||
		!slices.Equal(mirrored(there, Changed, false), mirrored(back, Changed, true)) || there.Moved() != back.Moved() {
		t.Fatalf("from %.300s\nto %.300s\n%v, moved %d\nand back %v, moved %d",
			there.old.Source(), there.new.Source(), told(there), there.Moved(), told(back), back.Moved())
	}
}

func TestMoved(t *testing.T) {
	for want, text := range map[int]string{
		0: `[{"id":0},{"id":1},{"id":3},{"id":4}]`,
		1: `[{"id":4},{"id":0},{"id":1},{"id":2},{"id":3}]`,
		4: `[{"id":4},{"id":3},{"id":2},{"id":1},{"id":0}]`,
	} {
		c := mustCompare(t, parse(`[{"id":0},{"id":1},{"id":2},{"id":3},{"id":4}]`), parse(text))
		if c.Moved() != want {
			t.Errorf("%s: moved %d, want %d", text, c.Moved(), want)
		}
	}
}

// TestNearlyAll has a list in which a few records share an identity or lack it: they are compared by content, and the
// others still by identity.
func TestNearlyAll(t *testing.T) {
	var before, after []string
	for i := range 40 {
		before = append(before, fmt.Sprintf(`{"id":%d,"v":1}`, i))
		after = append(after, fmt.Sprintf(`{"id":%d,"v":%d}`, 39-i, 1+i%2))
	}
	before = append(before, `{"v":"nameless"}`, `{"id":"twice","v":1}`, `{"id":"twice","v":2}`)
	after = append(after, `{"v":"nameless"}`, `{"id":"twice","v":1}`, `{"id":"twice","v":3}`, `7`)
	c := mustCompare(t, parse("["+strings.Join(before, ",")+"]"), parse("["+strings.Join(after, ",")+"]"))
	lines := told(c)
	if len(lines) != 22 || lines[20] != "~ .[42].v .[42].v" || lines[21] != "+ .[43]" || c.Moved() != 39 {
		t.Errorf("%d changes: %q, moved %d", len(lines), lines, c.Moved())
	}
}

func TestBound(t *testing.T) {
	before, after := parse(`[1,2,3,{"a":1,"b":2}]`), parse(`[4,5,6,{}]`)
	for most, want := range map[int]int{5: 5, 4: 4, 0: 0} {
		c, err := compare(t.Context(), before, after, most)
		if err != nil || c.Len() != want || c.More() != (most < 5) {
			t.Errorf("at most %d: %d, more %t, %v", most, c.Len(), c.More(), err)
		}
	}
	long := func(v string) *jsondoc.Document { return parse("[" + strings.Repeat(v+",", MaxChanges) + v + "]") }
	if c := mustCompare(t, long("1"), long("2")); c.Len() != MaxChanges || !c.More() {
		t.Errorf("%d changes, more %t", c.Len(), c.More())
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if c, err := Compare(ctx, parse(`1`), parse(`1`)); !errors.Is(err, context.Canceled) || c != nil {
		t.Errorf("%v, %v", c, err)
	}
	for name, pair := range hard(1000) {
		looks := lookUntil(1 << 30)
		if _, err := Compare(looks, pair[0], pair[1]); err != nil {
			t.Fatal(err)
		}
		for stopAt := 1; stopAt <= looks.n; stopAt++ {
			if c, err := Compare(lookUntil(stopAt), pair[0], pair[1]); !errors.Is(err, context.Canceled) || c != nil {
				t.Errorf("%s, stopped at look %d of %d: %v", name, stopAt, looks.n, err)
			}
		}
	}
}

// looking is a context that counts how often it is looked at and is over at one of them.
type looking struct {
	context.Context
	n, last int
}

func lookUntil(last int) *looking { return &looking{Context: context.Background(), last: last} }

func (l *looking) Err() error {
	if l.n++; l.n >= l.last {
		return context.Canceled
	}
	return nil
}
