package cli

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/api"
	"brincr-explorer/internal/demo"
)

// firstID finds what a list begins with, or the one thing that an answer holds.
var firstID = regexp.MustCompile(`"data":\[?\{"id":"([0-9a-f-]{36})"`)

// TestEveryOperationOfTheDemoCanBeSent takes the demo's own description by the
// code that reads a user's, and sends all of it: what the description, the program
// and the server say of an operation must be the same.
func TestEveryOperationOfTheDemoCanBeSent(t *testing.T) {
	t.Parallel()
	u, err := fromDemo(demo.Options{RateLimit: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer u.close()
	u.tenant = u.environment().Tenants[0]
	all, d, err := u.fullCatalogue(t.Context())
	if err != nil || d.Found > 0 || len(d.Endpoints) < 50 {
		t.Fatalf("%d endpoints, notes %v, %v", len(d.Endpoints), d.Notes, err)
	}
	client, err := api.NewClient(u.environment(), u.tenant, u.client)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	send := func(r api.Request) api.Exchange { return client.Do(t.Context(), r) }
	ids := make(map[string]string)
	for _, e := range all {
		if strings.HasPrefix(e.Path, "demo/") {
			continue // these go wrong on purpose
		}
		if e.Operation == nil || e.Operation.Summary == "" || len(e.Operation.Tags) == 0 {
			t.Errorf("%s %s is not described", e.Method, e.Path)
			continue
		}
		if slices.Contains(e.Scopes(), "brincr:orderConnected") {
			continue // which the demo grants nobody
		}
		list, entity := strings.CutSuffix(e.Path, "/{id}")
		r := api.Request{Method: e.Method, Path: e.Path, Scopes: e.Scopes()}
		if entity {
			r.Path = list + "/" + url.PathEscape(ids[list])
		}
		if b := e.Operation.Body; b != nil {
			if wrong := b.Check(b.Example); wrong != nil {
				t.Errorf("%s %s: its own example is refused: %v", e.Method, e.Path, wrong)
			}
			r.Body = b.Example
		}
		x := send(r)
		if !x.OK() {
			t.Errorf("%s %s answers %d: %v", r.Method, r.Path, x.Status, x.Err)
		}
		if m := firstID.FindSubmatch(x.Body); m != nil {
			ids[list] = string(m[1])
		}
	}
}

// TestTheCheckSaysWhatTheServerSays: what is wrong with a body is found before it
// is sent, at the fields that a 422 would name.
func TestTheCheckSaysWhatTheServerSays(t *testing.T) {
	t.Parallel()
	u, err := fromDemo(demo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer u.close()
	u.tenant = u.environment().Tenants[0]
	all, _, err := u.fullCatalogue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(e api.Endpoint) bool { return e.Method == "POST" && e.Path == "products" })
	client, err := api.NewClient(u.environment(), u.tenant, u.client)
	if err != nil || i < 0 {
		t.Fatal(i, err)
	}
	defer client.Close()
	for _, body := range []string{
		`{}`,
		`{"sku": 5, "name": {"en_GB": "x"}, "price": -1, "vat": {"percentage": 20}}`,
		`{"sku": "A-1", "name": {"nl_NL": "x"}, "price": 1, "vat": {"percentage": 21}, "ean": "123", "product_type": "other"}`,
	} {
		x := client.Do(t.Context(), api.Request{Method: "POST", Path: "products", Body: []byte(body), Scopes: all[i].Scopes()})
		if x.Status != 422 {
			t.Fatalf("%s answers %d", body, x.Status)
		}
		// The server asks for vat.percentage where vat is not there at all.
		top := func(list []api.FieldError) []string {
			var names []string
			for _, f := range list {
				names = append(names, strings.TrimSuffix(f.Path, ".percentage"))
			}
			slices.Sort(names)
			return names
		}
		if got, want := top(all[i].Operation.Body.Check([]byte(body))), top(x.Err.Fields); !slices.Equal(got, want) {
			t.Errorf("%s: the check names %q, the server %q", body, got, want)
		}
	}
}
