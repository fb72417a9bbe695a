package config

import "fmt"

// SecretError says why a client secret could not be had when a token needed it.
// It never holds the secret, nor anything a secret command wrote to its
// standard output.
type SecretError struct {
	// Environment is the name the user gave it.
	Environment string
	// Source says where the secret was to come from: "the variable NAME".
	Source string
	// Message says what happened, Hint what to do about it.
	Message, Hint string
	// Err is the cause, where there is one: context.Canceled, fs.ErrNotExist.
	Err error
}

// Error is one line: environment, source, what happened, what to do.
func (e *SecretError) Error() string {
	return fmt.Sprintf("no client secret for environment %s: %s %s. %s", quote(e.Environment), e.Source, e.Message, e.Hint)
}

// Advice is the same in two: what happened, without the environment, and what to do.
func (e *SecretError) Advice() (what, next string) { return e.Source + " " + e.Message, e.Hint }

// Unwrap is the cause.
func (e *SecretError) Unwrap() error { return e.Err }
