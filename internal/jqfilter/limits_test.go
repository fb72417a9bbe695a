package jqfilter

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
)

// tight are limits that a test can wait for.
var tight = Limits{Time: 100 * time.Millisecond, Memory: 128 << 20, Output: 4 << 20, Results: 10_000}

// hostile are filters that would hang a program, fill its memory or overflow its stack.
var hostile = []string{
	"[range(1e9)] | add", "repeat(.)", "[repeat(.)]", "def f: f; f", "def f: [f]; f", "def f: 1 + f; f", "[limit(1e9; repeat(1))] | length",
	`"x" * 1000000000`, `"x" * 2000000000 | length`, `reduce range(100) as $i ("ab"; . + .)`, `reduce range(40) as $i (10; . * .)`,
	"reduce range(100) as $i ([1]; . + .)", "last(range(1e18))", "until(false; .)", "[recurse(. + 1)]", "input_filename | repeat(1) | empty",
	// values that share their parts are small in memory, and endless to go through
	"reduce range(60) as $i (1; [., .])", "reduce range(60) as $i (1; [., .]) | tojson", `reduce range(60) as $i (1; [., .]) | "\(.)"`,
	"reduce range(60) as $i (1; [., .]) | flatten", "reduce range(60) as $i (1; [., .]) | . == .", "reduce range(60) as $i (1; [., .]) | [., .] | unique",
	"reduce range(60) as $i (1; {a: ., b: .}) | tojson", "reduce range(60) as $i (1; {a: ., b: .}) | . == .", "reduce range(60) as $i ({}; {a: ., b: .}) | . * .",
	"reduce range(60) as $i (1; [., .]) | error", "reduce range(60) as $i (1; [., .]) | halt_error", "reduce range(60) as $i (1; [., .]) | .[0] + 1",
	"reduce range(60) as $i (1; [., .]) | contains([[[1]]])", "reduce range(60) as $i (1; [., .]) | del(.[0][0])", "reduce range(60) as $i (1; [., .]) | @csv",
	"reduce range(60) as $i (1; [., .]) | walk(.)", "reduce range(60) as $i (1; [., .]) | [..]",
	// deep ones overflow the stack of what recurses
	"reduce range(1e6) as $i (1; [.])", "reduce range(1e6) as $i (1; [.]) | tojson", "reduce range(1e6) as $i (1; [.]) | . == .", "reduce range(1e6) as $i (1; [.]) | flatten",
	"reduce range(1e7) as $i (1; [[[[[[[[[.]]]]]]]]]) | . == .", "reduce range(1e6) as $i (1; {a: .}) | . < .", "reduce range(1e6) as $i (1; [.]) | del(.[0])",
	"[limit(1e6; repeat([.]))]", "null | setpath([range(3000000) | 0]; 1)", "[range(3000000) | 0] as $p | getpath($p) |= 1", "[range(1e6)|0] as $p | null | delpaths([$p])",
	"reduce range(200) as $i (1; . as $x | null | setpath([range(9999) | 0]; $x)) | . == .", "reduce range(1e6) as $i (1; [.]) | sort | tostring",
	// one instruction each
	".[500000000] = 1", ".x[500000000] = 1", ".x[536870000] |= 1", `[limit(100000; repeat("x" * 1000000))] | add`, `[range(1000000)] | join("x" * 1000000)`,
	"[[range(1e6)], (range(2e5) | [])] | transpose", `"x" * 100000000 | explode`, `"x" * 100000000 | split("")`, `"x" * 100000000 / ""`, `"x" * 60000000 | indices("x")`,
	`"[" + "[]," * 20000000 + "[]]" | fromjson`, `"1" * 100000000 | tonumber`, `"x" * 1000000 | [match(""; "g")]`, `now | strftime("%1024Y" * 1000000)`,
	"[range(60000)] - [range(60000) | . + 0.5]", "[range(100000)] | contains([range(100000) | . + 0.5])", `"a" * 1000000 | gsub(""; "b")`,
	`"a" * 20000000 | test("(((a{1,10}){1,10}){1,10}b|c)*d")`, "[range(300000) | {a: .}] | group_by(.a) | map(.[0]) | unique | tojson | length | repeat(.)",
	"[limit(1e7; repeat(.))] | sort", "[range(1e7)] | sort_by(-.)", "[range(1e8)] | length", "[range(3000)] | combinations(3)",
	"range(1e9)", "range(1e9) | [.]", "[range(1e6)] | combinations", "jn(1e15; 1e16)", "[1, infinite, nan] | repeat(.)", "env | repeat(.)", "debug | repeat(stderr)",
	`[range(1e5) | tostring] | INDEX(.) | [limit(1e4; repeat(.))] | add | [limit(1e6; repeat(.))] | tojson`, "reduce range(1e9) as $i ({}; .[$i | tostring] = $i)",
	"[limit(1e6; repeat({a: 1}))] | map_values(.a += 1) | repeat(.[0].a |= . + 1)", "path(repeat(.a?))", "[paths(repeat(1))]", "tostream | repeat(.)",
	`reduce range(60) as $i (1; [., .]) | try tojson catch repeat(.)`, "limit(1e18; repeat(1)) | select(. > 1)",
}

