package ui

import (
	"io"
	"net/http"
	"testing"
	"time"

	"brincr-explorer/auth"
)

// expiring refuses tokens that have run out, as the API does.
func expiring() *world {
	return &world{ttl: 120, api: func(w http.ResponseWriter, r *http.Request) bool {
		claims, _ := auth.DecodeClaims(r.Header.Get("Authorization")[len("Bearer "):])
		if time.Now().Before(claims.Expires) {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"message":"Unauthenticated."}`)
		return true
	}}
}

func TestAnExpiredTokenIsKeptOnPurpose(t *testing.T) {
	wd := expiring()
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("4", "space")
		d.sees("‖ token paused 02:00", "This token is kept, and sent when it has expired too", "‖ paused")
		d.wait(3 * time.Minute)
		d.press("j") // takes the notice away
		d.sees("‖ token paused, expired 00:00", "not renewed, and sent when", "space renew again")
		d.press("5", "enter")
		d.sees("401 Unauthorized", "Sent with an expired token, on purpose", "renewal was paused, so no other token")
		if got := wd.tokenCount(); got != 1 {
			t.Fatalf("%d token requests while it is kept", got)
		}
		d.press("4", "space")
		d.sees("● token 02:00", "renewed again when it is due")
		d.press("r")
		d.sees("200 OK", "Rode wijn")
		d.seesNot("on purpose")
		if got := wd.tokenCount(); got != 2 {
			t.Errorf("%d token requests after it", got)
		}
	})
}

func TestANewTokenEndsThePause(t *testing.T) {
	drive(t, expiring(), 120, 36, func(d *driver) {
		d.press("4", "space", "t")
		d.sees("● token 02:00")
		d.seesNot("paused")
	})
}

// A pause is of one token: neither another tenant nor other scopes have it.
func TestAPauseIsOfOneToken(t *testing.T) {
	drive(t, expiring(), 120, 36, func(d *driver) {
		d.press("4", "space", "2", "j", "enter")
		d.sees("Step & Co", "● token 02:00")
		d.press("k", "enter")
		d.sees("‖ token paused")
	})
}
