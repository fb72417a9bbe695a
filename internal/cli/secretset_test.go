package cli

import (
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"brincr-explorer/internal/config"
	"brincr-explorer/internal/keyring"
)

func TestSecretFromStandardInput(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in     string
		status int
		kept   string
		says   string
	}{
		"a line":          {plainSecret + "\n", statusDone, plainSecret, `note: kept; the config uses it with client_secret = { keyring = "a" }`},
		"no line break":   {plainSecret, statusDone, plainSecret, "note: kept"},
		"CRLF":            {plainSecret + "\r\n", statusDone, plainSecret, "note: kept"},
		"blanks":          {" " + plainSecret + " \n", statusDone, " " + plainSecret + " ", "note: it has blanks before or after it"},
		"nothing":         {"", statusUsage, "", "nothing was kept: standard input is empty. It has to give the secret."},
		"an empty line":   {"\n", statusUsage, "", "nothing was kept: standard input is empty."},
		"two lines":       {plainSecret + "\n" + plainSecret, statusUsage, "", "standard input gives more than one line."},
		"too much":        {strings.Repeat(plainSecret, config.MaxSecret/10), statusUsage, "", "standard input gives more than 64 KiB."},
		"an escape":       {"\x1b[200~" + plainSecret, statusUsage, "", "standard input gives characters that no secret has."},
		"a pasted file":   {"\xff\xfea\x00", statusUsage, "", "standard input gives text in UTF-16."},
		"replacing a one": {"new\n", statusDone, "new", "note: kept"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := &fakeKeyring{}
			if name == "replacing a one" {
				_ = store.Set("brincr-explorer", "a", plainSecret)
			}
			w := newWorld(t, "secret", "set", "a")
			w.Keyring, w.Stdin = keyring.New(store, 0), strings.NewReader(c.in)
			if got := w.run(t); got != c.status || !strings.Contains(w.stderr.String(), c.says) || w.stdout.Len() > 0 {
				t.Errorf("status %d, want %d and %q in:\n%s", got, c.status, c.says, w.stderr.String())
			}
			if got, _ := store.Get("brincr-explorer", "a"); got != c.kept {
				t.Errorf("kept %q, want %q", got, c.kept)
			}
		})
	}
}

// A keyring that waits for its password gets more time, once.
func TestSecretWaitsForAPersonToUnlock(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"set", "check", "delete"} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				store := &locked{unlocked: make(chan struct{})}
				_ = store.fakeKeyring.Set("brincr-explorer", "a", plainSecret)
				p := &program{World: newWorld(t, "").World}
				var said strings.Builder
				p.Keyring, p.Stderr, p.Stdin = keyring.New(store, 0), &unlocker{&said, store.unlocked}, strings.NewReader(plainSecret)
				run := map[string]func() error{
					"set":    func() error { return setSecret(t.Context(), p, "a") },
					"check":  func() error { return checkSecret(t.Context(), p, "a") },
					"delete": func() error { return deleteSecret(t.Context(), p, "a") },
				}[command]
				if err := run(); err != nil {
					t.Error(err)
				}
				if !strings.Contains(said.String(), "the keyring does not answer; it perhaps asks for its password in a window. It has another minute") {
					t.Errorf("it said %q", said.String())
				}
			})
		})
	}
}

// locked is a keyring that answers once it is unlocked.
type locked struct {
	fakeKeyring
	unlocked chan struct{}
}

func (l *locked) Get(service, user string) (string, error) {
	<-l.unlocked
	return l.fakeKeyring.Get(service, user)
}

func (l *locked) Set(service, user, secret string) error {
	<-l.unlocked
	return l.fakeKeyring.Set(service, user, secret)
}

func (l *locked) Delete(service, user string) error {
	<-l.unlocked
	return l.fakeKeyring.Delete(service, user)
}

// unlocker is a person who reads that the keyring wants its password.
type unlocker struct {
	said     *strings.Builder
	unlocked chan struct{}
}

func (u *unlocker) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "another minute") {
		close(u.unlocked)
	}
	return u.said.Write(p)
}

// The one who is asked is whoever runs the program: no terminal means no question.
func TestAFileIsNoTerminal(t *testing.T) {
	t.Parallel()
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := newWorld(t, "secret", "set", "a")
	w.Stdin = f
	if got := w.run(t); got != statusUsage || !strings.Contains(w.stderr.String(), "standard input is empty") || strings.Contains(w.stderr.String(), "Secret for") {
		t.Errorf("status %d\n%s", got, w.stderr.String())
	}
}
