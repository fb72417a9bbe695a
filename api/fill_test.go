package api

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestBlanks(t *testing.T) {
	for path, want := range map[string][]string{
		"categories": nil, "categories/{id}": {"id"}, "customers/{customer}/orders/{order}": {"customer", "order"}, "odd/{id": nil, "odd}/x": nil,
	} {
		if got := Blanks(path); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestFill(t *testing.T) {
	for _, test := range []struct{ path, value, want string }{
		{"categories/{id}", "5", "categories/5"},
		{"/categories/{id}", "5", "categories/5"},
		{"categories/{id}/images", "a/b c", "categories/a%2Fb%20c/images"},
		{"categories/{id}", "100%", "categories/100%25"},
		{"categories/{id}", "wijn/è?#", "categories/wijn%2F%C3%A8%3F%23"},
		{"categories/{id}", "", "categories/{id}"},
		{"categories/{id}", "...", "categories/..."},
		{"categories/{id}", `{id}`, "categories/%7Bid%7D"},
	} {
		got, err := Fill(test.path, map[string]string{"id": test.value})
		if err != nil || got != test.want {
			t.Errorf("%s with %q: %q, %v; want %q", test.path, test.value, got, err, test.want)
		}
	}
	for _, value := range []string{".", "..", "../orders", "a/./b", `..\x`} {
		got, err := Fill("categories/{id}", map[string]string{"id": value})
		if err == nil {
			t.Errorf("%q became %q", value, got)
			continue
		}
		wantWords(t, "the refusal", err.Error(), "id:", "another place of the API")
	}
}

func TestQueryKeepsWhatReadsWell(t *testing.T) {
	fields := []Field{{"filter[status]", "open,new"}, {"q", "a+b & c=d#"}, {"since", "2026-11-27T10:00:00"}, {"q", ""}, {"naam", "café"}}
	const want = "filter[status]=open,new&q=a%2Bb%20%26%20c%3Dd%23&since=2026-11-27T10:00:00&q=&naam=caf%C3%A9"
	if got := Query(fields); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := ParseQuery(want); !slices.Equal(got, fields) {
		t.Errorf("read back: %q", got)
	}
	if got := ParseQuery("a=%zz&&b"); !slices.Equal(got, []Field{{"a", "%zz"}, {"b", ""}}) {
		t.Errorf("a broken query: %q", got)
	}
}

func TestMatching(t *testing.T) {
	cat := []Endpoint{
		{Method: "GET", Path: "categories/{id}"},
		{Method: "GET", Path: "categories/tree"},
		{Method: "DELETE", Path: "categories/{id}"},
		{Method: "GET", Path: "customers/{customer}/orders/{order}"},
	}
	for _, test := range []struct {
		method, path, want string
		values             map[string]string
	}{
		{"GET", "categories/5?page=2", "categories/{id}", map[string]string{"id": "5"}},
		{"", "/categories/a%2Fb%20c", "categories/{id}", map[string]string{"id": "a/b c"}},
		{"GET", "categories/tree", "categories/tree", map[string]string{}},
		{"GET", "customers/1/orders/2", "customers/{customer}/orders/{order}", map[string]string{"customer": "1", "order": "2"}},
		{"POST", "categories/5", "", nil},
		{"GET", "categories", "", nil},
	} {
		e, values, ok := Matching(cat, Request{Method: test.method, Path: test.path})
		if ok != (test.want != "") || e.Path != test.want || !maps.Equal(values, test.values) {
			t.Errorf("%s %s: %q %v %t", test.method, test.path, e.Path, values, ok)
		}
	}
}

// What is typed is what a server reads: nothing of a value becomes a part of the
// path, of the query or of the address around it.
func FuzzFill(f *testing.F) {
	for _, s := range []string{"5", "a/b", "..", ".", "a b", "100%", "%2e%2e", "a+b&c=d#e", "é", `\`, "{id}", "//x", "http://evil.example", "a;b", "?", "\x00", "\n", "[x]", "api/v1"} {
		f.Add(s, s)
	}
	b, err := newBase("https://sandbox.api.example/api/v1/")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, value, other string) {
		if value == "" || !utf8.ValidString(value) || !utf8.ValidString(other) {
			return
		}
		for _, template := range []string{"{id}", "categories/{id}/images", "{id}/{id}"} {
			path, err := Fill(template, map[string]string{"id": value})
			if err != nil {
				if !strings.Contains(value, ".") {
					t.Fatalf("%q is refused: %v", value, err)
				}
				return
			}
			name := "filter[" + other + "]"
			u, err := b.resolve(path + "?" + Query([]Field{{name, value}, {"x", other}}))
			if err != nil {
				t.Fatalf("%q in %s: %v", value, template, err)
			}
			r := httptest.NewRequest(http.MethodGet, u.String(), nil)
			if want := strings.ReplaceAll(template, "{id}", value); r.URL.Path != "/api/v1/"+want || r.URL.Host != "sandbox.api.example" || r.URL.Fragment != "" {
				t.Fatalf("%q in %s arrives as %q", value, template, r.URL)
			}
			if got := r.URL.Query(); len(got) != 2 || got.Get(name) != value || got.Get("x") != other {
				t.Fatalf("%q and %q arrive as %q", value, other, got)
			}
		}
	})
}
