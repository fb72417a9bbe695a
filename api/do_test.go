package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/auth"
)

func TestDoTellsEverything(t *testing.T) {
	const body = `{"data":[{"id":1},{"id":2}],"links":{"next":null},"meta":{"total":2}}`
	w := newWorld(t, script(t, step{"GET /api/v1/categories?filter[name]=rode%20wijn", func(w http.ResponseWriter, r *http.Request) {
		if got := r.Header.Get("Accept-Encoding"); got != "gzip" {
			t.Errorf("Accept-Encoding %q", got)
		}
		reply(200, zipped(t, body), "Content-Encoding: gzip", "X-RateLimit-Limit: 60", "X-RateLimit-Remaining: 59", "B: 2", "B: 1")(w, r)
	}}))
	r := Request{Path: "categories?filter[name]=rode wijn", Scopes: []string{"brincr:order", "brincr:category", "brincr:order"}}
	x := w.client.Do(t.Context(), r)
	wantOK(t, x)
	if string(x.Body) != body || x.WireSize != int64(len(zipped(t, body))) || x.Truncated || !x.IsJSON() {
		t.Errorf("body %q, wire %d, truncated %v", x.Body, x.WireSize, x.Truncated)
	}
	if x.Place != (Place{"sandbox", tenantA}) || x.EnvName != "sandbox" || x.TenantName != "Wijnhuis De Kelder" {
		t.Errorf("place %+v %q %q", x.Place, x.EnvName, x.TenantName)
	}
	if x.Request.Method != "GET" || x.URL != w.api.URL+"/api/v1/categories?filter[name]=rode%20wijn" {
		t.Errorf("request %+v, URL %q", x.Request, x.URL)
	}
	if !slices.Equal(x.Scopes, []string{"brincr:category", "brincr:order"}) || !slices.Equal(x.Granted, x.Scopes) {
		t.Errorf("scopes %v, granted %v", x.Scopes, x.Granted)
	}
	if len(x.Attempts) != 1 || x.Sent() != 1 || x.Attempts[0].Reason != ReasonAsked || x.Attempts[0].Status != 200 {
		t.Errorf("attempts %+v", x.Attempts)
	}
	if x.Started.IsZero() || x.Duration <= 0 || x.Attempts[0].Wait <= 0 || x.Attempts[0].Duration < x.Attempts[0].Wait {
		t.Errorf("times: %v %v %+v", x.Started, x.Duration, x.Attempts)
	}
	if x.RateLimit.Limit != "60" || x.RateLimit.Remaining != "59" || x.TokenRemaining <= 0 {
		t.Errorf("limit %+v, token %v", x.RateLimit, x.TokenRemaining)
	}
	if x.Status != 200 || x.StatusText != "OK" || x.Proto != "HTTP/1.1" || x.ContentType != "application/json" {
		t.Errorf("%d %q %q %q", x.Status, x.StatusText, x.Proto, x.ContentType)
	}
	if !x.Page.List || x.Page.Count != 2 || x.Page.Total != "2" {
		t.Errorf("page %+v", x.Page)
	}
	names := func(list []Field) (n []string) {
		for _, f := range list {
			n = append(n, f.Name)
		}
		return n
	}
	if got := names(x.Header); !slices.IsSorted(got) || field(x.Header, "B") != "2" {
		t.Errorf("headers %v", x.Header)
	}
	if got := strings.Join(names(x.RequestHeader), " "); got != "Accept Accept-Encoding Authorization Host User-Agent" {
		t.Errorf("request headers %s", got)
	}
}

func TestExchangeIsApartFromTheCallersSlices(t *testing.T) {
	w := newWorld(t, script(t, step{"POST /api/v1/products", reply(201, `{"id":1}`)}))
	r := Request{Method: "post", Path: "products", Scopes: []string{"b", "a"}, Body: []byte(`{"a":1}`)}
	x := w.client.Do(t.Context(), r)
	wantOK(t, x)
	r.Body[2], r.Scopes[0] = 'X', "changed"
	if string(x.Request.Body) != `{"a":1}` || !slices.Equal(x.Request.Scopes, []string{"a", "b"}) || x.Request.Method != "POST" {
		t.Errorf("the exchange changed with its request: %+v", x.Request)
	}
	if field(x.RequestHeader, "Content-Type") != "application/json" || field(x.RequestHeader, "Content-Length") != "7" {
		t.Errorf("request headers %v", x.RequestHeader)
	}
}

