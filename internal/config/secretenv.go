package config

import (
	"context"

	"brincr-explorer/auth"
)

// envSource is { env = "NAME" }.
type envSource struct {
	environment, name string
	lookup            func(string) (string, bool)
}

func (s *envSource) Secret(context.Context) (auth.Secret, error) {
	content, set := s.lookup(s.name)
	if !set {
		return auth.Secret{}, s.failed("is not set", s.howToSet())
	}
	secret, complaint, hint := OneLine([]byte(content))
	if complaint != "" {
		return auth.Secret{}, s.failed(complaint, hint)
	}
	return secret, nil
}

func (s *envSource) failed(message, hint string) error {
	return &SecretError{Environment: s.environment, Source: Origin(s), Message: message, Hint: hint}
}

func (s *envSource) howToSet() string {
	if mayBeSecret(s.name) {
		return "Set it before starting brincr-explorer."
	}
	return "Set it before starting brincr-explorer; in bash or zsh, without leaving it in the history: read -rs " + s.name + " && export " + s.name
}

// mayBeSecret: a name that looks like a secret that was written in the place of a
// name, with capitals, small letters and digits mixed, and is not repeated.
func mayBeSecret(name string) bool {
	var upper, lower, digit bool
	for _, r := range name {
		upper = upper || (r >= 'A' && r <= 'Z')
		lower = lower || (r >= 'a' && r <= 'z')
		digit = digit || (r >= '0' && r <= '9')
	}
	return (upper && lower && digit) || len(name) > quotable
}
