package api

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"brincr-explorer/auth"
)

// tunnel is a proxy that answers CONNECT with a status and, where that is 200,
// carries bytes to one address, whatever host was asked for. It keeps all that the
// client sent.
type tunnel struct {
	net.Listener
	status, to string

	mu    sync.Mutex
	heard bytes.Buffer
	asked []string
}

func newTunnel(t *testing.T, status, to string) *tunnel {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &tunnel{Listener: l, status: status, to: to}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			running.Go(func() { p.carry(c) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		running.Wait()
	})
	return p
}

func (p *tunnel) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.heard.Write(b)
}

func (p *tunnel) carry(c net.Conn) {
	defer c.Close()
	in := bufio.NewReader(io.TeeReader(c, p))
	r, err := http.ReadRequest(in)
	if err != nil {
		return
	}
	p.mu.Lock()
	p.asked = append(p.asked, r.Method+" "+r.Host)
	p.mu.Unlock()
	_, _ = io.WriteString(c, "HTTP/1.1 "+p.status+"\r\n\r\n")
	if !strings.HasPrefix(p.status, "200") {
		return
	}
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer server.Close()
	var answers sync.WaitGroup
	answers.Go(func() { _, _ = io.Copy(c, server) })
	_, _ = io.Copy(server, in)
	_ = server.(*net.TCPConn).CloseWrite()
	answers.Wait()
}

const proxyPassword = "proxy-password"

func (p *tunnel) url() *url.URL {
	return &url.URL{Scheme: "http", User: url.UserPassword("me", proxyPassword), Host: p.Addr().String()}
}

// always is a proxy for every URL.
func always(p *tunnel) func(*url.URL) (*url.URL, error) {
	return func(*url.URL) (*url.URL, error) { return p.url(), nil }
}

// secure serves a handler with a certificate for two hosts that no name server
// knows.
func secure(t *testing.T, ca authority, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{ca.leaf(t, func(c *x509.Certificate) { c.DNSNames = []string{"tokens.brincr.test", "api.brincr.test"} })}}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// bothServers is a token endpoint and an API in one.
func bothServers(token string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/connect/token" {
			_, _ = io.WriteString(w, `{"access_token":"`+token+`","expires_in":3600,"token_type":"Bearer"}`)
			return
		}
		_, _ = io.WriteString(w, `{}`)
	})
}

func TestG15_AnOwnAuthorityCountsForTokensAndAPI(t *testing.T) {
	ca := newAuthority(t)
	server := secure(t, ca, bothServers("opaque-token-of-a-good-length"))
	env := Environment{Name: "own", TokenURL: server.URL + "/connect/token", APIURL: server.URL + "/api/", ClientID: "c", Secret: auth.Plain(testSecret)}
	x := clientFor(t, env).Do(t.Context(), Request{Path: "a"})
	e := wantKind(t, x, KindToken)
	wantWords(t, "next", e.Next, "ca_file")

	env.CA = []*x509.Certificate{ca.cert}
	wantOK(t, clientFor(t, env).Do(t.Context(), Request{Path: "a"}))

	// The token from elsewhere, so that the API's own failure shows.
	tokens := newTokenServer(t)
	env.TokenURL, env.CA = tokens.URL+"/connect/token", nil
	e = wantKind(t, clientFor(t, env).Do(t.Context(), Request{Path: "a"}), KindTLS)
	wantWords(t, "next", e.Next, "ca_file")
}

