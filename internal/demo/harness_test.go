package demo_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"brincr-explorer/internal/demo"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock is the servers' time in tests that need to move it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// lines is a log that tests can read while it is written.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// bench is a running pair of servers with a client of its own.
type bench struct {
	t      testing.TB
	server *demo.Server
	client *http.Client
}

func start(t testing.TB, o demo.Options) *bench {
	t.Helper()
	s, err := demo.Start(o)
	if err != nil {
		t.Fatalf("Start: %v", err)
	}
	transport := &http.Transport{DisableCompression: true}
	b := &bench{t: t, server: s, client: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return b
}

func (b *bench) env(name string) demo.Environment {
	b.t.Helper()
	for _, e := range b.server.Environments() {
		if e.Name == name {
			return e
		}
	}
	b.t.Fatalf("no environment %q", name)
	return demo.Environment{}
}

// dial writes a request and leaves the rest of the conversation to the test.
func (b *bench) dial(target, token string) net.Conn {
	b.t.Helper()
	u, err := url.Parse(target)
	if err != nil {
		b.t.Fatal(err)
	}
	c, err := net.Dial("tcp", u.Host)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := fmt.Fprintf(c, "GET %s HTTP/1.0\r\nAuthorization: Bearer %s\r\n\r\n", u.RequestURI(), token); err != nil {
		b.t.Fatal(err)
	}
	return c
}

// answer is a response that has been read to its end.
type answer struct {
	status int
	header http.Header
	body   string
	err    error // of reading the body
}

func (a answer) decode(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), v); err != nil {
		t.Fatalf("status %d, body is no JSON: %v\n%.300s", a.status, err, a.body)
	}
}

func (b *bench) send(method, target, body string, header http.Header) answer {
	b.t.Helper()
	a, err := b.try(method, target, body, header)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, target, err)
	}
	return a
}

// try is send for goroutines, which must not end the test.
func (b *bench) try(method, target, body string, header http.Header) (answer, error) {
	r, err := http.NewRequestWithContext(context.Background(), method, target, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	r.Header = header.Clone()
	response, err := b.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(text), err}, nil
}

func formHeader() http.Header {
	return http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
}

// form is a token request that is right in every respect.
func form(e demo.Environment, tenant int, scopes ...string) url.Values {
	return url.Values{
		"grant_type":    {"client_credentials"},
		"client_id":     {e.ClientID},
		"client_secret": {e.ClientSecret},
		"tenant_id":     {e.Tenants[tenant].ID},
		"scope":         {strings.Join(scopes, " ")},
	}
}

func (b *bench) requestToken(e demo.Environment, f url.Values) answer {
	b.t.Helper()
	return b.send(http.MethodPost, e.TokenURL, f.Encode(), formHeader())
}

func (b *bench) token(e demo.Environment, tenant int, scopes ...string) string {
	b.t.Helper()
	a := b.requestToken(e, form(e, tenant, scopes...))
	if a.status != http.StatusOK {
		b.t.Fatalf("token request: %d %s", a.status, a.body)
	}
	var t struct {
		AccessToken string `json:"access_token"`
	}
	a.decode(b.t, &t)
	return t.AccessToken
}

func apiHeader(token string) http.Header {
	return http.Header{"Accept": {"application/json"}, "Authorization": {"Bearer " + token}}
}

func (b *bench) get(e demo.Environment, token, path string) answer {
	b.t.Helper()
	return b.send(http.MethodGet, e.APIURL+path, "", apiHeader(token))
}

// list is a page of any list.
type list struct {
	Data  []json.RawMessage `json:"data"`
	Links struct {
		First, Last string
		Prev, Next  *string
	} `json:"links"`
	Meta struct {
		CurrentPage int    `json:"current_page"`
		From        *int   `json:"from"`
		LastPage    int    `json:"last_page"`
		Path        string `json:"path"`
		PerPage     int    `json:"per_page"`
		To          *int   `json:"to"`
		Total       int    `json:"total"`
	} `json:"meta"`
}

func (b *bench) list(e demo.Environment, token, path string) list {
	b.t.Helper()
	a := b.get(e, token, path)
	if a.status != http.StatusOK {
		b.t.Fatalf("GET %s: %d %s", path, a.status, a.body)
	}
	var l list
	a.decode(b.t, &l)
	return l
}

// all fetches every row of a list by following its links.
func all[T any](b *bench, e demo.Environment, token, path string) []T {
	b.t.Helper()
	var rows []T
	for target := e.APIURL + path + "?per_page=100"; target != ""; {
		a := b.send(http.MethodGet, target, "", apiHeader(token))
		if a.status != http.StatusOK {
			b.t.Fatalf("GET %s: %d %s", target, a.status, a.body)
		}
		var l list
		a.decode(b.t, &l)
		for _, raw := range l.Data {
			var row T
			if err := json.Unmarshal(raw, &row); err != nil {
				b.t.Fatalf("%s: %v\n%s", path, err, raw)
			}
			rows = append(rows, row)
		}
		target = ""
		if l.Links.Next != nil {
			target = *l.Links.Next
		}
	}
	return rows
}

func message(t testing.TB, a answer) string {
	t.Helper()
	var m struct{ Message string }
	a.decode(t, &m)
	return m.Message
}
