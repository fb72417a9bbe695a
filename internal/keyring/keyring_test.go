package keyring

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	library "github.com/zalando/go-keyring"

	"brincr-explorer/auth"
)

const text = "do-not&print+me%"

// memory is a keyring that answers at once: with err where there is one.
type memory struct {
	secrets map[string]string
	err     error
}

func (m *memory) Get(_, user string) (string, error) {
	secret, found := m.secrets[user]
	if m.err == nil && !found {
		return "", library.ErrNotFound
	}
	return secret, m.err
}

func (m *memory) Set(_, user, secret string) error {
	if m.err == nil {
		m.secrets[user] = secret
	}
	return m.err
}

func (m *memory) Delete(_, user string) error {
	if _, err := m.Get("", user); err != nil {
		return err
	}
	delete(m.secrets, user)
	return nil
}

func TestASecretIsKeptReplacedAndDeleted(t *testing.T) {
	k := New(&memory{secrets: map[string]string{}}, 0)
	for _, secret := range []string{text, "another"} {
		if err := k.Set(t.Context(), "a", auth.NewSecret(secret)); err != nil {
			t.Fatal(err)
		}
		if s, err := k.Get(t.Context(), "a"); err != nil || s.Reveal() != secret {
			t.Errorf("got %q, %v", s.Reveal(), err)
		}
	}
	if err := k.Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{"get": errorOf(k.Get(t.Context(), "a")), "delete": k.Delete(t.Context(), "a")} {
		var e *Error
		if !errors.As(err, &e) || !e.Missing ||
			err.Error() != `the system's keyring holds no secret named "a". To put it there, type: brincr-explorer secret set a` {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func errorOf(_ auth.Secret, err error) error { return err }

func TestFailuresAreToldInTheUsersTerms(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		says string
	}{
		"no service":        {errAbsent, "cannot be reached: no keyring service is running. A server, a container"},
		"locked":            {errLocked, "is locked. Unlock it"},
		"too long":          {library.ErrSetDataTooBig, "takes no secret as long as this one. Keep it in a file"},
		"no keyring at all": {library.ErrUnsupportedPlatform, "is none that this program knows"},
		"anything else":     {errors.New("exit status 51 \x1b]0;x\a" + strings.Repeat("x", 300)), `refused: "exit status 51 \x1b]0;x\ax`},
	} {
		t.Run(name, func(t *testing.T) {
			k := New(&memory{err: c.err}, 0)
			for _, err := range []error{errorOf(k.Get(t.Context(), "a")), k.Set(t.Context(), "a", auth.NewSecret(text)), k.Delete(t.Context(), "a")} {
				var e *Error
				if !errors.As(err, &e) || e.Hint == "" || e.Missing || !strings.HasPrefix(err.Error(), "the system's keyring "+c.says) || len(err.Error()) > 500 {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}

func TestG03_AnErrorOfTheKeyringDoesNotHoldTheSecret(t *testing.T) {
	err := New(&memory{err: errors.New("could not store " + text)}, 0).Set(t.Context(), "a", auth.NewSecret(text))
	if err == nil || strings.Contains(err.Error(), text) {
		t.Errorf("got %v", err)
	}
	for err := err; err != nil; err = errors.Unwrap(err) {
		if strings.Contains(err.Error(), text) {
			t.Errorf("its cause holds the secret: %v", err)
		}
	}
}

// hanging is a keyring that waits for its password until it is let go.
type hanging struct {
	memory
	asked   atomic.Int32
	release chan struct{}
}

func (h *hanging) Get(string, string) (string, error) {
	h.asked.Add(1)
	<-h.release
	return text, nil
}

// A keyring that hangs costs three seconds and one goroutine, however often it is
// asked; once it answers it is used again.
func TestG07_AKeyringThatHangsIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &hanging{release: make(chan struct{})}
		k := New(store, 0)
		for range 3 {
			begun := time.Now()
			_, err := k.Get(t.Context(), "a")
			if err == nil || err.Error() != "the system's keyring did not answer within 3s. It is perhaps locked and asks for its password in a window: answer there, then ask again. This waits longer for you: brincr-explorer secret check a" {
				t.Errorf("got %v", err)
			}
			if took := time.Since(begun); took != 3*time.Second || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("it took %s, cause %v", took, errors.Unwrap(err))
			}
		}
		begun := time.Now()
		if _, err := k.Within(time.Minute).Get(t.Context(), "a"); err == nil || time.Since(begun) != time.Minute {
			t.Errorf("with more time: %v after %s", err, time.Since(begun))
		}
		if asked := store.asked.Load(); asked != 1 {
			t.Errorf("the keyring was asked %d times", asked)
		}
		close(store.release)
		synctest.Wait()
		if s, err := k.Get(t.Context(), "a"); err != nil || s.Reveal() != text {
			t.Errorf("after it was unlocked: %q, %v", s.Reveal(), err)
		}
	})
}

func TestG07_ACallerCanLeaveAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &hanging{release: make(chan struct{})}
		defer close(store.release)
		k := New(store, 0)
		for range 2 { // while its own call hangs, and while another's does
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			begun := time.Now()
			_, err := k.Get(ctx, "a")
			cancel()
			if took := time.Since(begun); took != time.Second || err == nil || !strings.Contains(err.Error(), "was not waited for") {
				t.Errorf("after %s: %v", took, err)
			}
		}
	})
}

type panicking struct{ memory }

func (*panicking) Get(string, string) (string, error) { panic(text) }

// The library trusts what a keyring answers; what it throws must not end the
// program, nor be told.
func TestG03_APanicOfTheLibraryIsAnError(t *testing.T) {
	k := New(&panicking{}, 0)
	for range 2 {
		_, err := k.Get(t.Context(), "a")
		if err == nil || err.Error() != `the system's keyring refused: "an answer that could not be read (string)". Look at it with the program that your system has for it.` {
			t.Errorf("got %v", err)
		}
	}
}

func TestValidName(t *testing.T) {
	for name, want := range map[string]bool{
		"sandbox": true, "brincr-sandbox": true, "A.b_c@d:e/f0": true, strings.Repeat("x", 60): true,
		"": false, "-a": false, "a b": false, "a\n": false, "é": false, "a'b": false, "$A": false, "a;b": false, strings.Repeat("x", 61): false,
	} {
		if got := ValidName(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
