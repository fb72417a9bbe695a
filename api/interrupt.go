package api

import "context"

// withoutToken explains why no token could be had.
func (do *run) withoutToken(err error) *Error {
	if e := do.interrupted("while waiting for a token"); e != nil {
		return e
	}
	return tokenError(do.what(), err)
}

// interrupted tells a cancelled run from one that took too long; nil when the
// run goes on.
func (do *run) interrupted(when string) *Error {
	err := do.ctx.Err()
	if err == nil {
		err = do.c.closed.Err() // a closing client ends its sources a moment before it ends this
	}
	switch err {
	case nil:
		return nil
	case context.DeadlineExceeded:
		return do.late(when)
	}
	return &Error{
		Kind:    KindCancelled,
		Summary: do.what() + " was cancelled " + when + ".",
		Cause:   "You cancelled it, or its environment or tenant was left.",
		Next:    do.again("Send it again when you need it."),
		Err:     err,
	}
}

// what names the request in a sentence: method, host and path.
func (do *run) what() string {
	return do.x.Request.Method + " " + do.url.Host + do.url.EscapedPath()
}

// again is the advice to repeat: for a request that changes data it comes with
// a warning, as nobody knows whether the server has carried it out.
func (do *run) again(advice string) string {
	if do.x.Request.Safe() || !do.left {
		return advice
	}
	return "Whether it was carried out is unknown: the server may have done so all the same. Look first whether the change was made, before you send it again; it is never sent again by itself."
}
