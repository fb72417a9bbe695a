package demo

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

const throttleWindow = time.Minute

// throttle counts requests in windows of a minute that start with the first one, as
// Laravel's rate limiter does. Refused requests don't count.
type throttle struct {
	limit int // below zero: none
	now   func() time.Time

	mu      sync.Mutex
	windows map[string]window
}

type window struct {
	ends time.Time
	used int
}

func newThrottle(limit int, now func() time.Time) *throttle {
	return &throttle{limit: limit, now: now, windows: map[string]window{}}
}

// pass counts the request and writes the headers. False: too many.
func (t *throttle) pass(w http.ResponseWriter, key string) bool {
	if t.limit < 0 {
		return true
	}
	now := t.now()
	current, ok := t.take(key, now)
	w.Header().Set("X-RateLimit-Limit", strconv.Itoa(t.limit))
	w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(t.limit-current.used))
	if !ok {
		setRetryAfter(w, now, current.ends)
	}
	return ok
}

func (t *throttle) take(key string, now time.Time) (window, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	current := t.windows[key]
	if !now.Before(current.ends) {
		current = window{ends: now.Add(throttleWindow)}
	}
	if current.used >= t.limit {
		return current, false
	}
	current.used++
	t.windows[key] = current
	return current, true
}

// setRetryAfter writes the two headers that Laravel adds to a 429 alone: the wait
// in whole seconds, and its end as an epoch.
func setRetryAfter(w http.ResponseWriter, now, end time.Time) {
	seconds := int64((end.Sub(now) + time.Second - 1) / time.Second)
	w.Header().Set("Retry-After", strconv.FormatInt(seconds, 10))
	w.Header().Set("X-RateLimit-Reset", strconv.FormatInt(now.Unix()+seconds, 10))
}
