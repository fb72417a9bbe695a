//go:build unix

package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/leaks"
	"brincr-explorer/internal/screen"
)

// TestTheFirstMinutes: init is typed through, its secret not shown; a wrong one is
// mended; then doctor finds all well, and the panes open.
func TestTheFirstMinutes(t *testing.T) {
	t.Parallel()
	const secret = "demo-sandbox-secret+not&a%real=one"
	server := serve(t)
	text, err := os.ReadFile(server.config)
	if err != nil {
		t.Fatal(err)
	}
	value := func(key string) string {
		_, rest, _ := strings.Cut(string(text), "\n"+key+" = \"")
		found, _, _ := strings.Cut(rest, `"`)
		return found
	}
	home := t.TempDir()
	at := func(o *screen.Options) {
		o.Width, o.Height = 80, 120
		o.Env = append(o.Env, "XDG_CONFIG_HOME="+home, "LANG=C.UTF-8")
	}
	s := begin(t, at, "init")
	answer := func(question string, keys ...string) {
		t.Helper()
		s.sees(question)
		s.types(append(keys, "enter")...)
	}
	answer("[sandbox]:", "other")
	answer("Its name:", "test")
	answer("Its token URL:", value("token_url"))
	answer("Its API URL:", value("api_url"))
	answer("Client id:", value("client_id"))
	answer("Which one? [1]:", "plain")
	s.hides("Client secret (not shown):", 1)
	s.types("wrong", "enter")
	s.sees("Tenant:")
	s.types("af1140c1-52e0-46c7-b684-df894d4b8a5a  Wijnhuis De Kelder ", "enter", "enter")
	answer("Numbers or names")
	answer("Try it? [yes]:")
	s.sees("400 invalid_client", "usually right: the form of the request")
	answer("8  leave", "secret")
	s.until("the second question for the place", func(f screen.Frame) bool { return strings.Count(f.Text(), "Where is the client secret kept?") == 2 })
	s.types("plain", "enter")
	s.hides("Client secret (not shown):", 2)
	s.types(secret, "enter")
	s.until("the second question for a try", func(f screen.Frame) bool { return strings.Count(f.Text(), "Try it? [yes]:") == 2 })
	s.types("enter")
	s.ends(0)
	if f := s.Frame(); !hasAll(f, "A token came. It lives 60 minutes.", filepath.Join(home, "brincr-explorer", "config.toml"), "To see whether all is well: brincr-explorer doctor") {
		t.Errorf("the last screen:\n%s", f.Text())
	}
	if form := leaks.Form(string(s.Raw()), secret); form != "" || strings.ContainsRune(string(s.Raw()), 0x1b) {
		t.Errorf("the secret was shown (%q), or an escape sequence written: %q", form, s.Raw())
	}
	if tokens, reads := server.logged("token POST"), server.logged("api "); len(tokens) != 2 || len(reads) != 0 {
		t.Errorf("requests: %q, %q", tokens, reads)
	}

	s = begin(t, at, "doctor")
	s.ends(0)
	if f := s.Frame(); !hasAll(f, "ok    secret        comes from the config itself", "All is well.") {
		t.Errorf("doctor says:\n%s", f.Text())
	}
	s = begin(t, at)
	s.sees("test ▸ Wijnhuis De Kelder", "token 59:")
}

// hides waits until a question was asked so many times, and what is typed is not
// shown.
func (s *terminal) hides(question string, times int) {
	s.t.Helper()
	s.until(question, func(f screen.Frame) bool { return strings.Count(f.Text(), question) == times })
	for deadline := time.Now().Add(patience); ; runtime.Gosched() {
		if _, now, err := s.Termios(); err != nil || !now.Echo() {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatal("what is typed is shown")
		}
	}
}
