package keyring

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	library "github.com/zalando/go-keyring"
)

// Error says why a keyring did not do what it was asked for. It never holds a
// secret.
type Error struct {
	// Message says what happened, to follow "the system's keyring"; Hint what
	// to do about it.
	Message, Hint string
	// Missing: the keyring works, and has nothing under the name.
	Missing bool
	// Err is the cause, where there is one that holds no foreign text.
	Err error
}

// Error is one line: what happened, and what to do.
func (e *Error) Error() string { return Subject + " " + e.Message + ". " + e.Hint }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Subject is what the messages of this package are about.
const Subject = "the system's keyring"

// late tells a caller who left from a keyring that did not answer.
func (k *Keyring) late(ctx context.Context, name string) *Error {
	if err := ctx.Err(); err != nil {
		return &Error{Message: "was not waited for", Hint: "Ask again.", Err: err}
	}
	return &Error{
		Message: fmt.Sprintf("did not answer within %s", k.limit),
		Hint: "It is perhaps locked and asks for its password in a window: answer there, then ask again. " +
			"This waits longer for you: brincr-explorer secret check " + name,
		Err: context.DeadlineExceeded,
	}
}

// The ways in which a keyring fails that have a next step of their own. Each
// system tells of them in its own words; see condition.
var (
	errAbsent = errors.New("no keyring service is running")
	errLocked = errors.New("the keyring is locked")
)

// errEcho stands for an error that repeats the secret.
var errEcho = errors.New("an answer that repeats the secret")

func explain(err error, name string) *Error {
	switch condition := condition(err); {
	case errors.Is(condition, library.ErrNotFound):
		return &Error{
			Message: "holds no secret named " + strconv.Quote(name), Missing: true,
			Hint: "To put it there, type: brincr-explorer secret set " + name, Err: library.ErrNotFound,
		}
	case errors.Is(condition, errAbsent):
		return &Error{
			Message: "cannot be reached: no keyring service is running",
			Hint: "A server, a container or a login without a desktop usually has none. There the secret can come from { env = … }, { file = … } or { command = … }; " +
				"on a desktop, start its keyring (GNOME Keyring, KWallet, KeePassXC) and ask again.",
			Err: errAbsent,
		}
	case errors.Is(condition, errLocked):
		return &Error{Message: "is locked", Hint: "Unlock it, which logging in to the desktop usually does, then ask again.", Err: errLocked}
	case errors.Is(condition, library.ErrSetDataTooBig):
		return &Error{Message: "takes no secret as long as this one", Hint: "Keep it in a file of your own instead: { file = \"…\" }.", Err: library.ErrSetDataTooBig}
	case errors.Is(condition, library.ErrUnsupportedPlatform):
		return &Error{
			Message: "is none that this program knows on this operating system",
			Hint:    "The secret can come from { env = … }, { file = … } or { command = … }.", Err: library.ErrUnsupportedPlatform,
		}
	}
	return &Error{Message: "refused: " + quoted(err.Error()), Hint: "Look at it with the program that your system has for it."}
}

// quoted is a text of the keyring in a message: bounded, and nothing in it that a
// terminal obeys.
func quoted(s string) string {
	const most = 200
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return strconv.Quote(s)
}
