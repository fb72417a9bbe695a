package openapi

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
