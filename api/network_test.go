package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"brincr-explorer/auth"
)

// dialing is a transport whose connections to the API go wrong in one way.
func dialing(t *testing.T, dial func(context.Context) (net.Conn, error)) setup {
	return func(e *Environment, o *Options) {
		e.APIURL = "https://api.brincr.test/api/v1/"
		transport := NewTransport(nil)
		transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx) }
		t.Cleanup(transport.CloseIdleConnections)
		o.Transport = transport
	}
}

func failing(t *testing.T, err error) setup {
	return dialing(t, func(context.Context) (net.Conn, error) { return nil, &net.OpError{Op: "dial", Net: "tcp", Err: err} })
}

func TestG11_NetworkFailuresAreToldApart(t *testing.T) {
	for name, row := range map[string]struct {
		set     setup
		kind    Kind
		summary string
	}{
		"name not found":   {failing(t, &net.DNSError{Err: "no such host", Name: "api.brincr.test", IsNotFound: true}), KindDNS, "was not found (DNS)"},
		"no name server":   {failing(t, &net.DNSError{Err: "server misbehaving", Name: "api.brincr.test", IsTemporary: true}), KindDNS, "could not be looked up (DNS)"},
		"refused":          {failing(t, syscall.ECONNREFUSED), KindRefused, "refused"},
		"Windows, refused": {failing(t, wsaConnectionRefused), KindRefused, "refused"},
		"unreachable":      {failing(t, syscall.ENETUNREACH), KindNetwork, "no way to the server"},
		"connect time-out": {failing(t, timeoutError{}), KindTimeout, "while connecting to api.brincr.test"},
		"reset":            {failing(t, syscall.ECONNRESET), KindReset, "ended before there was an answer"},
		"anything else":    {failing(t, errors.New("odd \x1b]0;x\a thing")), KindNetwork, `odd \x1b]0;x\a thing`},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t), row.set)
			x := w.get("categories")
			e := wantKind(t, x, row.kind)
			wantWords(t, "summary", e.Summary, "GET api.brincr.test/api/v1/categories", row.summary)
			if x.Sent() != 0 || len(x.Attempts) != 1 || x.Attempts[0].Err != e.Summary || x.Status != 0 {
				t.Errorf("sent %d, attempts %+v", x.Sent(), x.Attempts)
			}
			if e.Err == nil || strings.ContainsRune(e.Summary+e.Cause+e.Next, 0x1b) {
				t.Errorf("cause %v, words %q", e.Err, e.Summary+e.Cause+e.Next)
			}
		})
	}
}

type timeoutError struct{}

func (timeoutError) Error() string   { return "i/o timeout" }
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

func TestG11_RealConnectionsThatFail(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := "http://" + listener.Addr().String() + "/api/v1/"
	listener.Close()
	w := newWorld(t, script(t), func(e *Environment, _ *Options) { e.APIURL = gone })
	wantKind(t, w.get("a"), KindRefused)

	for name, row := range map[string]struct {
		answer http.HandlerFunc
		kind   Kind
		words  string
	}{
		"reset":       {reset(t), KindReset, "ended before"},
		"closed":      {raw(t, ""), KindReset, "ended before"},
		"half a head": {raw(t, "HTTP/1.1 200 OK\r\nA: b\r\n"), KindReset, "ended before"},
		"not HTTP":    {raw(t, "220 smtp.example ESMTP\r\n"), KindNetwork, "no answer that can be read"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t, step{"GET /api/v1/a", row.answer}))
			x := w.get("a")
			wantWords(t, "summary", wantKind(t, x, row.kind).Summary, row.words)
			if x.Sent() != 1 {
				t.Errorf("sent %d", x.Sent())
			}
		})
	}
}

func TestG03_AMalformedHeaderDoesNotEchoTheToken(t *testing.T) {
	w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw(t, "HTTP/1.1 200 OK\r\nX-Debug: "+r.Header.Get("Authorization")+"\x01\r\n\r\n")(w, r)
	}))
	x := w.get("a")
	e := wantKind(t, x, KindNetwork)
	if all := fmt.Sprintf("%+v %+v %v", *e, x, e.Err); strings.Contains(all, w.tokens.nth(1)) || !strings.Contains(all, maskedToken) {
		t.Errorf("the token shows, or nothing was masked: %s", all)
	}
}

func TestARequestThatMayHaveArrivedIsNotSentLightly(t *testing.T) {
	w := newWorld(t, script(t), failing(t, syscall.ECONNRESET))
	e := wantKind(t, w.do("POST", "a", `{}`), KindReset)
	if strings.Contains(e.Next, "Look first") {
		t.Errorf("nothing had left: %s", e.Next)
	}
}

func TestTheProxyIsNamed(t *testing.T) {
	refused := &net.OpError{Op: "proxyconnect", Net: "tcp", Err: syscall.ECONNREFUSED}
	w := newWorld(t, script(t), func(_ *Environment, o *Options) { o.Transport = broken{refused} })
	wantWords(t, "cause", wantKind(t, w.get("a"), KindRefused).Cause, "proxy")
}

// broken is a transport that never gets an answer.
type broken struct{ err error }

func (b broken) RoundTrip(*http.Request) (*http.Response, error) { return nil, b.err }

func TestG05_PlacesShareNoTokens(t *testing.T) {
	w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"token":%q}`, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")[:10])
	}))
	other, err := NewClient(w.env, Tenant{Name: "Step & Co", ID: tenantB}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(other.Close)
	seen := map[string]string{}
	for range 3 {
		for _, c := range []*Client{w.client, other} {
			x := c.Do(t.Context(), Request{Path: "categories", Scopes: []string{"brincr:category"}})
			wantOK(t, x)
			if x.Place != c.Place() || x.TenantName != c.tenant.Name {
				t.Errorf("place %+v under %+v", x.Place, c.Place())
			}
			token, err := c.Source(x.Scopes).Token(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			claims, err := auth.DecodeClaims(token.Value().Reveal())
			if err != nil || claims.TenantID != c.tenant.ID {
				t.Errorf("the token of %s is for %s (%v)", c.tenant.ID, claims.TenantID, err)
			}
			seen[claims.ID] = claims.TenantID
		}
	}
	if len(seen) != 2 || w.tokens.count() != 2 {
		t.Errorf("tokens %v, %d requests, want one for each place", seen, w.tokens.count())
	}
}

func TestDurationsComeFromTheClock(t *testing.T) {
	clock := &stepping{}
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(200, `{}`)}), func(_ *Environment, o *Options) { o.Clock = clock })
	x := w.get("a")
	if x.Attempts[0].Wait%time.Hour != 0 || x.Attempts[0].Wait == 0 || x.Duration%time.Hour != 0 {
		t.Errorf("wait %v, duration %v", x.Attempts[0].Wait, x.Duration)
	}
}

func TestAKeptConnectionThatDiedIsCountedHonestly(t *testing.T) {
	// net/http sends a safe request again when the connection it had kept is dead.
	w := newWorld(t, script(t,
		step{"GET /api/v1/a", reply(200, `{}`)},
		step{"GET /api/v1/a", reset(t)},
		step{"GET /api/v1/a", reply(200, `{}`)}))
	wantOK(t, w.get("a"))
	x := w.get("a")
	wantOK(t, x)
	if len(x.Attempts) != 1 || x.Sent() != 2 {
		t.Errorf("attempts %+v, sent %d, want one attempt that left twice", x.Attempts, x.Sent())
	}
}
