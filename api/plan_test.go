package api

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"brincr-explorer/auth"
)

// received keeps the requests that arrived, as they were on the wire.
type received struct {
	mu   sync.Mutex
	last *http.Request
	n    int
}

func (r *received) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n++
	_, _ = io.Copy(io.Discard, req.Body)
	r.last = req.Clone(req.Context())
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, `{}`)
}

func (r *received) get() (*http.Request, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last, r.n
}

func TestExplainIsWhatTheServerGets(t *testing.T) {
	for _, r := range []Request{
		{Path: "categories"},
		{Method: "get", Path: "/api/v1/categories/a%2Fb?filter[name]=rode wijn&x=1"},
		{Method: "POST", Path: "categories", Body: []byte(`{"name":"wijn"}`)},
		{Method: "DELETE", Path: "categories/5"},
	} {
		t.Run(r.Path, func(t *testing.T) {
			got := &received{}
			w := newWorld(t, got)
			r.Scopes = []string{"brincr:category"}
			before := w.client.Explain(r)
			if _, n := got.get(); n != 0 || w.tokens.count() != 0 {
				t.Fatalf("explaining sent %d requests and %d token requests", n, w.tokens.count())
			}
			if before.Outlook != auth.OutlookRequest {
				t.Errorf("outlook %d before the first token", before.Outlook)
			}
			x := w.client.Do(t.Context(), r)
			wantOK(t, x)
			after := w.client.Explain(r)
			if after.Outlook != auth.OutlookUse {
				t.Errorf("outlook %d with a token", after.Outlook)
			}
			req, _ := got.get()
			if after.URL != x.URL || before.URL != x.URL {
				t.Errorf("explained %q and %q, asked %q", before.URL, after.URL, x.URL)
			}
			if u, _ := url.Parse(after.URL); u.RequestURI() != req.RequestURI || u.Host != req.Host || after.Request.Method != req.Method {
				t.Errorf("explained %s %s, received %s %s", after.Request.Method, after.URL, req.Method, req.RequestURI)
			}
			sameHeaders(t, after.Header, req)
			for _, f := range append(before.Header, after.Header...) {
				if strings.Contains(f.Value, w.tokens.nth(1)) || strings.Contains(f.Value, testSecret) {
					t.Errorf("%s holds a secret", f.Name)
				}
			}
		})
	}
}

// sameHeaders compares what was told with what arrived, name by name; of the
// token the beginning and the end are told.
func sameHeaders(t *testing.T, told []Field, req *http.Request) {
	t.Helper()
	names := map[string]bool{"Host": true}
	for name := range req.Header {
		names[name] = true
	}
	for _, f := range told {
		arrived := req.Header.Get(f.Name)
		switch f.Name {
		case "Host":
			arrived = req.Host
		case "Authorization":
			head, tail, ok := strings.Cut(f.Value, "…")
			if !ok || !strings.HasPrefix(arrived, head) || !strings.HasSuffix(arrived, tail) {
				t.Errorf("Authorization told as %q", f.Value)
			}
			arrived = f.Value
		}
		if arrived != f.Value {
			t.Errorf("%s: told %q, arrived %q", f.Name, f.Value, arrived)
		}
		delete(names, f.Name)
	}
	delete(names, "Connection") // is between the connection's ends, and no part of the request
	if req.Method == "DELETE" { // Go says that there is no body
		delete(names, "Content-Length")
	}
	for name := range names {
		t.Errorf("%s arrived and was not told: %q", name, req.Header.Get(name))
	}
}

func TestExplainRefusesWhatDoRefuses(t *testing.T) {
	elsewhere := forbidden(t)
	w := newWorld(t, script(t), func(e *Environment, _ *Options) { e.ReadOnly = true })
	for _, r := range []Request{
		{Path: elsewhere.URL + "/api/v1/categories"},
		{Path: "../orders"},
		{Path: "categories/{id}"},
		{Path: "categories#x"},
		{Method: "POST", Path: "categories"},
		{Method: "BREW", Path: "categories"},
		{Path: "categories", Body: []byte("{}")},
	} {
		r.Scopes = []string{"brincr:category"}
		plan, x := w.client.Explain(r), w.client.Do(t.Context(), r)
		if plan.Err == nil || x.Err == nil || plan.Err.Error() != x.Err.Error() || plan.Err.Cause != x.Err.Cause || plan.URL != x.URL {
			t.Errorf("%s %s: explained %+v, done %+v", r.Method, r.Path, plan.Err, x.Err)
		}
	}
}

func TestExplainNamesTheScopes(t *testing.T) {
	w := newWorld(t, script(t), func(_ *Environment, o *Options) {
		o.Catalogue = []Endpoint{
			{Method: "GET", Path: "categories", Scope: "brincr:category", Evidence: Documented},
			{Method: "GET", Path: "orders/{id}", Evidence: Described, Operation: &Operation{Scopes: []string{"brincr:order", "brincr:orderLine"}}},
		}
	})
	for _, test := range []struct {
		path            string
		needed, lacking []string
		evidence        Evidence
	}{
		{"categories?page=2", []string{"brincr:category"}, nil, Documented},
		{"categories/5", []string{"brincr:category"}, nil, Documented},
		{"orders/a%2Fb", []string{"brincr:order", "brincr:orderLine"}, []string{"brincr:orderLine"}, Described},
		{"unknown", nil, nil, ""},
	} {
		p := w.client.Explain(Request{Path: test.path, Scopes: []string{"brincr:order", "brincr:category"}})
		if !slices.Equal(p.Needed, test.needed) || !slices.Equal(p.Lacking, test.lacking) || p.Endpoint.Evidence != test.evidence {
			t.Errorf("%s: needed %q, lacking %q, %s", test.path, p.Needed, p.Lacking, p.Endpoint.Evidence)
		}
	}
}

func TestExplainOnAQuietDay(t *testing.T) {
	w := newWorld(t, script(t), func(e *Environment, _ *Options) { e.QuietDays = auth.QuietDays{time.Now().Format("2006-01-02")} })
	p := w.client.Explain(Request{Path: "categories", Scopes: []string{"brincr:category"}})
	said := p.Say(auth.SystemClock().Now(), Known{})[0].Facts[0]
	if p.URL == "" || said.Mark != "✗" || !strings.Contains(said.Value, "quiet day") {
		t.Errorf("%q: %+v", p.URL, said)
	}
}
