//go:build unix

package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"brincr-explorer/internal/faulty"
	"brincr-explorer/internal/screen"
)

// TestG14_NothingIsSentUnasked: while tokens come and go, the API gets the one
// request that was asked for; and one that changes data is not sent by the key
// that sends others.
func TestG14_NothingIsSentUnasked(t *testing.T) {
	t.Parallel()
	site := faulty.New(t, faulty.Plan{Secret: "a secret", Tokens: faulty.Script{Answers: []faulty.Answer{faulty.Token("1")}}})
	file := writeConfig(t, site.Tokens.URL(), site.APIURL())
	config, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "config.toml")
	config = append(config, "read_only = false\n[[endpoints]]\nmethod = \"DELETE\"\npath = \"unwanted\"\n[[endpoints]]\npath = \"wanted\"\n"...)
	if err := os.WriteFile(file, config, 0o600); err != nil {
		t.Fatal(err)
	}
	s := begin(t, nil, "--config", file)
	renewals := func(n int) {
		t.Helper()
		n += site.Count().TokenRequests
		s.until("renewals", func(screen.Frame) bool { return site.Count().TokenRequests >= n })
	}
	s.sees("valid", "q quit")
	s.types("5", "/", "unwanted")
	s.sees("filter › unwanted", "DELETE unwanted")
	s.types("enter", "enter")
	s.sees("Send this request?", "› Cancel ‹")
	s.types("enter")
	s.loses("Send this request?")
	renewals(2)
	if got := site.API.Requests(); len(got) > 0 {
		t.Errorf("nobody asked for %q", got)
	}
	s.gets("wanted")
	s.sees("GET wanted ─ 200 OK")
	renewals(2)
	if got := site.API.Requests(); !slices.Equal(got, []string{"GET /api/v1/wanted"}) {
		t.Errorf("one request was asked for, and sent were %q", got)
	}
	s.types("q")
	s.ends(0)
}
