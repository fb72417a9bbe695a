package config

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestG12_EveryMistakeIsNamed holds every text that a person reads about a wrong config:
// testdata/problems/NAME.toml gives testdata/problems/NAME.txt.
func TestG12_EveryMistakeIsNamed(t *testing.T) {
	files, err := filepath.Glob("testdata/problems/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".toml"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden, err := filepath.Abs(strings.TrimSuffix(file, ".toml") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			got := problemsOf(t, string(text)).Error() + "\n"
			if strings.Contains(got, "do-not") || strings.Contains(got, "print-me") {
				t.Errorf("a message holds a secret:\n%s", got)
			}
			compareGolden(t, golden, got)
		})
	}
}

func compareGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// problemsOf loads a text as config.toml of a folder of its own, and gives the
// warnings where there is no error.
func problemsOf(t *testing.T, text string) Problems {
	t.Helper()
	cfg, err := loadText(t, text)
	var ps Problems
	switch {
	case err == nil:
		return cfg.Warnings
	case !errors.As(err, &ps):
		t.Fatalf("Load: %v", err)
	}
	return ps
}

// loadText loads a text that its owner alone can read.
func loadText(t *testing.T, text string) (*Config, error) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("config.toml", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load("config.toml", testEnv(nil))
}

// testEnv is a world with these variables and no others.
func testEnv(variables map[string]string) Env {
	return Env{
		Lookup: func(name string) (string, bool) {
			v, ok := variables[name]
			return v, ok
		},
		Environ: func() []string {
			all := []string{"PATH=" + os.Getenv("PATH")}
			for name, v := range variables {
				all = append(all, name+"="+v)
			}
			return all
		},
		Home: func() (string, error) { return "/home/ann", nil },
	}
}

func TestG12_EveryMistakeHasItsKey(t *testing.T) {
	ps := problemsOf(t, `timeout = 1
enviroment = "x"
[[environments]]
name = 1
"a b" = 1
client_secret = { do-not-print-me = 1 }
[[environments.tenants]]
ids = 1
[[endpoints]]
path = "/a"
`)
	want := []string{
		"timeout", "enviroment", "environments.client_id", "environments.name", `environments."a b"`,
		"environments.client_secret.…", "environments.tenants.id", "environments.tenants.ids", "endpoints.path",
	}
	var got []string
	for _, p := range ps {
		got = append(got, p.Key)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
