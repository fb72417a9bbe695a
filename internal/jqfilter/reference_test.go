package jqfilter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/itchyny/gojq"

	"brincr-explorer/internal/jsondoc"
)

// reference is what gojq alone gives over values that encoding/json decoded.
func reference(tb testing.TB, expr, text string) (results []any, failed bool) {
	tb.Helper()
	if strings.TrimSpace(expr) == "" {
		expr = "."
	}
	query, err := gojq.Parse(expr)
	if err != nil {
		tb.Fatal(expr, err)
	}
	code, err := program(query)
	if err != nil {
		tb.Fatal(expr, err)
	}
	for _, input := range decodeAll(tb, []byte(text)) {
		for iter := code.Run(input); ; {
			v, ok := iter.Next()
			if !ok {
				break
			}
			if err, ok := v.(error); ok {
				var halt *gojq.HaltError
				if errors.As(err, &halt) {
					return results, halt.Value() != nil
				}
				failed = true
				break
			}
			results = append(results, v)
		}
	}
	return results, failed
}

func decodeAll(tb testing.TB, text []byte) (all []any) {
	tb.Helper()
	for d := json.NewDecoder(bytes.NewReader(text)); d.More(); {
		d.UseNumber()
		var v any
		if err := d.Decode(&v); err != nil {
			tb.Fatalf("%v in %q", err, text)
		}
		all = append(all, v)
	}
	return all
}

// compare holds a run against the reference.
func compare(t *testing.T, expr, text string) {
	t.Helper()
	d, err := jsondoc.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	want, failed := reference(t, expr, text)
	r := run(t, d, expr, Limits{})
	checkText(t, expr, r)
	got := decodeAll(t, r.Text)
	if r.Cut != "" || (r.Err != nil) != failed || len(got) != len(want) || r.Count != len(want) {
		t.Errorf("%s on %s: %d results, %v, %q; gojq has %d, failed %t", expr, text, len(got), r.Err, r.Cut, len(want), failed)
		return
	}
	for i := range got {
		encoded, _ := gojq.Marshal(want[i])
		again := decodeAll(t, encoded)[0]
		if gojq.Compare(got[i], again) != 0 {
			have, _ := gojq.Marshal(got[i])
			t.Errorf("%s on %s: result %d is %s, gojq has %s", expr, text, i, have, encoded)
		}
	}
}

var referenceDocs = []string{
	`null`, `true`, `7`, `-0.50`, `"text \u00e9"`, `[]`, `{}`, `[1,2,3]`, `[[1,[2]],[3,[4,[5]]],[]]`,
	`{"a":1,"b":[1,2,{"a":null}],"c":{"a":{"b":"x"}}}`,
	`[{"id":1,"name":"a","tags":["x","y"]},{"id":2,"name":"b","tags":[]},{"id":3,"name":null}]`,
	`{"data":[{"id":5,"name":"five","price":12.50},{"id":6,"name":"six","price":9}],"meta":{"total":2}}`,
	"{\"a\":1}\n{\"a\":2}\n{\"a\":[3]}\n", "1\n\"x\"\nnull\n", `{"a":1,"a":2,"b":3,"b":{"a":4}}`,
	`[9007199254740993,9007199254740992,1e2,100,-0,0]`,
}

