//go:build unix

package screen

import (
	"errors"
	"os"
	"syscall"
	"testing"
	"time"
)

func TestSessionExitStatus(t *testing.T) {
	t.Parallel()
	s := start(t, "exit3")
	code, err := s.Wait()
	if code != 3 || err != nil {
		t.Errorf("Wait = %d, %v", code, err)
	}
	if got := string(s.Raw()); got != "good\x1b[1mbye" || s.Written() != int64(len(got)) {
		t.Errorf("Raw = %q, Written = %d", got, s.Written())
	}
	if f := s.Frame(); f.Row(0) != "goodbye" || !f.Cell(4, 0).Bold {
		t.Errorf("the last screen is\n%s", f.Styled())
	}
}

func TestSessionDeathBySignal(t *testing.T) {
	t.Parallel()
	s := start(t, "wait")
	waitText(t, s, "waiting")
	if err := s.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	code, err := s.Wait()
	var killed *SignalError
	if !errors.As(err, &killed) || killed.Signal != syscall.SIGTERM || code != 128+int(syscall.SIGTERM) {
		t.Errorf("Wait = %d, %v", code, err)
	}
}

func TestSessionTimeout(t *testing.T) {
	t.Parallel()
	s := start(t, "wait", func(o *Options) { o.Timeout = time.Millisecond })
	if code, err := s.Wait(); !errors.Is(err, ErrTimeout) || code != 137 {
		t.Errorf("Wait = %d, %v", code, err)
	}
	err := s.WaitForText(t.Context(), "never")
	if !errors.Is(err, ErrTimeout) {
		t.Errorf("WaitForText = %v", err)
	}
}

func TestSessionCloseEndsAProgramThatRuns(t *testing.T) {
	t.Parallel()
	s := start(t, "tea")
	waitText(t, s, "size 60x8")
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	if code, err := s.Wait(); err == nil || code != 137 {
		t.Errorf("Wait = %d, %v", code, err)
	}
	if err := s.master.Close(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("after Close the pseudo-terminal is open: %v", err)
	}
}

func TestStartFailsWithoutAProgram(t *testing.T) {
	t.Parallel()
	if _, err := Start(Options{Path: "/nonexistent/program"}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Start = %v", err)
	}
}

// TestSessionJobControl suspends and resumes the program under a shell, the
// only way in which the kernel stops it.
func TestSessionJobControl(t *testing.T) {
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, "tea", func(o *Options) {
		o.Path = "/bin/sh"
		o.Args = []string{"-c", `set -m; "$1"; echo "stopped $?"; read x; fg; echo "ended $?"`, "sh", program}
	})
	waitText(t, s, "size 60x8")
	typeKeys(t, s, "ctrl+z")
	waitText(t, s, "stopped 148") // 128 + SIGTSTP
	if m := s.Modes(); len(m.Left()) != 0 {
		t.Errorf("suspended with modes set: %v", m)
	}
	typeKeys(t, s, "enter")
	waitText(t, s, "keys ctrl+z,resumed")
	if err := s.SignalForeground(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	waitText(t, s, "ended 0")
	if code, err := s.Wait(); code != 0 || err != nil {
		t.Errorf("Wait = %d, %v", code, err)
	}
}
