package api

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"brincr-explorer/auth"
	"brincr-explorer/internal/faulty"
)

// fault is an API that does something wrong, and what the user must be told about it.
type fault struct {
	name    string
	method  string // "": GET
	play    faulty.Answer
	script  faulty.Script // instead of play: more than one answer, or trouble before a request
	options setup         // may be nil

	kind   Kind // "": nothing is wrong
	status int
	says   string // in the Summary, the Cause or the Next; parts are separated by " | "
	server string // all of the server's own words; anything: whatever it was
	sent   int    // API requests that may have been made; -1: at most one
	tokens int    // token requests; 0: one
	body   string // what is kept of the answer; anything: whatever it was
}

const anything = "*"

// blink is long enough for a request on loopback, and short enough for a test that waits for its end.
const blink = 200 * time.Millisecond

// slack is what a busy machine may add to a deadline. Less than that is not measured.
const slack = 3 * time.Second

func runFaults(t *testing.T, faults []fault) {
	for _, f := range faults {
		t.Run(f.name, f.run)
	}
}

// siteClient is a client of a Site, for a test that ends it before it looks at what is left.
func siteClient(t *testing.T, site *faulty.Site, more ...setup) *Client {
	t.Helper()
	env := Environment{
		Name: "sandbox", TokenURL: site.TokenURL(), APIURL: site.APIURL(),
		Issuer: "https://issuer.test", ClientID: "isv_test", Secret: auth.Plain(testSecret),
	}
	transport := NewTransport(site.Roots())
	t.Cleanup(transport.CloseIdleConnections)
	more = append([]setup{func(_ *Environment, o *Options) { o.Transport = transport }}, more...)
	return clientFor(t, env, more...)
}

// end closes a client and waits until nothing is left of what it did.
func end(t *testing.T, site *faulty.Site, c *Client) {
	t.Helper()
	c.Close()
	for _, rt := range []any{c.safe, c.writing, c.o.TokenTransport} {
		rt.(interface{ CloseIdleConnections() }).CloseIdleConnections()
	}
	site.Ended(t)
}

// run sends one request, and looks at what is told, what was sent, and what is left over.
func (f fault) run(t *testing.T) {
	if f.play != nil {
		f.script.Answers = []faulty.Answer{f.play}
	}
	if f.options == nil {
		f.options = withTimeout(20 * time.Second)
	}
	site := faulty.New(t, faulty.Plan{Secret: testSecret, API: f.script})
	c := siteClient(t, site, f.options)
	if _, err := c.Source([]string{"brincr:category"}).Token(t.Context()); err != nil {
		t.Fatal(err) // now, so that a short time-out is the API's alone
	}
	began := time.Now()
	x := c.Do(t.Context(), Request{Method: f.method, Path: "a", Scopes: []string{"brincr:category"}})
	if took := time.Since(began); took > c.o.Timeout+slack {
		t.Errorf("it took %v, and %v is the limit", took, c.o.Timeout)
	}
	f.check(t, site, x)
	unseen(t, site, x)

	n, tokens := site.Count(), max(f.tokens, 1)
	if f.sent >= 0 && n.APIRequests != f.sent || f.sent < 0 && n.APIRequests > 1 || n.TokenRequests != tokens {
		t.Errorf("%d API requests and %d token requests came, want %d and %d", n.APIRequests, n.TokenRequests, f.sent, tokens)
	}
	if x.Sent() != n.APIRequests && f.sent >= 0 {
		t.Errorf("%d requests came, and %d are told", n.APIRequests, x.Sent())
	}
	end(t, site, c)
}

func (f fault) check(t *testing.T, site *faulty.Site, x Exchange) {
	t.Helper()
	if x.Status != f.status || f.body != anything && string(x.Body) != site.Fill(f.body) {
		t.Errorf("status %d and body %.100q, want %d and %.100q", x.Status, x.Body, f.status, f.body)
	}
	if f.kind == "" {
		wantOK(t, x)
		return
	}
	e := wantKind(t, x, f.kind)
	told := e.Summary + "\n" + e.Cause + "\n" + e.Next
	_, where, _ := strings.Cut(x.URL, "://") // the last address of a redirect
	asked := x.Request.Method + " " + where
	for _, want := range append(strings.Split(f.says, " | "), asked) {
		if !strings.Contains(told, site.Fill(want)) {
			t.Errorf("%q is not in:\n%s", site.Fill(want), told)
		}
	}
	if f.server != anything && e.Server != site.Fill(f.server) {
		t.Errorf("the server's words are %q, want %q", e.Server, f.server)
	}
}

// unseen is what no exchange may hold: a secret or a token, in whatever form, and foreign bytes in our own words.
func unseen(t *testing.T, site *faulty.Site, x Exchange) {
	t.Helper()
	everything := []byte(fmt.Sprintf("%+v", x))
	if x.Err != nil {
		everything = fmt.Appendf(everything, "%+v %v", *x.Err, x.Err.Err)
		for _, text := range []string{x.Err.Summary, x.Err.Cause, x.Err.Next} {
			if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || unicode.Is(unicode.Cf, r) }) {
				t.Errorf("foreign bytes in our own words: %q", text)
			}
		}
	}
	everything = append(everything, x.Body...)
	forms := faulty.Forms(testSecret)
	for n := range site.Count().TokenRequests {
		forms = append(forms, faulty.Forms(site.Issued(n+1))...)
	}
	for _, form := range forms {
		if bytes.Contains(everything, []byte(form)) {
			t.Errorf("the exchange holds %q", form)
		}
	}
}
