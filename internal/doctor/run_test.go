package doctor

import (
	"context"
	"crypto/x509"
	"flag"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/auth"
	"brincr-explorer/internal/safetext"
)

var update = flag.Bool("update", false, "write the golden files anew")

func refusing(code string) answer { return answer{status: 400, body: `{"error":"` + code + `"}`} }

// scenario is one fault, with what is to be said of it.
type scenario struct {
	name          string
	token, read   answer
	encrypted     bool
	change        func(*Subject)
	states        string // of each check, a letter: o w F -
	status        int
	says          []string // by the first check that is not ok or skipped
	tokens, reads int32    // requests that reach the servers
	golden        bool
}

func scenarios() []scenario {
	late := time.Now().Add(10 * time.Minute).UTC().Format(http.TimeFormat)
	withDate := granting(jwt(ending(time.Now().Add(70*time.Minute), issuer, "isv_test", tenantID)), bothScopes)
	withDate.header = [2]string{"Date", late}
	const page = "<html><title>502 Bad \x1b[31mGateway</title></html>"
	return []scenario{
		{name: "well", states: "o o o o o - o o o oo o - o o o o", tokens: 1, reads: 1, golden: true},
		{name: "well, with TLS", encrypted: true, states: "o o o o o o o o o oo o o o o o o", tokens: 1, reads: 1},
		{name: "nothing is to be read", change: func(s *Subject) { s.NoRead = true }, states: "o o o o o - o o o oo o - - o o o", tokens: 1},
		{name: "ten minutes behind", token: withDate, states: "o o o o o - w o o oo o - o o o o", says: []string{"this computer's is 10 min behind", "NTP"}, tokens: 1, reads: 1, golden: true},
		{
			name: "wrong secret", token: refusing("invalid_client"), states: "o o o o o - o F - - o - - o o o", status: 3, tokens: 1, golden: true,
			says: []string{"400 invalid_client", "usually right: the form of the request", "not looked at: the grant type, the scopes, the tenant", "Sandbox and production have separate credentials"},
		},
		{
			name: "invalid_scope", token: refusing("invalid_scope"), states: "o o o o o - o F - - o - - o o o", status: 3, tokens: 1, golden: true,
			says: []string{"usually right: the form of the request, the client id with its secret, the grant type", "not looked at: the tenant", "cost 2 token requests"},
		},
		{
			name: "invalid_tenant", token: refusing("invalid_tenant"), states: "o o o o o - o F - - o - - o o o", status: 3, tokens: 1,
			says: []string{"the grant type, the scopes", "administrator of the tenant"},
		},
		{
			name: "unauthorized_client", token: refusing("unauthorized_client"), states: "o o o o o - o F - - o - - o o o", status: 3, tokens: 1,
			says: []string{"its type must be \"service\"", "usually right: the form of the request, the client id with its secret"},
		},
		{
			name: "a gateway's page instead of a token", token: answer{status: 502, kind: "text/html", body: page}, states: "o o o o o - o F - - o - - o o o", status: 3, tokens: 1,
			says: []string{"502 (Bad Gateway)", "A web page (HTML) came instead of JSON", "server: 502 Bad ␛[31mGateway"},
		},
		{
			name: "nobody listens", change: func(s *Subject) {
				s.Environment.TokenURL, s.Environment.APIURL = "http://127.0.0.1:1/connect/token", "http://127.0.0.1:1/api/v1/"
			}, states: "o o o o F - - - - - F - - o o o", status: 3, says: []string{"was refused", "nothing there listens"}, golden: true,
		},
		{
			name: "a proxy that is not there", change: func(s *Subject) {
				s.Environment.TokenURL, s.Environment.APIURL = "https://tokens.brincr.test/connect/token", "https://api.brincr.test/api/v1/"
				s.Client.Proxy = func(*url.URL) (*url.URL, error) { return &url.URL{Scheme: "http", Host: "127.0.0.1:1"}, nil }
			}, states: "o o o F - - - - - - F - - o o o", status: 3, says: []string{"HTTPS_PROXY", "NO_PROXY"}, golden: true,
		},
		{
			name: "a certificate that nobody vouches for", encrypted: true, change: func(s *Subject) { s.Environment.CA = nil },
			states: "o o o o o F - - - - o F - o o o", status: 3, says: []string{"ca_file"},
		},
		{
			name: "a certificate for another host", encrypted: true, change: func(s *Subject) {
				s.Environment.TokenURL = strings.Replace(s.Environment.TokenURL, "127.0.0.1", "localhost", 1)
			}, states: "o o o o o F - - - - o o - o o o", status: 3, says: []string{"is for another host: example.com"},
		},
		{
			name: "no TLS where it should be", change: func(s *Subject) {
				s.Environment.TokenURL = strings.Replace(s.Environment.TokenURL, "http:", "https:", 1)
			}, states: "o o o o o F - - - - o - - o o o", status: 3, says: []string{"does not speak TLS on this port"},
		},
		{
			name: "another tenant's token", token: granting(jwt(claimsOf(issuer, "isv_test", "90d1c2aa-3b7e-4f0c-9a52-6d1f0be84c37")), bothScopes),
			states: "o o o o o - o o F oo o - o o o o", status: 3, tokens: 1, reads: 1, says: []string{`tenant_id is "90d1c2aa`, "The token is for another tenant"},
		},
		{
			name: "another environment's token", token: granting(jwt(claimsOf("https://connect.visma.com", "isv_test", tenantID)), bothScopes),
			states: "o o o o o - o o F oo o - o o o o", status: 3, tokens: 1, reads: 1, says: []string{"sandbox and production do not mix", "both must be of the same one"},
		},
		{
			name: "a token that had run out", token: granting(jwt(ending(time.Now().Add(-time.Minute), issuer, "isv_test", tenantID)), bothScopes),
			states: "o o o o o - o o F oo o - o o o o", status: 3, tokens: 1, reads: 1, says: []string{"had run out when it came"},
		},
		{
			name: "a scope that is missing", token: granting("an-opaque-token-of-a-good-length-indeed", "brincr:category"),
			states: "o o o o o - o o - oF o - o o o o", status: 3, tokens: 1, reads: 1, says: []string{"brincr:country: asked for and not granted", "403"}, golden: true,
		},
		{
			name: "no endpoint that is covered", token: granting("an-opaque-token-of-a-good-length-indeed", "brincr:order"), change: func(s *Subject) { s.Scopes = []string{"brincr:order"} },
			states: "o o o o o - o o - o o - - o o o", tokens: 1,
		},
		{
			name: "401 on the read", read: answer{status: 401, body: `{"message":"Unauthenticated."}`}, states: "o o o o o - o o o oo o - F o o o", status: 4, tokens: 1, reads: 1, golden: true,
			says: []string{"401 Unauthorized", "server: Unauthenticated."},
		},
		{
			name: "403 on the read", read: answer{status: 403, body: `{"message":"Invalid scope(s) provided."}`}, states: "o o o o o - o o o oo o - F o o o", status: 4, tokens: 1, reads: 1,
			says: []string{"403 Forbidden", "usually right: the token"},
		},
		{name: "429 on the read", read: answer{status: 429, body: `{}`, header: [2]string{"Retry-After", "7"}}, states: "o o o o o - o o o oo o - F o o o", status: 4, tokens: 1, reads: 1, says: []string{"429"}},
		{name: "a page on the read", read: answer{status: 502, kind: "text/html", body: page}, states: "o o o o o - o o o oo o - F o o o", status: 5, tokens: 1, reads: 1, says: []string{"502", "not JSON"}},
		{name: "a redirect on the read", read: answer{status: 302, header: [2]string{"Location", "/api/v1/other"}}, states: "o o o o o - o o o oo o - F o o o", status: 1, tokens: 1, reads: 1, says: []string{"was not followed"}},
		{name: "no JSON on the read", read: answer{status: 200, kind: "text/html", body: "<html>Welcome"}, states: "o o o o o - o o o oo o - F o o o", status: 1, tokens: 1, reads: 1, says: []string{"HTML"}},
		{
			name: "a quiet day", change: func(s *Subject) {
				s.Environment.QuietDays = auth.QuietDays{time.Now().Format(time.DateOnly)}
			}, states: "o o - - - - - F - - - - - o o o", status: 2, says: []string{"Today nothing is sent.", "is a quiet day of", "quiet_days"},
		},
		{name: "no scope", change: func(s *Subject) { s.Scopes = nil }, states: "o o o - - - - F - - o - - o o o", status: 2, says: []string{"no scope is chosen"}},
		{name: "an empty secret", change: func(s *Subject) { s.Environment.Secret = auth.Plain("") }, states: "o o F - - - - - - - o - - o o o", status: 3, says: []string{"is empty"}},
		{name: "a padded secret", change: func(s *Subject) { s.Environment.Secret = auth.Plain(testSecret + " ") }, states: "o o w o o - o o o oo o - o o o o", tokens: 1, reads: 1, says: []string{"blank or line end"}},
		{
			name: "no config", change: func(s *Subject) {
				*s = Subject{Config: Config{Broken: "there is none at /home/ann/config.toml", Next: "brincr-explorer init writes one."}, Terminal: s.Terminal}
			}, states: "F - - - - - - - - - - - - o o o", status: 2, says: []string{"there is none at", "init"}, golden: true,
		},
		{name: "a config with a warning", change: func(s *Subject) { s.Config.Warnings = []string{"config.toml:3:1: warning: odd"} }, states: "w o o o o - o o o oo o - o o o o", tokens: 1, reads: 1, says: []string{"config.toml:3:1"}},
		{name: "a config that others read", change: func(s *Subject) { s.Config.Modes = &Modes{File: 0o644, Folder: 0o755} }, states: "o w o o o - o o o oo o - o o o o", tokens: 1, reads: 1, says: []string{"chmod 600"}},
		{name: "a config that others change", change: func(s *Subject) { s.Config.Modes = &Modes{File: 0o666, Folder: 0o777} }, states: "o w o o o - o o o oo o - o o o o", tokens: 1, reads: 1, says: []string{"chmod go-w"}},
		{name: "a dumb terminal", change: func(s *Subject) { s.Terminal.Name, s.Terminal.UTF8 = "dumb", false }, states: "o o o o o - o o o oo o - o w w o", tokens: 1, reads: 1, says: []string{"cannot move its cursor"}},
		{name: "no terminal", change: func(s *Subject) { s.Terminal = Terminal{} }, states: "o o o o o - o o o oo o - o - - -", tokens: 1, reads: 1},
	}
}

