package auth

import (
	"context"
	"strings"
	"time"
)

const (
	maxTries      = 3                // for one need, the first included
	maxPatience   = 60 * time.Second // a Retry-After beyond it is not waited for: the failure is told instead
	shortestCycle = time.Second      // between two token requests that nothing but a short lifetime causes
)

// waits are between the tries of one request, before jitter.
var waits = [maxTries - 1]time.Duration{500 * time.Millisecond, 2 * time.Second}

// begin starts the shared request. The caller holds the lock, and there is no other.
func (s *Source) begin(now Instant, asked bool) {
	f := &flight{done: make(chan struct{})}
	tries := maxTries
	if s.options.Single || s.failures > 0 && !asked {
		tries = 1 // the endpoint is down as far as we know; RetryAt spaces the requests
	}
	pause := s.pause(now)
	s.running = f
	s.publish(func(st *Status) {
		st.Phase, st.RetryAt = PhaseRequesting, Instant{}
		if !st.Token.Expired(now) {
			st.Phase = PhaseRenewing
		}
	})
	go s.run(f, pause, tries, s.reason(asked))
}

// run settles in any case: a panic, or a Goexit in a SecretSource, must leave nobody waiting.
func (s *Source) run(f *flight, pause time.Duration, tries int, reason string) {
	r := reply{err: s.endpoint.broken(nil)}
	defer func() {
		if thrown := recover(); thrown != nil {
			r = reply{err: s.endpoint.broken(thrown)}
		}
		s.settle(f, r)
	}()
	r = s.obtain(pause, tries, reason)
}

// pause keeps tokens that hardly live from making us ask without end. All others are renewed later than
// that by themselves.
func (s *Source) pause(now Instant) time.Duration {
	lifetime, known := s.last.Lifetime()
	if !known || lifetime >= 2*shortestCycle {
		return 0
	}
	return now.Until(s.last.issued.sent.Add(shortestCycle))
}

// obtain gets a token, with the tries that a need may cost. It runs on the Source's own context.
func (s *Source) obtain(pause time.Duration, tries int, reason string) reply {
	if s.unfit != nil {
		return reply{err: s.unfit}
	}
	if !s.sleep(pause) {
		return reply{err: s.endpoint.closed()}
	}
	if held := s.held(); held != nil { // before the secret is asked for, which may ask the user in turn
		return reply{err: held}
	}
	secret, failed := s.readSecret()
	if failed != nil {
		return reply{err: failed}
	}
	budget := s.options.Timeout
	for try := 1; ; try++ {
		if held := s.held(); held != nil { // the day may begin while a second try is waited for
			return reply{err: held}
		}
		r := s.ask(budget, secret, TokenRequest{Reason: reason, Try: try})
		budget -= r.took
		if r.err == nil || !r.err.again || try == tries || budget <= 0 {
			return r
		}
		wait := max(s.options.Jitter(waits[try-1]), r.err.retryAfter)
		if wait > maxPatience {
			return r
		}
		s.announce(r.err, wait)
		if !s.sleep(wait) {
			return reply{err: s.endpoint.closed()}
		}
		if s.paused() {
			return r
		}
	}
}

func (s *Source) ask(budget time.Duration, secret Secret, o TokenRequest) reply {
	ctx, cancel := context.WithTimeout(s.ctx, budget)
	defer cancel()
	return s.endpoint.askObserved(ctx, secret, s.left, s.options, o)
}

// padded adds what usually is behind refused credentials, where the secret shows it.
func (e *endpoint) padded(failed *Error, secret Secret) {
	if failed != nil && failed.Code == codeInvalidClient && isPadded(secret) {
		failed.Next = "The secret begins or ends with a blank or a line end: usually it was copied with it. " + failed.Next
	}
}

func isPadded(secret Secret) bool {
	text := secret.Reveal()
	return strings.TrimSpace(text) != text
}

// readSecret asks the source of the secret, once for each request: it may ask the user in turn.
func (s *Source) readSecret() (Secret, *Error) {
	ctx, cancel := context.WithTimeout(s.ctx, s.options.Timeout)
	defer cancel()
	secret, failed := s.endpoint.readSecret(ctx, s.secret)
	if s.secret != nil && s.ctx.Err() != nil {
		return Secret{}, s.endpoint.closed()
	}
	return secret, failed
}

func (e *endpoint) readSecret(ctx context.Context, from SecretSource) (Secret, *Error) {
	if from == nil {
		return Secret{}, e.secretEmpty()
	}
	secret, err := from.Secret(ctx)
	switch {
	case err != nil:
		return Secret{}, e.secretUnreadable(err)
	case secret.Empty():
		return Secret{}, e.secretEmpty()
	}
	return secret, nil
}

// sleep waits; false when the Source was closed meanwhile.
func (s *Source) sleep(d time.Duration) bool {
	if d <= 0 {
		return s.ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.ctx.Done():
		return false
	}
}

// left counts a request that has left. It runs on the transport's goroutine.
func (s *Source) left() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.publish(func(st *Status) { st.Requests++ })
}

// announce publishes a failed try, while the request goes on waiting for the next.
func (s *Source) announce(err *Error, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.publish(func(st *Status) { st.Err, st.RetryAt = err, s.options.Clock.Now().Add(wait) })
}

// settle publishes what came of the request and lets everybody go who waited for it.
func (s *Source) settle(f *flight, r reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.token, f.err = r.token, r.err
	s.running = nil
	defer close(f.done)
	switch {
	case s.closed:
		f.token, f.err = Token{}, s.endpoint.closed()
		s.closeIdle()
	case s.paused():
		s.keep(f)
	case r.err != nil:
		s.fail(r.err, r.took)
	default:
		s.succeed(r)
	}
}

func (s *Source) succeed(r reply) {
	first := s.last.Zero()
	s.last, s.failures = r.token, 0
	s.publish(func(st *Status) {
		st.Phase, st.Token, st.Err, st.RetryAt, st.Skew = PhaseValid, r.token, nil, Instant{}, r.skew
		if !r.token.issued.known {
			st.Phase = PhaseUnknownLifetime
		}
		if !first {
			st.Renewals++
		}
	})
}

func (s *Source) fail(err *Error, took time.Duration) {
	now := s.options.Clock.Now()
	s.publish(func(st *Status) {
		st.Phase, st.Err, st.RetryAt = PhaseFailed, err, Instant{}
		if !err.Temporary {
			return
		}
		s.failures++
		// A token that was renewed by hand, and is fresh even then, needs no retry before its time.
		if s.again = now.Add(max(backoff(s.failures, took), err.retryAfter)); !st.Token.fresh(s.again) {
			st.RetryAt = s.again
		}
	})
}

const (
	shortestBackoff = 15 * time.Second
	longestBackoff  = 60 * time.Second
)

// backoff is the wait after a request that failed temporarily and took so long to. At its longest, it is
// counted from when that request left: an endpoint that was silent and is back must not be noticed later than
// one that refused.
func backoff(failures int, took time.Duration) time.Duration {
	wait := longestBackoff
	switch failures {
	case 1:
		wait = shortestBackoff
	case 2:
		wait = 2 * shortestBackoff
	}
	return max(min(wait, longestBackoff-took), shortestBackoff)
}
