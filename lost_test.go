//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

// TestG09_ALostTerminalEndsTheProgram closes the terminal's window on the
// program, in which case nothing is left that could be given back.
func TestG09_ALostTerminalEndsTheProgram(t *testing.T) {
	file := savedFile(t)
	silent, _ := namedPipe(t)
	for _, test := range []struct {
		name, script string
		args         []string
		shown        string
	}{
		{"idle", `exec "$@"`, []string{"--demo"}, "token"},
		{"before the first answer", `exec "$@"`, []string{"--config", silentServers(t)}, "requesting"},
		{"showing a file", `exec "$@"`, []string{"open", file}, "saved"},
		{"reading a pipe that stays silent", `exec "$@" <"$PIPE"`, []string{"open", "-"}, "Reading"},
		{"while 50 MB are indexed", `exec "$@"`, []string{"open", largeFile(t)}, "large.json"},
		// The shell outlives the terminal, so that no signal comes.
		{"and no signal", `trap '' HUP; "$@"; echo $? >"$STATUS"`, []string{"--demo"}, "token"},
		{"and no signal, showing a file", `trap '' HUP; "$@"; echo $? >"$STATUS"`, []string{"open", file}, "saved"},
		{"and no signal, reading a pipe that stays silent", `trap '' HUP; "$@" <"$PIPE"; echo $? >"$STATUS"`, []string{"open", "-"}, "Reading"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			status := filepath.Join(t.TempDir(), "status")
			c := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", test.script, "sh", binary}, test.args...)...)
			c.Env = append(environment(t), "TERM=xterm-256color", "STATUS="+status, "PIPE="+silent)
			master, err := pty.StartWithSize(c, &pty.Winsize{Cols: 120, Rows: 40})
			if err != nil {
				t.Fatal(err)
			}
			readUntil(t, master, test.shown)
			if err := master.Close(); err != nil {
				t.Fatal(err)
			}
			err = c.Wait()
			if ctx.Err() != nil {
				t.Fatal("the program went on without a terminal")
			}
			var exit *exec.ExitError
			code := c.ProcessState.ExitCode()
			if told, failed := os.ReadFile(status); failed == nil {
				if strings.TrimSpace(string(told)) != "129" {
					t.Errorf("the program ended with status %s", told)
				}
			} else if code != 129 || !errors.As(err, &exit) {
				t.Errorf("the program ended with status %d, %v", code, err)
			}
			if err := syscall.Kill(-c.Process.Pid, 0); !errors.Is(err, syscall.ESRCH) {
				t.Errorf("a process of the program's group is left: %v", err)
			}
		})
	}
}

// readUntil reads what the program writes until a text has come, which must be
// written in one piece.
func readUntil(t *testing.T, f *os.File, text string) {
	t.Helper()
	var all []byte
	buf := make([]byte, 4096)
	for !bytes.Contains(all, []byte(text)) {
		n, err := f.Read(buf)
		if err != nil {
			t.Fatalf("%q did not come: %v; what came: %q", text, err, all)
		}
		all = append(all, buf[:n]...)
	}
}