func TestRequestsThatAreRefusedBeforeAnythingIsSent(t *testing.T) {
	w := newWorld(t, script(t))
	for _, r := range []Request{
		{Path: "../admin"},
		{Path: "//evil.test/x"},
		{Path: "categories\r\nX: y"},
		{Path: "categories", Method: "TRACE"},
		{Path: "categories", Method: "GE T"},
		{Path: "categories", Body: []byte("{}")},
		{Path: "categories/{id}"},
	} {
		x := w.client.Do(t.Context(), r)
		wantKind(t, x, KindRequest)
		if x.Sent() != 0 || len(x.Attempts) != 0 {
			t.Errorf("%+v was attempted", r)
		}
	}
	if n := w.tokens.count(); n != 0 {
		t.Errorf("%d token requests for what was refused", n)
	}
}

func TestG03_NoTokenOrSecretInAnExchange(t *testing.T) {
	w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// A server in debug mode shows what it received.
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		w.Header().Set("X-Debug", "got "+token)
		w.Header().Set("Www-Authenticate", "Bearer "+token)
		w.Header().Set("Content-Type", "text/html; charset="+token)
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "<html><title>%s</title>%s</html>", token, token)
	}))
	x := w.get("categories")
	token := w.tokens.nth(1)
	text, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{string(text), fmt.Sprintf("%+v %#v", x, x), string(x.Body), x.Err.Error(), fmt.Sprintf("%+v", *x.Err)} {
		if strings.Contains(s, token) || strings.Contains(s, testSecret) {
			t.Fatalf("the token or the secret shows: %.300s", s)
		}
	}
	if x.Masked != 5 {
		t.Errorf("masked %d places, want 5 (three headers, two in the body)", x.Masked)
	}
	auth := field(x.RequestHeader, "Authorization")
	if auth != "Bearer "+x.Attempts[0].TokenMasked || len(auth) > 40 || len(auth) < 12 {
		t.Errorf("masked Authorization %q, attempt %q", auth, x.Attempts[0].TokenMasked)
	}
}

func TestG03_HeadersThatEchoTheTokenAreMaskedInOurWords(t *testing.T) {
	w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if strings.HasSuffix(r.URL.Path, "/moved") {
			reply(302, "", "Location: https://evil.test/"+token)(w, r)
			return
		}
		reply(403, "", "Www-Authenticate: Bearer error=\"insufficient_scope\", got=\""+token+"\"")(w, r)
	}))
	for path, kind := range map[string]Kind{"moved": KindRedirect, "denied": KindStatus} {
		x := w.get(path)
		e := wantKind(t, x, kind)
		if all := fmt.Sprintf("%+v %+v", *e, x); strings.Contains(all, w.tokens.nth(1)[:40]) {
			t.Errorf("%s: the token shows: %s", path, all)
		}
	}
	wantWords(t, "server", w.get("denied").Err.Server, "insufficient_scope", maskedToken)
}

func TestReadOnlyRefusesChangesAndAllowsReading(t *testing.T) {
	w := newWorld(t, script(t, step{"HEAD /api/v1/categories", reply(200, "")}, step{"OPTIONS /api/v1/categories", reply(200, "")}),
		func(e *Environment, _ *Options) { e.ReadOnly = true })
	for _, m := range []string{"POST", "PUT", "PATCH", "DELETE", "delete"} {
		x := w.do(m, "categories", "")
		e := wantKind(t, x, KindReadOnly)
		wantWords(t, m, e.Cause+e.Next, "read only", "read_only = false", strings.ToUpper(m))
	}
	if w.tokens.count() != 0 {
		t.Error("a refused request asked for a token")
	}
	wantOK(t, w.do("HEAD", "categories", ""))
	wantOK(t, w.do("OPTIONS", "categories", ""))
}

