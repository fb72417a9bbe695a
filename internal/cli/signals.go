package cli

import (
	"context"
	"os"
	"os/signal"
	"sync"
)

// signalled is why a context ended.
type signalled struct{ signal os.Signal }

func (s signalled) Error() string { return "ended by the signal " + s.signal.String() }

// signals ends a context on the signals that end a command.
type signals struct {
	came   chan os.Signal
	quit   chan struct{}
	ended  chan struct{}
	cancel context.CancelCauseFunc
	once   sync.Once
}

func watchSignals(parent context.Context) (context.Context, *signals) {
	ctx, cancel := context.WithCancelCause(parent)
	s := &signals{came: make(chan os.Signal, 1), quit: make(chan struct{}), ended: make(chan struct{}), cancel: cancel}
	signal.Notify(s.came, endingSignals()...)
	go s.listen()
	return ctx, s
}

func (s *signals) listen() {
	defer close(s.ended)
	select {
	case sig := <-s.came:
		// Whoever sends a second one does not want to wait: it ends the process.
		signal.Stop(s.came)
		s.cancel(signalled{sig})
	case <-s.quit:
	}
}

// release gives the signals back to the process. One that came before is in the
// context's cause; none is lost in between.
func (s *signals) release() {
	s.once.Do(func() {
		signal.Stop(s.came)
		close(s.quit)
		<-s.ended
		select {
		case sig := <-s.came:
			s.cancel(signalled{sig})
		default:
		}
	})
}

// handOver leaves the signals to the panes, which have a terminal to give back
// before they end. The error is the signal that came too early for them.
func (s *signals) handOver(ctx context.Context) error {
	s.release()
	return context.Cause(ctx)
}
