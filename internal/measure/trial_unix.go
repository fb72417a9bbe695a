//go:build unix

package main

import (
	"context"
	"fmt"
	"time"

	"brincr-explorer/internal/sample"
	"brincr-explorer/internal/screen"
)

// What shows that a document is on the screen, and that the cursor has moved.
const (
	firstSign = "status"
	movedSign = ".data"
)

// A trial is one program with one document.
type trial struct {
	*terminal
	program program
	doc     document
	into    figures
}

// attempt starts a program, measures what its document is for, and ends it.
func attempt(ctx context.Context, p program, d document, file, home string, into figures) error {
	t, err := start(p.path, append(p.args[:len(p.args):len(p.args)], file), environment(home))
	if err != nil {
		return err
	}
	defer t.close()
	w := &trial{t, p, d, into}
	if err := w.open(ctx); err != nil {
		return fmt.Errorf("%s, %s: %w", p.name, d.name, err)
	}
	if _, _, large := documents(); d != large {
		return nil
	}
	for _, step := range []func(context.Context) error{w.downs, w.scroll, w.finds, w.folds, w.burst, w.hold} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("%s, %s: %w", p.name, d.name, err)
		}
	}
	return nil
}

// took notes how long something took.
func (t *trial) took(q quantity, from, to time.Time) { t.into.add(t.doc, q, inMs(to.Sub(from))) }

func inMs(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (t *trial) open(ctx context.Context) error {
	painted, err := t.holds(ctx, firstSign)
	if err != nil {
		return err
	}
	n := t.count()
	if _, err := t.press("j"); err != nil {
		return err
	}
	moved, err := t.shows(ctx, n, "the cursor at "+movedSign, func(f screen.Frame) bool { return f.Contains(movedSign) })
	if err != nil {
		return err
	}
	if err := t.settled(ctx); err != nil {
		return err
	}
	all := t.since(0)
	t.took(firstPaint, t.begun, painted)
	t.took(interactive, t.begun, moved)
	t.took(loaded, t.begun, all[len(all)-1].at)
	if peak, now, ok := memoryOf(t.cmd.Process.Pid); ok {
		t.into.add(t.doc, peakMemory, peak)
		t.into.add(t.doc, settledMemory, now)
	}
	return nil
}

// goTop begins what follows at the first row.
func (t *trial) goTop(ctx context.Context) error {
	if _, err := t.press(t.program.keys.top); err != nil {
		return err
	}
	return t.settled(ctx)
}

// finds looks for what is near the end, from the first row.
func (t *trial) finds(ctx context.Context) error {
	found := func(f screen.Frame) bool { return f.Contains(sample.Marked) }
	for _, find := range []struct {
		quantity quantity
		text     string
	}{
		{findLiteral, sample.Mark},
		{findRegexp, t.program.keys.regexp(`poort [A-Z]\d[A-Z]+9, na`)},
	} {
		if err := t.goTop(ctx); err != nil {
			return err
		}
		for _, typed := range []string{t.program.keys.find, find.text} {
			if _, err := t.press(typed); err != nil {
				return err
			}
			if err := t.settled(ctx); err != nil {
				return err
			}
		}
		n := t.count()
		pressed, err := t.press(keyEnter)
		if err != nil {
			return err
		}
		seen, err := t.shows(ctx, n, fmt.Sprintf("%q", sample.Marked), found)
		if err != nil {
			return err
		}
		t.took(find.quantity, pressed, seen)
	}
	return t.goTop(ctx)
}

// folds changes what the whole document shows.
func (t *trial) folds(ctx context.Context) error {
	k := t.program.keys
	for _, step := range []struct {
		quantity quantity
		key      string
	}{{foldAll, k.foldAll}, {unfoldAll, k.unfoldAll}, {jumpToEnd, k.end}, {"", k.top}, {foldDepth, k.foldDepth}} {
		n := t.count()
		pressed, err := t.press(step.key)
		if err != nil {
			return err
		}
		seen, err := t.becomes(ctx, n)
		if err != nil {
			return fmt.Errorf("%s: %w", step.quantity, err)
		}
		if step.quantity != "" {
			t.took(step.quantity, pressed, seen)
		}
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
