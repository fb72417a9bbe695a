//go:build unix

package main

import (
	"context"
	"math/rand/v2"
	"strings"
	"time"
)

// pause is the silence after which an answer to a key is over: longer than a frame
// of a program that draws 60 a second.
const pause = 20 * time.Millisecond

// downs presses down within the first screen, 200 times.
func (t *trial) downs(ctx context.Context) error {
	const presses, block = 200, 25
	phase := rand.New(rand.NewPCG(3, 4))
	for i := range presses {
		if i%block == 0 {
			if err := t.goTop(ctx); err != nil {
				return err
			}
		}
		// So that the presses don't fall into step with the renderer's clock.
		if err := sleep(ctx, time.Duration(phase.Int64N(int64(pause)))); err != nil {
			return err
		}
		if err := t.down(ctx, keyLatency, keyBytes); err != nil {
			return err
		}
	}
	return nil
}

// down presses down once.
func (t *trial) down(ctx context.Context, latency, written quantity) error {
	n := t.count()
	pressed, err := t.press(t.program.keys.down)
	if err != nil {
		return err
	}
	first, ok, err := t.await(ctx, n, pressed.Add(patience))
	if err != nil || !ok {
		return t.missing("an answer to down", err)
	}
	if err := t.quiet(ctx, pause); err != nil {
		return err
	}
	size := 0
	for _, r := range t.since(n) {
		size += len(r.data)
	}
	if latency != "" {
		t.took(latency, pressed, first.at)
	}
	t.into.add(t.doc, written, float64(size))
	return nil
}

// scroll presses down at the last row of the screen.
func (t *trial) scroll(ctx context.Context) error {
	if _, err := t.press(strings.Repeat(t.program.keys.down, 2*height)); err != nil {
		return err
	}
	if err := t.settled(ctx); err != nil {
		return err
	}
	for range 20 {
		if err := t.down(ctx, "", scrollBytes); err != nil {
			return err
		}
	}
	return nil
}

// burst types 500 keys at once.
func (t *trial) burst(ctx context.Context) error {
	if err := t.goTop(ctx); err != nil {
		return err
	}
	n := t.count()
	pressed, err := t.press(strings.Repeat(t.program.keys.many, 500))
	if err != nil {
		return err
	}
	if _, ok, err := t.await(ctx, n, pressed.Add(patience)); err != nil || !ok {
		return t.missing("an answer to 500 keys", err)
	}
	if err := t.settled(ctx); err != nil {
		return err
	}
	all := t.since(n)
	t.took(burst, pressed, all[len(all)-1].at)
	return nil
}

// hold types a key 30 times a second, as a keyboard repeats it.
func (t *trial) hold(ctx context.Context) error {
	if err := t.goTop(ctx); err != nil {
		return err
	}
	const seconds = 3
	n, begun := t.count(), time.Now()
	var pressed []time.Time
	for i := range seconds * keysPerSecond {
		if err := sleep(ctx, time.Until(begun.Add(time.Duration(i)*time.Second/keysPerSecond))); err != nil {
			return err
		}
		at, err := t.press("j")
		if err != nil {
			return err
		}
		pressed = append(pressed, at)
	}
	if err := t.settled(ctx); err != nil {
		return err
	}
	t.into.add(t.doc, held, inMs(worstWait(pressed, timesOf(t.since(n)))))
	return nil
}

func timesOf(reads []read) []time.Time {
	all := make([]time.Time, len(reads))
	for i, r := range reads {
		all[i] = r.at
	}
	return all
}