// Secret and token pass a proxy inside TLS only, and its own credentials are in
// nothing that is shown.
func TestG01_AProxySeesNeitherSecretNorToken(t *testing.T) {
	ca := newAuthority(t)
	token := "opaque-token-of-a-good-length"
	proxy := newTunnel(t, "200 OK", secure(t, ca, bothServers(token)).Listener.Addr().String())
	c := clientFor(t, Environment{
		Name: "own", TokenURL: "https://tokens.brincr.test/connect/token", APIURL: "https://api.brincr.test/api/", ClientID: "c",
		Secret: auth.Plain(testSecret), CA: []*x509.Certificate{ca.cert},
	}, func(_ *Environment, o *Options) { o.Proxy = always(proxy) })
	for _, method := range []string{"GET", "POST"} {
		x := c.Do(t.Context(), Request{Method: method, Path: "a"})
		wantOK(t, x)
		if x.Proxy != proxy.Addr().String() {
			t.Errorf("%s: the proxy is told as %q", method, x.Proxy)
		}
	}
	c.Close()
	proxy.mu.Lock()
	defer proxy.mu.Unlock()
	if got := strings.Join(proxy.asked, ", "); got != "CONNECT tokens.brincr.test:443, CONNECT api.brincr.test:443, CONNECT api.brincr.test:443" {
		t.Errorf("the proxy was asked: %s", got)
	}
	heard := proxy.heard.String()
	if !strings.Contains(heard, "Proxy-Authorization: Basic "+base64.StdEncoding.EncodeToString([]byte("me:"+proxyPassword))) {
		t.Error("the proxy did not get its own credentials")
	}
	for _, s := range []string{testSecret, url.QueryEscape(testSecret), token, "client_secret", "Bearer"} {
		if strings.Contains(heard, s) {
			t.Errorf("the proxy saw %q", s)
		}
	}
}

func TestG01_WhatIsNotEncryptedPassesNoProxy(t *testing.T) {
	proxy := newTunnel(t, "200 OK", "127.0.0.1:1")
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(200, `{}`)}), func(_ *Environment, o *Options) { o.Proxy = always(proxy) })
	x := w.get("a")
	wantOK(t, x)
	proxy.mu.Lock()
	defer proxy.mu.Unlock()
	if x.Proxy != "" || proxy.heard.Len() > 0 {
		t.Errorf("proxy %q heard %q", x.Proxy, proxy.heard.String())
	}
}

func TestG11_FailuresOfAProxyAreToldFromThoseOfTheServer(t *testing.T) {
	gone := newTunnel(t, "", "")
	gone.Close()
	closing := newTunnel(t, "407 Proxy Authentication Required", "")
	for name, row := range map[string]struct {
		proxy *tunnel
		kind  Kind
		says  string
	}{
		"refuses":      {closing, KindNetwork, "the proxy " + closing.Addr().String() + " refused to connect to api.brincr.test (status 407)."},
		"is not there": {gone, KindRefused, "the proxy " + gone.Addr().String() + " could not be reached."},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t), func(e *Environment, o *Options) {
				e.APIURL, o.Proxy = "https://api.brincr.test/api/v1/", always(row.proxy)
			})
			x := w.get("a")
			e := wantKind(t, x, row.kind)
			wantWords(t, "summary", e.Summary, row.says)
			wantWords(t, "next", e.Next, "NO_PROXY")
			if strings.Contains(e.Summary+e.Cause+e.Next+e.Error(), proxyPassword) || strings.Contains(errors.Unwrap(e).Error(), proxyPassword) {
				t.Errorf("the proxy's password is in %+v", e)
			}
			if x.Sent() != 0 || x.Proxy != row.proxy.Addr().String() {
				t.Errorf("sent %d by %q", x.Sent(), x.Proxy)
			}
		})
	}
	// The same on the way to the token endpoint.
	c := clientFor(t, Environment{Name: "own", TokenURL: "https://tokens.brincr.test/t", APIURL: "https://api.brincr.test/api/", ClientID: "c", Secret: auth.Plain(testSecret)},
		func(_ *Environment, o *Options) { o.Proxy = always(closing) })
	e := wantKind(t, c.Do(t.Context(), Request{Path: "a"}), KindToken)
	wantWords(t, "summary", e.Summary, "The proxy "+closing.Addr().String()+" refused to connect", "(status 407)")
}
