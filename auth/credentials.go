package auth

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"time"
)

// Credentials are what one token request is made with. They belong together: nothing here may be mixed with
// the halves of another environment.
type Credentials struct {
	TokenURL string // absolute; https, or http to this computer
	ClientID string
	Secret   SecretSource
	TenantID string // "" when the API asked for knows no tenants

	Environment string // the name the user gave it; only for messages
}

// Options are the parts of a Source that a program or a test may replace. The zero value is good.
type Options struct {
	Transport http.RoundTripper                 // nil: a fresh one with this package's limits
	Clock     Clock                             // nil: SystemClock
	Timeout   time.Duration                     // for one token request in all, its repeats included and the waits between them not; 0: 30 s
	Jitter    func(time.Duration) time.Duration // applied to the waits between tries; nil: random, half to one and a half of it
	UserAgent string
	Quiet     QuietDays          // on these, nothing is sent
	Single    bool               // one request in the life of the Source, whatever comes of it: for a diagnosis
	OnRequest func(TokenRequest) // called once for every token request when it has ended, from any goroutine; may be nil
}

const defaultTimeout = 30 * time.Second

func (o Options) withDefaults() Options {
	if o.Transport == nil {
		o.Transport = newTransport()
	}
	if o.Clock == nil {
		o.Clock = SystemClock()
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Jitter == nil {
		o.Jitter = randomJitter
	}
	if o.UserAgent == "" {
		o.UserAgent = "brincr-explorer"
	}
	if o.OnRequest == nil {
		o.OnRequest = func(TokenRequest) {}
	}
	return o
}

func randomJitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return d/2 + rand.N(d)
}

// sortedUnique makes equal sets of scopes equal lists: the order and the repeats in which a user named them
// must not cost a second token.
func sortedUnique(scopes []string) []string {
	sorted := slices.Sorted(slices.Values(scopes))
	sorted = slices.Compact(sorted)
	return slices.DeleteFunc(sorted, func(s string) bool { return s == "" })
}