// TestNothingHangsOrFills: whatever the filter, a run ends, keeps to its limits, and the program goes on. How long each
// takes is told; the verdict leaves room for a busy machine.
func TestNothingHangsOrFills(t *testing.T) {
	d := parse(t, `{"x":[1,2,3],"name":"x"}`)
	for _, expr := range hostile {
		f, err := Compile(expr)
		if err != nil {
			t.Errorf("%s: %v", expr, err)
			continue
		}
		settle(t)
		start := time.Now()
		r, err := f.Run(context.Background(), d, 0, tight)
		took := time.Since(start)
		t.Logf("%5d ms %s: %d results, %q, %v, %v", took.Milliseconds(), expr, r.Count, r.Cut, r.Err, err)
		if err != nil || took > tight.Time+30*time.Second {
			t.Errorf("%s took %s: %v", expr, took, err)
		}
		if int64(len(r.Text)) > tight.Output || r.Count > tight.Results {
			t.Errorf("%s: %d results of %d bytes", expr, r.Count, len(r.Text))
		}
		if r.Cut == "" && r.Err == nil {
			t.Errorf("%s ended as if it were nothing", expr)
		}
		checkText(t, expr, r)
	}
	settle(t)
}

// settle waits until no evaluation is left behind.
func settle(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(time.Minute); abandoned.Load() > 0; runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("an evaluation that was left behind does not end")
		}
	}
}

// TestDeepValuesAreRefused: what gojq does by recursion is not done on values that overflow the stack, which would end
// the program.
func TestDeepValuesAreRefused(t *testing.T) {
	d := parse(t, `{"x":1}`)
	deep := fmt.Sprintf("reduce range(%d) as $i (1; [[[[[[[[[[.]]]]]]]]]]) | ", deepest/10+1)
	for expr, want := range map[string]string{
		"tojson":                        "nested deeper",
		`"a\(.)"`:                       "nested deeper",
		"@base64":                       "nested deeper",
		"flatten":                       "nested deeper",
		"[., .] | sort":                 "nested deeper",
		"[., .] | unique_by(.)":         "nested deeper",
		". as $v | . == $v":             "nested deeper",
		"[.] < [[.]]":                   "nested deeper",
		"[.] - [.]":                     "nested deeper",
		"contains(.)":                   "nested deeper",
		"{a: .} * {a: {b: .}} | . == .": "nested deeper",
		"del(.[0][0])":                  "nested deeper",
		"(.[0][0]) |= empty":            "nested deeper",
		"[[.]] | index([.[0]])":         "nested deeper",
		".":                             "nested deeper",
		"[range(10001) | 0] as $p | null | setpath($p; 1)":      "too long to assign",
		"[range(10001) | 0] as $p | null | getpath($p) = 1":     "too long to assign",
		"[range(10001) | 0] as $p | null | getpath($p) |= 1":    "too long to assign",
		"[range(10001) | 0] as $p | [[1]] | delpaths([$p, $p])": "too long to assign",
	} {
		r := run(t, d, deep+expr, Limits{})
		if r.Err == nil || !strings.Contains(r.Err.Error(), want) || r.Count > 0 {
			t.Errorf("%s: %d results, %q, %v", expr, r.Count, r.Cut, r.Err)
		}
	}
	for _, expr := range []string{"length", ".[0] | type", ". == 1", "[.] == []", ".[0][0][0] |= 5 | length"} {
		if r := run(t, d, deep+expr, Limits{}); r.Err != nil || r.Count != 1 {
			t.Errorf("%s: %d results, %v", expr, r.Count, r.Err)
		}
	}
}

