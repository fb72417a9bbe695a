package ui

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"
)

// signals gives the terminal back on the signals for which Bubble Tea does not:
// it leaves the terminal raw on HUP and QUIT, and stops within the alternate
// screen on TSTP.
type signals struct {
	program *tea.Program
	began   <-chan struct{} // the terminal is the program's from here on
	before  *term.State     // of the terminal, as the program found it; nil where that is unknown
	came    chan os.Signal
	done    chan struct{} // closed when the program has given the terminal back

	ending sync.Once
	ended  chan struct{} // closed once sig is set
	sig    os.Signal

	asked     atomic.Bool   // a suspension was asked for and is not over
	away      atomic.Bool   // a suspension is under way
	continued chan struct{} // holds one token after a CONT while away

	lent atomic.Pointer[context.CancelFunc] // ends the program that has the terminal meanwhile; nil: none has it

	back back
}

func newSignals() *signals {
	return &signals{
		came: make(chan os.Signal, 8), done: make(chan struct{}),
		ended: make(chan struct{}), continued: make(chan struct{}, 1),
	}
}

// catch listens for signals on behalf of a program, which says with began that
// it has the terminal.
func (s *signals) catch(p *tea.Program, began <-chan struct{}) {
	s.program, s.began = p, began
	s.before, _ = term.GetState(int(os.Stdout.Fd()))
	signal.Notify(s.came, slices.Concat(ending, jobControl)...)
	go s.listen()
}

func (s *signals) listen() {
	for {
		select {
		case <-s.done:
			return
		case sig := <-s.came:
			if s.lent.Load() != nil && s.ofTerminal(sig) {
				continue // typed at the program that has it
			}
			if slices.Contains(jobControl, sig) {
				s.control(sig)
				continue
			}
			s.end(sig)
			return
		}
	}
}

// end quits for a signal and, where the program is too busy to notice, gives
// the terminal back without it. A program that is stuck does not survive that.
func (s *signals) end(sig os.Signal) {
	s.ending.Do(func() {
		s.sig = sig
		close(s.ended)
		if end := s.lent.Load(); end != nil {
			(*end)()
		}
		select {
		case <-s.began: // before, there is nothing that could be given back
		case <-s.done:
			return
		}
		go s.program.Quit()
		if soon(s.done) {
			return
		}
		killed := make(chan struct{})
		go func() { // it waits for a terminal that takes nothing, such as over a connection that has stalled
			s.program.Kill()
			close(killed)
		}()
		soon(killed)
		if !soon(s.done) {
			s.restore()
			s.die()
		}
	})
}

// soon waits a little while for something to happen.
func soon(happened <-chan struct{}) bool {
	const patience = 500 * time.Millisecond
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-happened:
		return true
	case <-timer.C:
		return false
	}
}

// restore gives back what can be given back without writing to the terminal:
// how it treats what is typed. While the program is away, that is another's.
func (s *signals) restore() {
	if s.before != nil && !s.away.Load() {
		_ = term.Restore(int(os.Stdout.Fd()), s.before) // the process ends in any case
	}
}

// die ends the process at once, with the status that tells the signal: there is
// nobody left who could do so.
func (s *signals) die() {
	status := 1
	if n, ok := s.sig.(syscall.Signal); ok {
		status = 128 + int(n)
	}
	os.Exit(status)
}

// stop ends the listening and tells which signal ended the program, if one did.
// One that came so late that nobody listened any more counts too.
func (s *signals) stop() os.Signal {
	signal.Stop(s.came)
	close(s.done)
	select {
	case <-s.ended:
		return s.sig
	default:
	}
	for {
		select {
		case sig := <-s.came:
			if !slices.Contains(jobControl, sig) {
				return sig
			}
		default:
			return nil
		}
	}
}

// resumed lets the next suspension be asked for.
func (s *signals) resumed() { s.asked.Store(false) }
