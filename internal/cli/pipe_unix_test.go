//go:build unix

package cli

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// A reader that leaves, such as head, ends the program without a word: by the
// signal for it or, where that is ignored, with the status that a shell gives
// to such an end.
func TestPipeWithoutAReader(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"get --demo 'demo/large?megabytes=1'", "token --demo", "demo-server", "--help", "completion bash"} {
		for _, start := range []string{"exec ", "trap '' PIPE; exec "} {
			t.Run(start+line, func(t *testing.T) {
				t.Parallel()
				r, w, err := os.Pipe()
				if err != nil {
					t.Fatal(err)
				}
				defer w.Close()
				r.Close()
				var stderr transcript
				cmd := process(t, "sh", "-c", start+"brincr-explorer "+line)
				cmd.Stdout, cmd.Stderr = w, &stderr
				ended := endedByPipe(cmd.Run())
				if !ended && line != "--help" || stderr.String() != "" { // cobra does not look at its own writing
					t.Errorf("%v\n%s", cmd.ProcessState, &stderr)
				}
			})
		}
	}
}

func endedByPipe(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return exit.ExitCode() == statusPipe || ok && status.Signaled() && status.Signal() == syscall.SIGPIPE
}

func TestReaderGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, strings.Fields("get --demo categories")...)
	w.Stdout = failing{&fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}}
	if got := Main(w.World); got != 141 || w.stderr.Len() > 0 {
		t.Errorf("status %d\n%s", got, w.stderr.String())
	}
}
