package auth

import (
	"context"
	"slices"
	"sync/atomic"
	"time"
)

// A TokenRequest is one request to a token endpoint and what came of it, for whoever keeps a log. It holds
// neither the secret nor the token.
type TokenRequest struct {
	Environment, TenantID string
	URL                   string   // without user, query and fragment
	Scopes                []string // asked for, sorted
	Granted               []string // "" without a token; the server's words
	Reason                string   // one of those below
	Try                   int      // from 1: a need may cost several
	Sent                  bool     // it left; a connection may fail before
	Started               time.Time
	Duration              time.Duration
	Status                int    // 0 when there was no answer
	Code                  string // the OAuth error, in printable ASCII; "" for none
	Failure               string // what happened, in a sentence; "" for a token
}

// Why a token request was made.
const (
	ReasonNeeded  = "no token yet"
	ReasonRenewed = "renewed"
	ReasonAgain   = "after 401" // the token was invalidated
	ReasonWanted  = "asked"     // by the user
	ReasonProbed  = "probed"    // whether a scope is granted
)

// reason tells why a request begins now. The caller holds the lock.
func (s *Source) reason(asked bool) string {
	switch {
	case asked:
		return ReasonWanted
	case s.last.Zero():
		return ReasonNeeded
	case s.status.Load().Token.Zero():
		return ReasonAgain
	}
	return ReasonRenewed
}

// askObserved asks once, and tells of it when it has ended. left is called when the request leaves.
func (e *endpoint) askObserved(ctx context.Context, secret Secret, left func(), o Options, t TokenRequest) reply {
	began := time.Now()
	var sent atomic.Bool
	t.Started = o.Clock.Now().Wall
	r := e.ask(ctx, secret, func() {
		sent.Store(true)
		left()
	})
	r.took = time.Since(began)
	t.Duration, t.Sent = r.took, sent.Load()
	o.OnRequest(e.outcome(t, r))
	e.padded(r.err, secret)
	return r
}

// outcome adds what came of a request.
func (e *endpoint) outcome(t TokenRequest, r reply) TokenRequest {
	t.Environment, t.TenantID = e.environment, e.tenantID
	t.URL = e.url.Scheme + "://" + plain(e.url.Host+e.url.EscapedPath(), maxURLShown)
	t.Scopes, t.Granted = slices.Clone(e.scopes), r.token.Scopes()
	t.Status = r.status
	if r.err != nil {
		t.Status, t.Failure = r.err.Status, r.err.Summary
		if r.err.Code != "" {
			t.Code = plain(r.err.Code, maxCodeShown)
		}
	}
	return t
}
