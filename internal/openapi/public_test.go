package openapi

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// published are descriptions that people really have. They come with the source
// of kin-openapi (MIT), which building this package brings onto the disk.
func published(tb testing.TB) map[string]int {
	tb.Helper()
	out, err := exec.CommandContext(tb.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/getkin/kin-openapi").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		tb.Skipf("the source of kin-openapi is not on this disk: %v", err)
	}
	return map[string]int{
		filepath.Join(dir, "openapi3", "testdata", "oai_v3_stoplight.json"): 300, // 3.1, JSON, 1.5 MB
		filepath.Join(dir, "openapi3", "testdata", "issue796.yml"):          140, // 3.0, YAML
		filepath.Join(dir, "openapi2", "testdata", "swagger.json"):          15,  // 2.0, the pet store
	}
}

func TestPublishedDescriptionsLoad(t *testing.T) {
	for file, least := range published(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			d, err := Load(t.Context(), Source{At: file, APIURL: base}, nil)
			if err != nil || len(d.Endpoints) < least || d.Found > 0 {
				t.Fatalf("%d endpoints, %d notes %v, %v", len(d.Endpoints), d.Found, d.Notes, err)
			}
			for _, e := range d.Endpoints {
				if b := e.Operation.Body; b != nil && b.Check != nil && len(b.Example) > 0 {
					b.Check(b.Example)
				}
			}
		})
	}
}

// within is how long a description of 300 operations may take. The race detector
// and a machine with other work to do make it slower, not wrong: the best of three
// counts.
const within = 300 * time.Millisecond

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
			start := time.Now()
			d, err := Load(t.Context(), Source{At: file, APIURL: base}, nil)
			best = min(best, time.Since(start))
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

func BenchmarkLoad(b *testing.B) {
	folder := b.TempDir()
	for name, content := range map[string][]byte{"300.json": generated(300), "300.yaml": generatedYAML(b, 300)} {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(content)))
			for b.Loop() {
				if d, err := Load(b.Context(), Source{At: file, APIURL: base}, nil); err != nil || len(d.Endpoints) != 300 {
					b.Fatal(err)
				}
			}
		})
	}
}
