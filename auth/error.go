package auth

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// ErrClosed is wrapped by the *Error that a closed Source returns.
var ErrClosed = errors.New("token source closed")

// Error is a token request that failed, explained for the person who has to put it right.
//
// Summary, Cause and Next are this program's own words; foreign text in them (a host, a code) is reduced to
// printable ASCII. They say "usually" where a cause is inferred and not documented. No field holds a secret
// or a token: what the server echoes of them is replaced by dots.
type Error struct {
	Request string // method, host and path of what was sent, or was to be; "" when the failure came before
	Code    string // RFC 6749 "error" as sent, "" when there was none; any text, when the server is odd
	Status  int    // HTTP status, 0 when there was no answer

	Summary string // what happened
	Cause   string // why it happens, or usually happens
	Next    string // what to do next

	Server    string   // the server's own words, at most 4 KiB of them, raw: may hold anything, whoever shows it sanitises it
	Proven    []string // what the error proves was right: "the credentials", "the scopes"
	Temporary bool     // may pass by itself: connection trouble, 429, 5xx
	Err       error    // the cause, if there was one; its text may hold anything but a secret

	probing    string        // of Next, what is no news any more once each scope was asked for alone
	again      bool          // worth a second try within a second or two
	retryAfter time.Duration // as the server asked; 0: it did not
}

// NextProbed is Next for one who has asked for each scope alone.
func (e *Error) NextProbed() string { return strings.TrimSuffix(e.Next, e.probing) }

// Error is the summary, with the request, the status and the server's code as far as there were any.
func (e *Error) Error() string {
	var facts []string
	if e.Request != "" {
		facts = append(facts, e.Request)
	}
	if e.Status != 0 {
		facts = append(facts, "status "+strconv.Itoa(e.Status))
	}
	if e.Code != "" {
		facts = append(facts, plain(e.Code, maxCodeShown))
	}
	if len(facts) == 0 {
		return e.Summary
	}
	return e.Summary + " (" + strings.Join(facts, ", ") + ")"
}

// ScopesRefused tells whether the scopes were refused, and with them the credentials accepted. Of several
// scopes it does not say which: a [Prober] finds out.
func (e *Error) ScopesRefused() bool { return e != nil && e.Code == codeInvalidScope && !e.Temporary }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }
