//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A signal in the middle of a list leaves a whole document of what came.
func TestSignalsEndFetchingAllPages(t *testing.T) {
	t.Parallel()
	const want = "{\"data\":[\n{\"n\":1.0},\n{\"n\":2.0}\n]}\n"
	for sig, status := range endings() {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			s, err := startUntil(process(t, programName, "get", "--all", "--config", faulty(t, "good", "paged"), "waiting"), `{"n":1.0},`)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if got := exitCode(s.wait()); got != status || s.stdout.String() != want || strings.Contains(s.stderr.String(), "why:") {
				t.Errorf("status %d, want %d\n%s%s", got, status, &s.stdout, &s.stderr)
			}
		})
	}
}

// On a terminal the progress is shown in a line that is taken away again, and no
// character of an item is obeyed.
func TestFetchingAllPagesOnATerminal(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "all.json")
	w := newWorld(t, "get", "--all", "--config", faulty(t, "good", "paged"), "--output", file, "throttled")
	w.Terminal = func(stream any) bool { return stream == w.Stderr }
	if got := Main(w.World); got != statusDone { // not run, which allows no line that is taken away
		t.Fatalf("status %d: %s", got, w.stderr.String())
	}
	shown := w.stderr.String()
	for _, text := range []string{"fetching: 1 page, 2 of 6 items, 1 of 50 requests", "waiting 1s", "3 pages, 6 of 6 items, 4 of 50 requests"} {
		if !strings.Contains(shown, text) {
			t.Errorf("%q was not shown: %q", text, shown)
		}
	}
	if end := shown[strings.LastIndex(shown, "requests"):]; strings.TrimSpace(end[len("requests"):]) != "" || !strings.HasSuffix(end, "\r") {
		t.Errorf("the line stays: %q", end)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), `{"n":6.0}`) {
		t.Errorf("%s, %v", text, err)
	}
	w = newWorld(t, "get", "--all", "--config", faulty(t, "good", "hostile"), "categories")
	w.Terminal = func(stream any) bool { return stream == w.Stdout }
	w.run(t)
	if strings.ContainsFunc(w.stdout.String(), func(r rune) bool { return r < ' ' && r != '\n' || r == 0x9b }) {
		t.Errorf("on a terminal: %q", w.stdout.String())
	}
}
