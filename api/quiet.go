package api

import "brincr-explorer/auth"

// held refuses to send on a quiet day; nil on any other.
func (do *run) held() *Error {
	now := do.c.o.Clock.Now().Wall
	refusal := do.c.env.QuietDays.Refusal(do.c.env.Name, now)
	if refusal == nil {
		return nil
	}
	return quiet(refusal)
}

func quiet(e *auth.Error) *Error {
	return &Error{Kind: KindQuiet, Summary: e.Summary, Cause: e.Cause, Next: e.Next, Err: e}
}
