package cli

import (
	"os"
	"path/filepath"
	"testing"

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
