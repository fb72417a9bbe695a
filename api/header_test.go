package api

import (
	"strings"
	"testing"
)

func TestHeadersOfARequestArrive(t *testing.T) {
	got := &received{}
	w := newWorld(t, got)
	r := Request{Path: "categories", Scopes: []string{"brincr:category"}, Header: []Field{{"X-Locale", "nl_NL"}, {"accept-language", "nl, en;q=0.5"}}}
	plan, x := w.client.Explain(r), w.client.Do(t.Context(), r)
	wantOK(t, x)
	req, _ := got.get()
	if req.Header.Get("X-Locale") != "nl_NL" || req.Header.Get("Accept-Language") != "nl, en;q=0.5" || req.Header.Get("Accept") != "application/json" {
		t.Errorf("arrived: %v", req.Header)
	}
	if field(plan.Header, "X-Locale") != "nl_NL" || field(x.RequestHeader, "X-Locale") != "nl_NL" {
		t.Errorf("told: %v and %v", plan.Header, x.RequestHeader)
	}
	r.Header[0].Value = "changed"
	if x.Request.Header[0].Value != "nl_NL" {
		t.Error("the exchange changed with the caller's slice")
	}
}

func TestG01_NoHeaderOfARequestReplacesTheProgramsOwn(t *testing.T) {
	w := newWorld(t, script(t))
	for _, h := range []Field{
		{"Authorization", "Bearer x"},
		{"authorization", "Bearer x"},
		{"HOST", "evil.example"},
		{"Accept", "text/html"},
		{"Cookie", "a=b"},
		{"Content-Length", "5"},
		{"Transfer-Encoding", "chunked"},
		{"Proxy-Authorization", "x"},
		{"Connection", "close"},
		{"X-A", "b\r\nAuthorization: Bearer x"},
		{"X-A\r\nB", "c"},
		{"", "x"},
		{"X A", "b"},
		{"X-A", "\x00"},
		{"X-A", " b"},
		{"X-A", "é"},
		{"X-A", strings.Repeat("x", 5000)},
		{"Sec-Fetch-Site", "none"},
		{"User-Agent", "x"},
		{" Host", "x"},
		{"X-HTTP-Method-Override", "DELETE"}, // what reads would write
		{"x-http-method", "DELETE"},
		{"X-Method-Override", "DELETE"},
	} {
		x := w.client.Do(t.Context(), Request{Path: "categories", Scopes: []string{"brincr:category"}, Header: []Field{h}})
		wantKind(t, x, KindRequest)
	}
	if w.tokens.count() != 0 {
		t.Error("a token was requested for what is never sent")
	}
}

func FuzzCheckHeader(f *testing.F) {
	for _, s := range []string{"X-Locale", "Host", "a b", "", "X-A\r\nB: c", "é", "Content-Type"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, name, value string) {
		if CheckHeader(Field{name, value}) != nil {
			return
		}
		if strings.ContainsAny(name+value, "\r\n\x00") || strings.ContainsAny(name, ": ") || OwnHeader(name) {
			t.Fatalf("%q: %q is let through", name, value)
		}
	})
}
