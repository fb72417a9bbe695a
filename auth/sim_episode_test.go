package auth

import (
	"fmt"
	"time"

	"pgregory.net/rapid"
)

// A move is what happens to the computer's clocks.
type move int

const (
	noMove move = iota
	suspend
	setBack
	setForward
	glitch // wrong for a moment, as after waking up, until the network's time corrects it
)

// episode is a part of a day. The seed decides what matters to no guarantee: which key is used when.
type episode struct {
	lasts    time.Duration
	lifetime time.Duration
	expiry   expiry
	skew     time.Duration
	takes    time.Duration
	pace     time.Duration // between uses, on average

	trouble trouble
	down    time.Duration
	wait    int // of a 429, in seconds
	move    move
	by      time.Duration
	revoke  bool // the server forgets its tokens
	renew   bool // the user asks for a new token
	seed    uint64
}

// GoString is what rapid prints when a day fails.
func (e episode) GoString() string {
	return fmt.Sprintf("{lasts %v, lifetime %v as %d, skew %v, takes %v, pace %v, trouble %d for %v (wait %d), move %d by %v, revoke %t, renew %t, seed %d}",
		e.lasts, e.lifetime, e.expiry, e.skew, e.takes, e.pace, e.trouble, e.down, e.wait, e.move, e.by, e.revoke, e.renew, e.seed)
}

// days draws days in which the troubles and the moves given are frequent.
func days(troubles []trouble, moves []move) *rapid.Generator[[]episode] {
	some := func(t *rapid.T, label string, of ...time.Duration) time.Duration {
		return rapid.SampledFrom(of).Draw(t, label)
	}
	const s, m, h = time.Second, time.Minute, time.Hour
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) episode {
		e := episode{
			lifetime: some(t, "lifetime", h, 30*h, 20*m, 5*m, m, 15*s, 3*s, s),
			expiry:   rapid.SampledFrom([]expiry{asNumber, asNumber, asString, asFloat, inClaims, nowhere}).Draw(t, "expiry"),
			skew:     some(t, "skew", 0, 10*m, -10*m, 12*h, -12*h),
			takes:    some(t, "takes", 50*time.Millisecond, time.Millisecond, 400*time.Millisecond),
			trouble:  rapid.SampledFrom(troubles).Draw(t, "trouble"),
			down:     some(t, "down", s, 10*s, 45*s, 2*m, 4*m, 10*m),
			wait:     rapid.SampledFrom([]int{0, 1, 20, 45, 60}).Draw(t, "wait"),
			move:     rapid.SampledFrom(moves).Draw(t, "move"),
			by:       some(t, "by", s, 30*s, 10*m, 2*h),
			revoke:   rapid.IntRange(0, 7).Draw(t, "revoke") == 7,
			renew:    rapid.IntRange(0, 3).Draw(t, "renew") == 3,
			seed:     rapid.Uint64().Draw(t, "seed"),
		}
		lives := rapid.SampledFrom([]float64{0.5, 1, 3, 10}).Draw(t, "lives")
		e.lasts = min(time.Duration(lives*float64(e.lifetime)), 3*h)
		e.pace = max(e.lasts/time.Duration(rapid.IntRange(1, 15).Draw(t, "uses")), 10*time.Millisecond)
		return e
	}), 1, 8)
}
