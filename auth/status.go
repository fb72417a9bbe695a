package auth

import (
	"fmt"
	"time"
)

// Phase is what a Source is doing.
type Phase int

// The phases of a Source. A token that runs out while nobody asks for it changes no phase: what is left of it
// is a question of the moment, and Status.Remaining answers it.
const (
	PhaseNone            Phase = iota // no token, nothing tried, or the token was invalidated
	PhaseRequesting                   // a request is under way, and there is no usable token
	PhaseValid                        // there is a token with a known end
	PhaseRenewing                     // a request is under way while the present token is still usable
	PhaseFailed                       // the last request failed; a token may be there all the same
	PhaseUnknownLifetime              // there is a token of which nobody knows when it ends
)

// String is the phase in lower-case words.
func (p Phase) String() string {
	switch p {
	case PhaseNone:
		return "none"
	case PhaseRequesting:
		return "requesting"
	case PhaseValid:
		return "valid"
	case PhaseRenewing:
		return "renewing"
	case PhaseFailed:
		return "failed"
	case PhaseUnknownLifetime:
		return "unknown lifetime"
	}
	return fmt.Sprintf("Phase(%d)", int(p))
}

// Status is what a Source publishes about itself: an immutable value, a new one for every change.
type Status struct {
	Phase   Phase
	Token   Token         // Zero() when there is none; stays while a renewal runs or fails
	Err     *Error        // of the last attempt; nil after success
	RetryAt Instant       // when the source will ask again, if somebody still wants a token then; zero: not unasked
	Skew    time.Duration // the server's Date minus our wall clock at receipt, to a second; 0 when unknown

	Paused bool // the token is kept, and handed out after its end too: see Source.Pause

	Requests int    // token requests that left
	Renewals int    // successful ones after the first
	Version  uint64 // grows with every change
}

// Remaining is what is left of the token's lifetime; 0 when there is no token, and when nobody knows.
func (s Status) Remaining(now Instant) time.Duration { return s.Token.Remaining(now) }
