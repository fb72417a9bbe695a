package auth

import "fmt"

// The failures here happen before anything is sent.

func (e *endpoint) badAddress(address string) *Error {
	return &Error{
		Summary: fmt.Sprintf("The token URL of %q cannot be used.", e.environment),
		Cause:   fmt.Sprintf("It must be absolute and begin with https://; it is %q.", plain(address, maxURLShown)),
		Next:    "Correct the token URL of the environment.",
	}
}

func (e *endpoint) unencrypted() *Error {
	return &Error{
		Summary: fmt.Sprintf("The client secret was not sent to %s: the connection would not be encrypted.", e.name()),
		Cause:   "The token URL begins with http://, which is allowed to this computer itself only (localhost, 127.0.0.1, ::1).",
		Next:    "Write https:// in the token URL.",
	}
}

func (e *endpoint) noClientID() *Error {
	return &Error{
		Summary: fmt.Sprintf("There is no client id for %q.", e.environment),
		Cause:   "Nothing was sent: a token request needs one.",
		Next:    "Copy the client id of your application from " + e.portal() + " into the configuration.",
	}
}

func (e *endpoint) secretUnreadable(err error) *Error {
	return &Error{
		Summary: fmt.Sprintf("The client secret for %q could not be read.", e.environment),
		Cause:   "Nothing was sent. Reading it failed: " + plain(err.Error(), maxCauseShown),
		Next:    "Put right where the secret comes from, then ask for a token again.",
		Err:     err,
	}
}

func (e *endpoint) secretEmpty() *Error {
	return &Error{
		Summary: fmt.Sprintf("The client secret for %q is empty.", e.environment),
		Cause:   "Nothing was sent. Usually the variable, the file or the command that the secret comes from yields no text.",
		Next:    "Put right where the secret comes from, then ask for a token again.",
	}
}

func (e *endpoint) closed() *Error {
	return &Error{
		Summary: "The token request to " + e.name() + " was cancelled.",
		Cause:   "The program left this environment or tenant, or is ending.",
		Next:    "Choose the environment and the tenant again to go on.",
		Err:     ErrClosed,
	}
}

// broken reports a panic on the request's own goroutine, or that goroutine's sudden end (nil): nobody else
// could catch it there. It names the type of what was thrown and not its text, which could hold anything.
func (e *endpoint) broken(thrown any) *Error {
	if thrown == nil {
		return &Error{
			Summary: "The token request to " + e.name() + " ended without a result.",
			Cause:   "This is a bug here: what reads the client secret ended its goroutine.",
			Next:    "Report it, with where the secret comes from.",
		}
	}
	return &Error{
		Summary: "The token request to " + e.name() + " failed inside this program.",
		Cause:   fmt.Sprintf("This is a bug here: a panic with a value of the type %T.", thrown),
		Next:    "Report it, with what you did before.",
	}
}
