package cli

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
)

// started is a program that runs in the background.
type started struct {
	cmd            *exec.Cmd
	stdout, stderr transcript
	wait           func() error
}

// startUntil starts a program and returns once it has written text to standard
// output, or with an error once it ended without.
func startUntil(cmd *exec.Cmd, text string) (*started, error) {
	s := &started{cmd: cmd}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = &s.stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	said, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		s.read(out, text, said)
	}()
	s.wait = sync.OnceValue(func() error {
		<-ended
		return cmd.Wait()
	})
	select {
	case <-said:
		return s, nil
	case <-ended:
		return nil, fmt.Errorf("%v ended (%v) without saying %q:\n%s%s", cmd.Args, s.wait(), text, &s.stdout, &s.stderr)
	}
}

func (s *started) read(out io.Reader, text string, said chan<- struct{}) {
	heard := false
	for in := bufio.NewReader(out); ; {
		line, err := in.ReadString('\n')
		_, _ = io.WriteString(&s.stdout, line)
		if !heard && strings.Contains(s.stdout.String(), text) {
			heard = true
			close(said)
		}
		if err != nil {
			return
		}
	}
}

func (s *started) kill() {
	_ = s.cmd.Process.Kill() // it may have ended already
	_ = s.wait()
}

// transcript is what a program has written so far.
type transcript struct {
	mu   sync.Mutex
	text strings.Builder
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}
