//go:build unix

package cli

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

// inTerminal starts the program in a session of its own, whose terminal is its
// standard output and error, its standard input unless that is given, and what
// /dev/tty names. screen yields what is written there, and takes keys.
func inTerminal(t *testing.T, stdin *os.File, args ...string) (cmd *exec.Cmd, screen *os.File) {
	t.Helper()
	return runInTerminal(t, stdin, programName, args...)
}

// runInTerminal does so with any program.
func runInTerminal(t *testing.T, stdin *os.File, name string, args ...string) (cmd *exec.Cmd, screen *os.File) {
	t.Helper()
	screen, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	t.Cleanup(func() { screen.Close() })
	if err := pty.Setsize(screen, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	if stdin == nil {
		stdin = terminal
	}
	cmd = process(t, name, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, terminal, terminal
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, screen
}

// until reads the screen until text was written to it.
func until(t *testing.T, screen *os.File, text string) {
	t.Helper()
	var seen strings.Builder
	buffer := make([]byte, 4096)
	for !strings.Contains(seen.String(), text) {
		n, err := screen.Read(buffer)
		seen.Write(buffer[:n])
		if err != nil {
			t.Fatalf("%v before %q in %q", err, text, seen.String())
		}
	}
}

// rest reads the screen to its end, so that the program is not held up.
func rest(screen *os.File) string {
	text, _ := io.ReadAll(screen) // Linux ends it with EIO
	return string(text)
}

func TestPanesAreWired(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "orders.json")
	if err := os.WriteFile(file, []byte(`{"marker_of_the_document":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		shows  string
		keys   string
		sig    syscall.Signal
		status int
	}{
		{[]string{"--demo"}, "DEMO", "q", 0, 0},
		{[]string{"open", file}, "marker_of_the_document", "q", 0, 0},
		{[]string{"--demo"}, "DEMO", "\x03", 0, 130},
		{[]string{"--demo"}, "DEMO", "", syscall.SIGTERM, 143},
		{[]string{"open", file}, "marker_of_the_document", "", syscall.SIGHUP, 129},
	} {
		t.Run(fmt.Sprintf("%q %q %v", c.args, c.keys, c.sig), func(t *testing.T) {
			t.Parallel()
			cmd, screen := inTerminal(t, nil, c.args...)
			until(t, screen, c.shows)
			if c.keys != "" {
				press(t, screen, c.keys)
			} else if err := cmd.Process.Signal(c.sig); err != nil {
				t.Fatal(err)
			}
			left := rest(screen)
			if got := exitCode(cmd.Wait()); got != c.status {
				t.Errorf("status %d, want %d\n%q", got, c.status, left)
			}
		})
	}
}

// The panes start with what the flags choose: enter sends the first endpoint,
// categories.
func TestPanesStartWithTheSelection(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args  string
		shows string
	}{
		{"--demo --env production --tenant fiets", "Aandrijving"},
		{"--demo --tenant step", "E-steps"},
		{"--demo --scope brincr:country", "Nederland"},
	} {
		t.Run(c.args, func(t *testing.T) {
			t.Parallel()
			cmd, screen := inTerminal(t, nil, strings.Fields(c.args)...)
			until(t, screen, "DEMO")
			press(t, screen, "\r")
			until(t, screen, c.shows)
			press(t, screen, "q")
			left := rest(screen)
			if got := exitCode(cmd.Wait()); got != 0 {
				t.Errorf("status %d\n%q", got, left)
			}
		})
	}
}

func press(t *testing.T, screen *os.File, keys string) {
	t.Helper()
	if _, err := io.WriteString(screen, keys); err != nil {
		t.Fatal(err)
	}
}

// A document may come through a pipe, and keys from the terminal all the same.
func TestOpenStandardInput(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd, screen := inTerminal(t, r, "open", "-")
	if _, err := io.WriteString(w, `{"marker_of_the_document":1}`); err != nil {
		t.Fatal(err)
	}
	w.Close()
	until(t, screen, "marker_of_the_document")
	press(t, screen, "q")
	left := rest(screen)
	if got := exitCode(cmd.Wait()); got != 0 {
		t.Errorf("status %d\n%q", got, left)
	}
}

// A pipe that stays silent can be left by a signal, and the terminal is given
// back.
func TestSignalsEndTheReadingOfADocument(t *testing.T) {
	t.Parallel()
	for sig, want := range endings() {
		t.Run("standard input "+sig.String(), func(t *testing.T) {
			t.Parallel()
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			defer w.Close()
			cmd, screen := inTerminal(t, r, "open", "-")
			// More than a pipe holds: once it is written, the program reads.
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
			endsTidily(t, cmd, screen, sig, want)
		})
		t.Run("a named pipe "+sig.String(), func(t *testing.T) {
			t.Parallel()
			name := filepath.Join(t.TempDir(), "pipe")
			if err := syscall.Mkfifo(name, 0o600); err != nil {
				t.Skip(err)
			}
			cmd, screen := inTerminal(t, nil, "open", name)
			w, err := os.OpenFile(name, os.O_WRONLY, 0) // returns once the program has opened it
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			endsTidily(t, cmd, screen, sig, want)
		})
	}
}

func endsTidily(t *testing.T, cmd *exec.Cmd, screen *os.File, sig os.Signal, want int) {
	t.Helper()
	until(t, screen, "eading") // "Reading …" before anything has come, "◌ reading" afterwards
	if err := cmd.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
	written := rest(screen)
	if got := exitCode(cmd.Wait()); got != want || !strings.Contains(written, "\x1b[?1049l") {
		t.Errorf("status %d, want %d; on the terminal: %.500q", got, want, written)
	}
}
