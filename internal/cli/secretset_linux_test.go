package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// What is typed at the question is not shown, and the terminal shows again what is
// typed afterwards, however the question ended.
func TestG03_ASecretThatIsTypedIsNotShown(t *testing.T) {
	for name, c := range map[string]struct {
		keys   string
		sig    syscall.Signal
		status int
		kept   bool
		says   string
	}{
		"typed":          {keys: plainSecret + "\r", status: 0, kept: true, says: "note: kept"},
		"nothing typed":  {keys: "\r", status: statusUsage, says: "nothing was kept: what was typed is empty"},
		"ctrl+c":         {keys: plainSecret + "\x03", status: 130},
		"ctrl+backslash": {keys: "\x1c", status: 131},
		"terminated":     {sig: syscall.SIGTERM, status: 143},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "keyring")
			t.Setenv("FAKE_KEYRING", file)
			cmd, screen := inTerminal(t, nil, "secret", "set", "a")
			until(t, screen, "Secret for a (not shown): ")
			waitForEcho(t, screen, false)
			if c.keys != "" {
				press(t, screen, c.keys)
			} else if err := cmd.Process.Signal(c.sig); err != nil {
				t.Fatal(err)
			}
			got := exitCode(cmd.Wait())
			echo := echoes(t, screen)
			shown := rest(screen)
			if got != c.status || !strings.Contains(shown, c.says) || strings.Contains(shown, plainSecret) {
				t.Errorf("status %d, want %d; shown: %q", got, c.status, shown)
			}
			if !echo {
				t.Error("the terminal was left without echo")
			}
			kept, _ := os.ReadFile(file)
			if strings.Contains(string(kept), "the+secret") != c.kept {
				t.Errorf("the keyring holds %s", kept)
			}
		})
	}
}

// A shell would let the terminal show what is typed, once the question was stopped
// and went on: ctrl+z does nothing.
func TestG03_TheQuestionForASecretCannotBeStopped(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keyring")
	t.Setenv("FAKE_KEYRING", file)
	cmd, screen := runInTerminal(t, nil, "sh", "-mc", programName+" secret set a; echo status $?")
	until(t, screen, "Secret for a (not shown): ")
	waitForEcho(t, screen, false)
	press(t, screen, "\x1a"+plainSecret+"\r")
	shown := rest(screen)
	_ = cmd.Wait() // the shell's own status
	if !strings.Contains(shown, "status 0") || strings.Contains(shown, plainSecret) {
		t.Errorf("shown: %q", shown)
	}
	if kept, _ := os.ReadFile(file); !strings.Contains(string(kept), "the+secret") {
		t.Errorf("the keyring holds %s", kept)
	}
}

func echoes(t *testing.T, screen *os.File) bool {
	t.Helper()
	modes, err := unix.IoctlGetTermios(int(screen.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return modes.Lflag&unix.ECHO != 0
}

// waitForEcho waits until the terminal shows what is typed, or until it does not.
func waitForEcho(t *testing.T, screen *os.File, want bool) {
	t.Helper()
	for begun := time.Now(); echoes(t, screen) != want; runtime.Gosched() {
		if time.Since(begun) > 20*time.Second {
			t.Fatal("the terminal's echo never changed")
		}
	}
}
