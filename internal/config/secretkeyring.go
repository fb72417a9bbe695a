package config

import (
	"context"
	"errors"
	"slices"

	"brincr-explorer/auth"
	"brincr-explorer/internal/keyring"
)

// keyringSource is { keyring = "name" }.
type keyringSource struct {
	environment, name string
	keyring           *keyring.Keyring
}

func (l *loader) keyringSource(m *member, environment string) auth.SecretSource {
	name := l.trimmed(m, secretTable)
	if !keyring.ValidName(name) {
		l.errorAt(m.value.offset, secretTable+".keyring", "keyring does not hold the name of a secret",
			"A name has "+keyring.NameRule+`. Write { keyring = "brincr-sandbox" }, and put the secret there with: brincr-explorer secret set brincr-sandbox`)
		return nil
	}
	if !slices.Contains(l.keyring, name) {
		l.keyring = append(l.keyring, name)
	}
	return &keyringSource{environment: environment, name: name, keyring: l.env.Keyring}
}

func (s *keyringSource) Secret(ctx context.Context) (auth.Secret, error) {
	kept, err := s.keyring.Get(ctx, s.name)
	if err != nil {
		return auth.Secret{}, s.explain(err)
	}
	secret, complaint, hint := OneLine([]byte(kept.Reveal()))
	if complaint != "" {
		return auth.Secret{}, s.failed(complaint, hint, nil)
	}
	return secret, nil
}

// explain does not repeat a name that looks like a secret.
func (s *keyringSource) explain(err error) error {
	var e *keyring.Error
	switch {
	case !errors.As(err, &e):
		return s.failed("cannot be read", "Ask for the token again.", err)
	case mayBeSecret(s.name) && e.Missing:
		return s.failed("holds no secret under the name in the config", "To put it there, type brincr-explorer secret set and that name.", e.Err)
	case mayBeSecret(s.name):
		return s.failed(e.Message, "Try brincr-explorer secret check and the name in the config.", e.Err)
	}
	return s.failed(e.Message, e.Hint, e.Err)
}

func (s *keyringSource) failed(message, hint string, err error) error {
	return &SecretError{Environment: s.environment, Source: keyring.Subject, Message: message, Hint: hint, Err: err}
}
