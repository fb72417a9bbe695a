//go:build unix

package ui

import (
	"io"
	"os"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"
)

var (
	ending     = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
	jobControl = []os.Signal{syscall.SIGTSTP, syscall.SIGCONT}
)

// control answers the signals of job control.
func (s *signals) control(sig os.Signal) {
	switch {
	case s.lent.Load() != nil: // the group stops and goes on as one; who has the terminal sees to it
		if sig == syscall.SIGTSTP {
			_ = syscall.Kill(os.Getpid(), stopSignal())
		}
	case sig == syscall.SIGTSTP:
		if !s.asked.Swap(true) {
			go s.program.Send(tea.SuspendMsg{})
		}
	case s.away.Load():
		select {
		case s.continued <- struct{}{}:
		default:
		}
	default:
		go s.program.Send(continuedMsg{})
	}
}

// suspending puts our own way to suspend in the place of Bubble Tea's, which waits
// for ever where the process cannot be stopped.
func (s *signals) suspending(msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.SuspendMsg:
		return s.leave(true)
	case continuedMsg:
		return s.leave(false)
	}
	return msg
}

// leave is a message that gives the terminal back, and takes it again once the
// program may have it.
func (s *signals) leave(stop bool) tea.Msg {
	return tea.Exec(&suspension{signals: s, stop: stop}, func(error) tea.Msg { return tea.ResumeMsg{} })()
}

// suspension is what happens while the terminal is not ours.
type suspension struct {
	*signals
	stop bool
}

// Run stops the process and returns when it is in the foreground again. One
// that a signal ended meanwhile never comes back: its terminal is given back
// already, and may be another's.
func (s *suspension) Run() error {
	defer s.back.taken()
	s.away.Store(true)
	defer s.away.Store(false)
	// Bubble Tea 2.0 stops the clock of its renderer only after it said that the
	// renderer has stopped. Were it started again before, it would draw no more.
	s.stay()
	for stop := s.stop; stop || !inForeground(); stop = false {
		if !s.stopHere() {
			break
		}
		s.stay() // of two signals that come at once, either can be the first
	}
	return nil
}

// stay lets a moment go by, and ends the process where a signal asked for that.
func (s *suspension) stay() {
	select {
	case <-s.ended:
		s.die()
	case <-time.After(moment):
	}
}

// stopHere returns once the process goes on. It reports false where it could
// not be stopped.
func (s *suspension) stopHere() bool {
	select {
	case <-s.continued: // of an earlier time
	default:
	}
	if syscall.Kill(0, stopSignal()) != nil {
		return false
	}
	// Twice, because the first wait is over at once when the process goes on
	// after a while: only then does word of that get here.
	for range 2 {
		select {
		case <-s.continued:
			return true
		case <-s.ended:
			s.die()
		case <-time.After(6 * moment):
		}
	}
	return false
}

func (*suspension) SetStdin(io.Reader)  {}
func (*suspension) SetStdout(io.Writer) {}
func (*suspension) SetStderr(io.Writer) {}

// stopSignal stops the process group. It cannot be SIGTSTP: once it was caught,
// a Go program ignores it. SIGSTOP would stop a group for ever that no shell
// looks after. So it is taken only where the parent is such a shell; SIGTTIN
// does nothing to a group without one (POSIX: an orphaned process group).
func stopSignal() syscall.Signal {
	const self = 0
	parent := os.Getppid()
	session, err := unix.Getsid(parent)
	own, ownErr := unix.Getsid(self)
	group, groupErr := unix.Getpgid(parent)
	if err == nil && ownErr == nil && groupErr == nil && session == own && group != unix.Getpgrp() {
		return syscall.SIGSTOP
	}
	return syscall.SIGTTIN
}

// inForeground reports whether the terminal is this process group's. It is true
// where that cannot be known.
func inForeground() bool {
	group, err := foregroundGroup(os.Stdout)
	return err != nil || group == unix.Getpgrp()
}

// foregroundGroup fails for what is no terminal of this session.
func foregroundGroup(f *os.File) (int, error) {
	return unix.IoctlGetInt(int(f.Fd()), unix.TIOCGPGRP)
}

// input is the terminal, watched: Bubble Tea takes the end of its input for
// nothing, and would go on for ever without a terminal where the signal for
// that is ignored. It is nil where Bubble Tea's own way has to do.
func (s *signals) input() io.Reader {
	f := os.Stdin
	if _, err := foregroundGroup(f); err != nil {
		if f, _, err = tea.OpenTTY(); err != nil {
			return nil
		}
	}
	return &watchedTerminal{File: f, lost: func() { go s.end(syscall.SIGHUP) }}
}

// fileOf is the terminal itself: a program that is given anything else gets a pipe.
func fileOf(in io.Reader) io.Reader {
	if w, ok := in.(*watchedTerminal); ok {
		return w.File
	}
	return in
}

// ofTerminal says whether a signal usually comes from a key.
func (s *signals) ofTerminal(sig os.Signal) bool {
	return sig == syscall.SIGINT || sig == syscall.SIGQUIT
}

type watchedTerminal struct {
	*os.File
	lost func()
}

func (w *watchedTerminal) Read(p []byte) (int, error) {
	n, err := w.File.Read(p)
	if err != nil {
		w.lost()
	}
	return n, err
}
