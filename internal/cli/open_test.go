package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Everything is said before the panes open; in these tests they never do.
func TestOpen(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	huge := filepath.Join(folder, "huge.json")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, maxDocument+1); err != nil { // without a byte on the disk
		t.Fatal(err)
	}
	onTerminal := func(any) bool { return true }
	for _, c := range []struct {
		file     string
		terminal func(any) bool
		term     string
		status   int
		says     string
	}{
		{filepath.Join(folder, "none.json"), onTerminal, "xterm", statusUsage, "there is no file"},
		{"", onTerminal, "xterm", statusUsage, "FILE|- is empty; is a variable of the shell not set?"},
		{folder, onTerminal, "xterm", statusUsage, "is a folder; name a file"},
		{huge, onTerminal, "xterm", statusFailed, "is larger than 1 GiB"},
		{"-", onTerminal, "xterm", statusUsage, "standard input, which is the terminal"},
		{"-", func(any) bool { return false }, "xterm", statusUsage, "standard output is none"},
		{"-", onTerminal, "dumb", statusUsage, "TERM says it is dumb"},
		{huge, func(stream any) bool { _, in := stream.(*strings.Reader); return !in }, "xterm", statusUsage, "standard input is none"},
	} {
		w := newWorld(t, "open", c.file)
		w.Terminal = c.terminal
		w.LookupEnv = func(name string) (string, bool) { return c.term, name == "TERM" }
		if got := w.run(t); got != c.status || !strings.Contains(w.stderr.String(), c.says) {
			t.Errorf("open %q: status %d, want %d and %q\n%s", c.file, got, c.status, c.says, w.stderr.String())
		}
	}
}

// The panes want a terminal, and then a config.
func TestPanesWithoutConfig(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Terminal = func(any) bool { return true }
	if got := w.run(t); got != statusUsage || !strings.Contains(w.stderr.String(), "There is no config file at") {
		t.Errorf("status %d\n%s", got, w.stderr.String())
	}
}
