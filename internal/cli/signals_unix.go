//go:build unix

package cli

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// endingSignals leaves out a hangup that nohup made the process ignore. The
// others end the program in any case: shells start what runs in the background
// with interrupts ignored, and demo-server must still be ended by one.
func endingSignals() []os.Signal {
	list := []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT}
	if !signal.Ignored(syscall.SIGHUP) {
		list = append(list, syscall.SIGHUP)
	}
	return list
}

// readerGone tells that a write failed because nobody reads the pipe any more.
func readerGone(err error) bool { return errors.Is(err, syscall.EPIPE) }

// holdStops makes ctrl+z do nothing until the function that it gives is called.
func holdStops() (resume func()) {
	signal.Ignore(syscall.SIGTSTP)
	return func() { signal.Reset(syscall.SIGTSTP) }
}
