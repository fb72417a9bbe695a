//go:build unix

package config

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// shell is a client_secret that runs a script.
func shell(script string) string { return fmt.Sprintf("{ command = ['sh', '-c', '''%s'''] }", script) }

func TestG12_ASecretCommandGivesOneLineOrIsExplained(t *testing.T) {
	const who = `no client secret for environment "sandbox": the command "sh" `
	for name, c := range map[string]struct{ script, want, err string }{
		"printed":       {`echo abc`, "abc", ""},
		"no break":      {`printf abc`, "abc", ""},
		"no input":      {`cat; printf abc`, "abc", ""},
		"complains":     {`echo note >&2; echo abc`, "abc", ""},
		"two lines":     {`echo do-not; echo print-me`, "", "gives more than one line. It has to give the secret alone, on one line."},
		"nothing":       {`true`, "", "wrote nothing. It has to give the secret."},
		"a break":       {`echo`, "", "wrote nothing. It has to give the secret."},
		"endless":       {`while :; do echo do-not-print-me; done | head -c 1000000`, "", "gives more than 64 KiB. It has to give the secret alone."},
		"fails":         {`echo do-not-print-me; exit 3`, "", "failed: exit status 3. Try it in a terminal."},
		"fails, tells":  {`echo >&2; echo "  not signed in" >&2; echo more >&2; exit 1`, "", `failed: exit status 1 and the complaint "not signed in". Try it in a terminal.`},
		"fails, escape": {`printf '\033[2Jred\007\n' >&2; exit 1`, "", `failed: exit status 1 and the complaint "\x1b[2Jred\a". Try it in a terminal.`},
		"fails, echoes": {`echo do-not-print-me; echo bad: do-not-print-me >&2; exit 1`, "", `failed: exit status 1 and the complaint "bad: ••••••". Try it in a terminal.`},
		"fails, long":   {`printf "%0300d" 0 >&2; exit 1`, "", `failed: exit status 1 and the complaint "` + strings.Repeat("0", 199) + `…". Try it in a terminal.`},
		"killed":        {`kill -9 $$`, "", "failed: signal: killed. Try it in a terminal."},
	} {
		t.Run(name, func(t *testing.T) {
			source, _ := sourceOf(t, t.TempDir(), shell(c.script), testEnv(nil))
			s, err := source.Secret(t.Context())
			if c.err != "" {
				wantSecretError(t, err, who+c.err)
				return
			}
			if err != nil || s.Reveal() != c.want {
				t.Errorf("got %q, %v", s.Reveal(), err)
			}
		})
	}
}

func TestG12_ASecretCommandThatCannotRunIsExplained(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "plain"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		`["no-such-program-9", "do-not-print-me"]`: `the command "no-such-program-9" was not found on the PATH. Install it, or write its whole path.`,
		`["./none"]`:  `the command "none" does not exist. Check its path in the config.`,
		`["./plain"]`: `the command "plain" must not be run: its permissions forbid it. Make it executable with chmod +x, or name another.`,
	} {
		source, _ := sourceOf(t, dir, "{ command = "+words+" }", testEnv(nil))
		_, err := source.Secret(t.Context())
		wantSecretError(t, err, `no client secret for environment "sandbox": `+want)
	}
}

// A program with a relative path is looked for beside the config, wherever the
// program was started.
func TestCommandBesideTheConfig(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret.sh"), []byte("#!/bin/sh\necho beside\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	source, _ := sourceOf(t, dir, `{ command = ["./secret.sh"] }`, testEnv(nil))
	if s, err := source.Secret(t.Context()); err != nil || s.Reveal() != "beside" {
		t.Errorf("got %q, %v", s.Reveal(), err)
	}
}

// A command sees no variable that holds a secret of the config, whichever
// environment names it, and all others.
func TestG03_ACommandSeesNoSecretOfTheConfig(t *testing.T) {
	cfg, err := func() (*Config, error) {
		text := `[[environments]]
name = "sandbox"
client_id = "a"
client_secret = { command = ["sh", "-c", "echo ${PROD_SECRET-none} $OTHER"] }
tenants = [{ id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
[[environments]]
name = "production"
client_id = "b"
client_secret = { env = "PROD_SECRET" }
tenants = [{ id = "90d1c2aa-0c7b-4a6e-9f0e-2d1b7c3e5f61" }]
`
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return Load(path, testEnv(map[string]string{"PROD_SECRET": "do-not-pass", "OTHER": "passed"}))
	}()
	if err != nil {
		t.Fatal(err)
	}
	s, err := cfg.Environments[0].Secret.Secret(t.Context())
	if err != nil || s.Reveal() != "none passed" {
		t.Errorf("got %q, %v", s.Reveal(), err)
	}
	if s, err := cfg.Environments[1].Secret.Secret(t.Context()); err != nil || s.Reveal() != "do-not-pass" {
		t.Errorf("the variable itself: %q, %v", s.Reveal(), err)
	}
	// Nor does any other program that is started from here.
	if got := cfg.WithoutSecrets([]string{"PROD_SECRET=do-not-pass", "OTHER=passed"}); !slices.Equal(got, []string{"OTHER=passed"}) {
		t.Errorf("another program sees %q", got)
	}
}

