package demo_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/internal/demo"
)

// described is the part of an OpenAPI description that these tests look at.
type described struct {
	Paths map[string]map[string]struct {
		Description string
		Parameters  []struct {
			Ref    string `json:"$ref"`
			Name   string
			Schema struct{ Enum []string }
		}
		Security    []map[string][]string
		RequestBody struct {
			Content map[string]struct{ Example json.RawMessage }
		}
	}
}

// TestTheDescriptionIsTrue asks for all that it offers.
func TestTheDescriptionIsTrue(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	for _, name := range []string{"sandbox", "production"} {
		e := b.env(name)
		var d described
		b.send(http.MethodGet, e.OpenAPIURL, "", nil).decode(t, &d)
		if _, post := d.Paths["/products"]["post"]; post == e.ReadOnly {
			t.Errorf("%s: POST products is offered: %t", name, post)
		}
		token := b.token(e, 0, e.GrantedScopes...)
		for path, operations := range d.Paths {
			get, ok := operations["get"]
			if !ok || strings.HasPrefix(path, "/demo/") || strings.Contains(path, "{") || !slices.Contains(e.GrantedScopes, get.Security[0]["connect"][0]) {
				continue
			}
			if len(get.Parameters) < 4 || get.Parameters[0].Ref != "#/components/parameters/Page" {
				t.Errorf("%s takes %+v", path, get.Parameters)
			}
			for _, p := range get.Parameters[2:] {
				values := p.Schema.Enum
				if values == nil {
					values = []string{"x"}
				}
				for _, v := range values {
					if a := b.send(http.MethodGet, e.APIURL+path[1:]+"?"+url.Values{p.Name: {v}}.Encode(), "", apiHeader(token)); a.status != http.StatusOK {
						t.Errorf("%s?%s=%s answers %d %s", path, p.Name, v, a.status, a.body)
					}
				}
			}
		}
	}
}

func TestTheDescriptionsExampleCanBeCreated(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	var d described
	b.send(http.MethodGet, e.OpenAPIURL, "", nil).decode(t, &d)
	example := d.Paths["/products"]["post"].RequestBody.Content["application/json"].Example
	if a := b.send(http.MethodPost, e.APIURL+"products", string(example), apiHeader(b.token(e, 0, "brincr:product"))); a.status != http.StatusCreated {
		t.Errorf("%d %s for %s", a.status, a.body, example)
	}
}

// TestTheDescriptionNeedsNoTokenAndIsNoRequest: it tells of every endpoint, and
// is counted with none.
func TestTheDescriptionNeedsNoTokenAndIsNoRequest(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	var d described
	b.send(http.MethodGet, e.OpenAPIURL, "", nil).decode(t, &d)
	for _, want := range b.server.Endpoints() {
		o, ok := d.Paths["/"+want.Path][strings.ToLower(want.Method)]
		if !ok || want.Illustrative != strings.HasPrefix(o.Description, "Illustrative") {
			t.Errorf("%s %s: %t, %q", want.Method, want.Path, ok, o.Description)
			continue
		}
		if scopes := o.Security[0]["connect"]; want.Scope == "" && len(scopes) > 0 || want.Scope != "" && !slices.Equal(scopes, []string{want.Scope}) {
			t.Errorf("%s %s: %v", want.Method, want.Path, scopes)
		}
	}
	if c := b.server.Counts(); c.APIRequests != 0 || c.OtherRequests != 1 {
		t.Errorf("%+v", c)
	}
}
