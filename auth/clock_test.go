package auth

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestInstantSinceTakesThePartThatSawMore(t *testing.T) {
	base := newTwoPartClock().Now()
	for _, test := range []struct {
		name             string
		wall, mono, want time.Duration
	}{
		{"both", time.Minute, time.Minute, time.Minute},
		{"suspended: the monotonic clock stood still", time.Hour, time.Second, time.Hour},
		{"set back", -time.Hour, time.Second, time.Second},
		{"set forward", 2 * time.Hour, time.Minute, 2 * time.Hour},
		{"both backwards", -time.Hour, -time.Second, 0},
	} {
		later := Instant{Wall: base.Wall.Add(test.wall), Mono: base.Mono + test.mono}
		if got := later.Since(base); got != test.want {
			t.Errorf("%s: Since = %v, want %v", test.name, got, test.want)
		}
	}
}

func TestInstantTakesAWallStraightFromTimeNow(t *testing.T) {
	start := time.Now()
	setBack := start.Round(0).Add(-time.Minute) // what the wall clock says after being set back
	got := Instant{Wall: setBack}.Since(Instant{Wall: start})
	if got != 0 {
		t.Errorf("Since = %v, want 0", got)
	}
	if got := (Instant{Wall: start}).Until(Instant{Wall: setBack}); got != 0 {
		t.Errorf("Until = %v, want 0", got)
	}
}

func TestInstantUntilTakesThePartThatSeesLessLeft(t *testing.T) {
	base := newTwoPartClock().Now()
	due := base.Add(time.Minute)
	if got := base.Until(due); got != time.Minute {
		t.Errorf("Until = %v, want 1m", got)
	}
	resumed := Instant{Wall: base.Wall.Add(time.Hour), Mono: base.Mono + time.Second}
	if got := resumed.Until(due); got != 0 {
		t.Errorf("after a resume, Until = %v, want 0", got)
	}
	setBack := Instant{Wall: base.Wall.Add(-time.Hour), Mono: base.Mono + time.Minute}
	if got := setBack.Until(due); got != 0 {
		t.Errorf("after setting the clock back, Until = %v, want 0", got)
	}
}

func TestInstantIsZero(t *testing.T) {
	if !(Instant{}).IsZero() || SystemClock().Now().IsZero() {
		t.Error("only the zero Instant is zero")
	}
}

func TestSystemClockInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		before := SystemClock().Now()
		time.Sleep(90 * time.Second)
		after := SystemClock().Now()
		if got := after.Since(before); got != 90*time.Second {
			t.Errorf("Since = %v, want 90s", got)
		}
		if got := after.Mono - before.Mono; got != 90*time.Second {
			t.Errorf("Mono moved by %v, want 90s", got)
		}
	})
}
