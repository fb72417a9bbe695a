//go:build unix

package main

import "testing"

// TestScopesThatAreRefused finds the one of three that is not granted, leaves it
// out, and meets it again at an endpoint that asks for it.
func TestScopesThatAreRefused(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.sees("token 59:")
	s.types("3", "/", "orderConnected", "enter", "space", "esc")
	s.sees("token failed", "p which is refused?")
	s.types("p")
	s.sees("Ask for each scope alone?", "at most 3 token requests", "Nothing is sent to Brincr")
	s.types("y")
	s.sees("✗ refused", "✓ granted", "1 of 3 refused, u leaves out: orderConnected")
	s.types("u")
	s.sees("2 scopes", "token 59:", "Left out orderConnected", "0 sent")
	s.loses("✗ refused")
	s.gets("demo/missing-scope")
	s.sees("403 Forbidden", "a adds brincr:orderConnected")
	s.types("a")
	s.sees("Refused: orderConnected. The scopes are as before", "403 Forbidden", "2 scopes", "1 sent")
	s.types("q")
	s.ends(0)
}

// TestScopeSets begins with one set, chooses another and goes back to the config's.
func TestScopeSets(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo", "--scope-set", "orders")
	s.sees("token 59:", "Scopes 4/14 orders")
	s.gets("customers")
	s.sees("GET customers ─ 200 OK")
	s.types("3", "s")
	s.sees("●  orders", "as in the config  country, category")
	s.types("catalogue", "enter")
	s.sees("Scopes 4/14 catalogue", "token 59:")
	s.types("ctrl+p", "scopes: as in", "enter")
	s.sees("2 scopes", "token 59:")
	s.loses("14 catalogue")
	s.types("q")
	s.ends(0)
}
