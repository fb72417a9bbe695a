package ui

import (
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Bubble Tea writes a frame at the next beat of its own clock, of which there are
// 120 a second at the most. A key that comes just after a beat waits for all of
// the next one, and then its answer is late by a frame. The pacer moves the beat:
// the first change after a pause is written at once, those that follow it in the
// usual rhythm.
//
// The clock is a private field of the program. Where it is not found, everything
// is as Bubble Tea has it.
type pacer struct {
	beat *time.Ticker
	calm *time.Timer
	now  func() time.Time
}

const (
	frame = time.Second / frameRate
	start = 200 * time.Microsecond // until the beat that writes a first change
)

// newPacer takes the clock of a program that runs.
func newPacer(p *tea.Program) *pacer {
	c := &pacer{now: time.Now}
	if field, ok := beatOf(p); ok {
		c.beat = (*time.Ticker)(field.UnsafePointer())
	}
	return c
}

func beatOf(p *tea.Program) (reflect.Value, bool) {
	field := reflect.ValueOf(p).Elem().FieldByName("ticker")
	return field, field.IsValid() && field.Type() == reflect.TypeFor[*time.Ticker]()
}

// changed moves the next beat close, and makes the clock calm again a frame
// later.
func (c *pacer) changed() {
	switch {
	case c.beat == nil:
		return
	case c.calm == nil:
		beat := c.beat
		c.calm = time.AfterFunc(frame, func() { beat.Reset(frame) })
	default:
		c.calm.Reset(frame)
	}
	c.beat.Reset(start)
}

// busy says whether a frame was due a moment ago, so that another one need not
// be made before the next beat.
func (c *pacer) busy(drawn time.Time) bool { return c.now().Sub(drawn) < frame/2 }
