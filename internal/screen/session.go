//go:build unix

package screen

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Options say what a Session runs, and in which terminal.
type Options struct {
	Path string   // the program's file
	Args []string // without the program's name
	// Env is the whole environment. TERM=xterm-256color and
	// COLORTERM=truecolor are added where it doesn't name them.
	Env           []string
	Dir           string // "": the current one
	Width, Height int    // in cells; 0: 80 x 24
	Light         bool   // the terminal says that its background is light
	// Legacy is a terminal without the kitty keyboard protocol. It sends esc
	// as one byte, so that a program can't tell it from the start of what
	// follows at once.
	Legacy bool
	// Timeout is how long the program may run in all before it is killed.
	// 0: one minute.
	Timeout time.Duration
	// RawLimit bounds what Raw keeps, in bytes. 0: 16 MiB.
	RawLimit int
}

// Session is a program that runs in a pseudo-terminal before an emulator. Its
// methods are safe for concurrent use. Close ends it.
type Session struct {
	cmd    *exec.Cmd
	master *os.File
	tty    string // the name of the program's end
	input  *input
	start  Termios
	limit  int
	kill   *time.Timer

	mu       sync.Mutex
	term     *terminal
	raw      []byte
	written  int64
	changed  chan struct{} // closed and replaced with every change
	timedOut bool
	end      *Termios // once the program has ended
	endErr   error

	exited  chan struct{} // closed when the program has ended
	drained chan struct{} // closed when all it wrote was read
	closing sync.Once
	running sync.WaitGroup
}

// SignalError is Wait's error for a program that a signal ended.
type SignalError struct{ Signal syscall.Signal }

func (e *SignalError) Error() string { return "ended by signal: " + e.Signal.String() }

// ErrTimeout is Wait's error for a program that was killed because it ran for
// longer than Options.Timeout.
var ErrTimeout = errors.New("killed: it ran for longer than its time-out")

// Start runs a program as the leader of its own session, with the
// pseudo-terminal as its controlling terminal.
func Start(o Options) (*Session, error) {
	o = o.withDefaults()
	master, tty, err := openPTY(o.Width, o.Height)
	if err != nil {
		return nil, err
	}
	defer tty.Close()
	s := &Session{
		master: master, tty: tty.Name(), input: newInput(), limit: o.RawLimit,
		term:    newTerminal(o.Width, o.Height, o.Light, o.Legacy),
		changed: make(chan struct{}), exited: make(chan struct{}), drained: make(chan struct{}),
	}
	if s.start, err = termiosOf(tty); err != nil {
		_ = master.Close()
		return nil, fmt.Errorf("could not read the pseudo-terminal's state: %w", err)
	}
	s.cmd = exec.Command(o.Path, o.Args...)
	s.cmd.Env, s.cmd.Dir = o.Env, o.Dir
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.cmd.Start(); err != nil {
		_ = master.Close()
		return nil, fmt.Errorf("could not start %s: %w", o.Path, err)
	}
	s.running.Go(s.readOutput)
	s.running.Go(s.readAnswers)
	s.running.Go(s.writeInput)
	s.running.Go(s.awaitExit)
	s.kill = time.AfterFunc(o.Timeout, s.timeOut)
	return s, nil
}

func (o Options) withDefaults() Options {
	if o.Width <= 0 || o.Height <= 0 {
		o.Width, o.Height = 80, 24
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.RawLimit <= 0 {
		o.RawLimit = 16 << 20
	}
	o.Env = slices.Clone(o.Env)
	for _, v := range []string{"TERM=xterm-256color", "COLORTERM=truecolor"} {
		name, _, _ := strings.Cut(v, "=")
		named := func(e string) bool { return strings.HasPrefix(e, name+"=") }
		if !slices.ContainsFunc(o.Env, named) {
			o.Env = append(o.Env, v)
		}
	}
	return o
}

// readOutput feeds the emulator until no process has the terminal open.
func (s *Session) readOutput() {
	defer close(s.drained)
	buf := make([]byte, 32<<10)
	for {
		n, err := s.master.Read(buf)
		if n > 0 {
			s.feed(buf[:n])
		}
		if err != nil { // EIO on Linux, EOF elsewhere
			return
		}
	}
}

func (s *Session) feed(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written += int64(len(p))
	s.raw = append(s.raw, p[:min(len(p), s.limit-len(s.raw))]...)
	s.term.write(p)
	s.notify()
}

// notify wakes whoever waits. The lock must be held.
func (s *Session) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// readAnswers hands on what the emulator answers to queries.
func (s *Session) readAnswers() {
	buf := make([]byte, 4<<10)
	for {
		n, err := s.term.readAnswer(buf)
		if n > 0 {
			s.input.add(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

func (s *Session) writeInput() {
	for {
		text, ok := s.input.take()
		if !ok {
			return
		}
		// Nobody is there to read it once the program has ended.
		_, _ = s.master.Write(text)
	}
}

func (s *Session) awaitExit() {
	_ = s.cmd.Wait() // ProcessState tells the same
	end, err := termiosOf(s.master)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end, s.endErr = &end, err
	close(s.exited)
}

func (s *Session) timeOut() {
	s.mu.Lock()
	s.timedOut = true
	s.mu.Unlock()
	s.killAll()
}

// killAll kills the program, what is left in its process group, and the job
// that has the terminal; but not after the program was waited for: its number
// may be another's by then.
func (s *Session) killAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end == nil {
		if job, err := foregroundOf(s.master); err == nil && job > 0 {
			_ = syscall.Kill(-job, syscall.SIGKILL)
		}
		_ = s.cmd.Process.Kill()
		_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	}
}

// Close kills the program if it still runs, and waits until everything that
// belongs to the session has ended. It may be called more than once.
func (s *Session) Close() error {
	s.closing.Do(func() {
		s.kill.Stop()
		s.killAll()
		<-s.exited
		s.input.close()
		s.term.close()
		_ = s.master.Close()
	})
	s.running.Wait()
	return nil
}
