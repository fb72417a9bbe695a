package cli

import (
	"strings"
	"testing"

	"brincr-explorer/internal/safetext"
)

// TestEndpointsFitTheTerminal: each is one line there, whatever the width, and all
// of it goes to a pipe.
func TestEndpointsFitTheTerminal(t *testing.T) {
	for _, width := range []int{30, 80, 140} {
		w := newWorld(t, "endpoints", "--demo")
		w.Terminal = func(any) bool { return true }
		w.Size = func(any) (int, int) { return width, 24 }
		if status := w.run(t); status != 0 {
			t.Fatalf("ends with %d: %s", status, w.stderr.String())
		}
		for line := range strings.Lines(w.stdout.String()) {
			if got := safetext.Width(strings.TrimSuffix(line, "\n")); got > width {
				t.Errorf("%d cells in %d: %s", got, width, line)
			}
		}
		if width >= 80 {
			golden(t, "endpoints", width, w.stdout.String())
		}
	}
	w := newWorld(t, "endpoints", "--demo", "--filter", "customer shipping")
	if w.run(t); !strings.Contains(w.stdout.String(), "  Customers  List the shipping addresses (illustrative)\n") {
		t.Errorf("a pipe gets:\n%s", w.stdout.String())
	}
}
