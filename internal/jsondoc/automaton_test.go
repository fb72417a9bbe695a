package jsondoc

import (
	"context"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
)

// FuzzAutomaton holds the automaton against package regexp.
func FuzzAutomaton(f *testing.F) {
	for _, s := range [][2]string{
		{`abc`, "xabcx"},
		{`^abc$`, "abc"},
		{`^abc|d$`, "abd"},
		{`\bword\b`, "a word."},
		{`\Bx\B`, "axa"},
		{`(?m)^b$`, "a\nb\nc"},
		{`(?i)straße|k`, "STRASSE K"},
		{`[^a-z]+\d{2,4}`, "ab 123"},
		{`.`, "\n"},
		{`(?s).`, "\n"},
		{`\x{FFFD}`, "\xff"},
		{`^$`, ""},
		{`a*`, ""},
		{`(a|b)*c`, "ababc"},
		{`\pL\PL`, "é1"},
		{`^(?:a|ab)c`, "abc"},
		{`$^`, "x"},
		{`[[:^ascii:]]`, "aé"},
	} {
		f.Add(s[0], []byte(s[1]))
	}
	f.Fuzz(func(t *testing.T, expression string, text []byte) {
		tree, err := syntax.Parse(expression, syntax.Perl)
		if err != nil || len(expression) > 100 {
			t.Skip()
		}
		prog, err := syntax.Compile(tree.Simplify())
		if err != nil {
			t.Skip()
		}
		a := newAutomaton(prog)
		want := regexp.MustCompile(expression).Match(text)
		for range 2 { // the second time with the states that are there
			if found, ok := a.match(text); ok && found != want {
				t.Fatalf("%q in %q: %t, want %t", expression, text, found, want)
			}
		}
	})
}

// TestAutomatonGivesUp proves that an expression with too many states is left to package regexp.
func TestAutomatonGivesUp(t *testing.T) {
	query := Query{Text: `[ab]*a[ab]{40}c`, Regexp: true}
	p, err := query.Compile()
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	for i := uint32(1); len(text) < 1<<20; i = i*1664525 + 1013904223 {
		text = append(text, "ab"[i>>31])
	}
	if _, ok := newAutomaton(p.prog).match(text); ok {
		t.Fatal("it has states for all")
	}
	d, err := Parse([]byte(`["` + string(text[:1<<18]) + `","a` + strings.Repeat("b", 40) + `c"]`))
	if err != nil {
		t.Fatal(err)
	}
	if m, ok, err := d.Find(context.Background(), query, None, true); !ok || err != nil || m.Node != 2 {
		t.Errorf("found %+v, %t, %v", m, ok, err)
	}
}
