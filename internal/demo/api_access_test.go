package demo_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/demo"
)

const unauthenticated = `{"message":"Unauthenticated."}`

func TestTokenIsRequired(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	good := b.token(e, 0, "brincr:category")
	parts := strings.Split(good, ".")
	encode := base64.RawURLEncoding.EncodeToString
	unsigned := encode([]byte(`{"alg":"none","typ":"at+jwt"}`)) + "." + parts[1] + "."
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	forged := parts[0] + "." + encode([]byte(strings.Replace(string(claims), "category", "customer", 1))) + "." + parts[2]
	for name, authorization := range map[string]string{
		"none":              "",
		"scheme alone":      "Bearer",
		"other scheme":      "Basic " + good,
		"rubbish":           "Bearer rubbish",
		"unsigned":          "Bearer " + unsigned,
		"claims changed":    "Bearer " + forged,
		"signature missing": "Bearer " + parts[0] + "." + parts[1] + ".",
		"other environment": "Bearer " + b.token(b.env("production"), 0, "brincr:category"),
	} {
		h := apiHeader("")
		h.Set("Authorization", authorization)
		a := b.send(http.MethodGet, e.APIURL+"categories", "", h)
		if a.status != http.StatusUnauthorized || a.body != unauthenticated {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
		if a.header.Get("X-RateLimit-Limit") != "" {
			t.Errorf("%s: a refused token is throttled", name)
		}
	}
	h := apiHeader(good)
	h.Set("Authorization", "bearer "+good) // the scheme's name has no case (RFC 9110, 11.1)
	if a := b.send(http.MethodGet, e.APIURL+"categories", "", h); a.status != http.StatusOK {
		t.Errorf("good token: %d %s", a.status, a.body)
	}
}

func TestTokenLivesExactlyAsLongAsItSays(t *testing.T) {
	c := newClock()
	c.advance(900 * time.Millisecond) // the dates in the token count whole seconds
	b := start(t, demo.Options{Now: c.Now, TokenTTL: 5 * time.Second})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	c.advance(5*time.Second - time.Millisecond)
	if a := b.get(e, token, "categories"); a.status != http.StatusOK {
		t.Errorf("in its last millisecond: %d %s", a.status, a.body)
	}
	c.advance(time.Millisecond)
	if a := b.get(e, token, "categories"); a.status != http.StatusUnauthorized || a.body != unauthenticated {
		t.Errorf("expired: %d %s", a.status, a.body)
	}
	c.advance(-10 * time.Second)
	if a := b.get(e, token, "categories"); a.status != http.StatusUnauthorized {
		t.Errorf("before nbf: %d %s", a.status, a.body)
	}
}

func TestScopesAreEnforced(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	e := b.env("sandbox")
	for _, endpoint := range b.server.Endpoints() {
		if endpoint.Scope == "" || endpoint.Method != http.MethodGet || strings.Contains(endpoint.Path, "{") {
			continue
		}
		other := "brincr:category"
		if endpoint.Scope == other {
			other = "brincr:country"
		}
		a := b.get(e, b.token(e, 0, other), endpoint.Path)
		if a.status != http.StatusForbidden || message(t, a) != "Invalid scope(s) provided." {
			t.Errorf("GET %s without %s: %d %s", endpoint.Path, endpoint.Scope, a.status, a.body)
		}
		if endpoint.Scope == "brincr:orderConnected" {
			continue // never granted
		}
		if a := b.get(e, b.token(e, 0, endpoint.Scope), endpoint.Path); a.status != http.StatusOK {
			t.Errorf("GET %s with %s: %d %s", endpoint.Path, endpoint.Scope, a.status, a.body)
		}
	}
}

func TestEndpointsAreWhatIsKnown(t *testing.T) {
	known := map[string]string{
		"GET categories": "brincr:category", "GET countries": "brincr:country",
		"GET products": "brincr:product", "POST products": "brincr:product",
	}
	b := start(t, demo.Options{})
	seen := map[string]bool{}
	for _, e := range b.server.Endpoints() {
		key := e.Method + " " + e.Path
		if seen[key] {
			t.Errorf("%s is listed twice", key)
		}
		seen[key] = true
		scope, real := known[key]
		if e.Illustrative == real {
			t.Errorf("%s: illustrative is %t", key, e.Illustrative)
		}
		if real && e.Scope != scope {
			t.Errorf("%s needs %s, want %s", key, e.Scope, scope)
		}
		if e.Name == "" {
			t.Errorf("%s has no name", key)
		}
		delete(known, key)
	}
	if len(known) > 0 {
		t.Errorf("not listed: %v", known)
	}
}

func TestWithoutAcceptErrorsAreHTML(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	good := apiHeader(b.token(e, 0, "brincr:category"))
	for _, accept := range []string{"", "*/*", "text/html"} {
		h := good.Clone()
		h.Del("Accept")
		if accept != "" {
			h.Set("Accept", accept)
		}
		anonymous := h.Clone()
		anonymous.Del("Authorization")
		a := b.send(http.MethodGet, e.APIURL+"categories", "", anonymous)
		login := strings.TrimSuffix(e.APIURL, "/api/v1/") + "/login"
		if a.status != http.StatusFound || a.header.Get("Location") != login {
			t.Errorf("Accept %q, no token: %d to %q, want 302 to %s", accept, a.status, a.header.Get("Location"), login)
		}
		if a := b.send(http.MethodGet, login, "", h); a.status != http.StatusOK || !strings.Contains(a.body, "<h1>Log in") {
			t.Errorf("login page: %d %s", a.status, a.body)
		}
		for path, status := range map[string]int{"products": 403, "categories/none": 404, "nothing": 404, "demo/invalid": 302, "demo/throttled": 429} {
			a := b.send(http.MethodGet, e.APIURL+path, "", h)
			if a.status != status || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.HasPrefix(a.body, "<!DOCTYPE html>") {
				t.Errorf("Accept %q, %s: %d %s %.40s", accept, path, a.status, a.header.Get("Content-Type"), a.body)
			}
		}
		// What succeeds is JSON all the same, as in Laravel.
		if a := b.send(http.MethodGet, e.APIURL+"categories", "", h); a.status != http.StatusOK || a.header.Get("Content-Type") != "application/json" {
			t.Errorf("Accept %q, success: %d %s", accept, a.status, a.header.Get("Content-Type"))
		}
	}
}

func TestUnknownPathsAndMethods(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	for _, path := range []string{"nothing", "categories/a/b", "", "categories/{id}/x", "demo", "../../sandbox"} {
		if a := b.get(e, token, path); a.status != http.StatusNotFound || !strings.Contains(message(t, a), "could not be found") {
			t.Errorf("%q: %d %s", path, a.status, a.body)
		}
	}
	if a := b.get(e, token, "categories/42"); a.status != http.StatusNotFound || message(t, a) != `No query results for model [App\Models\Category] 42` {
		t.Errorf("unknown id: %d %s", a.status, a.body)
	}
	if a := b.get(e, token, "categories/{id}"); a.status != http.StatusNotFound || message(t, a) != `No query results for model [App\Models\Category] {id}` {
		t.Errorf("the pattern itself: %d %s", a.status, a.body)
	}
	for _, test := range []struct{ env, method, path, allow string }{
		{"sandbox", http.MethodDelete, "categories", "GET, HEAD"},
		{"sandbox", http.MethodPost, "categories/42", "GET, HEAD"},
		{"sandbox", http.MethodPut, "products", "GET, HEAD, POST"},
		{"production", http.MethodPost, "products", "GET, HEAD"},
	} {
		a := b.send(test.method, b.env(test.env).APIURL+test.path, "", apiHeader(token))
		if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != test.allow {
			t.Errorf("%s %s in %s: %d, Allow %q, want 405 and %q", test.method, test.path, test.env, a.status, a.header.Get("Allow"), test.allow)
		}
		if want := "The " + test.method + " method is not supported for route api/v1/" + test.path; !strings.HasPrefix(message(t, a), want) {
			t.Errorf("message %q", message(t, a))
		}
	}
	if a := b.send(http.MethodOptions, e.APIURL+"products", "", nil); a.status != http.StatusOK || a.header.Get("Allow") != "GET, HEAD, POST" {
		t.Errorf("OPTIONS: %d %q", a.status, a.header.Get("Allow"))
	}
	if a := b.send(http.MethodHead, e.APIURL+"categories", "", apiHeader(token)); a.status != http.StatusOK || a.body != "" {
		t.Errorf("HEAD: %d %q", a.status, a.body)
	}
}

func TestThrottle(t *testing.T) {
	c := newClock()
	b := start(t, demo.Options{Now: c.Now})
	e := b.env("sandbox")
	first, second := b.token(e, 0, "brincr:category"), b.token(e, 1, "brincr:category")
	for i := range 60 {
		path := []string{"categories", "products", "categories/42"}[i%3] // a 403 and a 404 count as well
		a := b.get(e, first, path)
		if got := a.header.Get("X-RateLimit-Remaining"); a.status == http.StatusTooManyRequests || got != strconv.Itoa(59-i) || a.header.Get("X-RateLimit-Limit") != "60" {
			t.Fatalf("request %d: %d, %s of %s left", i+1, a.status, got, a.header.Get("X-RateLimit-Limit"))
		}
		if a.header.Get("X-RateLimit-Reset") != "" || a.header.Get("Retry-After") != "" {
			t.Fatal("an answer that is no 429 tells when to retry")
		}
		c.advance(500 * time.Millisecond)
	}
	a := b.get(e, first, "categories")
	reset := strconv.FormatInt(newClock().Now().Unix()+60, 10)
	if a.status != http.StatusTooManyRequests || message(t, a) != "Too Many Attempts." {
		t.Errorf("request 61: %d %s", a.status, a.body)
	}
	if h := a.header; h.Get("Retry-After") != "30" || h.Get("X-RateLimit-Reset") != reset || h.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("headers %v, want Retry-After 30 and Reset %s", h, reset)
	}
	if a := b.get(e, second, "categories"); a.status != http.StatusOK || a.header.Get("X-RateLimit-Remaining") != "59" {
		t.Errorf("the other tenant pays too: %d, %s left", a.status, a.header.Get("X-RateLimit-Remaining"))
	}
	c.advance(30 * time.Second)
	if a := b.get(e, first, "categories"); a.status != http.StatusOK || a.header.Get("X-RateLimit-Remaining") != "59" {
		t.Errorf("after the minute: %d, %s left", a.status, a.header.Get("X-RateLimit-Remaining"))
	}
}

