package api

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"brincr-explorer/auth"
)

const (
	testSecret = "s3cret&with+signs%"
	tenantA    = "af1140c1-52e0-46c7-b684-df894d4b8a5a"
	tenantB    = "90d1c2aa-0000-4000-8000-000000000002"
)

// world is a token endpoint, an API and a client of both, on loopback.
type world struct {
	t      *testing.T
	tokens *tokenServer
	api    *httptest.Server
	env    Environment
	client *Client
}

type setup func(*Environment, *Options)

func newWorld(t *testing.T, api http.Handler, more ...setup) *world {
	t.Helper()
	w := &world{t: t, tokens: newTokenServer(t)}
	w.api = httptest.NewServer(api)
	t.Cleanup(w.api.Close)
	env := Environment{
		Name: "sandbox", TokenURL: w.tokens.URL + "/connect/token", APIURL: w.api.URL + "/api/v1/",
		Issuer: "https://issuer.test", ClientID: "isv_test", Secret: auth.Plain(testSecret),
	}
	w.client = clientFor(t, env, more...)
	w.env = w.client.env
	return w
}

func clientFor(t *testing.T, env Environment, more ...setup) *Client {
	t.Helper()
	o := Options{Timeout: 20 * time.Second}
	for _, m := range more {
		m(&env, &o)
	}
	c, err := NewClient(env, Tenant{Name: "Wijnhuis De Kelder", ID: tenantA}, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func (w *world) get(path string) Exchange { return w.do("GET", path, "") }

func (w *world) do(method, path, body string) Exchange {
	w.t.Helper()
	r := Request{Method: method, Path: path, Scopes: []string{"brincr:category"}}
	if body != "" {
		r.Body = []byte(body)
	}
	return w.client.Do(w.t.Context(), r)
}

// tokenServer behaves like the token endpoint and keeps what it gave out.
type tokenServer struct {
	*httptest.Server
	mu     sync.Mutex
	given  []string
	claims func(n int, tenant string) string // the payload of the n-th token
	answer func(n int, w http.ResponseWriter) bool
}

func newTokenServer(t *testing.T) *tokenServer {
	s := &tokenServer{claims: goodClaims}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "POST" || r.URL.Path != "/connect/token" || r.PostFormValue("client_secret") != testSecret {
			t.Errorf("token endpoint: unexpected %s %s", r.Method, r.URL)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		n := len(s.given) + 1
		if s.answer != nil && s.answer(n, w) {
			s.given = append(s.given, "")
			return
		}
		token := jwt(s.claims(n, r.PostFormValue("tenant_id")))
		s.given = append(s.given, token)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":%q,"expires_in":3600,"token_type":"Bearer","scope":%q}`, token, r.PostFormValue("scope"))
	}))
	t.Cleanup(s.Close)
	return s
}

func goodClaims(n int, tenant string) string {
	return fmt.Sprintf(`{"iss":"https://issuer.test","client_id":"isv_test","tenant_id":%q,"jti":"%d"}`, tenant, n)
}

func jwt(payload string) string {
	enc := base64.RawURLEncoding.EncodeToString
	return enc([]byte(`{"typ":"at+jwt","alg":"RS256"}`)) + "." + enc([]byte(payload)) + "." + enc([]byte("no real signature"))
}

func (s *tokenServer) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.given)
}

func (s *tokenServer) nth(n int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.given[n-1]
}

// step is one request that a script expects, with its answer.
type step struct {
	want   string // "GET /api/v1/categories"
	answer http.HandlerFunc
}

// script serves the steps in their order and fails on a request that it did not
// expect and on one that never came.
func script(t *testing.T, steps ...step) http.Handler {
	t.Helper()
	var mu sync.Mutex
	next := 0
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		if next < len(steps) {
			t.Errorf("never came: %s", steps[next].want)
		}
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		i := next
		next++
		mu.Unlock()
		if i >= len(steps) {
			t.Errorf("not expected: %s %s", r.Method, r.RequestURI)
			w.WriteHeader(http.StatusTeapot)
			return
		}
		if got := r.Method + " " + r.RequestURI; got != steps[i].want {
			t.Errorf("request %d is %q, want %q", i+1, got, steps[i].want)
		}
		if r.Header.Get("Accept") != "application/json" || !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ey") {
			t.Errorf("%s lacks its headers: %v", steps[i].want, r.Header)
		}
		steps[i].answer(w, r)
	})
}

// forbidden is a server that nothing may reach.
func forbidden(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("reached a server outside the API: %s %s, Authorization %q", r.Method, r.URL, r.Header.Get("Authorization"))
	}))
	t.Cleanup(s.Close)
	return s
}

// reply answers with a status, headers ("Name: value") and a body.
func reply(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			if value == "-" {
				w.Header()[name] = nil
				continue
			}
			w.Header().Add(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// raw answers with bytes of its own on the connection, which it then closes.
func raw(t *testing.T, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, buf, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = buf.WriteString(text)
		_ = buf.Flush()
	}
}

// reset closes the connection with a reset before anything is answered.
func reset(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		conn.Close()
	}
}

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wantKind(t *testing.T, x Exchange, kind Kind) *Error {
	t.Helper()
	if x.Err == nil {
		t.Fatalf("no error, want %q; status %d, body %.80q", kind, x.Status, x.Body)
	}
	if x.Err.Kind != kind {
		t.Fatalf("kind %q, want %q: %+v", x.Err.Kind, kind, x.Err)
	}
	if x.OK() {
		t.Fatal("an exchange with an error is not OK")
	}
	if x.Err.Summary == "" || x.Err.Cause == "" || x.Err.Next == "" {
		t.Fatalf("an error needs summary, cause and next step: %+v", x.Err)
	}
	return x.Err
}

func wantWords(t *testing.T, where, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s lacks %q: %s", where, w, text)
		}
	}
}

func wantOK(t *testing.T, x Exchange) {
	t.Helper()
	if !x.OK() {
		t.Fatalf("status %d, error %+v", x.Status, x.Err)
	}
}

func field(list []Field, name string) string {
	i := slices.IndexFunc(list, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return ""
	}
	return list[i].Value
}

// frozen is a clock that stands still.
type frozen struct{ at auth.Instant }

func (f frozen) Now() auth.Instant { return f.at }

func withMaxBody(n int64) setup { return func(_ *Environment, o *Options) { o.MaxBody = n } }

func withTimeout(d time.Duration) setup { return func(_ *Environment, o *Options) { o.Timeout = d } }

// stepping is a clock that goes an hour further on the monotonic side whenever
// it is asked.
type stepping struct{ asked atomic.Int64 }

func (s *stepping) Now() auth.Instant {
	return auth.Instant{Wall: time.Unix(1_900_000_000, 0), Mono: time.Duration(s.asked.Add(1)) * time.Hour}
}
