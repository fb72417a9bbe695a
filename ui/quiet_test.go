package ui

import (
	"testing"
	"time"

	"brincr-explorer/auth"
)

// TestAQuietDayBeginsWhileTheProgramIsOpen: what was read stays, and nothing is
// sent until the day after, neither by a key nor for a token.
func TestAQuietDayBeginsWhileTheProgramIsOpen(t *testing.T) {
	wd := &world{quiet: auth.QuietDays{"2000-01-02"}, ttl: 36000}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.sees("200 OK")
		<-time.After(24*time.Hour + time.Minute)
		d.settle()
		tokens, requests := wd.tokenCount(), wd.apiCount()
		d.sees("quiet day 2000-01-02")
		d.press("t", "r")
		d.wait(2 * time.Second)
		d.sees("Nothing was sent: today, 2000-01-02, is a quiet day of sandbox.", "Rode wijn")
		if wd.tokenCount() != tokens || wd.apiCount() != requests {
			t.Errorf("%d token requests and %d others were sent on a quiet day", wd.tokenCount()-tokens, wd.apiCount()-requests)
		}
		<-time.After(24 * time.Hour)
		d.settle()
		d.seesNot("quiet day 2000-01-02")
		d.press("r")
		d.wait(time.Second)
		d.sees("200 OK")
	})
}
