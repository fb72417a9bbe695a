package auth

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"
)

// Token is one access token together with what was learned when it came. It is an immutable value, cheap to
// copy, and prints as dots. The zero Token is no token.
type Token struct{ issued *issuedToken }

type issuedToken struct {
	value    Secret
	scopes   []string
	notes    []string
	lifetime time.Duration
	known    bool    // whether lifetime is
	sent     Instant // just before the request left: the server counts from somewhere after it
	received time.Time
}

// Zero tells whether there is no token.
func (t Token) Zero() bool { return t.issued == nil }

// Same tells whether both are the token of one and the same answer. Two answers with an equal text are two
// tokens: a server that hands out the same text again must not make callers of the first invalidate the second.
func (t Token) Same(o Token) bool { return t.issued == o.issued }

// Value is the token's text, for the Authorization header.
func (t Token) Value() Secret {
	if t.issued == nil {
		return Secret{}
	}
	return t.issued.value
}

// Type is "Bearer" (RFC 6750), the only type that is accepted.
func (t Token) Type() string { return "Bearer" }

// Scopes are the granted scopes; those that were asked for, when the answer named none. They are the server's
// words: whoever shows them sanitises them.
func (t Token) Scopes() []string {
	if t.issued == nil {
		return nil
	}
	return slices.Clone(t.issued.scopes)
}

// Notes are plain sentences about what was odd in the answer and how it was taken.
func (t Token) Notes() []string {
	if t.issued == nil {
		return nil
	}
	return slices.Clone(t.issued.notes)
}

// Lifetime is how long the token lives in all, between 0 and 24 hours; false when nobody knows.
func (t Token) Lifetime() (time.Duration, bool) {
	if t.issued == nil {
		return 0, false
	}
	return t.issued.lifetime, t.issued.known
}

// Remaining is what is left of the lifetime: never more than the lifetime, never less than zero, and 0 when
// the lifetime is unknown.
func (t Token) Remaining(now Instant) time.Duration {
	if t.issued == nil || !t.issued.known {
		return 0
	}
	return max(t.issued.lifetime-now.Since(t.issued.sent), 0)
}

// Expired tells whether the lifetime is over. A token of unknown lifetime is not expired: only a 401 can tell.
func (t Token) Expired(now Instant) bool {
	return t.issued == nil || t.issued.known && t.Remaining(now) == 0
}

// outrun tells whether the token had a life, and it is over. One that is said to have none is the best that its
// server gives.
func (t Token) outrun(now Instant) bool {
	return t.issued != nil && t.issued.lifetime > 0 && t.Expired(now)
}

// Received is when the answer came, on the wall clock. For display: nothing is reckoned from it.
func (t Token) Received() time.Time {
	if t.issued == nil {
		return time.Time{}
	}
	return t.issued.received
}

// Claims decodes the token for display. The error says why it cannot be shown, an opaque token for example,
// which is no fault.
func (t Token) Claims() (Claims, error) { return DecodeClaims(t.Value().Reveal()) }

const (
	maskedHead, maskedTail = 6, 3
	maskedShortest         = 40 // nine characters of less would be too much of it
)

// Masked shows that there is a token, and which: its first six characters and its last three. A token shorter
// than 40 characters is dots only.
func (t Token) Masked() string {
	text := t.Value().Reveal()
	if len(text) < maskedShortest {
		return dots
	}
	return text[:maskedHead] + "…" + text[len(text)-maskedTail:]
}

// String is six dots.
func (t Token) String() string { return dots }

// GoString is six dots.
func (t Token) GoString() string { return dots }

// Format writes six dots for every verb that asks it.
func (t Token) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, dots) }

// MarshalText is six dots.
func (t Token) MarshalText() ([]byte, error) { return []byte(dots), nil }

// LogValue is six dots.
func (t Token) LogValue() slog.Value { return slog.StringValue(dots) }

const (
	renewAtMost = 60 * time.Second // a long-lived token is renewed this long before its end
	waitAtMost  = 10 * time.Second // with less than this left, callers wait for the renewal
)

// fresh tells whether the token can be used without a thought of renewing it.
func (t Token) fresh(now Instant) bool {
	if t.issued == nil {
		return false
	}
	return !t.issued.known || t.Remaining(now) > min(renewAtMost, t.issued.lifetime/10)
}

// ample tells whether the token, though due for renewal, can still be handed out while the renewal runs.
func (t Token) ample(now Instant) bool {
	if t.issued == nil {
		return false
	}
	return !t.issued.known || t.Remaining(now) > min(waitAtMost, t.issued.lifetime/20)
}
