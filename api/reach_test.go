package api

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"brincr-explorer/auth"
)

// TestReachSendsNothing: it comes as far as a request would, tells what it saw on
// the way, and no handler ever runs.
func TestReachSendsNothing(t *testing.T) {
	ca := newAuthority(t)
	var requests atomic.Int32
	counting := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests.Add(1) })
	server, plain := secure(t, ca, counting), httptest.NewServer(counting)
	t.Cleanup(plain.Close)
	proxy := newTunnel(t, "200 OK", server.Listener.Addr().String())
	for name, row := range map[string]struct {
		url, address string
		proxied      bool
	}{
		"unencrypted":     {plain.URL, plain.Listener.Addr().String(), false},
		"encrypted":       {server.URL, server.Listener.Addr().String(), false},
		"through a proxy": {"https://api.brincr.test", proxy.Addr().String(), true},
	} {
		t.Run(name, func(t *testing.T) {
			env := Environment{Name: "own", TokenURL: row.url + "/connect/token", APIURL: row.url + "/api/", ClientID: "c", Secret: auth.Plain(testSecret), CA: []*x509.Certificate{ca.cert}}
			c := clientFor(t, env, func(_ *Environment, o *Options) {
				if row.proxied {
					o.Proxy = always(proxy)
				}
			})
			w, err := c.Reach(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			encrypted := name != "unencrypted"
			if w.Address != row.address || (w.Proxy != "") != row.proxied || w.Encrypted != encrypted {
				t.Errorf("got %+v", w)
			}
			if encrypted && (w.Version != "TLS 1.3" || w.Authority != "Test authority" || time.Until(w.Until) > time.Hour || time.Until(w.Until) < 0) {
				t.Errorf("of the handshake: %+v", w)
			}
		})
	}
	if n := requests.Load(); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestReachTellsWhereTheWayEnds(t *testing.T) {
	ca := newAuthority(t)
	unknown := secure(t, ca, http.NotFoundHandler())
	refusing := newTunnel(t, "403 Forbidden", "")
	for name, row := range map[string]struct {
		url   string
		proxy *tunnel
		kind  Kind
		says  string
	}{
		"nobody listens":       {"http://127.0.0.1:1", nil, KindRefused, "the connection was refused"},
		"an unknown authority": {unknown.URL, nil, KindTLS, "no trusted encrypted connection"},
		"a proxy that refuses": {"https://api.brincr.test", refusing, KindNetwork, "refused to connect to api.brincr.test (status 403)"},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientFor(t, Environment{Name: "own", TokenURL: row.url + "/t", APIURL: row.url + "/api/", ClientID: "c", Secret: auth.Plain(testSecret)}, func(_ *Environment, o *Options) {
				if row.proxy != nil {
					o.Proxy = always(row.proxy)
				}
			})
			w, err := c.Reach(t.Context())
			if err == nil || err.Kind != row.kind || !strings.Contains(err.Summary, row.says) || w.ProxyFailed != (row.proxy != nil) {
				t.Fatalf("%+v: %+v", w, err)
			}
		})
	}
}

// A server that takes the connection and says nothing is left in time.
func TestReachEnds(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c := clientFor(t, Environment{Name: "own", TokenURL: "https://" + l.Addr().String() + "/t", APIURL: "https://" + l.Addr().String() + "/api/", ClientID: "c", Secret: auth.Plain(testSecret)}, withTimeout(100*time.Millisecond))
	if w, err := c.Reach(t.Context()); err == nil || err.Kind != KindTimeout || w.Address == "" {
		t.Errorf("got %+v, %+v", w, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Reach(ctx); err == nil || err.Kind != KindCancelled {
		t.Errorf("cancelled: %+v", err)
	}
}

// TestASingleClientAsksOnce: neither an answer that could be tried again, nor a
// 401, nor a redirect leads to another request.
func TestASingleClientAsksOnce(t *testing.T) {
	single := func(_ *Environment, o *Options) { o.Single = true }
	for name, answer := range map[string]http.HandlerFunc{
		"a 401":      reply(401, `{"message":"Unauthenticated."}`),
		"a redirect": reply(302, "", "Location: /api/v1/b"),
		"a 503":      reply(503, `{}`),
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t, step{"GET /api/v1/a", answer}), single)
			x := w.get("a")
			if x.Err == nil || x.Sent() != 1 || w.tokens.count() != 1 {
				t.Errorf("%d requests, %d token requests, %v", x.Sent(), w.tokens.count(), x.Err)
			}
		})
	}
	t.Run("a token endpoint that is busy", func(t *testing.T) {
		var asked atomic.Int32
		var way Way
		tokens := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			w.WriteHeader(http.StatusServiceUnavailable)
		}))
		t.Cleanup(tokens.Close)
		c := clientFor(t, Environment{Name: "own", TokenURL: tokens.URL + "/t", APIURL: tokens.URL + "/api/", ClientID: "c", Secret: auth.Plain(testSecret), CA: []*x509.Certificate{tokens.Certificate()}},
			single, func(_ *Environment, o *Options) { o.OnTokenWay = func(w Way) { way = w } })
		for range 3 {
			wantKind(t, c.Do(t.Context(), Request{Path: "a"}), KindToken)
		}
		if asked.Load() != 1 {
			t.Errorf("asked %d times", asked.Load())
		}
		skew, known := way.Skew()
		if way.Status != 503 || way.Version != tls.VersionName(tls.VersionTLS13) || !known || skew.Abs() > 2*time.Second || way.Address != tokens.Listener.Addr().String() {
			t.Errorf("the way: %+v", way)
		}
	})
}
