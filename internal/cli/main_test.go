package cli

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"brincr-explorer/internal/keyring"
)

const programName = "brincr-explorer"

// TestMain puts this package's program into the path, as a process of its own:
// exit statuses, signals and streams are the real ones. Its keyring is none of this
// computer's: FAKE_KEYRING names the file that is one.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != programName {
		forgetNohup()
	}
	testscript.Main(m, map[string]func(){
		programName: func() {
			w := Process()
			w.Keyring = keyring.New(&fakeKeyring{file: os.Getenv("FAKE_KEYRING")}, 0)
			os.Exit(Main(w))
		},
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
