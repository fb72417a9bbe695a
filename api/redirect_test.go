package api

import (
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"brincr-explorer/auth"
)

func location(status int, to string) http.HandlerFunc {
	return reply(status, "", "Location: "+to)
}

func TestG01_RedirectsNeverCarryTheTokenElsewhere(t *testing.T) {
	elsewhere := forbidden(t)
	host := strings.Replace(elsewhere.URL, "127.0.0.1", "localhost", 1)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for name, to := range map[string]string{
			"another port":        elsewhere.URL + "/api/v1/categories",
			"another host":        host + "/api/v1/categories",
			"without a scheme":    strings.TrimPrefix(host, "http:") + "/api/v1/categories",
			"https":               "https://" + strings.TrimPrefix(elsewhere.URL, "http://") + "/api/v1/x",
			"outside the path":    "/login",
			"climbing out":        "/api/v1/../../login",
			"escaped climbing":    "/api/v1/%2e%2e/login",
			"a user":              "http://me@127.0.0.1/api/v1/x",
			"not an address":      "http://[::1/x",
			"control characters":  "/api/v1/\u0085",
			"a similar path":      "/api/v11/categories",
			"another scheme":      "file:///etc/passwd",
			"no address":          "",
			"broken percent sign": "/api/v1/%zz",
		} {
			t.Run(fmt.Sprintf("%d %s", status, name), func(t *testing.T) {
				w := newWorld(t, script(t, step{"GET /api/v1/categories", location(status, to)}))
				x := w.get("categories")
				e := wantKind(t, x, KindRedirect)
				if x.Sent() != 1 || x.Status != status || e.Status != status {
					t.Errorf("sent %d, status %d and %d", x.Sent(), x.Status, e.Status)
				}
				wantWords(t, "summary", e.Summary, "GET ", "not followed")
				if u, err := url.Parse(to); err == nil && u.Host != "" {
					wantWords(t, "summary", e.Summary, u.Host)
				}
			})
		}
	}
}

func TestG01_TheSameHostAtAnotherSchemeIsAnotherOrigin(t *testing.T) {
	plain := forbidden(t)
	tokens := newTokenServer(t)
	secure := httptest.NewTLSServer(script(t, step{"GET /api/v1/categories", location(308, plain.URL+"/api/v1/categories")}))
	t.Cleanup(secure.Close)
	roots := x509.NewCertPool()
	roots.AddCert(secure.Certificate())
	transport := NewTransport(roots)
	t.Cleanup(transport.CloseIdleConnections)
	c := clientFor(t, Environment{TokenURL: tokens.URL + "/connect/token", APIURL: secure.URL + "/api/v1/", ClientID: "c", Secret: auth.Plain(testSecret)},
		func(_ *Environment, o *Options) { o.Transport = transport })
	x := c.Do(t.Context(), Request{Path: "categories"})
	wantKind(t, x, KindRedirect)
}

func TestG01_RedirectsWithinTheBaseAreFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, to := range []string{"/api/v1/other?page=2", "other?page=2", "http://HOST/api/v1/other?page=2#part", "//HOST/api/v1/other?page=2", "../v1/other?page=2"} {
			t.Run(fmt.Sprintf("%d %s", status, to), func(t *testing.T) {
				w := newWorld(t, script(t,
					step{"GET /api/v1/categories", func(w http.ResponseWriter, r *http.Request) {
						location(status, strings.Replace(to, "HOST", r.Host, 1))(w, r)
					}},
					step{"GET /api/v1/other?page=2", reply(200, `{"ok":true}`)}))
				x := w.get("categories")
				wantOK(t, x)
				if len(x.Attempts) != 2 || x.Attempts[1].Reason != ReasonRedirect || x.Attempts[0].Status != status || x.Sent() != 2 {
					t.Errorf("attempts %+v", x.Attempts)
				}
				if x.URL != w.api.URL+"/api/v1/other?page=2" || string(x.Body) != `{"ok":true}` {
					t.Errorf("URL %q body %q", x.URL, x.Body)
				}
			})
		}
	}
}

func TestG01_LoopsAndLongChainsEnd(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/a", location(302, "/api/v1/b")},
		step{"GET /api/v1/b", location(302, "/api/v1/a")}))
	wantWords(t, "cause", wantKind(t, w.get("a"), KindRedirect).Cause, "circle")

	var steps []step
	for i := range maxRedirects + 1 {
		steps = append(steps, step{fmt.Sprintf("GET /api/v1/%d", i), location(307, fmt.Sprintf("/api/v1/%d", i+1))})
	}
	w = newWorld(t, script(t, steps...))
	x := w.get("0")
	wantWords(t, "cause", wantKind(t, x, KindRedirect).Cause, "sixth")
	if x.Sent() != 6 {
		t.Errorf("sent %d, want the first and five redirects", x.Sent())
	}
}

func TestG14_ARequestThatChangesDataIsNotRedirected(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		w := newWorld(t, script(t, step{"POST /api/v1/a", location(status, "/api/v1/b")}))
		x := w.do("POST", "a", `{}`)
		wantKind(t, x, KindRedirect)
		if x.Sent() != 1 {
			t.Errorf("%d: sent %d", status, x.Sent())
		}
	}
}

func TestTheBodyOfARedirectIsNotReadForLong(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/a", reply(302, strings.Repeat("x", redirectBytes*4), "Location: /api/v1/b")},
		step{"GET /api/v1/b", reply(200, `[]`)}))
	wantOK(t, w.get("a"))
	w = newWorld(t, script(t, step{"GET /api/v1/a", reply(302, strings.Repeat("x", redirectBytes*4), "Location: /login")}))
	if x := w.get("a"); len(x.Body) != redirectBytes || !x.Truncated || wantKind(t, x, KindRedirect) == nil {
		t.Errorf("%d bytes", len(x.Body))
	}
}
