package config

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	library "github.com/zalando/go-keyring"

	"brincr-explorer/auth"
	"brincr-explorer/internal/keyring"
)

// mockedStore is the library's own stand-in for a keyring.
type mockedStore struct{}

func (mockedStore) Get(service, user string) (string, error) { return library.Get(service, user) }
func (mockedStore) Set(service, user, secret string) error   { return library.Set(service, user, secret) }

func (mockedStore) Delete(service, user string) error { return library.Delete(service, user) }

func withKeyring() Env {
	env := testEnv(nil)
	env.Keyring = keyring.New(mockedStore{}, 0)
	return env
}

func TestKeyringSecret(t *testing.T) {
	library.MockInit()
	env := withKeyring()
	source, warnings := sourceOf(t, t.TempDir(), `{ keyring = "brincr-sandbox" }`, env)
	if len(warnings) > 0 {
		t.Errorf("warnings: %v", warnings)
	}
	const who = `no client secret for environment "sandbox": the system's keyring `
	_, err := source.Secret(t.Context())
	wantSecretError(t, err, who+`holds no secret named "brincr-sandbox". To put it there, type: brincr-explorer secret set brincr-sandbox`)
	if err := env.Keyring.Set(t.Context(), "brincr-sandbox", auth.NewSecret("a&b+c%d é")); err != nil {
		t.Fatal(err)
	}
	if s, err := source.Secret(t.Context()); err != nil || s.Reveal() != "a&b+c%d é" {
		t.Errorf("got %q, %v", s.Reveal(), err)
	}
	if err := env.Keyring.Set(t.Context(), "brincr-sandbox", auth.NewSecret("do-not\nprint-me")); err != nil {
		t.Fatal(err)
	}
	_, err = source.Secret(t.Context())
	wantSecretError(t, err, who+"gives more than one line. It has to give the secret alone, on one line.")

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	library.MockInitWithError(errors.New("do-not-print-me\x1b"))
	_, err = source.Secret(t.Context())
	wantSecretError(t, err, who+`refused: "do-not-print-me\x1b". Look at it with the program that your system has for it.`)
	if _, err = source.Secret(ended); err == nil {
		t.Error("it was read after the end of its context")
	}
}

// A secret in the place of its name is not repeated.
func TestG03_ANameThatLooksLikeASecretIsNotRepeated(t *testing.T) {
	library.MockInit()
	source, _ := sourceOf(t, t.TempDir(), `{ keyring = "x9K2mQpL4w" }`, withKeyring())
	_, err := source.Secret(t.Context())
	wantSecretError(t, err, `no client secret for environment "sandbox": the system's keyring holds no secret under the name in the config. To put it there, type brincr-explorer secret set and that name.`)
}

func TestConfigNamesItsKeyringSecrets(t *testing.T) {
	cfg, err := loadText(t, strings.ReplaceAll(minimal("")+strings.ReplaceAll(minimal(""), "sandbox", "production")+
		strings.ReplaceAll(minimal("token_url = 'http://[::1]/'\napi_url = 'http://[::1]/'\n"), "sandbox", "third"), `env = "SECRET"`, `keyring = " one"`))
	if err != nil || !slices.Equal(cfg.Keyring, []string{"one"}) {
		t.Errorf("%v, %+v", err, cfg)
	}
}
