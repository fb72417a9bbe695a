package journal

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

func linesOf(entries ...Entry) []Line {
	var lines []Line
	for _, e := range entries {
		lines = append(lines, LineOf(e))
	}
	return lines
}

func TestTheReport(t *testing.T) {
	token := tokenEntry(api.TokenRequest{
		Place: api.Place{Env: "sandbox", Tenant: "t-1"}, EnvName: "sandbox", TenantName: "Wijnhuis De Kelder",
		TokenRequest: auth.TokenRequest{URL: "https://id.example/connect/token", Status: 200, Sent: true, Try: 1, Started: noon, Granted: []string{"brincr:category", "brincr:order"}},
	})
	quiet := exchange("held", 0)
	quiet.Err = &api.Error{Kind: api.KindQuiet}
	elsewhere := exchange("categories", 3*time.Second, 500)
	elsewhere.Place.Tenant, elsewhere.TenantName, elsewhere.Needs = "t-2", "Step | Co <b>\x1b[2J", nil
	lines := linesOf(token)
	for _, x := range []api.Exchange{
		exchange("categories", time.Second, 401, 200), exchange("categories", 20*time.Second, 200), exchange("products?filter[name]=Jansen", 30*time.Second, 403),
		exchange("products?filter[name]=Pietersen", 31*time.Second, 403), quiet, elsewhere,
	} {
		lines = append(lines, linesOf(entriesOf(x)...)...)
	}
	r := NewReport(lines)
	if len(r.Places) != 2 || !r.LeftOut {
		t.Fatalf("%+v", r)
	}
	p := r.Places[0]
	if p.Sent != 5 || p.Tokens != 1 || p.Duplicates != 1 || p.Errors != 3 || p.NotSent != 1 ||
		!slices.Equal(p.ScopesUsed, []string{"brincr:category"}) || !slices.Equal(p.ScopesUnused, []string{"brincr:country", "brincr:order"}) {
		t.Errorf("%+v", p)
	}
	md := r.Markdown()
	for _, row := range []string{
		"| 5 | 2 | 1 | 3 | 1 | 1 |",
		"| `GET categories` | 3 | 1 | 1 | 200 ×2, 401 ×1 | brincr:category |",
		"| `GET products?filter[name]=…` | 2 | 0 | 2 | 403 ×2 | brincr:category |",
		"| `POST id.example/connect/token` | 1 | 0 | 0 | 200 ×1 | a token |",
		"- Scopes granted but unused: brincr:country, brincr:order",
		`Step \| Co \<b\>`,
		"may have used one of those: 1",
		"values are left out",
	} {
		if !strings.Contains(md, row) {
			t.Errorf("the report lacks %q:\n%s", row, md)
		}
	}
	for _, never := range []string{"Jansen", "Pietersen", "\x1b"} {
		if strings.Contains(md, never) || strings.Contains(string(r.JSON()), never) {
			t.Errorf("the report has %q", never)
		}
	}
	var back map[string]any
	if err := json.Unmarshal(r.JSON(), &back); err != nil || back["places"] == nil {
		t.Errorf("JSON: %v", err)
	}
}

func TestAnEmptyReport(t *testing.T) {
	r := NewReport(nil)
	if md := r.Markdown(); !strings.Contains(md, "Nothing was sent.") || !strings.Contains(string(r.JSON()), `"places": []`) {
		t.Errorf("%s%s", md, r.JSON())
	}
}

// FuzzHistory reads any text as a history, and makes a report of it that drives
// no terminal and breaks out of no table.
func FuzzHistory(f *testing.F) {
	good, _ := LineOf(entryOf("categories?page=2")).text()
	f.Add(string(good))
	f.Add(`{"time":"2026-11-27T12:00:00Z","kind":"token","method":"POST","path":"a|b\n\u001b[2J\u202e` + "`" + `","environment":"<x>","tenant":"# t","sent":9223372036854775807}`)
	f.Add("{}\n[]\nnull\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines, _, err := parseLines(strings.NewReader(text))
		if err != nil {
			return
		}
		r := NewReport(lines)
		for line := range strings.SplitSeq(r.Markdown(), "\n") {
			if i := strings.IndexFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }); i >= 0 {
				t.Fatalf("%q", line)
			}
		}
		if !json.Valid(r.JSON()) {
			t.Fatal("the JSON is none")
		}
	})
}

func TestARequestThatNeverLeftIsNoDistinctOne(t *testing.T) {
	var b strings.Builder
	Place{Env: "sandbox", Tenant: "t", TenantID: "t", Sent: 1, Errors: 1, Requests: []Request{
		{Kind: kindAPI, Method: "GET", Path: "categories", Sent: 1}, {Kind: kindAPI, Method: "POST", Path: "products", Errors: 1},
	}}.markdown(&b)
	if !strings.Contains(b.String(), "| 1 | 1 | 0 | 1 | 0 | 0 |") {
		t.Errorf("more distinct requests than requests:\n%s", b.String())
	}
}
