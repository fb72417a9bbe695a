//go:build unix

package screen

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"syscall"

	"github.com/charmbracelet/x/ansi"
)

// Type presses keys one after the other. A key is named as Bubble Tea names
// it: "enter", "esc", "space", "down", "pgup", "f1", "ctrl+c", "alt+x",
// "shift+tab". Anything else is text. The error is about a key that the
// terminal can't send; nothing was typed then.
func (s *Session) Type(keys ...string) error {
	s.mu.Lock()
	k := s.term.keyboard()
	s.mu.Unlock()
	var all []byte
	for _, key := range keys {
		seq, err := encodeKey(key, k)
		if err != nil {
			return err
		}
		all = append(all, seq...)
	}
	s.input.add(all)
	return nil
}

// keyboard tells what the program asked for.
func (t *terminal) keyboard() keyboard {
	return keyboard{
		appCursor:    t.state.isSet(1),
		disambiguate: !t.legacy && t.state.kittyFlags(t.screen())&ansi.KittyDisambiguateEscapeCodes != 0,
	}
}

// Text types text as it is, names of keys included.
func (s *Session) Text(text string) { s.input.add([]byte(text)) }

// Frame returns what the terminal shows. During a synchronized update that is
// what it showed before.
func (s *Session) Frame() Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.term.frame()
}

// WaitFor waits until done is true of what the terminal shows. It looks again
// whenever the program wrote something. Its error, when ctx ends or the
// program does, is a *WaitError with the last screen.
func (s *Session) WaitFor(ctx context.Context, done func(Frame) bool) error {
	return s.waitFor(ctx, "the awaited screen", done)
}

// WaitForText waits until text stands in one row.
func (s *Session) WaitForText(ctx context.Context, text string) error {
	return s.waitFor(ctx, fmt.Sprintf("%q", text), func(f Frame) bool { return f.Contains(text) })
}

func (s *Session) waitFor(ctx context.Context, what string, done func(Frame) bool) error {
	for {
		ended := closed(s.drained) // before looking: nothing can follow then
		s.mu.Lock()
		frame, changed := s.term.frame(), s.changed
		s.mu.Unlock()
		switch {
		case done(frame):
			return nil
		case ended:
			return &WaitError{What: what, Frame: frame, Err: s.ending(ctx)}
		case ctx.Err() != nil:
			return &WaitError{What: what, Frame: frame, Err: context.Cause(ctx)}
		}
		select {
		case <-changed:
		case <-s.drained:
		case <-ctx.Done():
		}
	}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// ending says how the program ended, after it closed its terminal.
func (s *Session) ending(ctx context.Context) error {
	select {
	case <-s.exited:
	case <-ctx.Done():
		return fmt.Errorf("the program closed its terminal and runs on: %w", context.Cause(ctx))
	}
	code, err := s.Wait()
	if err == nil {
		err = fmt.Errorf("the program ended with exit status %d", code)
	}
	return err
}

// WaitError tells that what a test waited for never came.
type WaitError struct {
	What  string
	Frame Frame // the last screen
	Err   error // why the waiting ended
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("%s did not come: %v; the screen is:\n%s", e.What, e.Err, boxed(e.Frame))
}

func (e *WaitError) Unwrap() error { return e.Err }

// Resize changes the size of the terminal; the program gets SIGWINCH.
func (s *Session) Resize(width, height int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.term.resize(width, height)
	s.notify()
	return setSize(s.master, width, height)
}

// Signal sends a signal to the program.
func (s *Session) Signal(sig os.Signal) error { return s.cmd.Process.Signal(sig) }

// Group is the process group that the program began as: it leads a session of its
// own. Whoever asks the terminal instead may come too late, and gets 0, which
// stands for the asking process's own group.
func (s *Session) Group() int { return s.cmd.Process.Pid }

// Foreground returns the process group that has the terminal: the program's,
// or that of the job that a shell runs in it.
func (s *Session) Foreground() (pgrp int, err error) { return foregroundOf(s.master) }

// SignalForeground sends a signal to the process group that has the terminal.
// The kernel doesn't stop the leader of a session with SIGTSTP; run the
// program as a job of a shell with "set -m" to try that.
func (s *Session) SignalForeground(sig syscall.Signal) error {
	pgrp, err := s.Foreground()
	if err != nil {
		return err
	}
	if pgrp <= 0 {
		return errors.New("no process group has the terminal")
	}
	return syscall.Kill(-pgrp, sig)
}

// Written returns how many bytes the program has written so far.
func (s *Session) Written() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.written
}

// Raw returns the bytes that the program has written, the first
// Options.RawLimit of them.
func (s *Session) Raw() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.raw)
}

// Modes returns the terminal modes that are set now.
func (s *Session) Modes() Modes {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.term.state.modes()
}

// Clipboard returns the text last copied with OSC 52.
func (s *Session) Clipboard() (text string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.term.clipboard, s.term.copied
}

// Termios returns the line discipline's state before the program began, and
// now or when it ended. The error is of platforms that don't tell the latter.
func (s *Session) Termios() (before, now Termios, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end != nil {
		return s.start, *s.end, s.endErr
	}
	now, err = termiosOf(s.master)
	return s.start, now, err
}

// Wait waits until the program has ended and all it wrote was read. The exit
// code of a program that a signal ended is 128 and the signal's number, as a
// shell gives it, and the error is a *SignalError or ErrTimeout.
func (s *Session) Wait() (exitCode int, err error) {
	<-s.exited
	<-s.drained
	s.mu.Lock()
	defer s.mu.Unlock()
	status, ok := s.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() {
		return s.cmd.ProcessState.ExitCode(), nil
	}
	code := 128 + int(status.Signal())
	if s.timedOut {
		return code, ErrTimeout
	}
	return code, &SignalError{Signal: status.Signal()}
}
