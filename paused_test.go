//go:build unix

package main

import "testing"

// TestAnExpiredTokenOnPurpose keeps a token beyond its end, meets the 401 of it,
// and lets it be renewed again.
func TestAnExpiredTokenOnPurpose(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo", "--demo-token-ttl", "4s")
	s.sees("● token")
	s.types("4", "space")
	s.sees("paused, expired", "00:00")
	s.gets("demo/slow?seconds=1") // the demo may take a token for a part of a second beyond its end
	s.sees("Sent with an expired token, on purpose", "1 sent")
	s.types("5", "enter")
	s.sees("401 Unauthorized", "Sent with an expired token, on purpose", "paused, expired", "2 sent")
	s.types("4", "space")
	s.loses("‖")
	s.types("r")
	s.sees("200 OK")
	s.loses("on purpose")
	s.types("q")
	s.ends(0)
}
