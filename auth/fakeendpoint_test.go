package auth

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// fakeEndpoint answers without a network, so that it can live in a bubble with virtual time.
type fakeEndpoint struct {
	mu       sync.Mutex
	requests []time.Time
	takes    time.Duration
	expires  string
	fail     func(n int) *http.Response // nil, or an answer other than a token
	broken   error
}

func (f *fakeEndpoint) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	f.requests = append(f.requests, time.Now())
	n, takes, expires, fail, broken := len(f.requests), f.takes, f.expires, f.fail, f.broken
	f.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if broken != nil {
		return nil, broken
	}
	if fail != nil {
		if answer := fail(n); answer != nil {
			return answer, nil
		}
	}
	return answered(200, tokenAnswer(n, expires), "Date", time.Now().UTC().Add(10*time.Minute).Format(http.TimeFormat)), nil
}

func (f *fakeEndpoint) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.requests)
}

func (f *fakeEndpoint) set(change func(*fakeEndpoint)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(f)
}

func always(status int, body string, header ...string) func(int) *http.Response {
	return func(int) *http.Response { return answered(status, body, header...) }
}

// inBubble runs test with virtual time and a source that asks fake.
func inBubble(t *testing.T, fake *fakeEndpoint, test func(t *testing.T, source *Source)) {
	t.Helper()
	if fake.expires == "" {
		fake.expires = "3600"
	}
	synctest.Test(t, func(t *testing.T) {
		source := sourceFor(t, "https://connect.test/token", Options{Transport: fake, Jitter: identity})
		defer source.Close()
		test(t, source)
	})
}

func mustToken(t *testing.T, source *Source) Token {
	t.Helper()
	token, err := source.Token(t.Context())
	if err != nil {
		t.Fatalf("Token: %v", err)
	}
	return token
}

// callers calls Token from n goroutines at once and returns what they got, each result with its count.
func callers(t *testing.T, source *Source, n int) (tokens map[Token]int, failures map[error]int) {
	t.Helper()
	tokens, failures = map[Token]int{}, map[error]int{}
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range n {
		wait.Go(func() {
			token, err := source.Token(t.Context())
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failures[err]++
				return
			}
			tokens[token]++
		})
	}
	wait.Wait()
	return tokens, failures
}
