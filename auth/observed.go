package auth

import (
	"slices"
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

// observe tells of a request that has ended.
func (s *Source) observe(o TokenRequest, r reply) {
	o.Environment, o.TenantID = s.endpoint.environment, s.endpoint.tenantID
	o.URL = s.endpoint.url.Scheme + "://" + plain(s.endpoint.url.Host+s.endpoint.url.EscapedPath(), maxURLShown)
	o.Scopes, o.Granted = slices.Clone(s.endpoint.scopes), r.token.Scopes()
	o.Status = r.status
	if r.err != nil {
		o.Status, o.Failure = r.err.Status, r.err.Summary
		if r.err.Code != "" {
			o.Code = plain(r.err.Code, maxCodeShown)
		}
	}
	s.options.OnRequest(o)
}
