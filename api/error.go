package api

import (
	"time"

	"brincr-explorer/auth"
)

// Kind sorts failures by what can be done about them.
type Kind string

const (
	KindToken     Kind = "token"     // no token could be had; Error.Token tells why
	KindCancelled Kind = "cancelled" // by the user, or because the place was left
	KindTimeout   Kind = "timeout"
	KindDNS       Kind = "dns"
	KindRefused   Kind = "refused" // nothing listens
	KindReset     Kind = "reset"   // the connection ended before an answer
	KindNetwork   Kind = "network" // unreachable, or an answer that is not HTTP
	KindTLS       Kind = "tls"
	KindRedirect  Kind = "redirect"  // a redirect that is not followed
	KindTruncated Kind = "truncated" // the body broke off or is damaged
	KindTooLarge  Kind = "too-large" // the body or the header passed the bound
	KindStatus    Kind = "status"    // an answer other than 2xx
	KindNotJSON   Kind = "not-json"  // 2xx, but not with a JSON text
	KindPages     Kind = "pages"     // not every page of a list was fetched; Exchange.Collection tells which were
	KindReadOnly  Kind = "read-only"
	KindQuiet     Kind = "quiet"   // nothing is sent on this day
	KindRequest   Kind = "request" // refused here before anything was sent
)

// Error explains a failure in the user's terms. Summary says what happened,
// Cause why it usually happens, Next what to do. Server holds the server's own
// words, raw: whoever shows them sanitises them.
type Error struct {
	Kind                 Kind
	Status               int // 0 when there was no answer
	Summary, Cause, Next string
	Server               string
	Fields               []FieldError // 422, in the order sent
	MissingScopes        []string     // 403, those that the catalogue knows and the token lacks
	RetryAt              time.Time    // when a header says that another try may succeed; zero when none does
	Allow                []string     // 405
	Token                *auth.Error  // when no token could be had
	Err                  error        // the cause, where there is one
}

// FieldError is what is wrong with one field of the request. Path is dotted and
// points into the request's body ("lines.0.amount"); "" when the server named none.
type FieldError struct {
	Path     string
	Messages []string
}

// Error gives the summary and the server's words.
func (e *Error) Error() string {
	if e == nil {
		return "no error"
	}
	if e.Server == "" {
		return e.Summary
	}
	return e.Summary + " The server said: " + e.Server
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.Err
}
