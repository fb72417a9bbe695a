//go:build unix

package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/screen"
)

// TestTheFirstFrame: it is there, and the countdown with it, without a key. How
// soon is told, not judged: 300 ms are promised, and a machine may be busy.
func TestTheFirstFrame(t *testing.T) {
	var took []time.Duration
	for range 3 {
		begun := time.Now()
		s := begin(t, nil, "--demo")
		s.sees("DEMO", "1 Environment", "q quit")
		took = append(took, time.Since(begun).Round(time.Millisecond))
		s.sees("sandbox ▸ Wijnhuis De Kelder", "token 59:5", "2 scopes", "valid", "GET categories")
		s.types("q")
		s.ends(0)
	}
	t.Logf("first frame after %v", took)
}

// TestTheMainTask is the README's: five keys.
func TestTheMainTask(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:")
	s.types("enter")
	s.sees("▸ Wijnhuis De Kelder", "GET categories ─ 200 OK", "15 of 48", "Rode wijn")
	s.types("2", "j", "enter")
	f := s.sees("▸ Step & Co", "token 59:")
	if f.Contains("Rode wijn") {
		t.Errorf("the answer for another tenant is on the screen:\n%s", f.Text())
	}
	s.types("r")
	s.sees("▸ Step & Co", "GET categories ─ 200 OK", "15 of 25", "E-steps", "2 sent")
	s.loses("Rode wijn")
	if got := server.logged("token POST", " 200"); len(got) != 2 {
		t.Errorf("token requests: %q", got)
	}
	if got := server.logged("api   GET", "categories 200"); len(got) != 2 {
		t.Errorf("API requests: %q", got)
	}
}

// TestTheRenewal leaves the program alone: each renewal is one request, is
// announced, and repeats the GET with the cursor where it was.
func TestTheRenewal(t *testing.T) {
	t.Parallel()
	const renewals = 3
	server := serve(t, "--demo-token-ttl", "4s")
	s := begin(t, nil, "--config", server.config)
	s.sees("token 00:0")
	s.types("enter")
	s.sees("Rode wijn")
	s.types("j", "j", "j", "space", "j")
	f := s.sees(".data[1].id")
	x, y, ok := f.Find("›")
	if !ok {
		t.Fatalf("no cursor:\n%s", f.Text())
	}
	f = s.sees(fmt.Sprintf("· %d times", renewals), fmt.Sprintf("%d sent", 1+renewals), "200 OK")
	if cx, cy, _ := f.Find("›"); cx != x || cy != y || !f.Contains(".data[1].id") {
		t.Errorf("the cursor moved from %d, %d to %d, %d:\n%s", x, y, cx, cy, f.Text())
	}
	if got := len(server.logged("token POST")); got != 1+renewals {
		t.Errorf("%d renewals took %d token requests", renewals, got)
	}
	if got := len(server.logged("api   GET", " 200")); got != 1+renewals {
		t.Errorf("%d renewals led to %d API requests", renewals, got)
	}
	if refused := server.logged("api", " 401"); len(refused) > 0 {
		t.Errorf("refused: %q", refused)
	}
	if f := s.Frame(); f.Contains("401 Unauthorized") {
		t.Errorf("a 401 is on the screen:\n%s", f.Text())
	}
	s.types("q")
	s.ends(0)
}

// TestAMissingScope is a 403, and the key that its explanation names.
func TestAMissingScope(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.sees("token 59:")
	s.gets("customers")
	s.sees("403 Forbidden", "brincr:customer", "a add the scope and repeat")
	s.types("a")
	s.sees("GET customers ─ 200 OK", "3 scopes", "[x] brincr:customer", "2 sent")
	s.loses("403 Forbidden")
}

func TestProductionCannotBeMistaken(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	f := s.sees("token 59:", "q quit")
	before := accent(t, f)
	if f.Contains("PRODUCTION") {
		t.Errorf("a sandbox that says PRODUCTION:\n%s", f.Text())
	}
	s.types("1", "j", "enter")
	s.sees("PRODUCTION", "token 59:")
	s.types("5")
	f = s.sees("enter send")
	if got := accent(t, f); got == before {
		t.Errorf("production has the accent of the sandbox, %v", got)
	}
}

// accent is the colour of the border of the focused pane.
func accent(t *testing.T, f screen.Frame) screen.Color {
	t.Helper()
	x, y, ok := f.Find("╭ 5 Endpoints")
	if !ok {
		t.Fatalf("no pane of endpoints:\n%s", f.Text())
	}
	return f.Cell(x, y).Fg
}

func TestEscCancels(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:")
	s.gets("demo/slow?seconds=300")
	s.sees("◌ GET demo/slow?seconds=300 · 1 s · esc cancels", "esc cancel")
	begun := time.Now()
	s.types("esc")
	s.sees("Cancelled GET demo/slow?seconds=300")
	t.Logf("cancelled after %v", time.Since(begun).Round(time.Millisecond))
	server.until(t, 1, "demo/slow", " 499") // the server saw the client leave
	s.loses("◌ GET demo/slow")
}

// TestTheTokenIsCopied: all of it goes to the clipboard, and none of it to the
// screen until it is revealed.
func TestTheTokenIsCopied(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.sees("token 59:")
	s.types("4", "y")
	s.sees("Copied the token")
	s.copies(".")
	token, ok := s.Clipboard()
	if !ok || !regexp.MustCompile(`^[\w-]+\.[\w-]+\.[\w-]+$`).MatchString(token) {
		t.Fatalf("the clipboard holds %q, %v", token, ok)
	}
	masked := regexp.MustCompile(`(\w+)…([\w-]+) +v to reveal`).FindStringSubmatch(s.Frame().Text())
	if masked == nil || !strings.HasPrefix(token, masked[1]) || !strings.HasSuffix(token, masked[2]) {
		t.Errorf("the screen masks %q, the clipboard holds another token", masked)
	}
	for part := range strings.SplitSeq(token, ".") {
		if bytes.Contains(s.Raw(), []byte(part)) {
			t.Error("a part of the token was written to the terminal")
		}
	}
	s.types("v")
	s.sees(token[:20])
	s.types("5")
	s.loses(token[:20])
}

// TestTheMouse clicks and turns the wheel.
func TestTheMouse(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.sees("token 59:")
	if !s.Modes().Mouse {
		t.Error("the program asks for no reports of the mouse")
	}
	s.sees("Products") // the demo's description is there, and moves nothing any more
	s.click("GET countries")
	s.sees("› GET countries")
	s.click("GET countries")
	s.sees("GET countries ─ 200 OK")
	s.click("Step & Co")
	s.click("Step & Co")
	s.sees("▸ Step & Co", "token 59:")
	s.types("r")
	f := s.sees("GET countries ─ 200 OK", "▾ data")
	x, y, _ := f.Find("▾ data")
	s.mouse(65, x, y) // the wheel, down: the response has the focus already
	s.sees("›    ▸ 1: {")
	s.mouse(64, x, y)
	s.sees("›▾ {")
}

// click presses and releases the left button on a text.
func (s *terminal) click(text string) {
	s.t.Helper()
	f := s.sees(text)
	x, y, _ := f.Find(text)
	s.mouse(0, x, y)
	s.Text(fmt.Sprintf("\x1b[<0;%d;%dm", x+1, y+1))
}

// mouse sends a report in xterm's SGR encoding.
func (s *terminal) mouse(button, x, y int) {
	s.Text(fmt.Sprintf("\x1b[<%d;%d;%dM", button, x+1, y+1))
}
