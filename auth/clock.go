package auth

import "time"

// Instant is one moment as both of a computer's clocks told it.
//
// Neither is enough alone: the wall clock can be set while a token lives, and Go's monotonic clock stands
// still while a laptop sleeps. Where they disagree about how much time has passed, more is assumed.
type Instant struct {
	Wall time.Time     // as the wall clock showed it; a monotonic reading inside is ignored
	Mono time.Duration // since a base that is fixed for the life of the program
}

// Since is the time from earlier to i: what the clock says that saw more of it, and never less than zero.
func (i Instant) Since(earlier Instant) time.Duration {
	return max(wallDifference(i, earlier), i.Mono-earlier.Mono, 0)
}

// Add is the moment d after i on both clocks.
func (i Instant) Add(d time.Duration) Instant {
	return Instant{Wall: i.Wall.Add(d), Mono: i.Mono + d}
}

// Until is the time from i to a later moment: what the clock says that sees less of it left, and never less
// than zero. It is the counterpart of Since: both err on the side of "it is time".
func (i Instant) Until(later Instant) time.Duration {
	return max(min(wallDifference(later, i), later.Mono-i.Mono), 0)
}

// IsZero tells whether i is the zero Instant, which stands for "no moment".
func (i Instant) IsZero() bool {
	return i.Mono == 0 && i.Wall.IsZero()
}

// wallDifference strips the monotonic reading that time.Now puts into a Time: with it, Sub would not look at
// the wall clock at all.
func wallDifference(a, b Instant) time.Duration {
	return a.Wall.Round(0).Sub(b.Wall.Round(0))
}

// Clock yields both parts of the time. It is an interface because the usual fake clocks move them together,
// which hides exactly what a suspended laptop does.
type Clock interface {
	Now() Instant
}

// processStart is the base of every Instant.Mono, one for the program so that Instants of any two system
// clocks can be compared. It never changes.
var processStart = time.Now()

type systemClock struct{}

// SystemClock is the computer's clock.
func SystemClock() Clock { return systemClock{} }

func (systemClock) Now() Instant {
	now := time.Now()
	return Instant{Wall: now.Round(0), Mono: now.Sub(processStart)}
}
