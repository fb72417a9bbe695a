package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"brincr-explorer/internal/config"
)

// readSecret reads a secret from the terminal, which does not show it, or else
// standard input to its end. It is asked for once: a secret is pasted, and a second
// paste would prove nothing. source is what a message calls the input.
func (p *program) readSecret(ctx context.Context, name string) (content []byte, source string, err error) {
	stdin, isFile := p.Stdin.(*os.File)
	if isFile && p.Terminal(p.Stdin) {
		content, err = askHidden(ctx, stdin, p.Stderr, "Secret for "+name+" (not shown): ")
		return content, "what was typed", err
	}
	content, err = interruptible(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(p.Stdin, config.MaxSecret+1)) })
	if err != nil && ctx.Err() == nil {
		err = unreadable("standard input", err)
	}
	return content, "standard input", err
}

// askHidden gives the terminal back as it was, also where a signal ends the
// waiting. Stopping is held off meanwhile: the shell would let the terminal show
// again what is typed.
func askHidden(ctx context.Context, terminal *os.File, out io.Writer, prompt string) ([]byte, error) {
	fd := int(terminal.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, unreadable("the terminal", err)
	}
	defer holdStops()()
	_, _ = fmt.Fprint(out, prompt)
	content, err := interruptible(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	_, _ = fmt.Fprintln(out)
	_ = term.Restore(fd, before) // after a signal the reading goes on, until the process ends
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, unreadable("the terminal", err)
	}
	return content, nil
}

// interruptible leaves a reading when a signal comes: a read that stays silent
// cannot be ended otherwise. The process is about to end then.
func interruptible(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type outcome struct {
		read []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		got, err := read()
		done <- outcome{got, err}
	}()
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case o := <-done:
		return o.read, o.err
	}
}
