//go:build unix

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"brincr-explorer/internal/leaks"
)

const knownToken = "opaque-token-of-a-good-length"

// spill is a folder in which the program runs, with all that it may have written
// there. What it is given stands elsewhere.
type spill struct{ given, written string }

// sources are the ways in which a config names the one secret of these tests. The
// command notes its arguments and its environment before it gives it.
func (s spill) sources() map[string]string {
	return map[string]string{
		"env":     `{ env = "PLAIN_SECRET" }`,
		"file":    `{ file = "secret.txt" }`,
		"keyring": `{ keyring = "a" }`,
		"command": fmt.Sprintf(`{ command = ["./give.sh", %q, "op://vault/item"] }`, s.written),
		"plain":   fmt.Sprintf("%q", plainSecret),
	}
}

func newSpill(t *testing.T, faults string) spill {
	t.Helper()
	s := spill{given: t.TempDir(), written: t.TempDir()}
	write := func(name, text string, mode fs.FileMode) {
		if err := os.WriteFile(filepath.Join(s.given, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.txt", plainSecret+"\n", 0o600)
	write("keyring", fmt.Sprintf(`{"brincr-explorer/a":%q}`, plainSecret), 0o600)
	write("give.sh", "#!/bin/sh\nenv >$1/child.env\necho \"$0\" \"$@\" >$1/child.args\ncat \"$(dirname \"$0\")/secret.txt\"\n", 0o700)
	var b strings.Builder
	for name, source := range s.sources() {
		for _, fault := range []string{"good", "odd", "html", "broken", "silent", "empty", "hostile", "debug", "lacking", "fields", "slow"} {
			token := fault
			if fault == "hostile" || fault == "debug" || fault == "lacking" || fault == "fields" || fault == "slow" {
				token = "good"
			}
			fmt.Fprintf(&b, "[[environments]]\nname = %q\ntoken_url = %q\napi_url = %q\nclient_id = \"id\"\nclient_secret = %s\nscopes = [\"brincr:category\"]\n"+
				"tenants = [{ name = \"A\", id = \"af1140c1-52e0-46c7-b684-df894d4b8a5a\" }]\n",
				name+"-"+fault, faults+"/"+token+"/token", faults+"/"+fault+"/api/", source)
		}
	}
	write("config.toml", b.String(), 0o600)
	write("mistaken.toml", strings.Replace(b.String(), "client_id", "client_idd", 1), 0o600)
	write("broken.toml", "client_secret = \""+plainSecret+"\nx = 1\n", 0o600)
	write("open.toml", "client_secret = \""+plainSecret+"\"\n"+b.String(), 0o644)
	return s
}

// run runs the program, and looks through all that came of it.
func (s spill) run(t *testing.T, stdin string, args ...string) int {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := process(t, programName, args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = s.written, strings.NewReader(stdin), &stdout, &stderr
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.written, "TMPDIR=" + s.written, "XDG_CONFIG_HOME=" + s.written,
		"PLAIN_SECRET=" + plainSecret, "FAKE_KEYRING=" + filepath.Join(s.given, "keyring"),
	}
	status := exitCode(cmd.Run())
	secrets := []string{plainSecret, knownToken}
	out := stdout.String()
	if args[0] == "token" { // that is what it is for
		out = strings.ReplaceAll(out, knownToken, "")
	}
	for where, text := range map[string]string{"standard output": out, "standard error": stderr.String(), "the arguments": strings.Join(cmd.Args, " ")} {
		if form := leaks.Form(text, secrets...); form != "" {
			t.Errorf("%q: a secret is in %s (%s):\n%s", args, where, form, text)
		}
	}
	s.scanFiles(t, args, secrets)
	return status
}

func (s spill) scanFiles(t *testing.T, args, secrets []string) {
	t.Helper()
	err := filepath.WalkDir(s.written, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if form := leaks.Form(path+string(text), secrets...); form != "" {
			t.Errorf("%q: a secret is in %s (%s):\n%s", args, filepath.Base(path), form, text)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Secret and token are in nothing that the program writes, whatever happens to a
// request and wherever the secret comes from.
func TestG03_NothingSpillsASecret(t *testing.T) {
	t.Parallel()
	faults := newFaults()
	t.Cleanup(faults.Close)
	for name := range (spill{}).sources() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSpill(t, faults.URL)
			config := []string{"--config", filepath.Join(s.given, "config.toml"), "--timeout", "5s", "--env"}
			for env, status := range map[string]int{
				"good": statusClient, "odd": statusToken, "html": statusToken, "empty": statusToken,
				"hostile": statusDone, "debug": statusServer, "lacking": statusClient, "fields": statusClient,
			} {
				if name != "plain" && env != "good" && env != "odd" {
					continue // where the secret comes from makes no difference to what an API answers
				}
				path := "categories"
				if env == "lacking" {
					path = "mine"
				}
				if got := s.run(t, "", append([]string{"get", "--include", path}, append(config, name+"-"+env)...)...); got != status {
					t.Errorf("get, %s: status %d, want %d", env, got, status)
				}
			}
			for env, status := range map[string]int{"good": statusDone, "odd": statusToken} {
				for _, form := range []string{"--json=false", "--json"} {
					if got := s.run(t, "", append([]string{"token", form}, append(config, name+"-"+env)...)...); got != status {
						t.Errorf("token, %s: status %d, want %d", env, got, status)
					}
				}
			}
			for _, env := range []string{"silent", "slow"} {
				s.run(t, "", "get", "categories", "--config", filepath.Join(s.given, "config.toml"), "--timeout", "300ms", "--env", name+"-"+env)
			}
			s.checkChild(t, name)
		})
	}
}

// checkChild sees to it that the command was run and noted what it saw.
func (s spill) checkChild(t *testing.T, source string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.written, "child.env"))
	if (source == "command") != (err == nil) || err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("child.env: %v", err)
	}
	if source == "command" && (!strings.Contains(string(text), "HOME=") || strings.Contains(string(text), "PLAIN_SECRET")) {
		t.Errorf("the command's environment:\n%s", text)
	}
}

