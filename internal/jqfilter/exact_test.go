package jqfilter

import (
	"context"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"brincr-explorer/internal/jsondoc"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func parse(tb testing.TB, text string) *jsondoc.Document {
	tb.Helper()
	d, err := jsondoc.Parse([]byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func run(tb testing.TB, d *jsondoc.Document, expr string, l Limits) Result {
	tb.Helper()
	f, err := Compile(expr)
	if err != nil {
		tb.Fatalf("%s: %v", expr, err)
	}
	r, err := f.Run(context.Background(), d, 0, l)
	if err != nil {
		tb.Fatalf("%s: %v", expr, err)
	}
	return r
}

const odd = `{"z":1.0,"a":9007199254740993,"n":[-0,1e400,12.5000,1E+2,123456789012345678901234567890],` +
	`"dup":{"b":1,"b":2,"a":[ ]},"s":"Caf\u00e9 \/ \ud83d\ude00","e":{},"l":[],"sp":[ 1 , {"y": 1, "x" :2.50} ],` +
	`"del":"a` + "\x7f" + `b","lone":"\ud800x","k\u0065y":{"q\/":"\u0041"}}`

// TestBytesAreKept: what a filter only passes through is written as it was sent.
func TestBytesAreKept(t *testing.T) {
	d := parse(t, odd)
	for _, c := range []struct{ expr, want string }{
		{"", odd},
		{" \n# nothing\n", odd},
		{".", odd},
		{". | .", odd},
		{"if true then . else 1 end", odd},
		{".z", "1.0"},
		{".a, .n[0]", "9007199254740993\n-0"},
		{".n[]", "-0\n1e400\n12.5000\n1E+2\n123456789012345678901234567890"},
		{".n | .[1:4]", "[1e400,12.5000,1E+2]"},
		{".n[1:][:2] | .[0]", "1e400"},
		{".n | .[0:]", "[-0,1e400,12.5000,1E+2,123456789012345678901234567890]"},
		{".n[:0]", "[]"},
		{"[.n[] | select(. > 1e300)]", "[1e400]"},
		{".n | map(select(. != 12.5))", "[-0,1e400,1E+2,123456789012345678901234567890]"},
		{"select(.a == 9007199254740993) | .a", "9007199254740993"},
		{"select(.a == 9007199254740992) | .a", ""},
		{".n[4] == 123456789012345678901234567890", "true"},
		{".n[4] == 123456789012345678901234567891", "false"},
		{".n | sort", "[-0,12.5000,1E+2,123456789012345678901234567890,1e400]"},
		{".n | max", "1e400"},
		{".a + 1", "9007199254740994"},
		{".z + 1", "2"},
		{".dup", `{"b":1,"b":2,"a":[ ]}`},
		{".dup.b", "2"},
		{".dup.a", "[ ]"},
		{".dup[]", "[ ]\n2"},
		{"[.dup]", `[{"b":1,"b":2,"a":[ ]}]`},
		{"{d: .dup, z}", `{"d":{"b":1,"b":2,"a":[ ]},"z":1.0}`},
		{".dup | .c = 1", `{"a":[ ],"b":2,"c":1}`},
		{".s", `"Caf\u00e9 \/ \ud83d\ude00"`},
		{"{s}", `{"s":"Caf\u00e9 \/ \ud83d\ude00"}`},
		{`[.s | ltrimstr("x")]`, `["Caf\u00e9 \/ \ud83d\ude00"]`},
		{".s[:4] | [.]", `["Café"]`},
		{`.s + "!"`, `"Café / 😀!"`},
		{`.s == "Café / 😀"`, "true"},
		{"[.del]", "[\"a\x7fb\"]"},
		{".del[:2] | [.]", `["a\u007f"]`},
		{"[.lone]", `["\ud800x"]`},
		{`.lone + ""`, `"\ud800x"`},
		{`.lone + "y"`, "\"\uFFFDxy\""},
		{".key", `{"q\/":"\u0041"}`},
		{`.key["q/"]`, `"\u0041"`},
		{`.key | map_values(.)`, `{"q/":"\u0041"}`},
		{".e, .l", "{}\n[]"},
		{"[.e, .l, {}, []]", "[{},[],{},[]]"},
		{".sp", `[ 1 , {"y": 1, "x" :2.50} ]`},
		{".sp | reverse", `[{"y": 1, "x" :2.50},1]`},
		{".sp[1] | keys", `["x","y"]`},
		{".sp[1] | to_entries", `[{"key":"x","value":2.50},{"key":"y","value":1}]`},
		{".sp[1] | with_entries(.value += 1)", `{"x":3.5,"y":2}`},
		{"[.missing, .e.x, .l[3], .n[-1], .n[-9]]", "[null,null,null,123456789012345678901234567890,null]"},
		{".missing.deeper[0]", "null"},
		{".n[-1]", "123456789012345678901234567890"},
		{".n[-6]", "null"},
		{`.z?, (.z[]?), (.z.x?)`, "1.0"},
		{`.n[1.7]`, "1e400"},
		{`.s[0:1]`, `"C"`},
		{`.["z","a"]`, "1.0\n9007199254740993"},
		{`.sp[1][.k]?`, ""},
		{`.n[.sp[0]]`, "1e400"},
		{"[..] | length", "24"},
		{"-.n[0]", "0"},
		{".n | tojson", `"[-0,1e400,12.5000,1E+2,123456789012345678901234567890]"`},
		{"def f: .z; f", "1.0"},
		{"def f: .z;", odd},
		{"def map(f): 7; .n | map(.)", "7"},
		{"def f: . + 1; .sp[:1][] | f", "2"},
		{"def f: . + 1; .sp | [.[0] | f]", "[2]"},
		{".sp as [$a] | $a", "1"},
	} {
		r := run(t, d, c.expr, Limits{})
		got := strings.TrimSuffix(string(r.Text), "\n")
		if r.Err != nil || r.Cut != "" || got != c.want {
			t.Errorf("%s:\n got %s (%v, %s)\nwant %s", c.expr, got, r.Err, r.Cut, c.want)
		}
		if want := strings.Count(c.want, "\n") + 1; c.want != "" && r.Count != want {
			t.Errorf("%s: %d results, want %d", c.expr, r.Count, want)
		}
		checkText(t, c.expr, r)
	}
}

// checkText holds the text against the parser that will read it.
func checkText(tb testing.TB, expr string, r Result) {
	tb.Helper()
	if r.Count == 0 {
		if len(r.Text) > 0 {
			tb.Errorf("%s: no results, but %q", expr, r.Text)
		}
		return
	}
	d, err := jsondoc.Parse(r.Text)
	switch {
	case err != nil:
		tb.Errorf("%s: %v in %q", expr, err, r.Text)
	case d.Lines() != (r.Count > 1) || d.Lines() && d.Count(0) != r.Count:
		tb.Errorf("%s: %d results, read as %d", expr, r.Count, d.Count(0))
	}
}

// TestChangesAreWritten changes values near ones that stay: nothing stale may be written.
func TestChangesAreWritten(t *testing.T) {
	d := parse(t, `{"a":{"b":0.50,"c":[1.0,2.0,{"d":3.0}]},"x":[{"n":1.0},{"n":2.0}],"y":{"k":1.0}}`)
	for _, c := range []struct{ expr, want string }{
		{".a.b = 1", `{"a":{"b":1,"c":[1.0,2.0,{"d":3.0}]},"x":[{"n":1.0},{"n":2.0}],"y":{"k":1.0}}`},
		{"(.a.b = 1), .", `{"a":{"b":1,"c":[1.0,2.0,{"d":3.0}]},"x":[{"n":1.0},{"n":2.0}],"y":{"k":1.0}}` + "\n" + string(d.Source())},
		{"del(.a), .", `{"x":[{"n":1.0},{"n":2.0}],"y":{"k":1.0}}` + "\n" + string(d.Source())},
		{"del(.a.c[0], .x[1].n)", `{"a":{"b":0.50,"c":[2.0,{"d":3.0}]},"x":[{"n":1.0},{}],"y":{"k":1.0}}`},
		{"(.a.c[1:] = [9]), .a.c", `{"a":{"b":0.50,"c":[1.0,9]},"x":[{"n":1.0},{"n":2.0}],"y":{"k":1.0}}` + "\n" + `[1.0,2.0,{"d":3.0}]`},
		{".x | map(.n |= . + 1), .", `[{"n":2},{"n":3}]` + "\n" + `[{"n":1.0},{"n":2.0}]`},
		{".x |= map(.n = 0) | .y", `{"k":1.0}`},
		{"[.x[] | .n += 1]", `[{"n":2},{"n":3}]`},
		{".x[1] |= empty", `{"a":{"b":0.50,"c":[1.0,2.0,{"d":3.0}]},"x":[{"n":1.0}],"y":{"k":1.0}}`},
		{"reduce .x[] as $o (.y; .k = $o.n | .o += [$o]), .y", `{"k":2.0,"o":[{"n":1.0},{"n":2.0}]}` + "\n" + `{"k":1.0}`},
		{".x | .[0] = .[1] | ., .[0]", `[{"n":2.0},{"n":2.0}]` + "\n" + `{"n":2.0}`},
		{".x as $x | .x[0].n = 5 | $x", `[{"n":1.0},{"n":2.0}]`},
		{".a * {c: 1, e: 2}", `{"b":0.50,"c":1,"e":2}`},
		{".x + [1], (.x | .[:1] + .)", `[{"n":1.0},{"n":2.0},1]` + "\n" + `[{"n":1.0},{"n":1.0},{"n":2.0}]`},
		{"[.x, .x] | add", `[{"n":1.0},{"n":2.0},{"n":1.0},{"n":2.0}]`},
		{"[.y, {z: 0}] | add, .[0]", `{"k":1.0,"z":0}` + "\n" + `{"k":1.0}`},
		{"[.x[:1], .x[:2], .x[1:]]", `[[{"n":1.0}],[{"n":1.0},{"n":2.0}],[{"n":2.0}]]`},
		{"walk(if type == \"number\" then . + 1 else . end) | .x", `[{"n":2},{"n":3}]`},
		{".x | to_entries | map(.value) == [{n:1},{n:2}]", "true"},
	} {
		r := run(t, d, c.expr, Limits{})
		if got := strings.TrimSuffix(string(r.Text), "\n"); r.Err != nil || got != c.want {
			t.Errorf("%s:\n got %s (%v)\nwant %s", c.expr, got, r.Err, c.want)
		}
		checkText(t, c.expr, r)
	}
}
