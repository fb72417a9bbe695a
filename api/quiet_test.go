package api

import (
	"errors"
	"sync"
	"testing"
	"time"

	"brincr-explorer/auth"
)

// dayClock is a clock whose day can be changed.
type dayClock struct {
	mu  sync.Mutex
	now auth.Instant
}

func (c *dayClock) Now() auth.Instant { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *dayClock) move(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.now = c.now.Add(d) }

// TestNothingIsSentOnAQuietDay: neither a request nor a token request, before the day's end, whatever is there
// from the day before.
func TestNothingIsSentOnAQuietDay(t *testing.T) {
	clock := &dayClock{now: auth.Instant{Wall: time.Date(2026, 11, 30, 23, 59, 0, 0, time.Local), Mono: time.Hour}}
	var seen []Exchange
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(200, `{}`)}, step{"GET /api/v1/c", reply(200, `{}`)}),
		func(e *Environment, o *Options) {
			e.QuietDays = auth.QuietDays{"2026-12-01"}
			o.Clock, o.OnExchange = clock, func(x Exchange) { seen = append(seen, x) }
		})
	wantOK(t, w.get("a"))
	clock.move(2 * time.Minute)
	x := w.get("b")
	if x.Err == nil || x.Err.Kind != KindQuiet || !errors.Is(x.Err, auth.ErrQuiet) || x.Sent() != 0 || x.Status != 0 {
		t.Errorf("on a quiet day: %+v", x)
	}
	if _, err := w.client.Source([]string{"another"}).Token(t.Context()); !errors.Is(err, auth.ErrQuiet) {
		t.Errorf("a token on a quiet day: %v", err)
	}
	clock.move(24 * time.Hour)
	wantOK(t, w.get("c"))
	if w.tokens.count() != 2 {
		t.Errorf("%d token requests", w.tokens.count())
	}
	if len(seen) != 3 || seen[1].Err == nil {
		t.Errorf("told of %d exchanges", len(seen))
	}
}

func TestAnExchangeSaysWhyAndWhatItNeeds(t *testing.T) {
	w := newWorld(t, script(t, step{"GET /api/v1/categories", reply(200, `{}`)}))
	x := w.client.Do(t.Context(), Request{Path: "categories", Scopes: []string{"brincr:category"}, Why: ReasonPage})
	if len(x.Attempts) != 1 || x.Attempts[0].Reason != ReasonPage || len(x.Needs) != 1 || x.Needs[0] != "brincr:category" {
		t.Errorf("attempts %+v, needs %q", x.Attempts, x.Needs)
	}
}
