//go:build unix

package openapi

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// within is how long a description of 300 operations may take. Time is that of the
// processor: a machine with other work to do says nothing about this program. The
// best of three counts.
const within = 300 * time.Millisecond

// busy is the time that the processors have spent on this process.
func busy(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestThreeHundredOperationsLoadInTime(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector makes everything ten times slower")
	}
	folder := t.TempDir()
	files := map[string]int{filepath.Join(folder, "generated.json"): 400, filepath.Join(folder, "generated.yaml"): 400}
	for file, content := range map[string][]byte{"generated.json": generated(400), "generated.yaml": generatedYAML(t, 400)} {
		if err := os.WriteFile(filepath.Join(folder, file), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for file, least := range published(t) {
		files[file] = least
	}
	for file, least := range files {
		best := time.Hour
		for range 3 {
			start := busy(t)
			d, err := Load(t.Context(), Source{At: file, APIURL: base}, nil)
			best = min(best, busy(t)-start)
			if err != nil || len(d.Endpoints) < least {
				t.Fatalf("%s: %d endpoints, %v", file, len(d.Endpoints), err)
			}
		}
		t.Logf("%s: %v", filepath.Base(file), best)
		if best > within {
			t.Errorf("%s takes %v", filepath.Base(file), best)
		}
	}
}
