package api

import (
	"context"
	"errors"
	"testing"
	"time"

	"brincr-explorer/auth"
)

func TestARefusedTokenIsHopelessForAMinute(t *testing.T) {
	w := newWorld(t, script(t))
	token, err := w.client.Source([]string{"a"}).Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	other, err := w.client.Source([]string{"b"}).Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	now := auth.Instant{Wall: time.Unix(1_900_000_000, 0), Mono: time.Hour}
	var l lane
	if l.hopeless(token, now) {
		t.Error("nothing was refused yet")
	}
	l.refuse(token, now)
	if !l.hopeless(token, now.Add(refusedFor-1)) || l.hopeless(token, now.Add(refusedFor)) || l.hopeless(other, now) {
		t.Error("it is this token, for a minute")
	}
	l.accept()
	if l.hopeless(token, now) {
		t.Error("the API has taken it since")
	}
}

func TestAClosedClientGivesNoTokens(t *testing.T) {
	w := newWorld(t, script(t))
	w.client.Close()
	if _, err := w.client.Source([]string{"new"}).Token(t.Context()); !errors.Is(err, auth.ErrClosed) || w.tokens.count() != 0 {
		t.Errorf("error %v, %d token requests", err, w.tokens.count())
	}
}

func TestAClosingClientIsACancelNotATokenFailure(t *testing.T) {
	// The sources of a closing client end a moment before its requests hear of it.
	w := newWorld(t, script(t))
	do, stop := w.client.start(t.Context(), Request{Path: "a"})
	defer stop()
	if err := do.check(); err != nil {
		t.Fatal(err)
	}
	w.client.Close()
	do.ctx = context.Background()
	if e := do.authorize(); e == nil || e.Kind != KindCancelled {
		t.Errorf("%+v", e)
	}
}
