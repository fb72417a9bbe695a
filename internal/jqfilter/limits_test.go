package jqfilter

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"
)

// tight are limits that a test can wait for.
var tight = Limits{Time: 300 * time.Millisecond, Memory: 128 << 20, Output: 4 << 20, Results: 10_000}

// hostile are filters that would hang a program, fill its memory or overflow its stack.
var hostile = []string{
	"[range(1e9)] | add", "repeat(.)", "[repeat(.)]", "def f: f; f", "def f: [f]; f", "def f: 1 + f; f", "[limit(1e9; repeat(1))] | length",
	`"x" * 1000000000`, `"x" * 2000000000 | length`, `reduce range(100) as $i ("ab"; . + .)`, `reduce range(40) as $i (10; . * .)`,
	"reduce range(100) as $i ([1]; . + .)", "last(range(1e18))", "until(false; .)", "[recurse(. + 1)]", "recurse", "input_filename | repeat(1) | empty",
	// values that share their parts are small in memory, and endless to go through
	"reduce range(60) as $i (1; [., .])", "reduce range(60) as $i (1; [., .]) | tojson", `reduce range(60) as $i (1; [., .]) | "\(.)"`,
	"reduce range(60) as $i (1; [., .]) | flatten", "reduce range(60) as $i (1; [., .]) | . == .", "reduce range(60) as $i (1; [., .]) | [., .] | unique",
	"reduce range(60) as $i (1; {a: ., b: .}) | tojson", "reduce range(60) as $i (1; {a: ., b: .}) | . == .", "reduce range(60) as $i ({}; {a: ., b: .}) | . * .",
	"reduce range(60) as $i (1; [., .]) | error", "reduce range(60) as $i (1; [., .]) | halt_error", "reduce range(60) as $i (1; [., .]) | .[0] + 1",
	"reduce range(60) as $i (1; [., .]) | contains([[[1]]])", "reduce range(60) as $i (1; [., .]) | del(.[0][0])", "reduce range(60) as $i (1; [., .]) | @csv",
	"reduce range(60) as $i (1; [., .]) | [.[] | . == 1]", "reduce range(60) as $i (1; [., .]) | walk(.)", "reduce range(60) as $i (1; [., .]) | [..]",
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
	"[limit(1e7; repeat(.))] | sort", "[range(1e7)] | sort_by(-.)", "[range(1e8)] | length", "[range(3000)] | combinations(3)", "[combinations(9)]",
	"range(1e9)", "range(1e9) | [.]", "[range(1e6)] | combinations", "jn(1e15; 1e16)", "[1, infinite, nan] | repeat(.)", "env | repeat(.)", "debug | repeat(stderr)",
	`[range(1e5) | tostring] | INDEX(.) | [limit(1e4; repeat(.))] | add | [limit(1e6; repeat(.))] | tojson`, "reduce range(1e9) as $i ({}; .[$i | tostring] = $i)",
	"[limit(1e6; repeat({a: 1}))] | map_values(.a += 1) | repeat(.[0].a |= . + 1)", "path(repeat(.a?))", "[paths(repeat(1))]", "tostream | repeat(.)",
	`reduce range(60) as $i (1; [., .]) | try tojson catch repeat(.)`, "label $f | repeat(., break $g)?", "limit(1e18; repeat(1)) | select(. > 1)",
}

// TestNothingHangsOrFills: whatever the filter, a run ends in time, and the program goes on.
func TestNothingHangsOrFills(t *testing.T) {
	d := parse(t, `{"x":[1,2,3],"name":"x"}`)
	for _, expr := range hostile {
		f, err := Compile(expr)
		if err != nil {
			var wrong *SyntaxError
			if !errors.As(err, &wrong) {
				t.Errorf("%s: %v", expr, err)
			}
			continue
		}
		settle(t)
		before := newHeap(1).now()
		start := time.Now()
		r, err := f.Run(context.Background(), d, 0, tight)
		took := time.Since(start)
		grown := int64(newHeap(1).now()-before) >> 20
		t.Logf("%5d ms %5d MiB %s: %d results, %.40q, %v, %v", took.Milliseconds(), grown, expr, r.Count, r.Cut, r.Err, err)
		if took > tight.Time+200*time.Millisecond+raceSlack {
			t.Errorf("%s took %s", expr, took)
		}
		if int64(len(r.Text)) > tight.Output || r.Count > tight.Results {
			t.Errorf("%s: %d results of %d bytes", expr, r.Count, len(r.Text))
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

const raceSlack = 500 * time.Millisecond

var _ = strings.Repeat
