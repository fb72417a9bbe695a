//go:build unix

package main

import (
	"os"
	"strings"
	"testing"

	"brincr-explorer/internal/screen"
)

// TestG09_AHeldTerminal is a connection that has stalled: nothing that is
// written gets through. A signal ends the program all the same, and the line
// discipline is given back. What has to be written for the rest cannot be.
func TestG09_AHeldTerminal(t *testing.T) {
	t.Parallel()
	for args, shown := range opened(t) {
		for _, way := range ways {
			if way.key {
				continue
			}
			t.Run(args[:4]+"/"+way.name, func(t *testing.T) {
				t.Parallel()
				s := begin(t, silentRaces, strings.Fields(args)...)
				s.sees(append(shown, "q quit")...)
				s.hold()
				s.types("?")
				way.end(s)
				if code, err := s.Wait(); code != way.status || err != nil {
					t.Errorf("ended with status %d, %v", code, err)
				}
				if before, now, err := s.Termios(); before != now || err != nil {
					t.Errorf("the line discipline is not as before (raw: %v), %v", now.Raw(), err)
				}
			})
		}
	}
}

// silentRaces keeps the race detector from writing to the terminal, which takes
// nothing: it would wait for ever. Bubble Tea closes its reader while that is
// still at work when it is killed, as a program is that cannot say goodbye.
func silentRaces(o *screen.Options) {
	for i, v := range o.Env {
		if strings.HasPrefix(v, "GORACE=") {
			o.Env[i] = v + " log_path=" + os.DevNull
		}
	}
}

// TestG09_AHeldTerminalGoesOn: what was typed meanwhile is done once the
// terminal takes something again, quitting included.
func TestG09_AHeldTerminalGoesOn(t *testing.T) {
	t.Parallel()
	for args, shown := range opened(t) {
		t.Run(args[:4], func(t *testing.T) {
			t.Parallel()
			s := begin(t, nil, strings.Fields(args)...)
			s.sees(append(shown, "q quit")...)
			s.hold()
			s.types("?")
			s.release()
			s.sees("keys of this pane")
			s.types("esc")
			s.loses("keys of this pane")
			s.hold()
			s.types("q")
			s.release()
			s.ends(0)
		})
	}
}

func (s *terminal) hold() {
	s.t.Helper()
	if err := s.Hold(); err != nil {
		s.t.Fatal(err)
	}
}

func (s *terminal) release() {
	s.t.Helper()
	if err := s.Release(); err != nil {
		s.t.Fatal(err)
	}
}
