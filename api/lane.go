package api

import (
	"sync"
	"time"

	"brincr-explorer/auth"
)

// refusedFor is how long a new token that the API refused as well is not
// replaced by yet another: a 401 that renewing does not cure would otherwise
// cost a token request for every try of the user.
const refusedFor = time.Minute

// lane is a token source with what the API said about its token.
type lane struct {
	source *auth.Source

	mu      sync.Mutex
	refused auth.Token // got just before a 401, and answered with a 401 too
	at      auth.Instant
}

// refuse remembers a token that did not help although it was new.
func (l *lane) refuse(t auth.Token, now auth.Instant) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused, l.at = t, now
}

// accept forgets it, as the API has taken a token of this lane.
func (l *lane) accept() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused = auth.Token{}
}

// hopeless says that this very token was new a moment ago and refused then.
func (l *lane) hopeless(t auth.Token, now auth.Instant) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return !l.refused.Zero() && l.refused.Same(t) && now.Since(l.at) < refusedFor
}
