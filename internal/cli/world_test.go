package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"brincr-explorer/internal/keyring"
)

// testWorld is a world without terminal, environment and config.
type testWorld struct {
	World
	stdout, stderr bytes.Buffer
}

func newWorld(t *testing.T, args ...string) *testWorld {
	t.Helper()
	w := &testWorld{}
	environ := map[string]string{"XDG_CONFIG_HOME": filepath.Join(t.TempDir(), "nothing")}
	w.World = World{
		Args: args, Stdin: strings.NewReader(""), Stdout: &w.stdout, Stderr: &w.stderr,
		LookupEnv: func(name string) (string, bool) { value, ok := environ[name]; return value, ok },
		Environ:   func() []string { return nil },
		Keyring:   keyring.New(&fakeKeyring{}, 0),
		Terminal:  func(any) bool { return false },
	}
	return w
}

// run runs the program in this process.
func (w *testWorld) run(t *testing.T) int {
	t.Helper()
	status := Main(w.World)
	judgeStreams(t, append(w.Args, ""), status, w.stdout.String(), w.stderr.String())
	return status
}

// failing is a stream that cannot be written.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

var _ io.Writer = failing{}
