//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"brincr-explorer/internal/screen"
)

// opened are the two ways to have panes, with what is on the screen then.
func opened(t *testing.T) map[string][]string {
	t.Helper()
	return map[string][]string{"--demo": {"DEMO", "● token 59:"}, "open " + savedFile(t): {"saved.json", "saved: true"}}
}

// TestG09_OddTerminals: whatever the environment says of the terminal, the
// panes are drawn whole, and nothing is left behind.
func TestG09_OddTerminals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		script string
		env    []string
	}{
		"TERM unset":         {`unset TERM COLORTERM`, nil},
		"TERM empty":         {``, []string{"TERM="}},
		"TERM unknown":       {``, []string{"TERM=nobody-knows-this"}},
		"TERM vt100":         {``, []string{"TERM=vt100", "COLORTERM="}},
		"NO_COLOR":           {``, []string{"NO_COLOR=1"}},
		"LANG=C":             {``, []string{"LANG=C", "LC_ALL=C", "LC_CTYPE=C"}},
		"LANG=nl_NL.ISO8859": {``, []string{"LANG=nl_NL.ISO8859-1"}},
		"no home, no TZ":     {`unset HOME XDG_CONFIG_HOME TZ`, nil},
	} {
		for args, shown := range opened(t) {
			t.Run(name+"/"+args[:4], func(t *testing.T) {
				t.Parallel()
				s := begin(t, func(o *screen.Options) {
					o.Path, o.Args = "/bin/sh", append([]string{"-c", test.script + "\nexec \"$@\"", "sh", binary}, strings.Fields(args)...)
					o.Env = append(o.Env, test.env...)
				})
				s.until("the panes", func(f screen.Frame) bool { return hasAll(f, append(shown, "q quit")...) && framed(f) })
				if !s.Modes().AltScreen {
					t.Error("the panes are not on the alternate screen")
				}
				s.types("?")
				s.sees("keys of this pane")
				s.types("esc")
				s.loses("keys of this pane")
				s.types("q")
				s.ends(0)
			})
		}
	}
}

// framed tells whether the frame of the panes stands in its place, down to the
// last row and column: nothing in it has moved the cursor.
func framed(f screen.Frame) bool {
	w, h := f.Width(), f.Height()
	for y := 1; y < h-1; y++ {
		if !strings.Contains("│╭╰┃─", f.Cell(0, y).Content) || !strings.Contains("│╮╯┃", f.Cell(w-1, y).Content) {
			return false
		}
	}
	return f.Cell(w-1, h-2).Content == "╯" && f.Row(0) != ""
}

// TestG09_WithoutATerminal: where one of the three streams is none, the panes
// open only if they can be drawn and answered. Not an escape sequence goes where
// no terminal is.
func TestG09_WithoutATerminal(t *testing.T) {
	t.Parallel()
	for args, shown := range opened(t) {
		for stream, redirection := range map[string]string{"standard input": `</dev/null`, "standard output": `>"$FILE"`, "standard error": `2>"$FILE"`} {
			t.Run(stream+"/"+args[:4], func(t *testing.T) {
				t.Parallel()
				file := filepath.Join(t.TempDir(), "stream")
				s := begin(t, func(o *screen.Options) {
					o.Path, o.Args = "/bin/sh", append([]string{"-c", `exec "$@" ` + redirection, "sh", binary}, strings.Fields(args)...)
					o.Env = append(o.Env, "FILE="+file)
				})
				if stream == "standard error" {
					s.sees(append(shown, "q quit")...)
					s.types("q")
					s.ends(0)
				} else {
					s.ends(2)
					if sequences, text := escapes(s.Raw()); len(sequences) > 0 || !strings.Contains(string(text), stream+" is none") {
						t.Errorf("on the terminal: %q and %q", sequences, text)
					}
				}
				if text, err := os.ReadFile(file); len(text) > 0 {
					t.Errorf("%v; in the place of %s: %q", err, stream, text)
				}
			})
		}
	}
}

// TestG09_WithoutAnyTerminal is cron, or a service: all commands say so, and
// write no escape sequence.
func TestG09_WithoutAnyTerminal(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]int{
		"--demo": 2, "open " + savedFile(t): 2, "open -": 2, "get categories --demo": 0, "get demo/html --demo": 5, "get none --demo": 4, "get demo/hostile --demo": 0,
		"token --demo": 0, "": 2, "secret set a": 2, "--help": 0, "nonsense": 2,
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr bytes.Buffer
			c := exec.CommandContext(t.Context(), binary, strings.Fields(args)...)
			c.Env = append(environment(t), "TERM=xterm-256color", "COLORTERM=truecolor", "CLICOLOR_FORCE=1")
			c.Stdout, c.Stderr, c.Stdin = &stdout, &stderr, strings.NewReader("")
			_ = c.Run()
			if got := c.ProcessState.ExitCode(); got != want {
				t.Errorf("status %d, not %d: %s", got, want, &stderr)
			}
			if said := stdout.String() + stderr.String(); strings.ContainsRune(said, 0x1b) {
				t.Errorf("an escape sequence: %q", said)
			}
		})
	}
}
