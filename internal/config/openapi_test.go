package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADescriptionIsAFileOrAURL(t *testing.T) {
	for written, want := range map[string]string{
		`"api/openapi.yaml"`:                 "FOLDER/api/openapi.yaml",
		`"~/openapi.yaml"`:                   "HOME/openapi.yaml",
		`"/srv/openapi.yaml"`:                "/srv/openapi.yaml",
		`"https://x.example/o.json?v=1"`:     "https://x.example/o.json?v=1",
		`"http://127.0.0.1:8081/o.json"`:     "http://127.0.0.1:8081/o.json",
		`"http://x.example/o.json"`:          "error: openapi would be fetched unencrypted",
		`"ftp://x.example/o.json"`:           "error: openapi does not start with https://",
		`"https://a:secret@x.example/o.yml"`: "error: openapi holds a user name or password",
		`""`:                                 "error: openapi is empty",
		`7`:                                  "error: openapi must be a text in quotes",
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, "config.toml")
		if err := os.WriteFile(file, []byte(minimal("openapi = "+written+"\nopenapi_remote = true\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		env := testEnv(nil)
		env.Home = func() (string, error) { return "HOME", nil }
		cfg, err := Load(file, env)
		if message, wrong := strings.CutPrefix(want, "error: "); wrong {
			if err == nil || !strings.Contains(err.Error(), message) || strings.Contains(err.Error(), "secret@") {
				t.Errorf("%s: %v", written, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", written, err)
			continue
		}
		e := cfg.Environments[0]
		if got := strings.Replace(filepath.ToSlash(e.OpenAPI), filepath.ToSlash(dir), "FOLDER", 1); got != want || !e.OpenAPIRemote {
			t.Errorf("%s: %q, %t", written, got, e.OpenAPIRemote)
		}
	}
}
