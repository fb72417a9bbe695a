package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// However init ends while the secret is asked for, the terminal shows again what is
// typed, the secret was never shown, and nothing is left behind.
func TestG03_InitShowsNoSecretAndLeavesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		keys   string
		sig    syscall.Signal
		status int
	}{
		"ctrl+c":     {keys: plainSecret + "\x03", status: 130},
		"terminated": {sig: syscall.SIGTERM, status: 143},
		"hung up":    {sig: syscall.SIGHUP, status: 129},
		"ctrl+d":     {keys: "\x04\x03", status: 130}, // it does nothing
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			t.Setenv("FAKE_KEYRING", filepath.Join(home, "keyring"))
			t.Setenv("XDG_CONFIG_HOME", home)
			cmd, screen := inTerminal(t, nil, "init", "--env", "sandbox")
			until(t, screen, "Client id: ")
			press(t, screen, "isv_example\r")
			until(t, screen, "Which one? [1]: ")
			press(t, screen, "keyring\r")
			until(t, screen, "[brincr-sandbox]: ")
			press(t, screen, "\r")
			until(t, screen, "Client secret (not shown): ")
			waitForEcho(t, screen, false)
			switch {
			case c.sig != 0:
				if err := cmd.Process.Signal(c.sig); err != nil {
					t.Fatal(err)
				}
			default:
				press(t, screen, c.keys)
			}
			got := exitCode(cmd.Wait())
			echo := echoes(t, screen)
			if shown := rest(screen); got != c.status || strings.Contains(shown, "the+secret") || !echo {
				t.Errorf("status %d, want %d; echo %v; shown: %q", got, c.status, echo, shown)
			}
			if left, _ := os.ReadDir(home); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}
