package auth

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// QuietDays are days of the calendar, each as "2026-12-01", on which nothing is sent to an environment. They
// begin and end by this computer's local time.
type QuietDays []string

// ErrQuiet is wrapped by what refuses to send on such a day.
var ErrQuiet = errors.New("a quiet day")

// On is the day of a moment, where that is one of them; "" where it is not.
func (q QuietDays) On(moment time.Time) string {
	day := moment.Local().Format(time.DateOnly)
	if !slices.Contains(q, day) {
		return ""
	}
	return day
}

// Over is when the first day begins after a moment that is none of them.
func (q QuietDays) Over(moment time.Time) time.Time {
	year, month, day := moment.Local().Date()
	for {
		day++
		next := time.Date(year, month, day, 0, 0, 0, 0, time.Local)
		if q.On(next) == "" {
			return next
		}
	}
}

// Refusal says why nothing is sent at a moment; nil where that is no quiet day.
func (q QuietDays) Refusal(environment string, now time.Time) *Error {
	day := q.On(now)
	if day == "" {
		return nil
	}
	over := q.Over(now)
	return &Error{
		Summary: "Nothing was sent: today, " + day + ", is a quiet day of " + plain(environment, maxURLShown) + ".",
		Cause: "quiet_days in the config names it. Brincr asks for a test run before it validates an integration, and that on its day " +
			"no other request is made: one from here could spoil it.",
		Next: strings.Join([]string{
			"Wait until " + over.Format(time.DateOnly) + ".",
			"Or, where the test run is over or was moved, take the day out of quiet_days and start anew.",
		}, " "),
		Temporary: true, retryAfter: over.Sub(now), Err: ErrQuiet,
	}
}

// held is why no request may leave now; nil where one may.
func (s *Source) held() *Error {
	return s.options.Quiet.Refusal(s.endpoint.environment, s.options.Clock.Now().Wall)
}
