package jsondoc

import (
	"context"
	"errors"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"brincr-explorer/internal/sample"
)

// naive says whether a node matches, from decoded texts and the standard library alone.
func naive(d *Document, n Node, q Query, inKey bool) bool {
	raw, text, isText := d.Raw(n), d.Text(n), d.Kind(n) == String
	if inKey {
		raw, text, isText = d.RawKey(n), d.Key(n), true
	}
	if k := d.Kind(n); raw == nil || !inKey && (k == Array || k == Object) {
		return false
	}
	fold := q.Case == IgnoreCase || q.Case == SmartCase && !hasUpper(q.Text, q.Regexp)
	if q.Regexp {
		if fold {
			return regexp.MustCompile("(?i)" + q.Text).MatchString(text)
		}
		return regexp.MustCompile(q.Text).MatchString(text)
	}
	if isText {
		text = `"` + text + `"`
	}
	contains := func(text, part string) bool { return strings.Contains(text, part) }
	if fold {
		contains = containsFold
	}
	return contains(text, q.Text) || isText && strings.Contains(q.Text, `\`) && contains(string(raw), q.Text)
}

// containsFold compares by simple folding where both letters take the same number of bytes.
func containsFold(text, part string) bool {
	for i := range len(text) - len(part) + 1 {
		a, b := text[i:i+len(part)], part
		same := true
		for same && b != "" {
			x, n := utf8.DecodeRuneInString(a)
			y, m := utf8.DecodeRuneInString(b)
			same = n == m && (x == y && a[:n] == b[:m] || folds(x, y))
			a, b = a[n:], b[m:]
		}
		if same {
			return true
		}
	}
	return false
}

func folds(x, y rune) bool {
	for c := unicode.SimpleFold(x); c != x; c = unicode.SimpleFold(c) {
		if c == y {
			return true
		}
	}
	return false
}

// checkFind holds Find in both directions and Count against naive.
func checkFind(t *testing.T, d *Document, q Query) {
	t.Helper()
	ctx := context.Background()
	p, err := q.Compile()
	if err != nil {
		return
	}
	var want []Node
	for n := range Node(d.Len()) {
		key, value := naive(d, n, q, true), naive(d, n, q, false)
		if q.Text == "" && !q.Regexp {
			key, value = false, false
		}
		if key || value {
			want = append(want, n)
		}
		checkSpans(t, d, p, n, q, key, value)
	}
	if total, err := d.CountMatches(ctx, q); err != nil || total != len(want) {
		t.Fatalf("%+v in %q: %d matches, %v, want %v", q, d.Source(), total, err, want)
	}
	rest := want
	for from := None; from <= Node(d.Len()); from++ {
		for len(rest) > 0 && rest[0] <= from {
			rest = rest[1:]
		}
		before := want[:len(want)-len(rest)]
		if rank, _, _ := p.Count(ctx, d, from); rank != len(before) {
			t.Fatalf("%+v in %q: rank of %d is %d, want %d", q, d.Source(), from, rank, len(before))
		}
		m, ok, err := d.Find(ctx, q, from, true)
		checkFound(t, d, q, from, want, m, ok, err, len(before), len(before) == len(want))
		if n := len(before); n > 0 && before[n-1] == from {
			before = before[:n-1]
		}
		m, ok, err = d.Find(ctx, q, from, false)
		checkFound(t, d, q, from, want, m, ok, err, (len(before)+len(want)-1)%max(len(want), 1), len(before) == 0 && from != None)
	}
}

func checkFound(t *testing.T, d *Document, q Query, from Node, want []Node, m Match, ok bool, err error, i int, wrapped bool) {
	t.Helper()
	if err != nil || ok != (len(want) > 0) {
		t.Fatalf("%+v from %d in %q: found %t, %v, want %v", q, from, d.Source(), ok, err, want)
	}
	if ok && (m.Node != want[i%len(want)] || m.Wrapped != wrapped) {
		t.Fatalf("%+v from %d in %q: found %+v, want number %d of %v, wrapped %t", q, from, d.Source(), m, i, want, wrapped)
	}
}

// checkSpans looks at the matches within a node.
func checkSpans(t *testing.T, d *Document, p *Pattern, n Node, q Query, key, value bool) {
	t.Helper()
	var gotKey, gotValue bool
	last := Match{InKey: true}
	for _, m := range p.Matches(d, n, 100) {
		raw := d.Raw(n)
		if m.InKey {
			raw, gotKey = d.RawKey(n), true
		} else {
			gotValue = true
		}
		if m.InKey == last.InKey && m.Start < last.End || m.InKey && !last.InKey || m.End > len(raw) || m.Start > m.End {
			t.Fatalf("%+v in node %d of %q: match %+v after %+v", q, n, d.Source(), m, last)
		}
		last = m
	}
	if gotKey != key || gotValue != value {
		t.Fatalf("%+v in node %d of %q: in key %t want %t, in value %t want %t", q, n, d.Source(), gotKey, key, gotValue, value)
	}
}

var findSeeds = []struct {
	text, query string
	regexp      bool
	kind        Case
}{
	{`{"name":"Caf\u00e9","NAME":["café","CAFÉ"]}`, "café", false, SmartCase},
	{`{"name":"Caf\u00e9","NAME":["café","CAFÉ"]}`, "É", false, SmartCase},
	{`["a\/b","a/b","\\/"]`, "/", false, SmartCase},
	{`["\ud83d\ude00","😀","\ud83d"]`, "😀", false, SmartCase},
	{`{"n":12.50,"b":true,"o":{"n":null}}`, "n", false, SmartCase},
	{`{"id":1,"ident":"id"}`, `"id"`, false, SmartCase},
	{`["line\nline","\u000a"]`, `\n`, false, SmartCase},
	{`{"date":"2025-11-01","x":["2025-12-31",20251101]}`, `^\d{4}-1[12]`, true, SmartCase},
	{`["Kelder","kelder","Kelder","ſtep"]`, `kelder|step`, true, SmartCase},
	{`["Kelder","kelder","Kelder","ſtep"]`, `keld`, false, IgnoreCase},
	{`["","a"]`, `^$`, true, MatchCase},
	{`["a.b","A.B"]`, `(?:a)\.b+`, true, SmartCase},
	{`["abc\u0020def","c d"]`, `c\sd`, true, SmartCase},
	{"{\"a\":\"b\"}\n{\"a\":\"\\u0062\"}", "b", false, MatchCase},
	{"[\"\u212aelder\",\"kelder\",\"\u017ftep\"]", `kelder`, true, SmartCase},
	{"[\"\u212aelder\",\"kelder\",\"\u017ftep\"]", `step`, true, SmartCase},
	{"[\"a\xffb\",\"a\ufffdb\"]", `a\x{FFFD}b`, true, SmartCase},
	{`["ABBA","b"]`, `\Sb`, true, SmartCase},
	{`["xy","abc"]`, `x(?:abc){0,2}y`, true, SmartCase},
	{`["xy","abc"]`, `x(?:abc)*y`, true, SmartCase},
	{`["xabcy"]`, `x(?:abc)+y`, true, SmartCase},
	{`["û","Ÿ","\u0178"]`, "ÿ", false, SmartCase},
	{`["\\\\","a"]`, `\`, false, SmartCase},
	{`{"a":["x`, "x", false, SmartCase},
	{`["\u00`, "x", false, SmartCase},
}

func TestFind(t *testing.T) {
	for _, s := range findSeeds {
		d, _ := Parse([]byte(s.text))
		checkFind(t, d, Query{Text: s.query, Regexp: s.regexp, Case: s.kind})
	}
	text := sample.Orders(30_000)
	d, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []Query{
		{Text: "zwolle"},
		{Text: "Zwolle"},
		{Text: "e", Case: MatchCase},
		{Text: "citroën"},
		{Text: "absent"},
		{Text: `api.example.com/v1`},
		{Text: `so-0+1$`, Regexp: true},
		{Text: `^[a-z]+@`, Regexp: true},
		{Text: `[A-Z]{2}\d+B01`, Regexp: true},
		{Text: `\w+ë`, Regexp: true},
	} {
		checkCounts(t, d, q)
	}
}

// checkCounts is checkFind for a document that is too large for every start.
func checkCounts(t *testing.T, d *Document, q Query) {
	t.Helper()
	var want []Node
	for n := range Node(d.Len()) {
		if naive(d, n, q, true) || naive(d, n, q, false) {
			want = append(want, n)
		}
	}
	ctx := context.Background()
	if total, err := d.CountMatches(ctx, q); total != len(want) || err != nil {
		t.Errorf("%+v: %d, %v, want %d", q, total, err, len(want))
	}
	for _, forward := range []bool{true, false} {
		at := None
		for i := range want {
			if !forward {
				i = len(want) - 1 - i
			}
			m, ok, err := d.Find(ctx, q, at, forward)
			if at = m.Node; !ok || err != nil || at != want[i] || m.Wrapped {
				t.Fatalf("%+v: number %d is %+v, %t, %v, want %d", q, i, m, ok, err, want[i])
			}
		}
	}
}

func TestFindSpan(t *testing.T) {
	for _, s := range []struct {
		text  string
		query Query
		want  string
	}{
		{`["Caf\u00e9 Zuid"]`, Query{Text: "é z"}, `\u00e9 Z`},
		{`["Caf\u00e9 Zuid"]`, Query{Text: `f\u00E9`, Case: IgnoreCase}, `f\u00e9`},
		{`["a\/b\/c"]`, Query{Text: `/c$`, Regexp: true}, `\/c`},
		{`["x","yes"]`, Query{Text: `"yes"`}, `"yes"`},
		{`["ABBA"]`, Query{Text: `\Sb`, Regexp: true}, `AB`},
		{`[true]`, Query{Text: `RU`, Case: IgnoreCase}, `ru`},
		{`["\ud83d\ude00!"]`, Query{Text: `.!`, Regexp: true}, `\ud83d\ude00!`},
	} {
		d, err := Parse([]byte(s.text))
		if err != nil {
			t.Fatal(err)
		}
		m, ok, err := d.Find(context.Background(), s.query, None, true)
		if !ok || err != nil || string(d.Raw(m.Node)[m.Start:m.End]) != s.want {
			t.Errorf("%s, %+v: %+v, %t, %v", s.text, s.query, m, ok, err)
		}
	}
}

func TestFindStops(t *testing.T) {
	d, _ := Parse([]byte(`["a"]`))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, forward := range []bool{true, false} {
		if _, _, err := d.Find(ctx, Query{Text: "a"}, None, forward); !errors.Is(err, context.Canceled) {
			t.Errorf("Find: %v", err)
		}
	}
	if _, err := d.CountMatches(ctx, Query{Text: "a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("CountMatches: %v", err)
	}
	if _, err := d.CountMatches(context.Background(), Query{Text: "(", Regexp: true}); err == nil || !strings.Contains(err.Error(), "missing closing )") {
		t.Errorf("a bad expression: %v", err)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range findSeeds {
		f.Add([]byte(s.text), s.query, s.regexp, uint8(s.kind))
	}
	f.Add(sample.Orders(1)[:280], "customer", false, uint8(0))
	f.Add([]byte(randomText(rand.New(rand.NewPCG(1, 1)), 200)), "a1", false, uint8(1))
	f.Fuzz(func(t *testing.T, src []byte, query string, isRegexp bool, kind uint8) {
		if len(src) > 500 || len(query) > 40 || !utf8.ValidString(query) {
			t.Skip("the check is quadratic")
		}
		d, _ := Parse(src)
		checkFind(t, d, Query{Text: query, Regexp: isRegexp, Case: Case(kind % 3)})
	})
}
