package ui

import (
	"context"
	"os/exec"
	"syscall"
	"time"
)

// starting makes a program that ends when its context does.
type starting func(context.Context) *exec.Cmd

// moment is long enough for a goroutine that is ready to run.
const moment = 20 * time.Millisecond

// lend runs a program that has the terminal until it ends. What is typed to stop
// or end a program is meant for that one; a signal that ends this program ends
// it too, and the terminal is given back by whoever gives it back otherwise.
func (s *signals) lend(start starting) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	// Bubble Tea 2.0 stops the clock of its renderer only after it said that the
	// renderer has stopped. Were it started again before, it would draw no more.
	select {
	case <-s.ended:
		return context.Canceled
	case <-time.After(moment):
	}
	s.lent.Store(&cancel)
	defer s.lent.Store(nil)
	select {
	case <-s.ended: // just before it would have been ended
		return context.Canceled
	default:
	}
	defer s.back.taken()
	return runLent(start(ctx))
}

// runLent runs a program that is asked to end, and after a while made to.
func runLent(cmd *exec.Cmd) error {
	const patience = 200 * time.Millisecond
	cmd.WaitDelay = patience
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	return cmd.Run()
}