var referenceFilters = []string{
	".", "", ".a", ".a?", ".a.b", ".a.b?", ".a?.b?", ".[]", ".[]?", ".[]?.a?", ".[0]", ".[-1]", ".[1:]", ".[:-1]", ".[0].id", ".[].id",
	".[].tags[]", ".[]?.tags[]?", ".data", ".data[]", ".data[0].name", ".data[]?.name", `.["a"]`, `."a"`, `.a["b"]`, ".a[0]", ".b[2].a",
	".a.b.c.d", ".data[-1]", ".data[5]", ".data[5].name.x", ".a[]", ".a[]?", ".a|.b", ".[]|.id", ".[]|.id?", ".a,.b", ".a // .b", ".[] // 1",
	"map(.)", "map(.id)", "map(.id?)", "map(.+1)", ".data | map(.id)", ".data|map(select(.price>10))", ".data[]|select(.price > 10)|.name",
	"[.[]]", "[.[]?]", "[.[]|.id?]", "[.data[]?|{id,name}]", ".data|[.[]|.id]|add", "[.data[].id]", "map(.tags)|add", "[.[]|[.]]", "[[.[]?]]",
	"keys", "keys?", "length", "type", "to_entries", "with_entries(.value|=tojson)", "from_entries?", "paths", "[paths]", "[..]", "..|numbers",
	"tostream", "fromstream(tostream)", "[leaf_paths]?", "getpath([\"a\",\"b\"])", "path(..)", "del(.a)", "del(.[0])", "del(.[]?)", ".a=1", ".a|=3",
	".[0]=9", ".[]|=1", ".[]?+=1", "map_values(1)", "map_values(empty)", "reduce .[]? as $x (0;.+1)", "foreach .[]? as $x (0;.+1;[$x,.])",
	". as $d|$d", ". as [$a]|$a", ". as {a:$x}|$x", "label $f|.[]?|.,break $f", "first(.[]?)", "limit(2;.[]?)", "[limit(2;.[]?)]", "isempty(.[]?)",
	"sort?", "sort_by(.id)?", "group_by(.id)?", "unique?", "min?", "max?", "reverse?", "flatten?", "add?", "any?", "all?", "tojson", "tojson|fromjson",
	"tostring", "@json", "@text", "@csv?", "@html", "ascii?", "explode?", "split(\" \")?", "test(\"x\")?", "not", "if .a? then 1 else 2 end",
	"try error(\"x\") catch .", "error", "error(null)", "try error catch .", ".[]|error", ".[0],error(\"x\")", "halt", ".,halt,.", "1,halt_error",
	"\"a\\(.)b\"", "{a:.}", "{\"x\":.[0]?}", "[.]|.[0]", ".==.", ".<.", "[.,.]|unique", "contains(.)?", "inside(.)?", "index(1)?", "indices(1)?",
	"env", "$ENV", "input_filename", "debug", "debug(1)", "stderr", "splits(\"a\")?", "walk(.)", "walk(if type==\"number\" then .+1 else . end)",
	"recurse", "[recurse(.[]?)]", "env|length", "transpose?", "tojson|length", "pick(.a)?", "have_literal_numbers?", ".a??", ".[]??", "(.a)?", "(.a|.b)?",
	".a.b[]?", ".[]?[]?", ".a[.b]?", ".b[.a]?", ".b[.a:]?", ".[0:2][]?", ".[0:2]?[0]?", ".[1:][0]", ".data[:1][].id", ".[\"a\",\"b\"]?", ".[0.5]?", ".[1e1000]?",
	"def f: .; .[]?|f", "def f(g): g|g; [.[]?|f(.)]", "[.[]?|.] | length", "map(.) | length", "[.[]?,1]", "[(.[]?|.)]", "map(map(.)?)", "map([.[]?])",
	"@base64", "@base64d?", "implode?", "ltrimstr(\"t\")", ".[]?|=empty", ".[]?|select(.id? > 1)", ".[]|select(.id>1)|.name", "map(select(.id != 2))", "map(select(.a))?", ".data[]?|select(.price*2>20 and .name)|{name}",
	"select(.a)|.b", "select(.a,.a)", "select(.a==1)", "select(.a|not)", "select(.a.b?)", "def select(f): 1; .[]?|select(.a)", "[.[]?|select(.tags?|length>0)|.tags[]]",
	".a.b??", ".[].id.x??", ".a[0]??.b", ".[]?|select(.id and length > 2)", "select(.a and has(\"b\"))?", "select((.a, length) == 3)", ".[]?|select(.id == (keys? | length))", "select([.a, .]|length > 1)",
	"to_entries?|map(.key)", "$__loc__?", "now|type", "input_line_number?", "ascii_downcase?",
}

