//go:build unix

package main

import (
	"fmt"
	"os"
	"syscall"
	"testing"

	"brincr-explorer/internal/screen"

	"github.com/charmbracelet/x/ansi"
)

// underShell runs the program as a job of a shell: the kernel stops nothing
// that no shell looks after. The script waits for a line where the test has
// something to look at.
func underShell(t *testing.T, script string) *terminal {
	t.Helper()
	return begin(t, func(o *screen.Options) {
		o.Path, o.Args = "/bin/sh", []string{"-c", "set -m\n" + script, "sh", binary}
	})
}

// stopped is how the shell tells of a job that SIGSTOP stopped.
const stopped = 128 + int(syscall.SIGSTOP)

func TestG09_SuspendingGivesTheTerminalBack(t *testing.T) {
	for name, suspend := range map[string]func(*terminal){
		"ctrl+z":              func(s *terminal) { s.types("ctrl+z") },
		"TSTP to the program": func(s *terminal) { s.signalJob(syscall.SIGTSTP) },
		"TSTP to its group": func(s *terminal) {
			if err := s.SignalForeground(syscall.SIGTSTP); err != nil {
				s.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := underShell(t, `"$1" --demo; echo "stopped $?"; read x; fg; echo "again $?"; read x; fg; echo "ended $?"; read x`)
			for _, word := range []string{"stopped", "again"} {
				s.works()
				suspend(s)
				s.sees(fmt.Sprintf("%s %d", word, stopped))
				s.gaveBack()
				s.types("enter")
			}
			s.works()
			s.types("q")
			s.sees("ended 0")
			s.gaveBack()
		})
	}
}

// signalJob sends a signal to the program that the shell runs, and to nothing
// else.
func (s *terminal) signalJob(sig syscall.Signal) {
	s.t.Helper()
	job, err := s.Foreground()
	if err == nil {
		err = syscall.Kill(job, sig)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// works waits for the panes, and checks that keys are answered and that the
// terminal is the program's.
func (s *terminal) works() {
	s.t.Helper()
	s.sees("token 59:")
	s.types("?")
	s.sees("keys of this pane")
	if m := s.Modes(); !m.AltScreen || !m.Mouse || !m.BracketedPaste || m.Kitty != 1 {
		s.t.Errorf("the program runs with the modes %v", m)
	}
	if _, now, err := s.Termios(); err != nil || !now.Raw() {
		s.t.Errorf("the program runs without raw mode, %v", err)
	}
	s.types("esc")
	s.loses("keys of this pane")
}

// TestG09_AStoppedProgramDiesOfASignal is kill %1 in a shell: the terminal is
// the shell's by then, and stays as the shell has it.
func TestG09_AStoppedProgramDiesOfASignal(t *testing.T) {
	t.Parallel()
	s := underShell(t, `"$1" --demo; echo "stopped $?"; read x; kill %1; bg; wait %1; echo "ended $?"; read x`)
	s.works()
	s.types("ctrl+z")
	s.sees(fmt.Sprintf("stopped %d", stopped))
	s.types("enter")
	s.sees("ended 143")
	s.gaveBack()
}

// TestG09_InTheBackgroundItWaitsForTheTerminal is bg: a full-screen program
// stays stopped until it is in the foreground.
func TestG09_InTheBackgroundItWaitsForTheTerminal(t *testing.T) {
	t.Parallel()
	s := underShell(t, `"$1" --demo; echo "stopped $?"; read x; bg; wait %1; echo "again $?"; read x; fg; echo "ended $?"; read x`)
	s.works()
	s.types("ctrl+z")
	s.sees(fmt.Sprintf("stopped %d", stopped))
	s.types("enter")
	s.sees(fmt.Sprintf("again %d", stopped))
	s.gaveBack()
	s.types("enter")
	s.works()
	s.types("q")
	s.sees("ended 0")
	s.gaveBack()
}

// TestG09_AStopThatCannotBeCaught: nothing can be given back before SIGSTOP, but
// the screen and the modes are there again afterwards.
func TestG09_AStopThatCannotBeCaught(t *testing.T) {
	t.Parallel()
	s := underShell(t, `"$1" --demo; stty sane; clear; echo "stopped"; read x; fg; echo "ended $?"; read x`)
	s.works()
	s.signalJob(syscall.SIGSTOP)
	s.sees("stopped")
	s.types("enter")
	s.works()
	s.types("q")
	s.sees("ended 0")
	s.gaveBack()
}

// TestG09_WithoutAShellCtrlZDoesNoHarm: nobody could let a program go on that
// runs straight in a terminal, such as xterm -e starts.
func TestG09_WithoutAShellCtrlZDoesNoHarm(t *testing.T) {
	t.Parallel()
	for name, suspend := range map[string]func(*terminal){
		"ctrl+z": func(s *terminal) { s.types("ctrl+z") },
		"TSTP":   signalled(syscall.SIGTSTP),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, nil, "--demo")
			s.works()
			entered := s.altScreens()
			suspend(s)
			s.until("the panes again", func(f screen.Frame) bool { return s.altScreens() > entered && f.Contains("token 59:") })
			s.works()
			s.types("q")
			s.ends(0)
		})
	}
}

// TestG09_ContinuedAgainAndAgain: the terminal is given back and taken again for
// each CONT, however close they come; the race detector looks on.
func TestG09_ContinuedAgainAndAgain(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.works()
	for range 15 {
		entered := s.altScreens()
		for range 5 {
			signalled(syscall.SIGCONT)(s)
		}
		s.until("the panes again", func(screen.Frame) bool { return s.altScreens() > entered })
	}
	s.works()
	s.types("q")
	s.ends(0)
}

// altScreens counts how often the program has entered the alternate screen.
func (s *terminal) altScreens() int {
	return count(s.Raw(), ansi.SetModeAltScreenSaveCursor)
}

func signalled(sig os.Signal) func(*terminal) {
	return func(s *terminal) {
		s.t.Helper()
		if err := s.Signal(sig); err != nil {
			s.t.Fatal(err)
		}
	}
}
