package cli

import (
	"strings"
	"testing"
)

// A mistake of the program is told without what was thrown, which may hold
// anything, and has not the status of wrong usage.
func TestG03_APanicIsToldWithoutWhatWasThrown(t *testing.T) {
	t.Parallel()
	var none []string
	for _, c := range []struct {
		throw func()
		says  string
	}{
		{func() { panic("a panic that holds " + plainSecret) }, "failed by a mistake of its own: a value of the type string\n"},
		{func() { _ = none[len(plainSecret)] }, "failed by a mistake of its own: runtime error: index out of range"},
	} {
		w := newWorld(t, "get", "categories")
		w.LookupEnv = func(string) (string, bool) { c.throw(); return "", false }
		if got := w.run(t); got != statusFailed || !strings.Contains(w.stderr.String(), c.says) || !strings.Contains(w.stderr.String(), "panic_test.go") {
			t.Errorf("status %d, want %q in:\n%s", got, c.says, w.stderr.String())
		}
	}
}
