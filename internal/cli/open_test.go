package cli

import (
	"bytes"
	"io"
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

func TestReadStream(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 511, 512, 513, 5000} {
		text := strings.Repeat("x", size)
		for _, expected := range []int{0, size, size / 2} {
			got, err := readStream("it", inPieces(text), expected, 5000)
			if err != nil || string(got) != text {
				t.Errorf("%d bytes, %d expected: %d bytes, %v", size, expected, len(got), err)
			}
		}
	}
	if got, err := readStream("it", strings.NewReader(strings.Repeat("x", 5001)), 0, 5000); err == nil || got != nil {
		t.Errorf("%d bytes beyond the limit", len(got))
	}
	if _, err := readStream("it", io.MultiReader(strings.NewReader("{"), brokenReader{}), 0, 5000); err == nil || !strings.Contains(err.Error(), "it cannot be read: permission denied") {
		t.Errorf("%v", err)
	}
}

// inPieces yields a text in small pieces.
func inPieces(text string) io.Reader {
	r, w := io.Pipe()
	go func() {
		for len(text) > 0 {
			n := min(len(text), 100)
			_, _ = io.Copy(w, bytes.NewReader([]byte(text[:n])))
			text = text[n:]
		}
		w.Close()
	}()
	return r
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) {
	return 0, &os.PathError{Op: "read", Path: "/dev/stdin", Err: os.ErrPermission}
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