// TestResultsCanBeParsed: a result is never nested deeper than a document may be.
func TestResultsCanBeParsed(t *testing.T) {
	d := parse(t, `{"a":`+strings.Repeat("[", 9_990)+strings.Repeat("]", 9_990)+`}`)
	for expr, fits := range map[string]bool{
		".": true, "[[[.]]]": true, "[.] | [.] | map([[[[[[[[[[[.]]]]]]]]]]])": false, "[[[[[[[[[[[[.a]]]]]]]]]]]]": false, "[[[[[[[[[[.a]]]]]]]]]]": true,
		"reduce range(9) as $i (.; [.])": true, "reduce range(10) as $i (.; [.])": false, "reduce range(10000) as $i (1; [.])": true, "reduce range(10001) as $i (1; [.])": false,
	} {
		r := run(t, d, expr, Limits{})
		if (r.Err == nil) != fits {
			t.Errorf("%s: %v", expr, r.Err)
		}
		checkText(t, expr, r)
	}
}

func TestLimitsAreTold(t *testing.T) {
	d := parse(t, `[1,2,3]`)
	for _, c := range []struct {
		expr  string
		l     Limits
		count int
		cut   string
	}{
		{".[]", Limits{Results: 2}, 2, "stopped after 2 results"},
		{".[]", Limits{Results: 3}, 3, ""},
		{".[]", Limits{Output: 4}, 2, "longer than the 4 bytes"},
		{".[]", Limits{Output: 6}, 3, ""},
		{"1, last(range(1e18))", Limits{Time: 30 * time.Millisecond}, 1, "stopped after 30ms"},
		{"1, 2, [range(1e18)]", Limits{Memory: 32 << 20, Time: 5 * time.Minute}, 2, "more than the 32 MiB of memory"},
		{"[.[] | repeat(.)]", Limits{Output: 64 << 10, Time: time.Minute}, 0, "longer than the 64 KiB"},
	} {
		r := run(t, d, c.expr, c.l)
		if r.Count != c.count || r.Err != nil || !strings.Contains(r.Cut, c.cut) || c.cut == "" && r.Cut != "" {
			t.Errorf("%s: %d results, %q, %v", c.expr, r.Count, r.Cut, r.Err)
		}
		checkText(t, c.expr, r)
	}
}

// TestCallerCanLeave: the context of the caller ends a run, with what there is so far.
func TestCallerCanLeave(t *testing.T) {
	d := parse(t, `[1,2,3]`)
	f, err := Compile(".[], last(range(1e18))")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	r, err := f.Run(ctx, d, 0, Limits{})
	if !errors.Is(err, context.DeadlineExceeded) || r.Count != 3 || r.Cut != "" {
		t.Errorf("%d results, %q, %v", r.Count, r.Cut, err)
	}
	if r, err := f.Run(ctx, d, 0, Limits{}); !errors.Is(err, context.DeadlineExceeded) || r.Count != 0 {
		t.Errorf("after the end: %d results, %v", r.Count, err)
	}
}

// TestFewAreLeftBehind: an instruction that nothing interrupts does not hold up the caller; a third one is not begun.
func TestFewAreLeftBehind(t *testing.T) {
	settle(t)
	d := parse(t, `"`+strings.Repeat("a", 1<<15)+`"`)
	f, err := Compile(`test("(((a{1,10}){1,10}){1,4}b|c)*d")`)
	if err != nil {
		t.Fatal(err)
	}
	for range maxAbandoned {
		start := time.Now()
		r, err := f.Run(context.Background(), d, 0, Limits{Time: 20 * time.Millisecond})
		t.Logf("returned after %s", time.Since(start))
		if err != nil || !strings.Contains(r.Cut, "20ms") {
			t.Fatalf("%q, %v, %v", r.Cut, r.Err, err)
		}
	}
	if n := abandoned.Load(); n != maxAbandoned {
		t.Skipf("only %d instructions take long on this machine", n)
	}
	if _, err := f.Run(context.Background(), d, 0, Limits{}); !errors.Is(err, ErrBusy) {
		t.Errorf("a third run: %v", err)
	}
	settle(t)
	if r := run(t, d, "length", Limits{}); r.Count != 1 {
		t.Errorf("after these: %v", r.Err)
	}
}

