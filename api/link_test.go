package api

import (
	"net/url"
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	const base, from = "https://sandbox.api.example/api/v1/", "https://sandbox.api.example/api/v1/categories?page=2"
	tests := []struct {
		text    string
		named   bool
		path    string // "" with outside "": no URL
		outside string
	}{
		{text: base + "products/5", path: "products/5"},
		{text: base + "products?filter[id]=5&page=2", path: "products?filter[id]=5&page=2"},
		{text: "HTTPS://Sandbox.API.example:443/api/v1/products/5", path: "products/5"},
		{text: base + "products/5#price", path: "products/5"},
		{text: base + "products/a%2Fb", path: "products/a%2Fb"},
		{text: "//sandbox.api.example/api/v1/products/5", path: "products/5"},
		{text: "/api/v1/products/5", path: "products/5"},
		{text: "/api/v1/products?page=2", path: "products?page=2"},
		{text: "?page=3", path: "categories?page=3"},
		{text: "products/5", named: true, path: "products/5"},
		{text: "./products/5", named: true, path: "products/5"},
		{text: "products/5"},
		{text: "/products/5"},
		{text: "/usr/share"},
		{text: "/"},
		{text: "../admin", named: true},
		{text: "Rode wijn"},
		{text: "see https://sandbox.api.example/api/v1/products for more"},
		{text: "https://" + strings.Repeat("a", 5000)},
		{text: "// a remark"},
		{text: "mailto:info@shop.example"},
		{text: "https://shop.example/wine", outside: `points to "https://shop.example", and requests go only to https://sandbox.api.example`},
		{text: "//shop.example/wine", outside: `points to "https://shop.example"`},
		{text: "http://sandbox.api.example/api/v1/products", outside: `points to "http://sandbox.api.example"`},
		{text: "https://sandbox.api.example:8443/api/v1/products", outside: `points to "https://sandbox.api.example:8443"`},
		{text: "https://sandbox.api.example.evil.example/api/v1/", outside: "points to"},
		{text: "https://sandbox.api.example@evil.example/api/v1/", outside: "holds a user name or password"},
		{text: "https://me:secret@sandbox.api.example/api/v1/products", outside: "holds a user name or password"},
		{text: "https://sandbox.api.example/images/5.png", outside: "lies outside " + base},
		{text: base + "../../admin", outside: "lies outside"},
		{text: base + "%2e%2e/%2e%2e/admin", outside: "leads out of its place"},
		{text: base},
	}
	l := NewLinks(base)
	for _, test := range tests {
		got, ok := l.Judge(from, test.text, test.named)
		if ok != (test.path != "" || test.outside != "") || got.Path != test.path || (test.outside == "") != (got.Outside == "") || !strings.Contains(got.Outside, test.outside) {
			t.Errorf("%q: %+v, %v, want %q or %q", test.text, got, ok, test.path, test.outside)
		}
	}
	if got, ok := (Links{}).Judge(from, base+"products", true); ok {
		t.Errorf("without an API, %+v", got)
	}
}

func TestRelative(t *testing.T) {
	l := NewLinks("https://sandbox.api.example/api/v1")
	for address, want := range map[string]string{
		"https://sandbox.api.example/api/v1/orders/5?page=2": "orders/5?page=2", "https://sandbox.api.example/api/v1": "",
		"https://shop.example/api/v1/orders": "", "orders": "", "": "", ":": "",
	} {
		if got := l.Relative(address); got != want {
			t.Errorf("%q is %q", address, got)
		}
	}
}

// Whatever an answer holds, what is followed stays within the API.
func FuzzJudge(f *testing.F) {
	for _, text := range []string{"https://sandbox.api.example/api/v1/products/5", "/api/v1/x", "?page=2", "//evil.example/api/v1/", "https://sandbox.api.example@evil.example/", "/api/v1/%2e%2e/", "\\\\evil.example", "products/5"} {
		f.Add(text, true)
	}
	const base, from = "https://sandbox.api.example/api/v1/", "https://sandbox.api.example/api/v1/categories/5"
	l := NewLinks(base)
	f.Fuzz(func(t *testing.T, text string, named bool) {
		got, ok := l.Judge(from, text, named)
		if !ok || got.Outside != "" {
			if got.Path != "" {
				t.Errorf("%q is not followed, and has the path %q", text, got.Path)
			}
			return
		}
		u, err := l.base.resolve(got.Path)
		if err != nil || !strings.HasPrefix(u.String(), base) {
			t.Errorf("%q leads to %q: %v", text, got.Path, err)
		}
		if again, err := url.Parse(u.String()); err != nil || again.Host != "sandbox.api.example" || again.Scheme != "https" {
			t.Errorf("%q leads to %s", text, u)
		}
	})
}