func TestEachFaultIsToldWithItsRemedy(t *testing.T) {
	t.Parallel()
	for _, c := range scenarios() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.run(t)
		})
	}
}

func (c scenario) run(t *testing.T) {
	if c.token.status == 0 {
		c.token = goodToken()
	}
	if c.read.status == 0 {
		c.read = goodRead()
	}
	w := newWorld(t, c.encrypted, c.token, c.read)
	s := w.subject()
	if c.encrypted {
		s.Environment.CA = []*x509.Certificate{w.server.Certificate()}
	}
	if c.change != nil {
		c.change(&s)
	}
	r := examine(t, t.Context(), s)
	if got := letters(r); got != strings.ReplaceAll(c.states, " ", "") {
		t.Errorf("states %s, want %s", got, strings.ReplaceAll(c.states, " ", ""))
	}
	if r.Status() != c.status || w.tokens.Load() != c.tokens || w.reads.Load() != c.reads || r.TokenRequests != int(c.tokens) || r.APIRequests != int(c.reads) {
		t.Errorf("status %d, %d token requests, %d reads; told of %d and %d", r.Status(), w.tokens.Load(), w.reads.Load(), r.TokenRequests, r.APIRequests)
	}
	shown := printed(s, r, 10_000)
	for _, text := range c.says {
		if !strings.Contains(shown, text) {
			t.Errorf("it does not say %q:\n%s", text, shown)
		}
	}
	for _, width := range []int{12, 40, 80, 140} {
		for line := range strings.Lines(printed(s, r, width)) {
			if n := safetext.Width(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("a line of %d columns on a terminal of %d: %s", n, width, line)
			}
		}
	}
	if c.golden {
		compareGolden(t, strings.ReplaceAll(c.name, " ", "_")+".80", printed(s, steady(r), 80))
		compareGolden(t, strings.ReplaceAll(c.name, " ", "_")+".140", printed(s, steady(r), 140))
	}
}

