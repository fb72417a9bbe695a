package screen

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// The test binary is also the programs that the tests of Session run.
func TestMain(m *testing.M) {
	if name := os.Getenv("SCREEN_TEST_PROGRAM"); name != "" {
		os.Exit(runProgram(name))
	}
	goleak.VerifyTestMain(m)
}
