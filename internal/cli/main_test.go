package cli

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

const programName = "brincr-explorer"

// TestMain puts this package's program into the path, as a process of its own:
// exit statuses, signals and streams are the real ones.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != programName {
		forgetNohup()
	}
	testscript.Main(m, map[string]func(){
		programName: func() { os.Exit(Main(Process())) },
	})
}

// process is the program, to be started in a process of its own. One that hangs
// is killed, so that its test can tell.
func process(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return exec.CommandContext(ctx, name, args...)
}
