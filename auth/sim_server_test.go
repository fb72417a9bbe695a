package auth

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// A trouble is what is wrong with the simulated endpoint.
type trouble int

const (
	noTrouble   trouble = iota
	noListener          // connections are refused
	unavailable         // 503
	throttled           // 429 with Retry-After
	silent              // takes the request and never answers
	refusing            // 400 invalid_client: definite
)

// An expiry is how an answer tells the lifetime.
type expiry int

const (
	asNumber expiry = iota
	asString
	asFloat
	inClaims // absent, but in the token
	nowhere  // absent, and the token is opaque
)

// simServer is the token endpoint of the simulation, and the judge of what reaches it.
type simServer struct {
	clock *simClock
	fault func(format string, args ...any)

	mu       sync.Mutex
	trouble  trouble
	wait     int           // of a 429, in seconds
	returned time.Duration // when the last trouble ended, on the monotonic clock
	lifetime time.Duration
	expiry   expiry
	skew     time.Duration // of the server's clock
	takes    time.Duration
	serial   int
	tokens   map[string]*simToken
	keys     map[string]*simKey
}

// simKey is one tenant with one set of scopes.
type simKey struct {
	inFlight int
	asked    int       // calls of Renew that have not returned
	current  *simToken // the newest that was delivered
	refused  bool      // the last answer was a definite refusal
	need     bool      // since the last success, the token was needed: trying again is no waste
	excused  bool      // and the token was dropped before it, which is no reason to ask a second time
	failed   int       // requests in a row
	failedAt Instant   // when the last of them ended
	hold     time.Duration
	requests int
}

func newSimServer(clock *simClock, fault func(string, ...any)) *simServer {
	return &simServer{
		clock: clock, fault: fault, lifetime: time.Hour, takes: 50 * time.Millisecond,
		tokens: map[string]*simToken{}, keys: map[string]*simKey{},
	}
}

func simKeyName(tenant, scope string) string { return tenant + " for " + scope }

// key is called with the lock held.
func (s *simServer) key(name string) *simKey {
	if s.keys[name] == nil {
		s.keys[name] = &simKey{}
	}
	return s.keys[name]
}

func (s *simServer) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	name := simKeyName(form.Get("tenant_id"), form.Get("scope"))
	sent := s.arrive(name)
	answer, token, err := s.answer(r.Context(), name, sent)
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.key(name)
	k.inFlight--
	if token != nil {
		k.current, k.failed, k.refused, k.hold, k.need = token, 0, false, 0, false
		return answer, nil
	}
	k.failed++
	k.failedAt = s.clock.Now()
	k.refused = answer != nil && answer.StatusCode == http.StatusBadRequest
	k.excused = k.current.droppedOne()
	k.hold = 0
	if answer != nil {
		seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
		k.hold = time.Duration(seconds) * time.Second
	}
	return answer, err
}

// arrive judges that there is a request now.
func (s *simServer) arrive(name string) Instant {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, now := s.key(name), s.clock.Now()
	if k.inFlight++; k.inFlight > 1 {
		s.fault("G4: %d requests in flight for %s", k.inFlight, name)
	}
	k.requests++
	if k.asked > 0 {
		k.failed, k.refused = 0, false
		return now
	}
	switch t := k.current; {
	case t == nil || t.dropped.Load() || k.need:
	case !t.due(now):
		s.fault("G4: a token for %s was asked for while %v of %v were left", name, t.remaining(now), t.lifetime)
	case ruledElapsed(t.sent, now) < time.Second:
		s.fault("G6: two requests for %s within %v", name, ruledElapsed(t.sent, now))
	}
	k.need = true
	if k.refused && (k.excused || !k.current.droppedOne()) {
		s.fault("G4: %s was asked for again after a definite refusal", name)
	}
	if gap, least := ruledElapsed(k.failedAt, now), k.spacing(); k.failed > 0 && gap < least {
		s.fault("G4: request %d for %s after %d failures came after %v, want %v", k.requests, name, k.failed, gap, least)
	}
	return now
}

func (t *simToken) droppedOne() bool { return t != nil && t.dropped.Load() }

// spacing is the least time between a failure and the next request that nobody asked for: two more tries at
// once, then growing.
func (k *simKey) spacing() time.Duration {
	switch {
	case k.failed < 3:
		return k.hold
	case k.failed == 3:
		return max(15*time.Second, k.hold)
	}
	return max(30*time.Second, k.hold)
}

// answer takes its time. What is wrong is settled when the request arrives, except that a silent endpoint
// stays silent for those who asked it.
func (s *simServer) answer(ctx context.Context, name string, sent Instant) (*http.Response, *simToken, error) {
	s.mu.Lock()
	trouble, wait, takes := s.trouble, s.wait, s.takes
	s.mu.Unlock()
	if trouble == silent {
		<-ctx.Done()
		return nil, nil, ctx.Err()
	}
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	switch trouble {
	case noListener:
		return nil, nil, syscall.ECONNREFUSED
	case unavailable:
		return answered(503, ""), nil, nil
	case throttled:
		return answered(429, "", "Retry-After", strconv.Itoa(wait)), nil, nil
	case refusing:
		return answered(400, `{"error":"invalid_client"}`), nil, nil
	}
	answer, token := s.grant(name, sent)
	return answer, token, nil
}

func (s *simServer) grant(name string, sent Instant) (*http.Response, *simToken) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	serverTime := s.clock.Now().Wall.Add(s.skew)
	nbf := serverTime.Unix()
	text := fmt.Sprintf("opaque-%d", s.serial)
	if s.expiry != nowhere {
		text = jwt(`{"typ":"at+jwt"}`, fmt.Sprintf(`{"jti":"%d","nbf":%d,"exp":%d}`, s.serial, nbf, nbf+int64(s.lifetime/time.Second)))
	}
	seconds := strconv.Itoa(int(s.lifetime / time.Second))
	member := map[expiry]string{asNumber: `,"expires_in":` + seconds, asString: `,"expires_in":"` + seconds + `"`, asFloat: `,"expires_in":` + seconds + `.0`}[s.expiry]
	token := &simToken{key: name, lifetime: s.lifetime, known: s.expiry != nowhere, sent: sent}
	token.dies.Store(int64(s.clock.truth() + s.lifetime))
	s.tokens[text] = token
	return answered(200, `{"access_token":"`+text+`","token_type":"Bearer"`+member+`}`, "Date", serverTime.UTC().Format(http.TimeFormat)), token
}

// setTrouble begins a trouble, or ends it.
func (s *simServer) setTrouble(t trouble, wait int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.trouble != noTrouble && t == noTrouble {
		s.returned = s.clock.Now().Mono
	}
	s.trouble, s.wait = t, wait
}
