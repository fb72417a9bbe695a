package auth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
)

// dots is how every secret prints, whatever its length: the length is nobody's business either.
const dots = "••••••"

// Secret is a text that must not be written anywhere by accident: a client secret or an access token.
//
// The text sits behind a pointer to a closure. fmt prints a pointer inside a struct as an address, also where
// it cannot call methods (unexported fields, wrong verbs), and packages that walk values by reflection find
// a function there and no text. The zero Secret is empty.
type Secret struct{ box *secretBox }

type secretBox struct{ reveal func() string }

// NewSecret wraps s.
func NewSecret(s string) Secret {
	return Secret{box: &secretBox{reveal: func() string { return s }}}
}

// Reveal is the text itself, and the only way to it.
func (s Secret) Reveal() string {
	if s.box == nil {
		return ""
	}
	return s.box.reveal()
}

// Empty tells whether there is no text.
func (s Secret) Empty() bool { return s.Reveal() == "" }

// Equal compares two secrets in a time that depends on neither their texts nor how much they share.
func (s Secret) Equal(o Secret) bool {
	a, b := sha256.Sum256([]byte(s.Reveal())), sha256.Sum256([]byte(o.Reveal()))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// String is six dots.
func (s Secret) String() string { return dots }

// GoString is six dots.
func (s Secret) GoString() string { return dots }

// Format writes six dots for every verb that asks it.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, dots) }

// MarshalText is six dots.
func (s Secret) MarshalText() ([]byte, error) { return []byte(dots), nil }

// MarshalJSON is six dots in quotes.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + dots + `"`), nil }

// LogValue is six dots.
func (s Secret) LogValue() slog.Value { return slog.StringValue(dots) }

// SecretSource is where a client secret comes from. It is asked each time that a token is requested, and not
// before, because reading may run a command or ask the user's password manager. An implementation must return
// soon after its context ends; its error must not hold the secret.
type SecretSource interface {
	Secret(ctx context.Context) (Secret, error)
}

type plainSecret struct{ secret Secret }

// Plain is a SecretSource for a secret that is already at hand.
func Plain(s string) SecretSource { return plainSecret{secret: NewSecret(s)} }

func (p plainSecret) Secret(context.Context) (Secret, error) { return p.secret, nil }
