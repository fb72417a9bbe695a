package api

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"

	"brincr-explorer/auth"
)

// Do sends one request to this place and tells all that came of it. A failure
// is in the exchange's Err; nothing else is returned and nothing is thrown. It
// returns soon after ctx ends, and in any case when Options.Timeout has passed.
func (c *Client) Do(ctx context.Context, r Request) Exchange {
	do, stop := c.start(ctx, r)
	defer stop()
	do.x.Err = do.perform()
	x := do.finish()
	if c.o.OnExchange != nil {
		c.o.OnExchange(x)
	}
	return x
}

// run is one Do on its way.
type run struct {
	c     *Client
	ctx   context.Context
	begun auth.Instant
	lane  *lane
	token auth.Token
	used  []string // the echoes of the tokens sent in this run, which are masked
	url   *url.URL // of the present attempt
	seen  map[string]bool

	header   http.Header // of the last answer
	broken   *Error      // why the last answer's body is not whole
	left     bool        // something may have reached the server
	repeated bool        // after a 401
	useless  bool        // a new token was refused a moment ago, so no other was asked for
	x        Exchange
}

// start copies the request, so that the exchange stays as it is whatever the
// caller does next, and puts the deadline on everything that follows.
func (c *Client) start(parent context.Context, r Request) (*run, func()) {
	ctx, cancel := context.WithTimeout(parent, c.o.Timeout)
	leave := context.AfterFunc(c.closed, cancel)
	if c.closed.Err() != nil {
		cancel() // AfterFunc runs beside us, and nothing may leave a closed client
	}
	do := c.prepare(r)
	do.ctx = ctx
	return do, func() { leave(); cancel() }
}

// prepare makes the run of a request that is still to be checked, and does
// nothing.
func (c *Client) prepare(r Request) *run {
	now := c.o.Clock.Now()
	r.Method = methodOf(r.Method)
	r.Scopes = sortedSet(r.Scopes)
	r.Body = bytes.Clone(r.Body)
	r.Header = slices.Clone(r.Header)
	do := &run{c: c, begun: now, seen: map[string]bool{}}
	do.x = Exchange{
		Place:      c.Place(),
		EnvName:    c.env.Name,
		TenantName: c.tenant.Name,
		Request:    r,
		Scopes:     slices.Clone(r.Scopes),
		Started:    now.Wall,
	}
	return do
}

func (do *run) perform() *Error {
	if err := do.check(); err != nil {
		return err
	}
	if err := do.authorize(); err != nil {
		return err
	}
	reason, hops := or(do.x.Request.Why, ReasonAsked), 0
	for {
		if err := do.held(); err != nil { // the day may have begun by now
			return err
		}
		if err := do.attempt(reason); err != nil {
			return err
		}
		if do.ctx.Err() != nil && do.broken != nil {
			return do.broken
		}
		switch {
		case do.x.Status == http.StatusUnauthorized && do.shouldRepeat():
			if err := do.renew(); err != nil {
				return err
			}
			reason = ReasonRepeated
		case redirects(do.x.Status):
			hops++
			next, err := do.redirect(hops)
			if err != nil {
				return err
			}
			do.url, reason = next, ReasonRedirect
		default:
			return do.judge()
		}
	}
}

// check refuses what must not leave, before a token is asked for.
func (do *run) check() *Error {
	r := do.x.Request
	u, err := do.c.base.resolve(r.Path)
	if err != nil {
		return do.c.badPath(r, err)
	}
	do.url, do.x.URL = u, u.String()
	if err := do.held(); err != nil {
		return err
	}
	if e, known := endpointFor(*do.c.catalogue.Load(), r.Method, do.c.base.under(u)); known {
		do.x.Needs = e.Scopes()
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		if len(r.Body) > 0 {
			return refused(r, "A "+r.Method+" request carries no body.", "Leave the body out, or choose another method.", nil)
		}
	case http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		return refused(r, "The method "+quoted(r.Method)+" is not one of GET, HEAD, OPTIONS, POST, PUT, PATCH and DELETE.", "Choose one of these.", nil)
	}
	for _, f := range r.Header {
		if err := CheckHeader(f); err != nil {
			return refused(r, "Of the header "+quoted(f.Name)+": "+err.Error()+".", "Correct it or leave it out, and send again.", err)
		}
	}
	if !r.Safe() && do.c.env.ReadOnly {
		e := refused(r, "The environment "+quoted(do.c.env.Name)+" is read only, and "+r.Method+" may change data.",
			"To allow it, set read_only = false for this environment in the config.", nil)
		e.Kind = KindReadOnly
		return e
	}
	return nil
}

func refused(r Request, cause, next string, err error) *Error {
	return &Error{
		Kind:    KindRequest,
		Summary: clip(r.Method, 20) + " " + quoted(r.Path) + " was not sent.",
		Cause:   cause, Next: next, Err: err,
	}
}

// authorize gets the token that the request is sent with.
func (do *run) authorize() *Error {
	if do.lane == nil {
		do.lane = do.c.lane(do.x.Scopes)
	}
	t, err := do.lane.source.Token(do.ctx)
	if err != nil {
		return do.withoutToken(err)
	}
	do.token = t
	do.x.TokenKept = do.lane.source.Status().Paused
	do.x.TokenExpired = do.x.TokenKept && t.Expired(do.c.o.Clock.Now())
	do.x.Granted = slices.Clone(t.Scopes())
	if v := t.Value(); len(v.Reveal()) >= shortestMasked && !slices.Contains(do.used, v.Reveal()) {
		do.used = append(do.used, v.Echoes()...)
	}
	return nil
}

// shouldRepeat drops the token that a 401 was the answer to, and says whether
// the request goes out once more with a new one.
func (do *run) shouldRepeat() bool {
	now := do.c.o.Clock.Now()
	if do.c.o.Single || do.x.TokenKept {
		return false
	}
	if do.repeated {
		do.lane.refuse(do.token, now)
		return false
	}
	if do.lane.hopeless(do.token, now) {
		do.useless = true
		return false
	}
	do.lane.source.Invalidate(do.token)
	return do.x.Request.Safe()
}

// renew gets the new token for the repeat. Where none can be had, the 401 and
// its body stay what the exchange shows.
func (do *run) renew() *Error {
	do.repeated = true
	err := do.authorize()
	if err == nil || err.Kind != KindToken {
		return err
	}
	e := do.judge()
	e.Cause = sentences("No new token could be had: "+err.Summary, e.Cause)
	e.Next = or(err.Next, e.Next)
	e.Token, e.Err = err.Token, err.Err
	return e
}

// finish fills in what is known only at the end.
func (do *run) finish() Exchange {
	now := do.c.o.Clock.Now()
	do.x.Duration = now.Since(do.begun)
	if !do.token.Zero() {
		do.x.TokenRemaining = do.token.Remaining(now)
	}
	if s := do.x.Status; s >= 200 && s < 500 && s != http.StatusUnauthorized {
		do.lane.accept()
	}
	return do.x
}
