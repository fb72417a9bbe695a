package api

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	b, _ := testBase(t)
	const root = "https://api.brincr.test/api/v1/"
	for asked, want := range map[string]string{
		"":                             root,
		"categories":                   root + "categories",
		"/categories":                  root + "categories",
		"/api/v1/categories?page=2":    root + "categories?page=2",
		"/api/v1":                      root,
		"categories/5?page=2":          root + "categories/5?page=2",
		"?page=2":                      root + "?page=2",
		"/api/v11/x":                   root + "api/v11/x",
		"products?filter[a]=b&sort=-x": root + "products?filter[a]=b&sort=-x",
		"products?q=rode wijn é":       root + "products?q=rode%20wijn%20%C3%A9",
		`products?f={"a":1}`:           root + "products?f=%7B%22a%22:1%7D",
		"a%2Fb/c%20d":                  root + "a%2Fb/c%20d",
		"products?next=../x":           root + "products?next=../x",
		"a:b":                          root + "a:b",
		"mailto:x":                     root + "mailto:x",
		"x?u=https://evil.test/":       root + "x?u=https://evil.test/",
		root + "categories?x=1":        root + "categories?x=1",
		"HTTPS://API.brincr.test:443/api/v1/categories": root + "categories",
		"https://api.brincr.test/api/v1":                root,
	} {
		u, err := b.resolve(asked)
		if err != nil {
			t.Errorf("%q: %v", asked, err)
			continue
		}
		if u.String() != want {
			t.Errorf("%q: %s, want %s", asked, u, want)
		}
	}
	for asked, why := range map[string]string{
		"../x": "leads out", "a/../b": "leads out", "a/./b": "leads out", "%2e%2e/x": "leads out", "a%2f..%2fb": "leads out",
		`..\x`: `"\"`, "a%5c..%5cb": "leads out", "..": "leads out", "//evil.test/x": "another server",
		"https://evil.test/api/v1/x":                  "points to",
		"https://api.brincr.test.evil.test/api/v1/x":  "points to",
		"https://api.brincr.test@evil.test/api/v1/x":  "user name",
		"https://me:pw@api.brincr.test/api/v1/x":      "user name",
		"http://api.brincr.test/api/v1/x":             "points to",
		"https://api.brincr.test:444/api/v1/x":        "points to",
		"https://api.brincr.test/api/v2/x":            "outside",
		"https://api.brincr.test/api/v1/../v2":        "leads out",
		"https://api.brincr.test/api/v1/%2e%2e/admin": "leads out",
		"file:///etc/passwd":                          "points to",
		"a#b":                                         "fragment",
		"a\nb":                                        "control", "a\x00": "control", "a\x7f": "control", "a\u0085b": "control",
		" a": "blank", "a ": "blank", "a%": "%25", "a%2": "%25", "a?b=%zz": "%25",
		"a\xff": "UTF-8", "categories/{id}": `"{id}"`, "https://[::1": "read",
	} {
		u, err := b.resolve(asked)
		if err == nil {
			t.Errorf("%q became %s", asked, u)
			continue
		}
		if !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", asked, err, why)
		}
	}
}

// Every URL passes contains once more after it was made; so it is tried alone.
func TestContains(t *testing.T) {
	b, _ := testBase(t)
	for u, want := range map[string]bool{
		"https://api.brincr.test/api/v1/x":           true,
		"https://api.brincr.test/api/v1":             true,
		"https://evil.test/api/v1/x":                 false,
		"http://api.brincr.test/api/v1/x":            false,
		"https://api.brincr.test:444/api/v1/x":       false,
		"https://api.brincr.test/api/v11":            false,
		"https://api.brincr.test/api/v1/%2e%2e/x":    false,
		"https://api.brincr.test/api/v1/a%5c..%5c/x": false,
		"https://me@api.brincr.test/api/v1/x":        false,
		"https:api.brincr.test/api/v1/x":             false,
	} {
		parsed, err := url.Parse(u)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.contains(parsed); got != want {
			t.Errorf("%s: %v", u, got)
		}
	}
}

