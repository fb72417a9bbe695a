//go:build unix

package main

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
	"time"

	"brincr-explorer/internal/screen"
)

// script runs a shell in a terminal.
func script(t *testing.T, text string) *terminal {
	t.Helper()
	term, err := start("/bin/sh", []string{"-c", text}, environment(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	pid := term.cmd.Process.Pid
	t.Cleanup(func() {
		term.close()
		if err := syscall.Kill(-pid, 0); !errors.Is(err, syscall.ESRCH) {
			t.Errorf("a process is left: %v", err)
		}
	})
	return term
}

// TestTerminal types a line, and finds when it was echoed and when it was answered.
func TestTerminal(t *testing.T) {
	t.Parallel()
	term := script(t, `printf 'rea''dy'; stty -echo; read x; printf "\033[Hgot $x"; exec sleep 600`)
	painted, err := term.holds(t.Context(), "ready")
	if err != nil || painted.Before(term.begun) {
		t.Fatalf("painted %v after the start, %v", painted.Sub(term.begun), err)
	}
	n := term.count()
	pressed, err := term.press("one\n")
	if err != nil {
		t.Fatal(err)
	}
	seen, err := term.shows(t.Context(), n, "the answer", func(f screen.Frame) bool { return f.Contains("got one") })
	if err != nil || seen.Before(pressed) {
		t.Errorf("shown %v after the key, %v", seen.Sub(pressed), err)
	}
	if peak, now, ok := memoryOf(term.cmd.Process.Pid); ok && (peak < now || now < 100_000) {
		t.Errorf("the memory is %v, at its peak %v", now, peak)
	}
}

// TestBecomes: the frame that stays counts, not the first.
func TestBecomes(t *testing.T) {
	t.Parallel()
	term := script(t, `stty -echo; printf 'ready'; read x; printf "\033[5Hfirst"; sleep 0.1; printf "\033[5Hsecond"; exec sleep 600`)
	if _, err := term.holds(t.Context(), "ready"); err != nil {
		t.Fatal(err)
	}
	n := term.count()
	pressed, err := term.press("\n")
	if err != nil {
		t.Fatal(err)
	}
	if at, err := term.becomes(t.Context(), n); err != nil || at.Sub(pressed) < 100*time.Millisecond {
		t.Errorf("%v after the key, %v", at.Sub(pressed), err)
	}
}

// TestProgramThatEnds and a run that is stopped are told apart from slow ones.
func TestProgramThatEnds(t *testing.T) {
	t.Parallel()
	term := script(t, "echo over")
	if _, err := term.holds(t.Context(), "never"); !errors.Is(err, errEnded) {
		t.Errorf("waiting for a program that ended: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(os.ErrClosed)
	if _, err := script(t, "exec sleep 600").holds(ctx, "never"); !errors.Is(err, os.ErrClosed) {
		t.Errorf("waiting after the end: %v", err)
	}
}
