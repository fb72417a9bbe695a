package screen

import (
	"io"
	"sync"
)

// Replay shows what a program wrote, after the fact and without the program, so
// that the emulator's own cost is no part of what was timed. It is not safe for
// concurrent use.
type Replay struct {
	term    *terminal
	running sync.WaitGroup
}

// NewReplay returns an empty screen. Close ends it.
func NewReplay(width, height int) *Replay {
	r := &Replay{term: newTerminal(width, height, false, false)}
	r.running.Go(func() { _, _ = io.Copy(io.Discard, unheard{r.term}) })
	return r
}

// unheard reads what the emulator says to queries: nobody waits for it here, but
// the emulator stands still until it is read.
type unheard struct{ term *terminal }

func (a unheard) Read(p []byte) (int, error) { return a.term.readAnswer(p) }

// Write shows the next bytes. It never fails.
func (r *Replay) Write(p []byte) (int, error) {
	r.term.write(p)
	return len(p), nil
}

// Frame returns what the terminal shows. During a synchronized update that is
// what it showed before.
func (r *Replay) Frame() Frame { return r.term.frame() }

// Close ends the replay. It may be called once.
func (r *Replay) Close() error {
	r.term.close()
	r.running.Wait()
	return nil
}
