//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"brincr-explorer/internal/screen"
)

// TestTheCommandsInATerminal: the catalogue fits it, all pages of a list come as
// one document with their progress told beside it, and a file gets all or nothing.
func TestTheCommandsInATerminal(t *testing.T) {
	t.Parallel()
	server := serve(t)
	narrow := func(o *screen.Options) { o.Width, o.Height = 80, 24 }

	s := begin(t, narrow, "endpoints", "--config", server.config, "--filter", "order line")
	s.sees("GET  order-lines       brincr:orderLine", "One order line")
	s.ends(0)

	s = begin(t, narrow, "get", "--config", server.config, "--all", "--query", "per_page=20", "--jq", ".data | length", "categories")
	s.sees("48")
	s.ends(0)
	if got := server.logged("api   GET", "categories"); len(got) != 3 || !strings.Contains(got[0], "per_page=20") {
		t.Errorf("requests: %q", got)
	}

	file := filepath.Join(t.TempDir(), "categories.json")
	s = begin(t, narrow, "get", "--config", server.config, "--all", "--output", file, "categories")
	s.ends(0)
	text, err := os.ReadFile(file)
	if err != nil || strings.Count(string(text), `"slug":`) != 48 {
		t.Errorf("the file: %v, %d bytes", err, len(text))
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", info, err)
	}
	s = begin(t, narrow, "get", "--config", server.config, "--output", file, "no-such-path")
	s.sees("answered 404")
	s.ends(4)
	if after, err := os.ReadFile(file); err != nil || string(after) != string(text) {
		t.Error("a failure took the place of the file")
	}
}
