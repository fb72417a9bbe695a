package jqfilter

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"brincr-explorer/internal/jsondoc"
)

// checkPlace holds a syntax error against what a prompt does with it.
func checkPlace(tb testing.TB, err error) *SyntaxError {
	tb.Helper()
	var e *SyntaxError
	if !errors.As(err, &e) {
		tb.Fatalf("%T %v", err, err)
	}
	if e.Offset < 0 || e.Length < 0 || e.Offset+e.Length > len(e.Expr) || e.Problem == "" || e.Error() == "" {
		tb.Errorf("offset %d, length %d of %d: %q", e.Offset, e.Length, len(e.Expr), e.Problem)
	}
	if strings.ContainsFunc(e.Problem, func(c rune) bool { return !unicode.IsPrint(c) }) {
		tb.Errorf("not printable: %q", e.Problem)
	}
	return e
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		expr, place, problem string // the place is what stands there; "" is the end
	}{
		{".a |", "", "the filter ends too early"},
		{".a | map(.b", "", `"(" is not closed`},
		{"[.a, {b: 1}", "", `"[" is not closed`},
		{`"x\(.a`, "", `"\\(" is not closed`},
		{`"x`, "", "a string lacks its closing quote"},
		{".a ]", "]", `"]" does not fit here`},
		{". | | .", "| .", `"|" does not fit here`},
		{`"a\qb"`, `\qb"`, `"\\q" is no escape`},
		{"1 + 12a", "12a", `"12a" is neither a number nor a name`},
		{".é", "é", `"é" does not fit here`},
		{"if . then 1", "", "the filter ends too early"},
		{".a.b | lenght", "lenght", "there is no function lenght; length exists"},
		{"name", "name", "there is no function name (a key needs a dot: .name)"},
		{"{lenght: .lenght} | .a.lenght, \"lenght\" # lenght\n | lenght", "lenght", "there is no function lenght"},
		{`"x\(foo(1; 2))"`, "foo(1; 2))\"", "there is no function foo"},
		{"map", "map", "map does not take 0 arguments, but 1"},
		{"split(1;2;3) | split", "split(1;2;3)", "split does not take 3 arguments, but 1 or 2"},
		{"split(\"a\") | split", "split", "split does not take 0 arguments, but 1 or 2"},
		{". as $x | $y", "$y", "there is no variable $y here"},
		{"$__loc__", "$__loc__", "there is no variable $__loc__ here"},
		{"label $a | break $b", "$b", "there is no label $b here"},
		{`import "a" as a; .`, "import", "modules are not available here"},
		{"[inputs]", "inputs]", "the document is the only input"},
		{".a, input", "input", "the document is the only input"},
		{"\x1b[31m", "\x1b[31m", `"\x1b" does not fit here`},
		{strings.Repeat(" ", MaxExpr) + ".", ".", "at most"},
	} {
		_, err := Compile(c.expr)
		if err == nil {
			t.Errorf("%s is taken", c.expr)
			continue
		}
		e := checkPlace(t, err)
		if !strings.HasPrefix(e.Expr[e.Offset:], c.place) || c.place == "" && e.Offset < len(e.Expr) || !strings.Contains(e.Problem, c.problem) {
			t.Errorf("%s: at %q: %s; want %q", c.expr, e.Expr[e.Offset:], e.Problem, c.problem)
		}
		if rest := strings.TrimPrefix(e.Expr[e.Offset:], c.place); c.place != "" && strings.Contains(rest, c.place) && c.place == "lenght" {
			t.Errorf("%s: at the wrong %s", c.expr, c.place)
		}
	}
	if _, err := Compile("é | foo"); err == nil || !strings.HasPrefix(err.Error(), "jq filter, character 1:") {
		t.Errorf("got %v", err)
	}
}

func TestRuntimeErrors(t *testing.T) {
	d := parse(t, `{"list":[{"a":1},{"a":2}],"text":"x","n":1,"null":null}`)
	for _, c := range []struct{ expr, text, problem string }{
		{".list.a", "", "a list has no keys: go through its elements first with []"},
		{".list | .a", "", "(jq: expected an object but got: array ("},
		{".text.a", "", "only an object has keys"},
		{".[0]", "", "an object has no numbered elements"},
		{".n[0]", "", "only a list has numbered elements"},
		{".null[]", "", "there is nothing to go through: the value is null"},
		{".gone[]", "", "there is nothing to go through"},
		{".n[]", "", "[] goes through a list or an object"},
		{".list[] | .a, (.a | error)", "1\n", "the filter raised an error (jq: 1)"},
		{`.list[].a | if . > 1 then error("bad\nend\u001b[31m") else . end`, "1\n", `(jq: bad\nend\x1b[31m)`},
		{"1, (.text + .n)", "1\n", "an operator does not take values of these kinds (jq: cannot add: string"},
		{".n / 0", "", "this division is not possible"},
		{"{(1): 2}", "", "the key of an object has to be a string"},
		{".text | ascii_downcase, implode", "\"x\"\n", "a function does not take a value of this kind"},
		{"1, halt, 2", "1\n", ""},
		{`1, ("stop" | halt_error), 2`, "1\n", "ended itself with halt_error (jq: stop)"},
		{`.text | test("(")`, "", "this is no regular expression"},
		{`(1, 2) = 3`, "", "only what is a path"},
		{`"m" | modulemeta`, "", "modules are not available here"},
		{"[.list[] | error]", "", "raised an error"},
		{"try error(\"x\") catch .", "\"x\"\n", ""},
		{"env, $ENV, env.PATH, input_filename", "{}\n{}\nnull\nnull\n", ""},
		{"debug, debug(\"x\"), stderr | .n", "1\n1\n1\n", ""},
		{"now | type, (now | localtime | length)", "\"number\"\n8\n", ""},
	} {
		r := run(t, d, c.expr, Limits{})
		said := ""
		if r.Err != nil {
			said = r.Err.Error()
		}
		if string(r.Text) != c.text || !strings.Contains(said, c.problem) || (said == "") != (c.problem == "") || r.Cut != "" {
			t.Errorf("%s: %q, %q, %q", c.expr, r.Text, said, r.Cut)
		}
	}
}

