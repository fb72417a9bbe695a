//go:build unix

package main

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A server is a demo-server in a process of its own, with the log that it
// writes.
type server struct {
	config string

	mu      sync.Mutex
	lines   []string
	changed chan struct{} // closed and replaced with every line
}

// serve starts a demo-server, and waits until its config is there.
func serve(t *testing.T, args ...string) *server {
	t.Helper()
	s := &server{config: filepath.Join(t.TempDir(), "demo.toml"), changed: make(chan struct{})}
	c := exec.Command(binary, append([]string{"demo-server", "--listen", "127.0.0.1:0", "--write-config", s.config}, args...)...)
	c.Env = environment(t)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	log, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var reading sync.WaitGroup
	reading.Go(func() {
		for lines := bufio.NewScanner(log); lines.Scan(); {
			s.add(lines.Text())
		}
	})
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		reading.Wait()
		_ = c.Wait() // the status is 143
	})
	ready := bufio.NewScanner(out)
	for ready.Scan() && !strings.Contains(ready.Text(), "--config "+s.config) {
	}
	if err := ready.Err(); err != nil {
		t.Fatal(err)
	}
	reading.Go(func() {
		for ready.Scan() { // what nobody reads must not block the server
		}
	})
	return s
}

func (s *server) add(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, line)
	close(s.changed)
	s.changed = make(chan struct{})
}

// logged are the lines of the log with all of some texts.
func (s *server) logged(texts ...string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []string
	for _, line := range s.lines {
		if containsAll(line, texts) {
			found = append(found, line)
		}
	}
	return found
}

func containsAll(line string, texts []string) bool {
	for _, text := range texts {
		if !strings.Contains(line, text) {
			return false
		}
	}
	return true
}

// until waits until n lines of the log hold all of some texts.
func (s *server) until(t *testing.T, n int, texts ...string) {
	t.Helper()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if len(s.logged(texts...)) >= n {
			return
		}
		select {
		case <-changed:
		case <-timer.C:
			t.Fatalf("%d lines with %q did not come; the log is %q", n, texts, s.logged())
		}
	}
}
