package auth

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Source keeps one token usable: one for each environment, client, tenant and set of scopes. It is safe for
// concurrent use.
type Source struct {
	endpoint *endpoint
	unfit    *Error // why these credentials cannot be sent anywhere; nil when they can
	secret   SecretSource
	options  Options
	ownsIdle bool // whether the transport's idle connections are ours to close

	ctx    context.Context // ends with Close; no caller's: a shared request must outlive whoever began it
	cancel context.CancelFunc

	status atomic.Pointer[Status] // the published one; read without the lock, replaced under it

	mu       sync.Mutex
	changed  chan struct{} // closed at the next change of status
	running  *flight       // the one request, nil while there is none
	last     Token         // the newest token that came, invalidated or not
	failures int           // temporary ones since the last success
	again    Instant       // before it, nothing is asked unasked after the last of them
	closed   bool
}

// flight is a request that is under way, for everybody who waits. The result is set before done is closed.
type flight struct {
	done  chan struct{}
	token Token
	err   *Error
}

// NewSource makes a Source. It asks for nothing yet; what is wrong with the credentials themselves (no usable
// URL, no client id) is the error of the first Token. The caller closes it.
func NewSource(c Credentials, scopes []string, o Options) *Source {
	ownsIdle := o.Transport == nil
	o = o.withDefaults()
	endpoint, unfit := newEndpoint(c, sortedUnique(scopes), o)
	ctx, cancel := context.WithCancel(context.Background())
	s := &Source{
		endpoint: endpoint, unfit: unfit, secret: c.Secret, options: o, ownsIdle: ownsIdle,
		ctx: ctx, cancel: cancel, changed: make(chan struct{}),
	}
	s.status.Store(&Status{})
	return s
}

// Scopes are the scopes that the token is asked for: sorted, each once.
func (s *Source) Scopes() []string { return slices.Clone(s.endpoint.scopes) }

// Token is a usable token: the present one, or a new one where that is due. All callers share one request. The
// error is an *Error, or ctx.Err() when the caller left first; the request goes on without it.
//
// A token whose renewal is due is handed out as long as enough of it is left, while the renewal runs. With
// less left, the caller waits for the renewal, and gets the old token all the same should that fail or take
// too long. A failure is shared: a definite one until Renew or Invalidate, a temporary one until
// Status.RetryAt.
func (s *Source) Token(ctx context.Context) (Token, error) {
	if status := s.status.Load(); status.Paused || status.Token.fresh(s.options.Clock.Now()) {
		return status.Token, nil
	}
	return s.due(ctx)
}

// due gets a token that lives. One whose life went by while its answer was on the way, because the computer
// slept over it, is asked for again; it may do so more than once, as when a lid is opened and closed.
func (s *Source) due(ctx context.Context) (Token, error) {
	const most = 5
	token, err := s.joined(ctx)
	for n := 1; n < most && err == nil && token.outrun(s.options.Clock.Now()); n++ {
		token, err = s.joined(ctx)
	}
	return token, err
}

func (s *Source) joined(ctx context.Context) (Token, error) {
	if err := ctx.Err(); err != nil {
		return Token{}, err
	}
	flight, old, err := s.join()
	if err != nil {
		return Token{}, err
	}
	if flight == nil {
		return old, nil
	}
	token, err := s.await(ctx, flight, old)
	if err == nil || ctx.Err() != nil {
		return token, err
	}
	// Not only old: a token that a wrong clock had ended lives again once the clock is right.
	if present := s.status.Load().Token; !present.Expired(s.options.Clock.Now()) {
		return present, nil
	}
	return Token{}, err
}

// join finds or begins the request that a caller of Token should wait for. It returns that request, with the
// present token if it still lives; or no request and the token to use; or the standing failure.
func (s *Source) join() (*flight, Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, Token{}, s.endpoint.closed()
	}
	now, status := s.options.Clock.Now(), s.status.Load()
	old := status.Token
	if status.Paused || old.fresh(now) { // came while this caller waited for the lock
		return nil, old, nil
	}
	if old.Expired(now) {
		old = Token{}
	}
	if s.running == nil && s.spent() {
		return nil, s.last, asError(status.Err)
	}
	if s.running == nil && !mayAsk(status, now) {
		if old.Zero() {
			return nil, Token{}, status.Err
		}
		return nil, old, nil
	}
	if s.running == nil {
		s.begin(now, false)
	}
	if old.ample(now) {
		return nil, old, nil
	}
	return s.running, old, nil
}

