//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"syscall"
	"testing"
	"time"

	"brincr-explorer/internal/screen"
)

// binary is the program under test, built once by TestMain.
var binary string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "brincr-explorer")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "brincr-explorer")
	args := []string{"build", "-o", binary}
	if raceDetected() {
		args = append(args, "-race")
	}
	if out, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// raceDetected tells whether these tests run with the race detector; the
// program is then built with it too, and ends with a status of its own (66)
// when it finds one.
func raceDetected() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// patience is how long a test waits for what must come. It is long, for a
// machine that is busy; a test that passes never waits for it.
const patience = 60 * time.Second

// A terminal is a program in a pseudo-terminal, and the test that looks on.
type terminal struct {
	*screen.Session
	t testing.TB
}

// begin starts the program with arguments. change, where it is not nil, alters
// the terminal or what runs in it.
func begin(t testing.TB, change func(*screen.Options), args ...string) *terminal {
	t.Helper()
	o := screen.Options{Path: binary, Args: args, Env: environment(t), Width: 120, Height: 40, Timeout: 4 * patience}
	if change != nil {
		change(&o)
	}
	session, err := screen.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return &terminal{Session: session, t: t}
}

// environment is the whole environment of the program: no config of the user
// who runs the tests is in reach.
func environment(t testing.TB) []string {
	home := t.TempDir()
	return []string{"HOME=" + home, "XDG_CONFIG_HOME=" + home, "PATH=" + os.Getenv("PATH"), "TZ=UTC", "GORACE=atexit_sleep_ms=0"}
}

// until waits for a screen, and returns it.
func (s *terminal) until(what string, done func(screen.Frame) bool) screen.Frame {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	var last screen.Frame
	err := s.WaitFor(ctx, func(f screen.Frame) bool {
		last = f
		return done(f)
	})
	if err != nil {
		s.t.Fatalf("waiting for %s: %v", what, err)
	}
	return last
}

// sees waits until all texts are on the screen at once.
func (s *terminal) sees(texts ...string) screen.Frame {
	s.t.Helper()
	return s.until(fmt.Sprintf("%q", texts), func(f screen.Frame) bool { return hasAll(f, texts...) })
}

// loses waits until none of the texts is on the screen any more.
func (s *terminal) loses(texts ...string) screen.Frame {
	s.t.Helper()
	return s.until(fmt.Sprintf("the end of %q", texts), func(f screen.Frame) bool { return !slices.ContainsFunc(texts, f.Contains) })
}

func hasAll(f screen.Frame, texts ...string) bool {
	return !slices.ContainsFunc(texts, func(text string) bool { return !f.Contains(text) })
}

// types presses keys by name, one after the other.
func (s *terminal) types(keys ...string) {
	s.t.Helper()
	if err := s.Type(keys...); err != nil {
		s.t.Fatal(err)
	}
}

// insists presses a key until a text is on the screen: a signal that comes just
// before a shell waits for input is noticed only with the next.
func (s *terminal) insists(key, text string) {
	s.t.Helper()
	for range 30 {
		s.types(key)
		ctx, cancel := context.WithTimeout(s.t.Context(), 2*time.Second)
		err := s.WaitFor(ctx, func(f screen.Frame) bool { return f.Contains(text) })
		cancel()
		if err == nil {
			return
		}
	}
	s.t.Fatalf("%s does not bring %q:\n%s", key, text, s.Frame().Text())
}

// gets sends a GET for a path below the API, by typing it.
func (s *terminal) gets(path string) {
	s.t.Helper()
	s.types("ctrl+g")
	s.sees("GET ›")
	s.types(path, "enter")
}

// ends waits for the program's end, and checks its status and everything that
// it has to leave as it found it.
func (s *terminal) ends(status int) {
	s.t.Helper()
	begun := time.Now()
	code, err := s.Wait()
	if code != status || err != nil {
		s.t.Errorf("the program ended with status %d, %v; not with %d; the last screen:\n%s", code, err, status, s.Frame().Text())
	}
	s.t.Logf("ended %v later", time.Since(begun).Round(time.Millisecond))
	s.gaveBack()
	if err := syscall.Kill(-s.Group(), 0); !errors.Is(err, syscall.ESRCH) {
		s.t.Errorf("a process of the program's group is left: %v", err)
	}
}

// gaveBack checks that the terminal is as it was before the program.
func (s *terminal) gaveBack() {
	s.t.Helper()
	if left := s.Modes().Left(); len(left) > 0 {
		s.t.Errorf("modes left behind: %v", left)
	}
	before, now, err := s.Termios()
	if err != nil || before != now {
		s.t.Errorf("the line discipline is not as before (raw: %v), %v", now.Raw(), err)
	}
	if _, _, visible := s.Frame().Cursor(); !visible {
		s.t.Error("the cursor stays hidden")
	}
}