func TestOrigins(t *testing.T) {
	for u, want := range map[string]string{
		"https://API.test:443/x": "https://api.test", "http://127.0.0.1:80": "http://127.0.0.1",
		"http://127.0.0.1:443": "http://127.0.0.1:443", "http://[::1]:80/": "http://[::1]", "http://[::1]:81/": "http://[::1]:81",
		"http://LOCALHOST:8080": "http://localhost:8080",
	} {
		b, err := newBase(u)
		if err != nil {
			t.Errorf("%s: %v", u, err)
			continue
		}
		if b.origin != want {
			t.Errorf("%s: %s, want %s", u, b.origin, want)
		}
	}
}

func TestScopesFor(t *testing.T) {
	cat := Catalogue([]Endpoint{
		{Path: "products/{id}/variants", Scope: "brincr:productVariant"},
		{Path: "products/{id}", Method: "DELETE", Scope: "brincr:productDelete"},
		{Path: "products/special", Scope: "brincr:special"},
		{Path: "nothing"},
		{Path: "orders/{id}", Scope: "brincr:order"},
		{Path: "orders/open", Scope: "brincr:orderOpen"},
		{Path: "stock", Method: "PUT", Scope: "brincr:stockWrite"},
		{Path: "stock", Method: "GET", Scope: "brincr:stock"},
	})
	for _, row := range []struct{ method, path, want string }{
		{"GET", "categories", "brincr:category"},
		{"", "/categories/?page=2", "brincr:category"},
		{"get", "categories/5", "brincr:category"},
		{"POST", "categories", "brincr:category"},
		{"GET", "categories/{id}", "brincr:category"},
		{"GET", "categories/5/images", ""},
		{"GET", "products/5/variants", "brincr:productVariant"},
		{"GET", "products/5/variants/7", "brincr:productVariant"},
		{"DELETE", "products/5", "brincr:productDelete"},
		{"GET", "products/special", "brincr:special"},
		{"GET", "products//variants", ""},
		{"GET", "orders/open", "brincr:orderOpen"},
		{"GET", "orders/7", "brincr:order"},
		{"GET", "stock", "brincr:stock"},
		{"PUT", "stock", "brincr:stockWrite"},
		{"GET", "category", ""},
		{"GET", "", ""},
		{"GET", "nothing", ""},
	} {
		if got := strings.Join(ScopesFor(cat, row.method, row.path), " "); got != row.want {
			t.Errorf("%s %s: %q, want %q", row.method, row.path, got, row.want)
		}
	}
}

func TestCatalogueReplacesInPlace(t *testing.T) {
	cat := Catalogue([]Endpoint{
		{Name: "Mine", Method: "get", Path: "/countries/", Scope: "s", Evidence: FromConfig},
		{Name: "New", Path: "new"},
	}, []Endpoint{{Name: "Newer", Method: "GET", Path: "new"}, {Name: "Post", Method: "POST", Path: "new"}})
	var names []string
	for _, e := range cat {
		names = append(names, e.Name)
	}
	if !slices.Equal(names, []string{"Categories", "Mine", "Products", "Create a product", "Newer", "Post"}) {
		t.Errorf("%v", names)
	}
	if got := BuiltIn(); len(got) != 4 || got[1].Evidence != Guess || got[0].Evidence != Documented {
		t.Errorf("built in: %+v", got)
	}
}

func TestDefaultsAreTheDocumentedOnes(t *testing.T) {
	s, p := SandboxDefaults(), ProductionDefaults()
	if s.Production || !p.Production || !s.ReadOnly || !p.ReadOnly {
		t.Error("production or read only is wrong")
	}
	if s.TokenURL != "https://connect.identity.stagaws.visma.com/connect/token" || s.APIURL != "https://sandbox-api.brincr.com/api/v1/" ||
		p.TokenURL != "https://connect.visma.com/connect/token" || p.APIURL != "https://api.brincr.com/api/v1/" {
		t.Errorf("%+v %+v", s, p)
	}
	scopes := KnownScopes()
	if len(scopes) != 14 || scopes[0] != "brincr:category" || len(sortedSet(scopes)) != 14 {
		t.Errorf("%v", scopes)
	}
}
