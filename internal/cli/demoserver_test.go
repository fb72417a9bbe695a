package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/api"
	"brincr-explorer/internal/config"
	"brincr-explorer/internal/demo"
)

func startDemo(t *testing.T) *demo.Server {
	t.Helper()
	server, err := demo.Start(demo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

// What --write-config writes is a config without a warning, and says all that
// --demo says.
func TestDemoConfigIsTheDemo(t *testing.T) {
	t.Parallel()
	server := startDemo(t)
	file := filepath.Join(t.TempDir(), "demo.toml")
	if err := writeConfig(file, server); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(file, config.Env{})
	if err != nil || len(c.Warnings) > 0 {
		t.Fatalf("%v, %v", err, c)
	}
	if c.Environment != "sandbox" || len(c.Environments) != 2 {
		t.Fatalf("%+v", c)
	}
	for i, e := range server.Environments() {
		want, got := environmentOf(e), c.Environments[i]
		if got.Name != want.Name || got.Production != want.Production || got.TokenURL != want.TokenURL || got.APIURL != want.APIURL ||
			got.ClientID != want.ClientID || got.ReadOnly != want.ReadOnly || got.ReloadOnRenewal != want.ReloadOnRenewal ||
			!slices.Equal(got.Scopes, want.Scopes) || !slices.Equal(got.Tenants, want.Tenants) {
			t.Errorf("%+v, want %+v", got, want)
		}
		secret, err := got.Secret.Secret(t.Context())
		if err != nil || secret.Reveal() != e.ClientSecret {
			t.Errorf("%s: another secret (%v)", e.Name, err)
		}
	}
	place := func(e api.Endpoint) string { return e.Name + "|" + e.Method + "|" + e.Path + "|" + e.Scope }
	if got, want := api.Catalogue(c.Endpoints), api.Catalogue(endpointsOf(server.Endpoints())); !slices.EqualFunc(got, want, func(a, b api.Endpoint) bool { return place(a) == place(b) }) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestWriteConfigLeavesFilesAlone(t *testing.T) {
	t.Parallel()
	server := startDemo(t)
	folder := t.TempDir()
	file := filepath.Join(folder, "mine.toml")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, says string }{
		{file, "is there already"}, {folder, "is there already"}, {filepath.Join(folder, "none", "x"), "the folder of"},
	} {
		if err := writeConfig(c.file, server); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.file, err)
		}
	}
	if text, _ := os.ReadFile(file); string(text) != "mine" {
		t.Errorf("the file was changed: %q", text)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("something was left behind: %v", left)
	}
}

// A file that holds a secret is its owner's alone, whole from the first moment on,
// and the only one that was written.
func TestG03_AFileIsWrittenBesideItsPlaceForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := filepath.Join(folder, "demo.toml")
	if err := writeConfig(file, startDemo(t)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("%v, mode %v", err, info.Mode())
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("something was left behind: %v", left)
	}
	// One that came meanwhile is not overwritten.
	for name, text := range map[string]string{"new": "ours", "theirs": "theirs"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err = place(filepath.Join(folder, "new"), filepath.Join(folder, "theirs"))
	if text, _ := os.ReadFile(filepath.Join(folder, "theirs")); !errors.Is(err, os.ErrExist) || string(text) != "theirs" {
		t.Errorf("%v, and it holds %q", err, text)
	}
	// A link that leads nowhere is somebody's, too.
	dangling := filepath.Join(folder, "dangling")
	if err := os.Symlink(filepath.Join(folder, "elsewhere"), dangling); err != nil {
		t.Skip(err)
	}
	if err := writeNew(dangling, "x"); !errors.Is(err, os.ErrExist) {
		t.Errorf("a link was written through: %v", err)
	}
}

// The curl line is pasted into a shell as it was printed.
func TestCurlLine(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"sh", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	server := startDemo(t)
	var out bytes.Buffer
	announce(&out, server, "")
	lines := 0
	for text := range strings.Lines(out.String()) {
		_, command, found := strings.Cut(text, "curl  ")
		if !found {
			continue
		}
		lines++
		answer, err := process(t, "sh", "-c", command).CombinedOutput()
		var token struct {
			AccessToken string `json:"access_token"`
			Scope       string `json:"scope"`
		}
		if json.Unmarshal(answer, &token) != nil || token.AccessToken == "" || token.Scope != "brincr:country brincr:category" {
			t.Errorf("%s: %s (%v)", command, answer, err)
		}
	}
	if lines != 2 || server.Counts().TokenStatus[200] != 2 {
		t.Errorf("%d lines, %v", lines, server.Counts())
	}
}

func TestShellQuoted(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "''", "demo.toml": "demo.toml", "a b": "'a b'", "it's": `'it'\''s'`, "a&b": "'a&b'", "$HOME": "'$HOME'", "`x`": "'`x`'", "~/x": "'~/x'",
		"a=b+c%20": "a=b+c%20", "http://127.0.0.1:1/x": "http://127.0.0.1:1/x", "x\x1b[2J": "'x␛[2J'", "é": "'é'", `a\b`: `'a\b'`, "*": "'*'",
	} {
		if got := shellQuoted(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// A port that is taken is no mistake of the one who typed it.
func TestDemoServerOnATakenPort(t *testing.T) {
	t.Parallel()
	address := strings.TrimPrefix(startDemo(t).Environments()[0].Issuer, "http://")
	address, _, _ = strings.Cut(address, "/")
	w := newWorld(t, "demo-server", "--listen", address)
	if got := w.run(t); got != statusFailed || !strings.Contains(w.stderr.String(), "cannot listen on "+address) {
		t.Errorf("status %d\n%s", got, w.stderr.String())
	}
}
