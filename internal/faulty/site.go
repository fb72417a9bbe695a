package faulty

import (
	"crypto/x509"
	"strings"
	"sync"
	"testing"
	"time"
)

// Plan says what the servers of a Site do. The zero Script answers every request with {}.
type Plan struct {
	Secret string // the client's; it may come to the token endpoint only
	Tokens Script // no answers: a good token for every request
	API    Script
}

// Script is what one server does.
type Script struct {
	TLS     TLS
	Greet   Answer   // played on every connection before anything is read from it, and instead of it
	Answers []Answer // one for each request; the last one is for all that follow
	Down    bool     // nothing listens
}

// Site is a token endpoint, an API and a server that nothing may reach, all on loopback. It ends with the test.
type Site struct {
	Tokens, API, Elsewhere *Server

	secret    string
	authority Authority

	mu      sync.Mutex
	changed chan struct{} // closed at the next change of anything below
	issued  []string      // tokens that were given out
	leaks   []string
	counts  map[role]tally
	open    int
}

// Count is what reached a Site.
type Count struct {
	TokenRequests, APIRequests int
	Strays                     int // connections to where nothing may go
	Connections                int // all that were accepted
	Aborted                    int // answers that the client did not wait for
	Open                       int // connections that have not ended
	Leaks                      []string
}

type tally struct{ connections, requests, aborted int }

// shortest is the length of a secret that no text holds by chance.
const shortest = 8

// New begins to play. Whatever leaks or strays until the test ends fails it.
func New(tb testing.TB, plan Plan) *Site {
	tb.Helper()
	if len(plan.Secret) > 0 && len(plan.Secret) < shortest {
		tb.Fatalf("a secret of %d bytes would be found by chance", len(plan.Secret))
	}
	s := &Site{
		secret: plan.Secret, authority: NewAuthority(tb), changed: make(chan struct{}), counts: map[role]tally{},
	}
	if len(plan.Tokens.Answers) == 0 {
		plan.Tokens.Answers = []Answer{Token("3600")}
	}
	s.Tokens = s.listen(tb, tokens, plan.Tokens)
	s.API = s.listen(tb, api, plan.API)
	s.Elsewhere = s.listen(tb, elsewhere, Script{})
	tb.Cleanup(func() {
		for _, server := range []*Server{s.Tokens, s.API, s.Elsewhere} {
			server.close()
		}
		count := s.Count()
		for _, leak := range count.Leaks {
			tb.Error(leak)
		}
		if count.Strays > 0 {
			tb.Errorf("%d connections came to %s", count.Strays, elsewhere)
		}
	})
	return s
}

// TokenURL is where tokens are asked for.
func (s *Site) TokenURL() string { return s.Tokens.URL() + "/connect/token" }

// APIURL is the base of the API.
func (s *Site) APIURL() string { return s.API.URL() + "/api/v1/" }

// Roots is the authority that signs the certificates of the Site, for a client that is to trust it.
func (s *Site) Roots() *x509.CertPool { return s.authority.Pool() }

// Issued is the n-th token that was given out, from 1.
func (s *Site) Issued(n int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.issued[n-1]
}

// Count tells what has come so far.
func (s *Site) Count() Count {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := Count{
		TokenRequests: s.counts[tokens].requests, APIRequests: s.counts[api].requests,
		Strays: s.counts[elsewhere].connections, Open: s.open, Leaks: append([]string(nil), s.leaks...),
	}
	for _, t := range s.counts {
		c.Connections += t.connections
		c.Aborted += t.aborted
	}
	return c
}

// Until waits for a condition, and fails the test when it does not come true in good time.
func (s *Site) Until(tb testing.TB, what string, is func(Count) bool) {
	tb.Helper()
	late := time.After(10 * time.Second)
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if is(s.Count()) {
			return
		}
		select {
		case <-changed:
		case <-late:
			tb.Fatalf("waited in vain for %s: %+v", what, s.Count())
		}
	}
}

// Ended waits until no connection is left.
func (s *Site) Ended(tb testing.TB) {
	tb.Helper()
	s.Until(tb, "the end of every connection", func(c Count) bool { return c.Open == 0 })
}

// change is how everything that is counted changes.
func (s *Site) change(how func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	how()
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *Site) tally(r role, how func(*tally)) {
	s.change(func() {
		t := s.counts[r]
		how(&t)
		s.counts[r] = t
	})
}

// Fill puts the Site's own addresses and secrets into a text: $TOKENS, $API and $ELSEWHERE are origins, $PORT is
// the API's, $STRANGER is another host's name for $ELSEWHERE, $SECRET the client's secret, and $TOKEN the token
// that was given out last.
func (s *Site) Fill(text string) string {
	if !strings.Contains(text, "$") {
		return text
	}
	s.mu.Lock()
	token := ""
	if n := len(s.issued); n > 0 {
		token = s.issued[n-1]
	}
	s.mu.Unlock()
	return strings.NewReplacer(
		"$TOKENS", s.Tokens.URL(), "$API", s.API.URL(), "$ELSEWHERE", s.Elsewhere.URL(), "$PORT", s.API.port(),
		"$STRANGER", strings.Replace(s.Elsewhere.URL(), "127.0.0.1", "localhost", 1),
		"$SECRET", s.secret, "$TOKEN", token,
	).Replace(text)
}
