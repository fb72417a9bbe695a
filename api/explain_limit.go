package api

import (
	"time"
)

// explain429 says how long to wait only when a header says so: Brincr documents
// neither its limit nor a wait.
func (do *run) explain429(e *Error) {
	l := do.x.RateLimit
	e.Cause = sentences("Brincr documents 429 as: too many requests. Its limit is not documented"+told(l), "Requests that are refused so usually count as well.")
	switch {
	case !l.RetryAfter.IsZero():
		e.RetryAt = l.RetryAfter
		e.Next = "Send it again " + do.in(l.RetryAfter) + ", as the Retry-After header says."
	case !l.Reset.IsZero():
		e.RetryAt = l.Reset
		e.Next = "Send it again " + do.in(l.Reset) + ", as the X-RateLimit-Reset header says."
	default:
		e.Next = "No header says how long to wait. Leave it alone for a while, then send it again once."
	}
}

// told ends the sentence about the limit with what the headers said of it.
func told(l RateLimit) string {
	switch {
	case l.Limit != "" && l.Remaining != "":
		return "; the headers name " + l.Limit + ", of which " + l.Remaining + " are left."
	case l.Limit != "":
		return "; the headers name " + l.Limit + "."
	case l.Remaining != "":
		return "; by the headers " + l.Remaining + " are left."
	}
	return ", and no header names it."
}

// in says how far away a moment is, in whole seconds, never too few.
func (do *run) in(at time.Time) string {
	wait := at.Sub(do.c.o.Clock.Now().Wall)
	if wait <= 0 {
		return "now"
	}
	return "in " + (wait + time.Second - 1).Truncate(time.Second).String()
}