func TestNoTokenIsExplained(t *testing.T) {
	w := newWorld(t, script(t))
	w.tokens.answer = func(_ int, rw http.ResponseWriter) bool {
		reply(400, `{"error":"invalid_client"}`)(rw, nil)
		return true
	}
	x := w.get("categories")
	e := wantKind(t, x, KindToken)
	if e.Token == nil || e.Token.Code != "invalid_client" || x.Sent() != 0 {
		t.Errorf("token error %+v, sent %d", e.Token, x.Sent())
	}
	wantWords(t, "summary", e.Summary, "GET ", "/api/v1/categories")
}

func TestSourceIsOnePerSetOfScopes(t *testing.T) {
	w := newWorld(t, script(t))
	a := w.client.Source([]string{"x", "y", "x"})
	if a != w.client.Source([]string{"y", "x"}) {
		t.Error("order and repetition make another source")
	}
	if a == w.client.Source([]string{"x"}) {
		t.Error("another set has the same source")
	}
	e := w.client.Expected([]string{"y", "x"})
	if e.Issuer != "https://issuer.test" || e.ClientID != "isv_test" || e.TenantID != tenantA || !slices.Equal(e.Scopes, []string{"x", "y"}) {
		t.Errorf("expected %+v", e)
	}
}

func TestOnTokenRequestCounts(t *testing.T) {
	n := make(chan struct{}, 10)
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(200, `{}`)}, step{"GET /api/v1/b", reply(200, `{}`)}),
		func(_ *Environment, o *Options) { o.OnTokenRequest = func(TokenRequest) { n <- struct{}{} } })
	wantOK(t, w.get("a"))
	wantOK(t, w.get("b"))
	if len(n) != 1 || w.tokens.count() != 1 {
		t.Errorf("%d reported, %d sent, want one token for two requests", len(n), w.tokens.count())
	}
}

func TestNewClientRefusesBadURLs(t *testing.T) {
	good := SandboxDefaults()
	if c, err := NewClient(good, Tenant{}, Options{}); err != nil {
		t.Fatal(err)
	} else {
		c.Close()
	}
	for _, u := range []string{
		"", "api.brincr.com", "ftp://api.brincr.com/", "http://api.brincr.com/api/", "https://", "https:///x",
		"https://user:hunter2@api.brincr.com/", "https://api.brincr.com/?x=1", "https://api.brincr.com/#x", "https://api.brincr.com/a/../b/",
		"https://user:hunter2@api.brincr.com:port/",
	} {
		for _, which := range []string{"api", "token"} {
			env := good
			if which == "api" {
				env.APIURL = u
			} else {
				env.TokenURL = strings.ReplaceAll(u, "..", "\x7f")
			}
			c, err := NewClient(env, Tenant{}, Options{})
			if err == nil {
				c.Close()
				t.Errorf("%s URL %q was accepted", which, u)
				continue
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error prints a password: %v", err)
			}
		}
	}
}

func TestClockIsUsed(t *testing.T) {
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(429, `{}`, "Retry-After: 30")}),
		func(_ *Environment, o *Options) { o.Clock = frozen{auth.Instant{Wall: at}} })
	x := w.get("a")
	if !x.Started.Equal(at) || !x.Attempts[0].Started.Equal(at) || !x.RateLimit.RetryAfter.Equal(at.Add(30*time.Second)) {
		t.Errorf("started %v, attempt %v, retry %v", x.Started, x.Attempts[0].Started, x.RateLimit.RetryAfter)
	}
	wantWords(t, "next", wantKind(t, x, KindStatus).Next, "in 30s", "Retry-After")
}

// What asking for scopes alone costs is counted like every token request, and
// leaves nothing behind that a request would use.
func TestTokensAskedForAScopeAloneAreCounted(t *testing.T) {
	n := make(chan struct{}, 10)
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(200, `{}`)}),
		func(_ *Environment, o *Options) { o.OnTokenRequest = func(TokenRequest) { n <- struct{}{} } })
	p := w.client.Prober()
	defer p.Close()
	if granted, err := p.Ask(t.Context(), "brincr:category"); !granted || err != nil {
		t.Fatalf("granted: %v, %v", granted, err)
	}
	wantOK(t, w.get("a"))
	if len(n) != 2 || w.tokens.count() != 2 {
		t.Errorf("%d reported, %d sent, want one for the scope and one for the request", len(n), w.tokens.count())
	}
}
