package ui

import (
	"net/http"
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

// TestG04_TheFirstTokenIsTriedAgainWhenTheScreenSaysSo: nobody presses a key while
// the token endpoint is away and comes back.
func TestG04_TheFirstTokenIsTriedAgainWhenTheScreenSaysSo(t *testing.T) {
	down := true
	wd := &world{token: func(w http.ResponseWriter, _ string) bool {
		if down {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return down
	}}
	drive(t, wd, 120, 36, func(d *driver) {
		d.wait(5 * time.Second) // for the three tries of one need
		d.sees("token failed", "tried again in 00:1")
		d.press("x")
		d.sees("none, and one is requested again in 00:1", "answered with status 503")
		d.press("esc")
		d.wait(16 * time.Second)
		d.sees("token failed", "tried again in 00:2")
		wd.mu.Lock()
		asked := len(wd.tokens)
		down = false
		wd.mu.Unlock()
		d.wait(time.Minute)
		d.sees("token 59:", "valid")
		d.seesNot("tried again")
		if more := len(wd.tokens) - asked; more != 1 {
			t.Errorf("%d token requests brought one token", more)
		}
	})
}
