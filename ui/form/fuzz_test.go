package form

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// Whatever value stands in a form, it is what the server reads: through the
// form, the client and HTTP itself.
func FuzzForm(f *testing.F) {
	for _, s := range []string{"5", "a/b", ".", "../x", "a b", " padded ", "100%", "%2e%2e", "a+b&c=d#e", "é", `\`, "{id}", "//x", "http://evil.example", "?", "a;b", "line\nend", "\x00", "日本酒", "'\"<>", "[x]"} {
		f.Add(s, s)
	}
	var got *http.Request
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/token") {
			_, _ = w.Write([]byte(`{"access_token":"a.b.c","expires_in":3600}`))
			return
		}
		got = r
		_, _ = w.Write([]byte(`{}`))
	}))
	f.Cleanup(server.Close)
	client, err := api.NewClient(api.Environment{TokenURL: server.URL + "/token", APIURL: server.URL + "/api/v1/", ClientID: "x", Secret: auth.Plain("y")}, api.Tenant{ID: "t"}, api.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(client.Close)
	endpoint := api.Endpoint{Method: "GET", Path: "categories/{id}/images", Operation: &api.Operation{Parameters: []api.Parameter{{Name: "filter[name]", In: api.InQuery}}}}
	f.Fuzz(func(t *testing.T, value, other string) {
		if value == "" || other == "" || !utf8.ValidString(value+other) {
			return
		}
		form := New(Setup{
			Endpoint: &endpoint, Method: "GET", Path: endpoint.Path, Base: server.URL,
			Values: Values{Blanks: map[string]string{"id": value}, Query: []api.Field{{Name: "filter[name]", Value: other}, {Name: "free", Value: other}}},
			Check: func(r api.Request) (string, error) {
				address, err := client.URL(r)
				if err != nil {
					return "", err
				}
				return address, nil
			},
		})
		r := form.submit()
		if !r.Close {
			if api.CheckBlank(value) == nil {
				t.Fatalf("%q was not sent", value)
			}
			return
		}
		request := r.Intent.(Submit).Request
		request.Scopes = []string{"brincr:category"}
		if x := client.Do(t.Context(), request); !x.OK() {
			t.Fatalf("%q: %v", request.Path, x.Err)
		}
		if want := "/api/v1/categories/" + value + "/images"; got.URL.Path != want {
			t.Fatalf("%q arrived as %q", value, got.URL.Path)
		}
		if q := got.URL.Query(); len(q) != 2 || q.Get("filter[name]") != other || q.Get("free") != other {
			t.Fatalf("%q arrived as %q", other, got.URL.RawQuery)
		}
	})
}