// TestLikeGojq runs every filter on every document.
func TestLikeGojq(t *testing.T) {
	ran := 0
	for _, expr := range referenceFilters {
		if query, err := gojq.Parse(expr); err == nil && expr != "" {
			if _, err := program(query); err != nil {
				continue // what jq has and gojq lacks
			}
		}
		for _, text := range referenceDocs {
			compare(t, expr, text)
			ran++
		}
	}
	if ran < 2000 {
		t.Errorf("only %d pairs", ran)
	}
}

// TestLikeGojqAtRandom does so with filters and documents that nobody wrote.
func TestLikeGojqAtRandom(t *testing.T) {
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 7))
		compare(t, randomFilter(r, 3), randomText(r, 4))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func randomText(r *rand.Rand, depth int) string {
	if depth == 0 || r.IntN(4) == 0 {
		return []string{"null", "true", "false", "0", "-0", "1.50", "12", "9007199254740993", "1e400", `""`, `"a"`, `"\u0062"`, `"x y"`}[r.IntN(13)]
	}
	var parts []string
	object := r.IntN(2) == 0
	for range r.IntN(5) {
		part := randomText(r, depth-1)
		if object {
			part = fmt.Sprintf(`"%s":%s`, []string{"a", "b", "c", `\u0061`}[r.IntN(4)], part)
		}
		parts = append(parts, part)
	}
	if object {
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "[" + strings.Join(parts, " ,") + "]"
}

func randomFilter(r *rand.Rand, depth int) string {
	if depth == 0 || r.IntN(6) == 0 {
		return []string{
			".", ".a", ".b?", ".[]", ".[]?", ".[0]", ".[-1]?", ".a.b", ".a[]?", ".a?[0]?", ".[1:]", ".[:1]?", "1", `"x"`, "null", "empty",
			"length", "keys?", "..", "add?", "type", "tojson", "sort?", "reverse?", "to_entries?", "paths", "tostring", "error(1)?", "unique?", "flatten?",
		}[r.IntN(30)]
	}
	f := func() string { return randomFilter(r, depth-1) }
	switch r.IntN(20) {
	case 0, 1, 2, 3:
		return f() + " | " + f()
	case 4, 5:
		return "(" + f() + ")" + []string{".a?", "[]?", "[0]?", "?", "[]", ".b"}[r.IntN(6)]
	case 6:
		return "[" + f() + "]"
	case 7, 8:
		return "map(" + f() + ")"
	case 9:
		return "(" + f() + ") , (" + f() + ")"
	case 10:
		return "{a: (" + f() + "), b: .}"
	case 11:
		return "(" + f() + ") // (" + f() + ")"
	case 12:
		return "select(" + []string{f(), f(), ".a", ".a == 1", ".a.b? > .b", ".a and (.b | " + f() + ")", ".a?, .b?", "(.a // .b) != null", ".a[0]? == -1"}[r.IntN(9)] + ")"
	case 13:
		return "(" + f() + ") " + []string{"==", "<", "+", "-", "and", "!="}[r.IntN(6)] + " (" + f() + ")"
	case 14:
		return []string{".a", ".[0]?", ".[]?", ".a.b?", "(.a,.b)", ".[1:]?"}[r.IntN(6)] + []string{" = ", " |= ", " += "}[r.IntN(3)] + "(" + f() + ")"
	case 15:
		return "del(" + []string{".a", ".[0]?", ".[]?", ".a.b?", ".a,.b", ".[1:]?"}[r.IntN(6)] + ")?"
	case 16:
		return "reduce (" + f() + ") as $x (.; " + []string{". + [$x]?", "[., $x]", ".a = $x"}[r.IntN(3)] + ")"
	case 17:
		return "try (" + f() + ") catch ."
	case 18:
		return ". as $v | (" + f() + ") | [., $v]"
	}
	return "with_entries(.value |= (" + f() + "))?"
}