// letters are the states, one letter each, in the order of the report.
func letters(r Report) string {
	var b strings.Builder
	for _, c := range r.Checks {
		b.WriteByte(map[State]byte{OK: 'o', Warn: 'w', Failed: 'F', Skipped: '-'}[c.State])
	}
	return b.String()
}

func printed(s Subject, r Report, width int) string {
	var b strings.Builder
	text := Text{Out: &b, Width: width}
	text.Begin(s)
	text.Checks(r.Checks...)
	text.End(r)
	return b.String()
}

// Where all is well, it is one look: a screen of 24 lines, the prompt included.
func TestAllIsWellFitsOneScreen(t *testing.T) {
	w := newWorld(t, false, goodToken(), goodRead())
	s := w.subject()
	got := printed(s, examine(t, t.Context(), s), 80)
	if lines := strings.Count(got, "\n"); lines > 23 || !strings.Contains(got, "All is well.") {
		t.Errorf("%d lines:\n%s", lines, got)
	}
}

// Every check is there in every report, so that a machine can rely on it.
func TestEveryReportHasEveryCheck(t *testing.T) {
	all := []string{config, permissions, secret, proxy, tokenServer, tokenTLS, clock, token, claims, scope, apiServer, apiTLS, read, terminal, characters, clipboard}
	for _, c := range scenarios() {
		t.Run(c.name, func(t *testing.T) {
			if c.token.status == 0 {
				c.token = goodToken()
			}
			w := newWorld(t, c.encrypted, c.token, goodRead())
			s := w.subject()
			if c.change != nil {
				c.change(&s)
			}
			var names []string
			for _, check := range Run(t.Context(), s, func(...Check) {}).Checks {
				names = append(names, check.Name)
			}
			if got := slices.Compact(names); !slices.Equal(got, all) {
				t.Errorf("got %q", got)
			}
		})
	}
}

// A server that takes the connection and never answers is left after the time for
// one request, and at once when the user leaves.
func TestASilentServerIsLeft(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s := newWorld(t, false, goodToken(), goodRead()).subject()
	s.Environment.TokenURL = "http://" + l.Addr().String() + "/connect/token"
	s.Client.Timeout = 100 * time.Millisecond
	r := examine(t, t.Context(), s)
	if first, _ := r.Failed(); first.Name != token || r.Status() != statusToken || !strings.Contains(first.Seen, "No token came within 100ms") {
		t.Errorf("got %+v", first)
	}
	s.Client.Timeout = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	r = Run(ctx, s, func(checks ...Check) {
		if checks[0].Name == secret {
			cancel()
		}
	})
	if last := r.Checks[len(r.Checks)-1]; slices.ContainsFunc(r.Checks, func(c Check) bool { return c.Name == token || c.Name == read }) {
		t.Errorf("it went on to %+v", last)
	}
}