func TestWithoutVariables(t *testing.T) {
	got := withoutVariables([]string{"A=1", "AB=2", "B=A=3", "C"}, []string{"A", "C"})
	if want := []string{"AB=2", "B=A=3"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestG12_ASecretCommandThatHangsIsStopped(t *testing.T) {
	env := testEnv(nil)
	env.CommandTimeout = 50 * time.Millisecond
	source, _ := sourceOf(t, t.TempDir(), shell("echo do-not-print-me; echo asking >&2; sleep 1000"), env)
	_, err := source.Secret(t.Context())
	wantSecretError(t, err, `no client secret for environment "sandbox": the command "sh" did not end within 50ms and was stopped. Try it in a terminal: it perhaps waits for a password, which it cannot ask for here.`)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error("the cause is lost")
	}
	if got := (Env{}).withDefaults().CommandTimeout; got != 30*time.Second {
		t.Errorf("the usual time is %s", got)
	}
}

// Cancelling ends the command and all that it started: a pipe that a
// grandchild holds open for writing reaches its end.
func TestG07_CancelEndsTheWholeGroup(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	source, _ := sourceOf(t, dir, shell("(echo started; sleep 1000) >"+pipe+" & wait"), testEnv(nil))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	result := make(chan error, 1)
	go func() {
		_, err := source.Secret(ctx)
		result <- err
	}()
	r, err := os.Open(pipe)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Read(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	cancel()
	err = <-result
	wantSecretError(t, err, `no client secret for environment "sandbox": the command "sh" was stopped before it ended. Ask for the token again.`)
	if !errors.Is(err, context.Canceled) {
		t.Error("the cause is lost")
	}
	if err := r.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a grandchild lives on: %v", err)
	}
}

// The command cannot reach the terminal: it leads a session of its own.
func TestCommandHasNoTerminal(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("reads the session from /proc")
	}
	source, _ := sourceOf(t, t.TempDir(), shell(`read -r pid name state parent group session rest </proc/$$/stat; echo "$session $$"`), testEnv(nil))
	s, err := source.Secret(t.Context())
	session, pid, _ := strings.Cut(s.Reveal(), " ")
	if err != nil || session != pid || pid == "" {
		t.Errorf("process %s is in session %s; %v", pid, session, err)
	}
}

// What a command leaves running, its output in hand, cannot hold the program up.
func TestCommandLeavesSomethingRunning(t *testing.T) {
	dir := t.TempDir()
	pid := filepath.Join(dir, "pid")
	source, _ := sourceOf(t, dir, shell("echo abc; sleep 1000 & echo $! >"+pid), testEnv(nil))
	_, err := source.Secret(t.Context())
	wantSecretError(t, err, `no client secret for environment "sandbox": the command "sh" left something running that may still write. Let it end together with all that it starts.`)
	text, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if _, err := fmt.Sscan(string(text), &n); err == nil && n > 1 {
		_ = syscall.Kill(n, syscall.SIGKILL)
	}
}

// A config can come through a pipe, as with a shell's <(…), and is not refused
// for the pipe's permissions.
func TestConfigThroughPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = os.WriteFile(pipe, []byte(strings.Replace(minimal(""), `{ env = "SECRET" }`, `"secret"`, 1)), 0)
	}()
	if _, err := Load(pipe, testEnv(nil)); err != nil {
		t.Error(err)
	}
}

// A secret in a file that others can read is refused, when the config is read and
// when the secret is.
func TestG12_ASecretFileThatOthersCanReadIsRefused(t *testing.T) {
	for _, mode := range []fs.FileMode{0o644, 0o640, 0o604} {
		dir := t.TempDir()
		path := filepath.Join(dir, "secret.txt")
		if err := os.WriteFile(path, []byte("do-not-print-me"), 0o600); err != nil {
			t.Fatal(err)
		}
		source, _ := sourceOf(t, dir, `{ file = "secret.txt" }`, testEnv(nil))
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := source.Secret(t.Context())
		wantSecretError(t, err, fmt.Sprintf("no client secret for environment %q: the file %q can be read by others on this machine (mode %04o), and is not used. Type: chmod 600 %s", "sandbox", path, mode, path))
		_, err = Load(filepath.Join(dir, "config.toml"), testEnv(nil))
		want := fmt.Sprintf("%s:4:26: others on this machine can read the secret in %q (mode %04o)\n    Type: chmod 600 %s", filepath.Join(dir, "config.toml"), path, mode, path)
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := source.Secret(t.Context()); err != nil || s.Reveal() != "do-not-print-me" {
			t.Errorf("after the chmod: %q, %v", s.Reveal(), err)
		}
	}
}
