package auth

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// recovery is how soon after the endpoint's return there must be a token again, for whoever wants one.
const recovery = 60 * time.Second

// simUser uses the tokens of one key as the client of the API does, and judges what it is given.
type simUser struct {
	server *simServer
	clock  *simClock
	source *Source
	name   string
	fault  func(format string, args ...any)

	kick chan struct{} // there is reason to look at the token again
}

// before is what a caller can know when it asks.
type before struct {
	token   *simToken // the newest, unless it was dropped
	now     Instant
	moved   int
	trouble trouble
	refused bool
	back    time.Duration // when the endpoint returned
	calm    time.Duration // since then
	newest  *simToken
	failed  int
	running bool
}

func (u *simUser) look() before {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	k, now := u.server.key(u.name), u.clock.Now()
	b := before{token: k.current, now: now, moved: u.clock.moved(), trouble: u.server.trouble, refused: k.refused, back: u.server.returned, calm: now.Mono - u.server.returned, newest: k.current, failed: k.failed, running: k.inFlight > 0}
	if b.token.droppedOne() {
		b.token = nil
	}
	return b
}

// use is one request to the API: a token, the way there, and, after a 401, all of it once more.
func (u *simUser) use(ctx context.Context, rng *rand.Rand) {
	for range 2 {
		token, ok := u.take(ctx)
		if !ok || !sleepFor(ctx, time.Duration(rng.IntN(int(200*time.Millisecond)))) || u.accepted(token) {
			return
		}
		u.drop(token)
		u.source.Invalidate(token)
	}
}

func sleepFor(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

func (u *simUser) known(token Token) *simToken {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	return u.server.tokens[token.Value().Reveal()]
}

func (u *simUser) accepted(token Token) bool {
	return int64(u.clock.truth()) < u.known(token).dies.Load()
}

func (u *simUser) drop(token Token) {
	u.known(token).dropped.Store(true)
}

// take asks the source and judges the outcome.
func (u *simUser) take(ctx context.Context) (Token, bool) {
	b := u.look()
	token, err := u.source.Token(ctx)
	now := u.clock.Now()
	if err != nil {
		if ctx.Err() == nil {
			u.judgeFailure(b, now, err)
		}
		return Token{}, false
	}
	t := u.known(token)
	if t == nil || t.key != u.name {
		u.fault("G5: %s was given a token that is not its own", u.name)
		return Token{}, false
	}
	if t.expired(now) {
		u.fault("G6: %s was given a token of %v, %v after its request left", u.name, t.lifetime, ruledElapsed(t.sent, now))
	}
	if got, want := token.Remaining(now), t.remaining(now); got != want {
		u.fault("G6: of a token for %s %v are said to be left, want %v", u.name, got, want)
	}
	u.judgeWait(b, now, t)
	u.judgeRenewal(b, now, t)
	return token, true
}

// judgeFailure: a token that lives is handed out, whatever became of its renewal; and an endpoint that is back
// for a while is no reason to fail.
func (u *simUser) judgeFailure(b before, now Instant, err error) {
	after := u.look()
	const lastMoment = 2 * time.Second // so little may be lost waiting for the renewal
	switch {
	case after.token.living(now):
		u.fault("G13: %s was told %q while its token has %v left", u.name, err, after.token.remaining(now))
	case b.token.living(b.now) && b.token == after.token && b.moved == after.moved && b.token.remaining(b.now) > lastMoment:
		u.fault("G13: %s waited for %v with a token that had %v left, and was told %q", u.name, now.Mono-b.now.Mono, b.token.remaining(b.now), err)
	case b.trouble == noTrouble && b.calm > recovery && after.back == b.back && after.trouble == noTrouble && !b.refused:
		u.fault("G4: %v after the endpoint's return, %s was told %q", b.calm, u.name, err)
	}
}

// judgeWait: nobody waits who has a token with enough time left.
func (u *simUser) judgeWait(b before, now Instant, got *simToken) {
	if b.token == nil || b.moved != u.clock.moved() || !b.token.living(b.now) {
		return
	}
	left, waited := b.token.remaining(b.now), now.Mono-b.now.Mono
	enough := min(b.token.lifetime/20, 10*time.Second)
	if (!b.token.known || left > enough) && waited > 0 {
		u.fault("G13: %s waited %v though its token had %v of %v left", u.name, waited, left, b.token.lifetime)
	}
	if b.token.known && waited > left && left > 2*time.Second {
		u.fault("G13: %s waited %v for a renewal, with a token that had %v left", u.name, waited, left)
	}
	if !b.token.due(b.now) && got != b.token {
		u.fault("G4: %s was given another token while its own had %v of %v left", u.name, left, b.token.lifetime)
	}
}

// judgeRenewal: what was handed out, though due, is being renewed; unless a failure keeps us from asking.
func (u *simUser) judgeRenewal(b before, now Instant, got *simToken) {
	after, phase := u.look(), u.source.Status().Phase
	if got.due(b.now) && got == b.token && got == after.token && b.moved == after.moved && after.failed == 0 && phase != PhaseRenewing && phase != PhaseRequesting {
		u.fault("G6: %s has a token with %v of %v left, and nobody renews it", u.name, got.remaining(now), got.lifetime)
	}
}

// renew is the user asking for a new token.
func (u *simUser) renew(ctx context.Context) {
	asked := func(by int) {
		u.server.mu.Lock()
		defer u.server.mu.Unlock()
		u.server.key(u.name).asked += by
	}
	asked(1)
	defer asked(-1)
	token, err := u.source.Renew(ctx)
	if err == nil && u.known(token).key != u.name {
		u.fault("G5: %s asked for a new token and was given another's", u.name)
	}
}

// keep is the screen that shows the key's token: it has it renewed when that is due, looking once a second
// while there is something to wait for.
func (u *simUser) keep(ctx context.Context) {
	var calls sync.WaitGroup
	defer calls.Wait()
	calls.Go(func() { u.watch(ctx) })
	for ctx.Err() == nil {
		now := u.clock.Now()
		if u.source.Due(now) {
			calls.Go(func() { u.take(ctx) })
		}
		next := time.Second
		if b := u.look(); b.token.living(now) && b.token.known && !b.token.due(now) {
			next = b.token.remaining(now) - min(b.token.lifetime/10, time.Minute) + time.Millisecond
		}
		select {
		case <-time.After(next):
		case <-u.kick:
		case <-ctx.Done():
		}
	}
}

// watch has the screen look again at every change of the token.
func (u *simUser) watch(ctx context.Context) {
	for version := uint64(0); ; u.wake() {
		status, err := u.source.Wait(ctx, version)
		if err != nil {
			return
		}
		version = status.Version
	}
}

func (u *simUser) wake() {
	select {
	case u.kick <- struct{}{}:
	default:
	}
}
