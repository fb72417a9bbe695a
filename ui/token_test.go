package ui

import (
	"testing"
	"time"
)

// TestWhatTheTokenSaysKeepsUp: with a token that comes while it is shown, and with
// the time.
func TestWhatTheTokenSaysKeepsUp(t *testing.T) {
	drive(t, &world{slow: 3 * time.Second}, 120, 36, func(d *driver) {
		d.press("4", "enter")
		d.sees("There is no token yet. One is being requested.")
		d.wait(4 * time.Second)
		d.sees("Token of Wijnhuis De Kelder in sandbox", "Against the selection", "59:56 of 60:00")
		d.wait(10 * time.Second)
		d.sees("59:46 of 60:00")
		d.press("esc", "?")
		d.wait(2 * time.Second)
		d.seesNot("of 60:00")
	})
}