// The same for what is not a request: configs with mistakes, wrong usage,
// completion, and the keyring.
func TestG03_NothingElseSpillsASecret(t *testing.T) {
	t.Parallel()
	faults := newFaults()
	t.Cleanup(faults.Close)
	s := newSpill(t, faults.URL)
	in := func(name string) string { return filepath.Join(s.given, name) }
	for _, c := range []struct {
		stdin  string
		status int
		args   []string
	}{
		{"", statusUsage, []string{"token", "--config", in("mistaken.toml")}},
		{"", statusUsage, []string{"token", "--config", in("broken.toml")}},
		{"", statusUsage, []string{"token", "--config", in("open.toml")}},
		{"", statusUsage, []string{"token", "--config", in("secret.txt")}},
		{"", statusUsage, []string{"get", "categories", "--config", in("config.toml"), "--env", "none"}},
		{"", statusUsage, []string{"--config", in("config.toml")}},
		{"", statusDone, []string{"__complete", "get", "--config", in("config.toml"), "--env", ""}},
		{"", statusDone, []string{"__complete", "get", "--config", in("config.toml"), ""}},
		{"", statusDone, []string{"secret", "check", "a"}},
		{plainSecret + "\n" + plainSecret, statusUsage, []string{"secret", "set", "a"}},
		{plainSecret + "\n", statusDone, []string{"secret", "set", "a"}},
		{"", statusDone, []string{"secret", "delete", "a"}},
		{"", statusFailed, []string{"secret", "delete", "a"}},
	} {
		if got := s.run(t, c.stdin, c.args...); got != c.status {
			t.Errorf("%q: status %d, want %d", c.args, got, c.status)
		}
	}
}
