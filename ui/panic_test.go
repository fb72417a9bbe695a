//go:build unix

package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/response"

	"brincr-explorer/internal/screen"
)

// mistake names, in the environment, where the program of these tests fails.
const mistake = "UI_TEST_MISTAKE"

// thrown is what no terminal may ever show: a secret, and a server's bytes.
const thrown = "the secret 4711 \x1b[31m\x1b]0;title\x07"

// faulty is the model with a mistake, made when x is pressed.
type faulty struct {
	*model
	where string
	view  *bool // the next View panics
}

func (f faulty) Init() tea.Cmd {
	if f.where == "Init" {
		panic(thrown)
	}
	return f.model.Init()
}

func (f faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	fail := func() tea.Msg { panic(errors.New(thrown)) }
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "x" {
		switch f.where {
		case "Update":
			panic(thrown)
		case "View":
			*f.view = true
		case "a command":
			return f, fail
		case "a command of a batch":
			return f, tea.Batch(fail, tea.Batch(fail, fail), tick(time.Hour))
		case "the runtime":
			var none []int
			_ = none[len(f.o.Files)]
		case "an endless Update":
			fmt.Print("\rSTUCK")
			select {}
		}
	}
	_, cmd := f.model.Update(msg)
	return f, cmd
}

func (f faulty) View() tea.View {
	if *f.view {
		panic(fmt.Errorf("%s", thrown))
	}
	return f.model.View()
}

// TestProgramWithAMistake is no test but the program that the tests below run
// in a pseudo-terminal.
func TestProgramWithAMistake(t *testing.T) {
	where := os.Getenv(mistake)
	if where == "" {
		t.Skip("runs in a pseudo-terminal only")
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	o := Options{Files: []response.File{file("saved.json", `{"saved":true}`)}}
	m := newModel(ctx, o)
	err := run(ctx, faulty{model: m, where: where, view: new(bool)}, m, o)
	var p *PanicError
	var s *SignalError
	switch {
	case errors.As(err, &p):
		fmt.Fprintln(os.Stderr, "brincr-explorer: "+err.Error())
		os.Exit(1)
	case errors.As(err, &s):
		os.Exit(128 + int(s.Signal.(syscall.Signal)))
	}
	os.Exit(0)
}

func TestG09_AMistakeGivesTheTerminalBack(t *testing.T) {
	for _, where := range []string{"Init", "Update", "View", "a command", "a command of a batch", "the runtime"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			s := startFaulty(t, where)
			if where != "Init" {
				press(t, s)
			}
			code, err := s.Wait()
			if code != 1 || err != nil {
				t.Errorf("ended with status %d, %v", code, err)
			}
			given(t, s)
			seen := s.Frame()
			if !seen.Contains("failed by a mistake of its own: ") || !bytes.Contains(s.Raw(), []byte("panic_test.go:")) {
				t.Errorf("no report of the mistake:\n%s", seen.Text())
			}
			for _, never := range []string{"4711", "\x1b[31m", "\x1b]0;"} {
				if bytes.Contains(s.Raw(), []byte(never)) {
					t.Errorf("%q reached the terminal", never)
				}
			}
		})
	}
}

// TestG09_AProgramThatIsStuckStillEnds: the terminal is given back, and the
// process does not outlive that.
func TestG09_AProgramThatIsStuckStillEnds(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGQUIT} {
		s := startFaulty(t, "an endless Update")
		press(t, s)
		if err := s.WaitForText(t.Context(), "STUCK"); err != nil {
			t.Fatal(err)
		}
		if err := s.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if code, err := s.Wait(); code != 128+int(sig) || err != nil {
			t.Errorf("ended with status %d, %v", code, err)
		}
		given(t, s)
	}
}

func startFaulty(t *testing.T, where string) *screen.Session {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s, err := screen.Start(screen.Options{
		Path: self, Args: []string{"-test.run=^TestProgramWithAMistake$"}, Width: 120, Height: 200,
		Env: []string{mistake + "=" + where, "HOME=" + t.TempDir()},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// press makes the mistake happen.
func press(t *testing.T, s *screen.Session) {
	t.Helper()
	if err := s.WaitForText(t.Context(), "saved: true"); err != nil {
		t.Fatal(err)
	}
	if m := s.Modes(); !m.AltScreen || !m.Mouse {
		t.Fatalf("the program runs with the modes %v", m)
	}
	if err := s.Type("x"); err != nil {
		t.Fatal(err)
	}
}

// given checks that the terminal is as it was before the program.
func given(t *testing.T, s *screen.Session) {
	t.Helper()
	if left := s.Modes().Left(); len(left) > 0 {
		t.Errorf("modes left behind: %v", left)
	}
	if before, now, err := s.Termios(); err != nil || before != now {
		t.Errorf("the line discipline is not as before (raw: %v), %v", now.Raw(), err)
	}
}
