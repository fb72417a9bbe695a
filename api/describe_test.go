package api

import (
	"slices"
	"testing"
)

func TestDescribeKeepsWhatTheUserSaid(t *testing.T) {
	base := Catalogue([]Endpoint{
		{Name: "Mine", Method: "GET", Path: "orders/{id}", Scope: "brincr:own", Evidence: FromConfig, Source: "config.toml, line 9"},
		{Name: "Demo", Method: "GET", Path: "customers", Scope: "brincr:customer", Evidence: Illustrative},
	})
	op := func(scopes ...string) *Operation { return &Operation{Summary: "told", Scopes: scopes} }
	all := Describe(base, []Endpoint{
		{Name: "told", Method: "GET", Path: "orders/{order}", Scope: "brincr:order", Evidence: Described, Operation: op("brincr:order")},
		{Name: "told", Method: "GET", Path: "products", Evidence: Described, Operation: op()},
		{Name: "told", Method: "GET", Path: "customers", Scope: "brincr:customer", Evidence: Described, Operation: op("brincr:customer")},
		{Name: "new", Method: "POST", Path: "orders", Evidence: Described, Operation: op()},
	})
	at := func(method, path string) Endpoint {
		i := slices.IndexFunc(all, func(e Endpoint) bool { return e.Method == method && e.Path == path })
		if i < 0 {
			t.Fatalf("no %s %s in %+v", method, path, all)
		}
		return all[i]
	}
	if e := at("GET", "orders/{order}"); e.Name != "Mine" || e.Evidence != FromConfig || !slices.Equal(e.Scopes(), []string{"brincr:own"}) || e.Operation.Summary != "told" {
		t.Errorf("the config's own: %+v, %v", e, e.Scopes())
	}
	if e := at("GET", "products"); e.Evidence != Described || !slices.Equal(e.Scopes(), []string{"brincr:product"}) {
		t.Errorf("a built-in one whose scope the description lacks: %+v", e)
	}
	if e := at("GET", "customers"); e.Evidence != Illustrative || e.Operation == nil {
		t.Errorf("the demo's: %+v", e)
	}
	if len(all) != len(base)+1 || all[len(all)-1].Name != "new" {
		t.Errorf("%d endpoints", len(all))
	}
}
