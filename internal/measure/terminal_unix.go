//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	"github.com/creack/pty"

	"brincr-explorer/internal/screen"
)

// The terminal's size in cells.
const width, height = 120, 40

// patience is how long anything may take.
const patience = 3 * time.Minute

// A read is what came from the program at once.
type read struct {
	at   time.Time
	data []byte
}

// terminal is a program in a pseudo-terminal, all that it wrote and when.
type terminal struct {
	cmd     *exec.Cmd
	master  *os.File
	begun   time.Time // just before the exec
	running sync.WaitGroup

	mu      sync.Mutex
	reads   []read
	changed chan struct{} // closed and replaced with every read
	ended   bool

	replay *screen.Replay
	shown  int // reads that the replay was fed
}

func start(path string, args, env []string) (*terminal, error) {
	t := &terminal{cmd: exec.Command(path, args...), changed: make(chan struct{})}
	t.cmd.Env = env
	t.begun = time.Now()
	master, err := pty.StartWithSize(t.cmd, &pty.Winsize{Cols: width, Rows: height})
	if err != nil {
		return nil, fmt.Errorf("could not start %s in a pseudo-terminal: %w", path, err)
	}
	t.master, t.replay = master, screen.NewReplay(width, height)
	t.running.Go(t.listen)
	return t, nil
}

// close kills the program and waits until nothing of it is left.
func (t *terminal) close() {
	_ = syscall.Kill(-t.cmd.Process.Pid, syscall.SIGKILL) // it leads its own group
	_ = t.cmd.Wait()
	t.running.Wait() // reading ends with the program
	_ = t.master.Close()
	_ = t.replay.Close()
}

// listen stamps what comes, and answers what is asked.
func (t *terminal) listen() {
	answers, buf := newAnswerer(), make([]byte, 64<<10)
	for {
		n, err := t.master.Read(buf)
		at := time.Now()
		if n > 0 {
			if answer := answers.feed(buf[:n]); answer != "" {
				_, _ = t.master.WriteString(answer)
			}
		}
		t.mu.Lock()
		if n > 0 {
			t.reads = append(t.reads, read{at, bytes.Clone(buf[:n])})
		}
		t.ended = err != nil
		close(t.changed)
		t.changed = make(chan struct{})
		t.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// press writes keys as a terminal sends them, and tells when.
func (t *terminal) press(keys string) (at time.Time, err error) {
	at = time.Now()
	if _, err := t.master.WriteString(keys); err != nil {
		return at, fmt.Errorf("the program takes no keys: %w", err)
	}
	return at, nil
}

// count is how many reads there were.
func (t *terminal) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.reads)
}

// since returns the reads from number n on.
func (t *terminal) since(n int) []read {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.reads[n:len(t.reads):len(t.reads)]
}

var errEnded = errors.New("the program ended by itself")

// await waits for read number n, at most until the deadline; ok is false when it did
// not come by then.
func (t *terminal) await(ctx context.Context, n int, deadline time.Time) (r read, ok bool, err error) {
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	for {
		t.mu.Lock()
		changed, ended := t.changed, t.ended
		if len(t.reads) > n {
			r, ok = t.reads[n], true
		}
		t.mu.Unlock()
		switch {
		case ok:
			return r, true, nil
		case ended:
			return r, false, errEnded
		}
		select {
		case <-changed:
		case <-timer.C:
			return r, false, nil
		case <-ctx.Done():
			return r, false, context.Cause(ctx)
		}
	}
}
