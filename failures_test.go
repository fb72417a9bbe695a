//go:build unix

package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAHostThatIsNotThere is explained, and the program goes on.
func TestAHostThatIsNotThere(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	origin := "http://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	s := begin(t, nil, "--config", writeConfig(t, origin, origin+"/api/v1/"))
	s.sees("✗ failed", "refused", "tried again in")
	s.types("enter")
	s.sees("no answer", "refused")
	s.types("4", "enter")
	s.sees("What went wrong", "refused")
	s.types("esc", "q")
	s.ends(0)
}

// TestAWrongSecret is named as what it is, and never asked again unasked.
func TestAWrongSecret(t *testing.T) {
	t.Parallel()
	server := serve(t)
	text, err := os.ReadFile(server.config)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "wrong.toml")
	wrong := strings.Replace(string(text), "demo-sandbox-secret+", "another-secret+", 1)
	if err := os.WriteFile(file, []byte(wrong), 0o600); err != nil {
		t.Fatal(err)
	}
	s := begin(t, nil, "--config", file)
	s.sees("✗ failed", "refused the client", "q quit")
	s.types("enter") // a request needs the token that cannot be had
	s.sees("no answer", "refused the client credentials", "demo_sandbox_client")
	s.types("4", "enter")
	s.sees("What went wrong", "invalid_client")
	if got := server.logged("token POST"); len(got) != 1 {
		t.Errorf("a definite refusal was asked again: %q", got)
	}
	if got := server.logged("api   "); len(got) != 0 {
		t.Errorf("the API was asked without a token: %q", got)
	}
	s.types("esc", "1", "j", "enter") // production's secret is right
	s.sees("PRODUCTION", "token 59:")
	s.types("q")
	s.ends(0)
	for _, secret := range []string{"another-secret", "demo-production-secret"} {
		if strings.Contains(string(s.Raw()), secret) {
			t.Errorf("the secret %s… was written to the terminal", secret)
		}
	}
}

// TestNoConfig: the panes don't open; what to do is said instead.
func TestNoConfig(t *testing.T) {
	t.Parallel()
	s := begin(t, nil)
	s.ends(2)
	if f := s.Frame(); !hasAll(f, "config.toml", "--demo") {
		t.Errorf("without a config it says:\n%s", f.Text())
	}
}