// TestLongListsStream: a list that does not fit as a whole is filtered element by element, and refused otherwise.
func TestLongListsStream(t *testing.T) {
	const count = 150_000
	d := parse(t, `{"data":[`+strings.Repeat(`{"id":1},`, count)+`{"id":2}]}`)
	l := Limits{Memory: 16 << 20, Time: time.Minute}
	for _, expr := range []string{
		".data[] | select(.id == 2)", ".data[] | .id | select(. == 2)", ".data | map(select(.id == 2))", ".data[-1]", "[.data[] | select(.id | . == 2)]", ".data[150000].id",
	} {
		if r := run(t, d, expr, l); r.Count != 1 || r.Err != nil || r.Cut != "" {
			t.Errorf("%s: %d results, %q, %v", expr, r.Count, r.Cut, r.Err)
		}
	}
	for _, expr := range []string{".data | length", "., 1", ". as $d | 1", ".data | map(.id) | add"} {
		r := run(t, d, expr, l)
		if r.Count != 0 || r.Err == nil || !strings.Contains(r.Err.Error(), "begin with a path") {
			t.Errorf("%s: %d results, %q, %v", expr, r.Count, r.Cut, r.Err)
		}
	}
}

// longest is the greatest length of a filter. With the race detector, which makes parsing many times slower, it is a
// part of that.
func longest() int {
	info, ok := debug.ReadBuildInfo()
	if ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		return MaxExpr / 8
	}
	return MaxExpr
}

// TestLongFilters: a filter of any kind and the greatest length is read, or refused, and then run.
func TestLongFilters(t *testing.T) {
	d := parse(t, `{"x":[1,2,3],"name":"x"}`)
	for _, p := range [][3]string{
		{"[", "", ""},
		{"[", ".", "]"},
		{"(", ".", ")"},
		{"{a:", "1", "}"},
		{"-", "1", ""},
		{"map(", ".", ")"},
		{".|", ".", ""},
		{".a", "", ""},
		{".[]", "", ""},
		{".[]?", "", ""},
		{"if 1 then ", "1", " end"},
		{"def f: 1;", "f", ""},
		{"def f: ", "1", ";f"},
		{`"\(`, "1", `)"`},
		{"try ", "1", ""},
		{". as $x|", "1", ""},
		{"reduce . as $x (1;", "1", ")"},
		{"1,", "1", ""},
		{"1//", "1", ""},
		{"1+", "1", ""},
		{"1 and ", "1", ""},
		{"(.|=", "1", ")"},
		{"path(", ".", ")"},
		{"..|", ".", ""},
		{"select(", ".", ")"},
		{"select(.a)|", ".", ""},
		{"first(", ".", ")"},
		{"gsub(\"a\";", `""`, ")"},
		{"foo,", "1", ""},
		{"del(.a),", "1", ""},
		{".[", ".", "]"},
		{"label $f|", "1", ""},
		{"\x00", "", ""},
		{"#", "", ""},
		{"\xff", "", ""},
		{"?//", "", ""},
		{"\"", "", ""},
		{"\\", "", ""},
		{"@", "", ""},
		{"é", "", ""},
		{"..", "", ""},
	} {
		n := (longest() - len(p[1])) / len(p[0]+p[2])
		expr := strings.Repeat(p[0], n) + p[1] + strings.Repeat(p[2], n)
		start := time.Now()
		f, err := Compile(expr)
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%q…: %s", p[0], took)
		}
		if err != nil {
			checkPlace(t, err)
			continue
		}
		if _, err := f.Run(context.Background(), d, 0, tight); err != nil {
			t.Errorf("%q…: %v", p[0], err)
		}
		settle(t)
	}
	if _, err := Compile(strings.Repeat(" ", MaxExpr+1)); err == nil {
		t.Error("a filter that is too long was taken")
	}
}
