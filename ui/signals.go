package ui

import (
	"os"
	"os/signal"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// signals gives the terminal back on the signals for which Bubble Tea does not:
// it leaves the terminal raw on HUP and QUIT, and stops within the alternate
// screen on TSTP.
type signals struct {
	program *tea.Program
	came    chan os.Signal
	done    chan struct{}

	mu    sync.Mutex
	ended os.Signal
}

func catchSignals(p *tea.Program) *signals {
	s := &signals{program: p, came: make(chan os.Signal, 4), done: make(chan struct{})}
	signal.Notify(s.came, append(ending[:], suspending...)...)
	go s.listen()
	return s
}

func (s *signals) listen() {
	for {
		select {
		case <-s.done:
			return
		case sig := <-s.came:
			if isSuspending(sig) {
				// From here on the signal stops the process, as Bubble Tea
				// will send it to itself once the terminal is given back.
				signal.Reset(sig)
				go s.program.Send(tea.SuspendMsg{})
				continue
			}
			s.end(sig)
			return
		}
	}
}

// end quits and, where the program is too busy to notice, kills it.
func (s *signals) end(sig os.Signal) {
	s.mu.Lock()
	s.ended = sig
	s.mu.Unlock()
	const patience = 500 * time.Millisecond
	asked := make(chan struct{})
	go func() {
		s.program.Quit()
		close(asked)
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-asked:
	case <-s.done:
	case <-timer.C:
		s.program.Kill()
	}
}

// resumed listens for the suspending signals again.
func (s *signals) resumed() {
	if len(suspending) > 0 {
		signal.Notify(s.came, suspending...)
	}
}

// stop ends the listening and tells which signal ended the program, if one did.
func (s *signals) stop() os.Signal {
	signal.Stop(s.came)
	close(s.done)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ended
}
