//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"brincr-explorer/internal/screen"
)

// settling is how long a program has to be silent and idle to be settled.
const settling = 300 * time.Millisecond

// quiet waits until nothing came for a while.
func (t *terminal) quiet(ctx context.Context, while time.Duration) error {
	for deadline, n := time.Now().Add(patience), t.count(); ; {
		_, more, err := t.await(ctx, n, time.Now().Add(while))
		if err != nil || !more {
			return err
		}
		n = t.count()
		if time.Now().After(deadline) {
			return fmt.Errorf("the program goes on writing: it was never silent for %v", while)
		}
	}
}

// settled waits until the program is silent and, where the system tells, idle.
func (t *terminal) settled(ctx context.Context) error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		before, told := processorTime(t.cmd.Process.Pid)
		if err := t.quiet(ctx, settling); err != nil {
			return err
		}
		after, _ := processorTime(t.cmd.Process.Pid)
		if !told || after-before <= settling/10 {
			return nil
		}
	}
	return fmt.Errorf("the program is busy without end")
}

// holds waits until the stream holds a text, and tells when it did.
func (t *terminal) holds(ctx context.Context, text string) (time.Time, error) {
	deadline := time.Now().Add(patience)
	var tail []byte
	for n := 0; ; n++ {
		r, ok, err := t.await(ctx, n, deadline)
		if err != nil || !ok {
			return time.Time{}, t.missing(fmt.Sprintf("%q", text), err)
		}
		tail = append(tail, r.data...)
		if bytes.Contains(tail, []byte(text)) {
			return r.at, nil
		}
		tail = tail[max(0, len(tail)-len(text)):]
	}
}

// shows waits until the screen, read by read from number n on, is as done wants it,
// and tells when the first such read came. It looks in the pauses only.
func (t *terminal) shows(ctx context.Context, n int, what string, done func(screen.Frame) bool) (time.Time, error) {
	t.feed(n)
	for deadline := time.Now().Add(patience); ; {
		if err := t.quiet(ctx, settling/3); err != nil {
			return time.Time{}, t.missing(what, err)
		}
		for _, r := range t.since(t.shown) {
			t.feed(t.shown + 1)
			if done(t.replay.Frame()) {
				return r.at, nil
			}
		}
		if time.Now().After(deadline) {
			return time.Time{}, t.missing(what, nil)
		}
	}
}

// becomes waits until the program is settled, and tells which of the reads from
// number n on was the first with the rows of the document as they are then.
func (t *terminal) becomes(ctx context.Context, n int) (time.Time, error) {
	t.feed(n)
	before := rowsOf(t.replay.Frame())
	if _, ok, err := t.await(ctx, n, time.Now().Add(patience)); err != nil || !ok {
		return time.Time{}, t.missing("an answer to the key", err)
	}
	if err := t.settled(ctx); err != nil {
		return time.Time{}, err
	}
	reads := t.since(n)
	seen := make([]string, len(reads))
	for i := range reads {
		t.feed(n + i + 1)
		seen[i] = rowsOf(t.replay.Frame())
	}
	last := seen[len(seen)-1]
	if last == before {
		return time.Time{}, t.missing("another screen", nil)
	}
	for i, rows := range seen {
		if rows == last {
			return reads[i].at, nil
		}
	}
	return reads[len(reads)-1].at, nil
}

// feed shows all reads before number n.
func (t *terminal) feed(n int) {
	for _, r := range t.since(t.shown)[:max(n-t.shown, 0)] {
		_, _ = t.replay.Write(r.data)
		t.shown++
	}
}

// rowsOf is the part of a screen that holds the document in every program: neither
// the first three rows nor the last two.
func rowsOf(f screen.Frame) string {
	var b strings.Builder
	for y := 3; y < f.Height()-2; y++ {
		b.WriteString(f.Row(y) + "\n")
	}
	return b.String()
}

// missing says what did not come, with the last screen.
func (t *terminal) missing(what string, err error) error {
	t.feed(t.count())
	if err == nil {
		err = fmt.Errorf("it did not come within %v", patience)
	}
	return fmt.Errorf("waiting for %s: %w; the screen is:\n%s", what, err, t.replay.Frame().Text())
}
