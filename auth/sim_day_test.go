package auth

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
)

// simDay runs a day: three tenants, two sets of scopes each, and one of these six on the screen.
type simDay struct {
	clock  *simClock
	server *simServer
	users  []*simUser
	ctx    context.Context
	calls  sync.WaitGroup

	mu     sync.Mutex
	faults []string
}

func (d *simDay) fault(format string, args ...any) {
	at := d.clock.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = append(d.faults, fmt.Sprintf("at %v: ", at.Mono)+fmt.Sprintf(format, args...))
}

func (d *simDay) found() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.faults
}

func newSimDay(ctx context.Context) *simDay {
	d := &simDay{clock: newSimClock(), ctx: ctx}
	d.server = newSimServer(d.clock, d.fault)
	for _, tenant := range []string{"tenant-a", "tenant-b", "tenant-c"} {
		for _, scopes := range [][]string{{"brincr:category"}, {"brincr:category", "brincr:country"}} {
			c := credentialsFor("https://connect.test/token")
			c.TenantID = tenant
			u := &simUser{
				server: d.server, clock: d.clock, fault: d.fault, name: simKeyName(tenant, strings.Join(scopes, " ")), kick: make(chan struct{}, 1),
				source: NewSource(c, scopes, Options{Transport: d.server, Clock: d.clock, Jitter: identity}),
			}
			d.users = append(d.users, u)
		}
	}
	return d
}

// run lives through the episodes, and quietly through what is left of 24 hours.
func (d *simDay) run(episodes []episode) {
	const day = 24 * time.Hour
	ctx, cancel := context.WithCancel(d.ctx)
	d.calls.Go(func() { d.users[0].keep(ctx) })
	for _, e := range episodes {
		if d.clock.truth() < day && d.found() == nil {
			d.live(e)
		}
	}
	if rest := day - d.clock.truth(); rest > 0 && d.found() == nil {
		d.live(episode{lasts: rest, lifetime: time.Hour, takes: 50 * time.Millisecond, pace: 20 * time.Minute})
	}
	cancel()
	d.calls.Wait()
	for _, u := range d.users {
		u.source.Close()
	}
}

func (d *simDay) live(e episode) {
	rng := rand.New(rand.NewPCG(e.seed, 0))
	d.server.mu.Lock()
	d.server.lifetime, d.server.expiry, d.server.skew, d.server.takes = e.lifetime, e.expiry, e.skew, e.takes
	d.server.mu.Unlock()
	if e.revoke {
		d.revoke()
	}
	if e.trouble != noTrouble {
		d.fail(e, rng)
	}
	d.uses(e.pace, e.lasts/2, rng)
	d.move(e, rng)
	if e.renew {
		d.call(rng, func(u *simUser, ctx context.Context, _ *rand.Rand) { u.renew(ctx) })
	}
	d.uses(e.pace, e.lasts/2, rng)
}

// fail has the endpoint fail at a moment that matters: shortly before somebody's token ends.
func (d *simDay) fail(e episode, rng *rand.Rand) {
	u := d.oneWhose(rng, func(b before) bool { return b.token.living(b.now) && b.token.known })
	lead := fraction(rng, e.down/2) * time.Duration(rng.IntN(2))
	if b := u.look(); b.token.living(b.now) && b.token.known {
		brink := fraction(rng, min(b.token.lifetime/20, 10*time.Second))
		before := min(b.token.remaining(b.now)-brink-lead, time.Hour)
		d.uses(max(e.pace, before/8), before, rng)
	}
	d.server.setTrouble(e.trouble, e.wait)
	d.uses(e.down/8, lead, rng)
	d.callOf(u, rng, (*simUser).use)
	d.move(e, rng)
	d.uses(e.down/8, e.down-lead, rng)
	d.server.setTrouble(noTrouble, 0)
	d.recover(e, rng)
}

// oneWhose finds a key by the state of its token; any key where none is in that state.
func (d *simDay) oneWhose(rng *rand.Rand, is func(before) bool) *simUser {
	order := rng.Perm(len(d.users))
	for _, i := range order {
		if is(d.users[i].look()) {
			return d.users[i]
		}
	}
	return d.users[order[0]]
}

func fraction(rng *rand.Rand, of time.Duration) time.Duration {
	return time.Duration(rng.Float64() * float64(of))
}

// recover: the user asks again after a definite refusal, and the program by itself after everything else.
func (d *simDay) recover(e episode, rng *rand.Rand) {
	if e.trouble == refusing {
		sleepFor(d.ctx, time.Second) // the last refusals arrive
		for _, u := range d.users {
			if u.look().refused {
				d.calls.Go(func() { u.renew(d.ctx) })
			}
		}
	}
	d.uses(max(e.pace, 5*time.Second), recovery+time.Second, rng)
	shown := d.users[0].look()
	waiting := shown.failed > 0
	if t := shown.newest; t != nil {
		waiting = t.sent.Mono < shown.now.Mono-shown.calm
	}
	if waiting && !shown.token.living(shown.now) && !shown.running {
		d.fault("G4: %v after the endpoint's return there is no new token on the screen", shown.calm)
	}
}

func (d *simDay) revoke() {
	d.server.mu.Lock()
	defer d.server.mu.Unlock()
	for _, t := range d.server.tokens {
		t.dies.Store(0)
	}
}

// move comes just after some request began, for that is when it can do harm.
func (d *simDay) move(e episode, rng *rand.Rand) {
	if e.move == noMove {
		return
	}
	u := d.oneWhose(rng, func(b before) bool { return !b.token.living(b.now) })
	d.callOf(u, rng, (*simUser).use)
	sleepFor(d.ctx, fraction(rng, 2*e.takes))
	switch e.move {
	case suspend:
		d.clock.sleep(e.by)
	case setBack:
		d.clock.set(-e.by)
	case setForward:
		d.clock.set(e.by)
	case glitch:
		d.clock.set(e.by)
		sleepFor(d.ctx, fraction(rng, 4*time.Second))
		d.clock.set(-e.by)
	}
	d.users[0].wake()
}

// uses lets time pass, with requests at random, some of them several at once.
func (d *simDay) uses(pace, lasts time.Duration, rng *rand.Rand) {
	for end := time.Now().Add(lasts); time.Now().Before(end) && d.ctx.Err() == nil; {
		gap := time.Duration(rng.ExpFloat64() * float64(pace))
		if left := time.Until(end); gap >= left {
			sleepFor(d.ctx, left)
			return
		}
		sleepFor(d.ctx, gap)
		d.call(rng, (*simUser).use)
	}
}

// call lets callers use one key, mostly the one that is shown.
func (d *simDay) call(rng *rand.Rand, what func(*simUser, context.Context, *rand.Rand)) {
	u := d.users[0]
	if rng.IntN(2) == 0 {
		u = d.users[rng.IntN(len(d.users))]
	}
	d.callOf(u, rng, what)
}

// callOf lets one to three callers do something at once. Some leave early.
func (d *simDay) callOf(u *simUser, rng *rand.Rand, what func(*simUser, context.Context, *rand.Rand)) {
	for range 1 + rng.IntN(3) {
		own, ctx, cancel := rand.New(rand.NewPCG(rng.Uint64(), 0)), d.ctx, func() {}
		if rng.IntN(5) == 0 {
			ctx, cancel = context.WithTimeout(ctx, time.Duration(rng.IntN(int(time.Second))))
		}
		d.calls.Go(func() {
			defer cancel()
			what(u, ctx, own)
		})
	}
}