// TestLines: newline-delimited JSON is filtered line by line, and an error ends only its own line.
func TestLines(t *testing.T) {
	d := parse(t, "{\"a\":1.0}\n\n{\"a\":[2]}\n3\n{\"a\":{}}\n\"x\"\n")
	for _, c := range []struct{ expr, text, problem string }{
		{"select(type == \"object\") | .a", "1.0\n[2]\n{}\n", ""},
		{".a", "1.0\n[2]\n{}\n", "line 4: only an object has keys, this value is none; a ? after the step leaves such values out (jq: expected an object but got: number (3)); it failed on 1 more line"},
		{".a?", "1.0\n[2]\n{}\n", ""},
		{"[.]", "[{\"a\":1.0}]\n[{\"a\":[2]}]\n[3]\n[{\"a\":{}}]\n[\"x\"]\n", ""},
		{"., if type == \"number\" then halt else empty end", "{\"a\":1.0}\n{\"a\":[2]}\n3\n", ""},
		{"if type == \"number\" then halt_error else 1 end", "1\n1\n", "line 4: the filter ended itself"},
	} {
		r := run(t, d, c.expr, Limits{})
		said := ""
		if r.Err != nil {
			said = r.Err.Error()
		}
		if string(r.Text) != c.text || !strings.Contains(said, c.problem) || (said == "") != (c.problem == "") {
			t.Errorf("%s: %q, %q", c.expr, r.Text, said)
		}
	}
	f, err := Compile(".[0]")
	if err != nil {
		t.Fatal(err)
	}
	n, err := d.AtPath(".[1].a")
	if err != nil {
		t.Fatal(err)
	}
	if r, err := f.Run(t.Context(), d, n, Limits{}); err != nil || string(r.Text) != "2\n" {
		t.Errorf("from a node: %q, %v, %v", r.Text, r.Err, err)
	}
	if r, err := f.Run(t.Context(), d, jsondoc.None, Limits{}); err != nil || r.Count != 0 || r.Err != nil {
		t.Errorf("from no node: %q, %v, %v", r.Text, r.Err, err)
	}
}

// TestCutDocuments: of a text that breaks off, what there is can be filtered.
func TestCutDocuments(t *testing.T) {
	for text, want := range map[string]map[string]string{
		`{"z":1.0,"a":[2, 3,{"b":[`: {
			".": `{"z":1.0,"a":[2, 3,{"b":[]}]}`, ".a": `[2, 3,{"b":[]}]`, ".a[2]": `{"b":[]}`, ".a[-1].b": "[]", ".a[0],.z": "2\n1.0",
			"[.z]": "[1.0]", "[.a]": `[[2, 3,{"b":[]}]]`, ". | .z": "1.0", "[.]": `[{"z":1.0,"a":[2, 3,{"b":[]}]}]`, ".a[2] | [., 1]": `[{"b":[]},1]`,
		},
		`[{"a":1},{"a":2},{"a"`: {".[].a": "1\n2\nnull", ".": `[{"a":1},{"a":2},{}]`, "map(.a)": "[1,2,null]", ".[:2]": `[{"a":1},{"a":2}]`},
		`[1,2,`:                 {".": "[1,2]", "length": "2"},
		`{`:                     {".": "{}", ".a": "null"},
		"{\"a\":1}\n{\"a\":[2":  {".": "{\"a\":1}\n{\"a\":[2]}", ".a": "1\n[2]"},
		"":                      {".": "", "1": ""},
		"!":                     {".": ""},
	} {
		d, err := jsondoc.Parse([]byte(text))
		if err == nil {
			t.Fatalf("%s is whole", text)
		}
		for expr, want := range want {
			r := run(t, d, expr, Limits{})
			if got := strings.TrimSuffix(string(r.Text), "\n"); got != want || r.Err != nil {
				t.Errorf("%s on %s: %s (%v), want %s", expr, text, got, r.Err, want)
			}
			checkText(t, expr, r)
		}
	}
}
