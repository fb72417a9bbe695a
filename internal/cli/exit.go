package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"brincr-explorer/ui"
)

// The exit statuses, as the help and the README promise them.
const (
	statusDone   = 0
	statusFailed = 1 // the request or the program failed
	statusUsage  = 2 // wrong usage or config
	statusToken  = 3 // no token could be had
	statusClient = 4 // the API answered 4xx
	statusServer = 5 // the API answered 5xx
	statusSignal = 128
	// statusPipe is what a shell says of a program that the signal for a pipe
	// without a reader ended; so it is the same where that signal is ignored.
	statusPipe = statusSignal + 13
)

// exitError is an error with the status that it ends the program with.
type exitError struct {
	status int
	err    error
	hint   string // a last line, "" for none
}

func (e exitError) Error() string { return e.err.Error() }
func (e exitError) Unwrap() error { return e.err }

func usage(err error) error { return exitError{status: statusUsage, err: err} }

// errReaderGone ends the program without a word: whoever reads the output has
// seen enough, such as head.
var errReaderGone = errors.New("nobody reads standard output any more")

// report writes an error for people, and gives the exit status.
func report(ctx context.Context, stderr io.Writer, err error) int {
	var unfinished *ui.UnfinishedError
	if errors.As(err, &unfinished) {
		status := report(ctx, stderr, unfinished.Err)
		tellUnfinished(stderr, unfinished)
		return max(status, statusFailed)
	}
	if err == nil {
		return statusDone
	}
	if sig := endedBy(ctx, err); sig != nil {
		return statusSignal + signalNumber(sig)
	}
	if errors.Is(err, errReaderGone) {
		return statusPipe
	}
	writeError(stderr, err)
	var exit exitError
	if !errors.As(err, &exit) {
		return statusFailed
	}
	if exit.hint != "" {
		line(stderr, "  "+exit.hint)
	}
	return exit.status
}

// tellUnfinished says what was left without an answer. The terminal that a signal
// ended the panes on may take nothing any more: it is not waited for.
func tellUnfinished(stderr io.Writer, e *ui.UnfinishedError) {
	told := make(chan struct{})
	go func() {
		defer close(told)
		explain(stderr, e.Error(), "", "it may have been carried out: look before sending it again")
	}()
	select {
	case <-told:
	case <-time.After(500 * time.Millisecond):
	}
}

// endedBy is the signal that ended the program, if one did. ctrl+c in the panes
// counts as one.
func endedBy(ctx context.Context, err error) os.Signal {
	var bySignal *ui.SignalError
	var s signalled
	switch {
	case errors.Is(err, ui.ErrInterrupted):
		return os.Interrupt
	case errors.As(err, &bySignal):
		return bySignal.Signal
	case errors.As(context.Cause(ctx), &s):
		return s.signal
	}
	return nil
}

func signalNumber(sig os.Signal) int {
	if n, ok := sig.(syscall.Signal); ok {
		return int(n)
	}
	return statusFailed
}

// reportPanic tells of a mistake of the program, with what a report of it needs.
// What was thrown is named by its type: its text could hold a secret. The stack
// shows arguments as addresses only.
func reportPanic(stderr io.Writer, thrown any) int {
	what := fmt.Sprintf("a value of the type %T", thrown)
	if known, ok := thrown.(runtime.Error); ok {
		what = known.Error()
	}
	line(stderr, "brincr-explorer: failed by a mistake of its own: "+what)
	line(stderr, "  next:   please report it, with these lines and what you did before")
	for text := range strings.Lines(string(debug.Stack())) {
		line(stderr, "  "+strings.ReplaceAll(strings.TrimRight(text, "\n"), "\t", "    "))
	}
	return statusFailed
}
