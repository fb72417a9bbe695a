package auth

import (
	"sync"
	"sync/atomic"
	"time"
)

// The rule for expiry once more, written from its text and without a call to the code that it judges:
//
//	lifetime  = expires_in, at most 24 h; absent: what the token's own claims say; else unknown
//	elapsed   = max(wall now - wall sent, monotonic now - monotonic sent)
//	remaining = lifetime - elapsed, never above the lifetime, never below zero
//	renew     when remaining <= min(60 s, lifetime / 10), and at most once a second

// simToken is a token as the simulated server knows it.
type simToken struct {
	key      string
	lifetime time.Duration // what the rule makes of the answer
	known    bool
	sent     Instant      // when its request left, by the client's two clocks
	dies     atomic.Int64 // in true time; the server knows no other
	dropped  atomic.Bool  // a caller was told 401 and said so
}

func ruledElapsed(from, to Instant) time.Duration {
	wall, mono := to.Wall.Sub(from.Wall), to.Mono-from.Mono
	if wall > mono {
		return wall
	}
	return mono
}

func (t *simToken) remaining(now Instant) time.Duration {
	if t == nil || !t.known {
		return 0
	}
	lifetime := t.lifetime
	if lifetime > 24*time.Hour {
		lifetime = 24 * time.Hour
	}
	left := lifetime - ruledElapsed(t.sent, now)
	switch {
	case left < 0:
		return 0
	case left > lifetime:
		return lifetime
	}
	return left
}

func (t *simToken) expired(now Instant) bool { return t.known && t.remaining(now) <= 0 }

func (t *simToken) due(now Instant) bool {
	if !t.known {
		return false
	}
	ahead := t.lifetime / 10
	if ahead > 60*time.Second {
		ahead = 60 * time.Second
	}
	return t.remaining(now) <= ahead
}

// living tells whether there is a token that may be sent.
func (t *simToken) living(now Instant) bool { return t != nil && !t.dropped.Load() && !t.expired(now) }

// simClock is a computer that can sleep, and whose wall clock can be set. The bubble's time is its monotonic
// clock, which stands while it sleeps, as the timers do.
type simClock struct {
	mu      sync.Mutex
	base    time.Time
	setBy   time.Duration // wall minus monotonic
	slept   time.Duration
	changes int
}

func newSimClock() *simClock { return &simClock{base: time.Now()} }

func (c *simClock) Now() Instant {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now().Round(0)
	return Instant{Wall: now.Add(c.setBy), Mono: time.Since(c.base)}
}

// truth is the time that really passed: nobody's clock need show it.
func (c *simClock) truth() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Since(c.base) + c.slept
}

func (c *simClock) set(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.setBy += by
	c.changes++
}

func (c *simClock) sleep(d time.Duration) {
	c.set(d)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slept += d
}

// moved counts the jumps, so that a caller can tell whether one fell into its call.
func (c *simClock) moved() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changes
}