// spent tells whether a Source that may ask once has done so.
func (s *Source) spent() bool {
	status := s.status.Load()
	return s.options.Single && (status.Requests > 0 || status.Err != nil || !s.last.Zero())
}

// asError keeps a nil *Error from becoming an error that is not nil.
func asError(e *Error) error {
	if e == nil {
		return nil
	}
	return e
}

// mayAsk tells whether the last failure, if there was one, lets us ask again without being told to.
func mayAsk(status *Status, now Instant) bool {
	switch {
	case status.Err == nil:
		return true
	case !status.Err.Temporary:
		return false
	}
	return now.Until(status.RetryAt) == 0
}

// lastMoment is how much of a token must be left for handing it out while its renewal still runs.
const lastMoment = 2 * time.Second

// await waits for the request, until the caller leaves, or until what is left of a living old token is just
// enough to use it: a renewal that hangs must not cost the token that works.
func (s *Source) await(ctx context.Context, f *flight, old Token) (Token, error) {
	var enough <-chan time.Time
	if left := old.Remaining(s.options.Clock.Now()); left > lastMoment {
		timer := time.NewTimer(left - lastMoment)
		defer timer.Stop()
		enough = timer.C
	}
	select {
	case <-f.done:
	case <-ctx.Done():
		return Token{}, ctx.Err()
	case <-enough:
		if s.usable(old) {
			return old, nil
		}
		return s.await(ctx, f, Token{})
	}
	if f.err != nil {
		return Token{}, f.err
	}
	return f.token, nil
}

// usable tells whether a token lives and has not been invalidated.
func (s *Source) usable(t Token) bool {
	return !t.Expired(s.options.Clock.Now()) && s.status.Load().Token.Same(t)
}

// Renew is a new token in any case, because the user asked for one; it ends a pause. It joins the request that is under way, if
// there is one, and else begins one, whatever failed before. The error is an *Error, or ctx.Err().
func (s *Source) Renew(ctx context.Context) (Token, error) {
	if err := ctx.Err(); err != nil {
		return Token{}, err
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return Token{}, s.endpoint.closed()
	}
	s.resume()
	if s.running == nil {
		s.begin(s.options.Clock.Now(), true)
	}
	f := s.running
	s.mu.Unlock()
	return s.await(ctx, f, Token{})
}

// Invalidate drops t, which the API refused, if it is still the current token: of a hundred callers whose
// calls were refused with the same token, one drops it, and none drops its successor. A definite failure is
// forgotten with it; a temporary one keeps its RetryAt.
func (s *Source) Invalidate(t Token) {
	s.mu.Lock()
	defer s.mu.Unlock()
	status := s.status.Load()
	if s.closed || status.Paused || !status.Token.Same(t) {
		return
	}
	forget := status.Err != nil && !status.Err.Temporary
	if t.Zero() && !forget {
		return
	}
	s.publish(func(st *Status) {
		st.Token = Token{}
		if forget {
			st.Err = nil
		}
		switch {
		case s.running != nil:
			st.Phase = PhaseRequesting
		case st.Err != nil:
			// While the token was good nothing was to be tried again: now it is.
			st.Phase, st.RetryAt = PhaseFailed, s.again
		default:
			st.Phase = PhaseNone
		}
	})
}

// Due tells whether Token should be called now, though nobody needs it yet, to keep a token usable that was
// once asked for, or to get it where only trouble that may pass has kept it away. It is false before anybody
// asked, while a request runs, after a definite refusal, before RetryAt, and for tokens of unknown lifetime.
func (s *Source) Due(now Instant) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	status := s.status.Load()
	asked := !s.last.Zero() || s.failures > 0
	if s.closed || status.Paused || s.running != nil || s.options.Single || !asked {
		return false
	}
	return !status.Token.fresh(now) && mayAsk(status, now)
}

// Close ends what runs, drops the token and makes every later call fail with an *Error that wraps ErrClosed.
func (s *Source) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.closed = true
	s.cancel()
	s.last = Token{}
	s.publish(func(st *Status) {
		st.Phase, st.Token, st.Err, st.RetryAt, st.Paused = PhaseNone, Token{}, nil, Instant{}, false
	})
	s.closeIdle()
}

func (s *Source) closeIdle() { closeIdle(s.options.Transport, s.ownsIdle) }

func closeIdle(transport http.RoundTripper, owned bool) {
	if t, ok := transport.(interface{ CloseIdleConnections() }); ok && owned {
		t.CloseIdleConnections()
	}
}
