package textdoc

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func compiled(t testing.TB, q Query) *Pattern {
	t.Helper()
	p, err := q.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// naiveMatches are all matches of a query in a text without long lines.
func naiveMatches(q Query, src []byte) (all []Match) {
	text := q.Text
	if !q.Regexp {
		text = regexp.QuoteMeta(text)
	}
	if strings.ToLower(q.Text) == q.Text {
		text = "(?i)" + text
	}
	re, here := regexp.MustCompile(text), regexp.MustCompile(`\A(?:`+text+`)`)
	at := 0
	for rest := src; len(rest) > 0; {
		_, after, _ := bytes.Cut(rest, lineFeed)
		line := naiveLines(rest)[0]
		found := re.FindAllIndex(line, -1)
		for i := 0; !q.Regexp && i < len(line); i++ { // overlapping ones, too
			if m := here.FindIndex(line[i:]); m != nil && !slices.ContainsFunc(found, func(f []int) bool { return f[0] == i }) {
				found = append(found, []int{i, i + m[1]})
			}
		}
		slices.SortFunc(found, func(a, b []int) int { return a[0] - b[0] })
		for _, m := range found {
			if m[1] > m[0] {
				all = append(all, Match{Start: at + m[0], End: at + m[1]})
			}
		}
		at += len(rest) - len(after)
		rest = after
	}
	return all
}

func checkFind(t *testing.T, q Query, src []byte, r *rand.Rand) {
	t.Helper()
	text, p, want := New(src), compiled(t, q), naiveMatches(q, src)
	if got := p.Matches(text, 0, len(src), len(src)+1); !slices.Equal(got, want) {
		t.Fatalf("%+v in %q is at %v, want %v", q, src, got, want)
	}
	for range 10 {
		from := r.IntN(len(src)+2) - 1
		rank, total, err := p.Count(t.Context(), text, from)
		before := 0
		for before < len(want) && want[before].Start <= from {
			before++
		}
		if rank != before || total != len(want) || err != nil {
			t.Fatalf("%+v in %q from %d: %d of %d, %v; want %d of %d", q, src, from, rank, total, err, before, len(want))
		}
		checkNext(t, p, text, from, want)
	}
}

func checkNext(t *testing.T, p *Pattern, text *Text, from int, want []Match) {
	t.Helper()
	next, ok, err := p.Find(t.Context(), text, from, true)
	prev, ok2, err2 := p.Find(t.Context(), text, from, false)
	if ok != (len(want) > 0) || ok2 != ok || err != nil || err2 != nil {
		t.Fatalf("from %d: %t %t, %v %v", from, ok, ok2, err, err2)
	}
	if !ok {
		return
	}
	after := slices.IndexFunc(want, func(m Match) bool { return m.Start > from })
	wantNext, wantPrev := want[0], want[len(want)-1]
	if after >= 0 {
		wantNext = want[after]
	}
	wantNext.Wrapped, wantPrev.Wrapped = after < 0, true
	for _, m := range want {
		if m.Start < from {
			wantPrev = m
		}
	}
	if next != wantNext || prev != wantPrev {
		t.Fatalf("from %d next is %+v, want %+v; previous is %+v, want %+v", from, next, wantNext, prev, wantPrev)
	}
}

func TestFindAgainstTheNaiveWay(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for range 12 {
		src := randomText(r, 1500)
		for _, q := range []Query{
			{Text: "a"},
			{Text: "a "},
			{Text: "A"},
			{Text: "aa"},
			{Text: "éü"},
			{Text: "酒葡"},
			{Text: "7\""},
			{Text: "nowhere"},
			{Text: "a+", Regexp: true},
			{Text: "^é", Regexp: true},
			{Text: "7$", Regexp: true},
			{Text: `a b|\d7`, Regexp: true},
			{Text: `a.*7`, Regexp: true},
			{Text: `x*`, Regexp: true},
		} {
			checkFind(t, q, src, r)
		}
	}
}

func TestQueries(t *testing.T) {
	t.Parallel()
	tests := []struct {
		q    Query
		in   string
		want string // what matches, with | between
	}{
		{Query{Text: "wijn"}, "Wijn wijn WIJN", "Wijn|wijn|WIJN"},
		{Query{Text: "Wijn"}, "Wijn wijn WIJN", "Wijn"},
		{Query{Text: "é"}, "É é e", "É|é"},
		{Query{Text: `\S\D`, Regexp: true}, "Ab", "Ab"},
		{Query{Text: "wijn [0-9]+", Regexp: true}, "Wijn 1, wijn, WIJN 22", "Wijn 1|WIJN 22"},
		{Query{Text: "a.c", Regexp: true}, "a\nc abc", "abc"},
		{Query{Text: "b$", Regexp: true}, "ab\r\nab\nba", "b|b"},
		{Query{Text: "de ad", Hex: true}, "de ad \xde\xad", "\xde\xad"},
		{Query{Text: "0xDEad", Hex: true}, "de ad \xde\xad", "\xde\xad"},
		{Query{Text: "0x41", Hex: true}, "aA", "A"},
		{Query{Text: "de ad"}, "DE ad \xde\xad", "DE ad"},
		{Query{Text: "dead", Hex: true}, "DEad \xde\xad", "DEad"},
		{Query{Text: "0xdea", Hex: true}, "0xdea", "0xdea"},
		{Query{Text: ""}, "abc", ""},
		{Query{Text: "k", Regexp: true}, "\u212a k", "\u212a|k"},
	}
	for _, tt := range tests {
		var got []string
		for _, m := range compiled(t, tt.q).Matches(New([]byte(tt.in)), 0, len(tt.in), 99) {
			got = append(got, tt.in[m.Start:m.End])
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%+v finds %q in %q, want %q", tt.q, got, tt.in, tt.want)
		}
	}
	if _, err := (Query{Text: "(", Regexp: true}).Compile(); err == nil || !strings.Contains(err.Error(), "regular expression") {
		t.Errorf("the error is %v", err)
	}
}

// TestAMatchOverTheEdgeOfAPart looks for matches at all offsets around the
// places where a long line is taken in parts.
func TestAMatchOverTheEdgeOfAPart(t *testing.T) {
	t.Parallel()
	for _, q := range []Query{{Text: "needle"}, {Text: "need[l]e", Regexp: true}, {Text: `\bn[e]{2}dle\b`, Regexp: true}, {Text: "[^-]+", Regexp: true}} {
		p := compiled(t, q)
		for _, edge := range []int{2 * window, 3 * window, searchStride} {
			if edge == searchStride && p.literal == nil {
				continue // slow, and no other edge than those before
			}
			for shift := -8; shift <= 2; shift += 2 {
				src := bytes.Repeat([]byte("-"), edge+2*window)
				copy(src[edge+shift:], "needle")
				text := New(src)
				for _, forward := range []bool{true, false} {
					m, ok, err := p.Find(t.Context(), text, 17, forward)
					if !ok || err != nil || m.Start != edge+shift || m.End != m.Start+6 {
						t.Fatalf("%q at %d%+d is found at %+v, %t, %v", q.Text, edge, shift, m, ok, err)
					}
				}
				if _, total, _ := p.Count(t.Context(), text, 0); total != 1 {
					t.Fatalf("%q at %d%+d is counted %d times", q.Text, edge, shift, total)
				}
				if got := p.Matches(text, edge+shift+3, edge+shift+4, 9); len(got) != 1 {
					t.Fatalf("%q at %d%+d is not seen within: %v", q.Text, edge, shift, got)
				}
			}
		}
	}
}

func TestTheEndsOfALongLineAreItsOwn(t *testing.T) {
	t.Parallel()
	src := []byte("x" + strings.Repeat("-x", 4*window) + "\nx")
	for query, want := range map[string]int{"^x": 2, "x$": 2, "^x$": 1} {
		if _, total, _ := compiled(t, Query{Text: query, Regexp: true}).Count(t.Context(), New(src), 0); total != want {
			t.Errorf("%s is found %d times, want %d", query, total, want)
		}
	}
}

func TestALongLineBetweenAMatchAndItsLiteral(t *testing.T) {
	t.Parallel()
	src := []byte(strings.Repeat("\n", searchStride-100) + "start" + strings.Repeat("-", window-1000) + "finish\n")
	m, ok, _ := compiled(t, Query{Text: "s.*finish", Regexp: true}).Find(t.Context(), New(src), -1, true)
	if !ok || m.Start != searchStride-100 {
		t.Errorf("found at %+v, %t", m, ok)
	}
}

// countdown is a context that ends after some looks at it.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestFindingCanBeCancelled(t *testing.T) {
	t.Parallel()
	text := New(bytes.Repeat([]byte("x\n"), 5*searchStride))
	for _, q := range []Query{{Text: "nowhere"}, {Text: "n[o]where", Regexp: true}} {
		p := compiled(t, q)
		for _, forward := range []bool{true, false} {
			if _, ok, err := p.Find(&countdown{t.Context(), 2}, text, 0, forward); ok || !errors.Is(err, context.Canceled) {
				t.Errorf("%q goes on: %t, %v", q.Text, ok, err)
			}
		}
		if _, _, err := p.Count(&countdown{t.Context(), 2}, text, 0); !errors.Is(err, context.Canceled) {
			t.Errorf("counting %q goes on: %v", q.Text, err)
		}
	}
}