func TestThrottleCanBeTurnedOff(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:country")
	for range 70 {
		if a := b.get(e, token, "countries?per_page=1"); a.status != http.StatusOK || a.header.Get("X-RateLimit-Limit") != "" {
			t.Fatalf("%d, limit %q", a.status, a.header.Get("X-RateLimit-Limit"))
		}
	}
}

func TestQueryStaysInTheLog(t *testing.T) {
	var log lines
	b := start(t, demo.Options{Log: &log, Now: newClock().Now})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	b.get(e, token, "categories?page=2&x=%1b[31m")
	b.get(e, token, "products")
	b.send(http.MethodPost, e.TokenURL+"?client_secret=leaked", url.Values{}.Encode(), formHeader())
	want := `2026-11-20T10:00:00.000Z token POST /sandbox/connect/token 200
2026-11-20T10:00:00.000Z api   GET /sandbox/api/v1/categories?page=2&x=%1b[31m 200
2026-11-20T10:00:00.000Z api   GET /sandbox/api/v1/products 403
2026-11-20T10:00:00.000Z token POST /sandbox/connect/token 400
`
	if log.String() != want {
		t.Errorf("log:\n%s\nwant:\n%s", log.String(), want)
	}
	if strings.Contains(log.String(), token) {
		t.Error("the log holds a token")
	}
	c := b.server.Counts()
	if c.TokenRequests != 2 || c.APIRequests != 2 || c.OtherRequests != 0 {
		t.Errorf("counts: %+v", c)
	}
	if c.TokenStatus[200] != 1 || c.TokenStatus[400] != 1 || c.APIStatus[200] != 1 || c.APIStatus[403] != 1 {
		t.Errorf("counts by status: %+v", c)
	}
	c.APIStatus[200] = 99
	if b.server.Counts().APIStatus[200] != 1 {
		t.Error("a caller can change the counts")
	}
}
