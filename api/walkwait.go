package api

import (
	"context"
	"time"
)

// mayWait notes how long a 429 asks to wait. Without a header that tells it, or
// after several in a row, there is nothing to wait for: guessing would spend the
// user's requests on refusals.
func (w *Walk) mayWait(x Exchange) bool {
	w.tries++
	if x.Err.RetryAt.IsZero() {
		return false
	}
	now := w.c.o.Clock.Now()
	w.patience = max(x.Err.RetryAt.Sub(now.Wall), time.Second)
	w.waiting, w.since = true, now // also where it stops: whoever goes on soon waits first
	w.progress.Until = now.Wall.Add(w.patience)
	return w.patience <= LongestWait && w.tries < MostTries
}

// wait sits the wait out. It looks at the clock every second, for a machine that
// slept meanwhile has waited too.
func (w *Walk) wait(ctx context.Context) bool {
	for w.waiting {
		left := w.patience - w.c.o.Clock.Now().Since(w.since)
		if left <= 0 {
			break
		}
		timer := time.NewTimer(min(left, time.Second))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return false
		case <-w.c.closed.Done(): // what is sent then is refused at once, and told
			timer.Stop()
			return true
		}
	}
	w.waiting, w.progress.Until = false, time.Time{}
	return ctx.Err() == nil
}
