package api

import (
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"brincr-explorer/auth"
)

// Windows numbers its socket errors apart from the names in package syscall.
const (
	wsaConnectionReset   = syscall.Errno(10054)
	wsaConnectionAborted = syscall.Errno(10053)
	wsaConnectionRefused = syscall.Errno(10061)
	wsaNetUnreachable    = syscall.Errno(10051)
	wsaHostUnreachable   = syscall.Errno(10065)
)

// unanswered explains why there was no answer at all.
func (do *run) unanswered(err error) *Error {
	if e := do.interrupted("while waiting for the answer"); e != nil {
		return e
	}
	if e := do.proxyFailure(err); e != nil {
		e.Err = err
		return e
	}
	if e := do.tlsFailure(err); e != nil {
		return e
	}
	if text := do.masked(err.Error()); text != err.Error() {
		err = errors.New(text) // a malformed header line, quoted by net/http, can echo the token
	}
	e := do.connectionFailure(err)
	e.Err = err
	return e
}

func (do *run) connectionFailure(err error) *Error {
	host := do.url.Host
	var name *net.DNSError
	switch {
	case errors.As(err, &name):
		return do.dnsFailure(name)
	case oneOf(err, syscall.ECONNREFUSED, wsaConnectionRefused):
		return &Error{
			Kind:    KindRefused,
			Summary: do.what() + ": the connection was refused.",
			Cause:   "The computer is there, but nothing listens at " + host + ". Usually the port is wrong, or the server is down.",
			Next:    "Check the API URL in the config; try again later if it is right.",
		}
	case oneOf(err, syscall.ENETUNREACH, syscall.EHOSTUNREACH, wsaNetUnreachable, wsaHostUnreachable):
		return &Error{
			Kind:    KindNetwork,
			Summary: do.what() + ": there is no way to the server.",
			Cause:   "This computer usually has no network at the moment, or needs a VPN to reach " + host + ".",
			Next:    "Check the network connection and send it again.",
		}
	case timedOut(err):
		e := do.late("while connecting to " + host)
		e.Cause = "Usually a firewall drops the connection, or the network is very slow."
		return e
	case headerTooLarge(err):
		return &Error{
			Kind:    KindTooLarge,
			Summary: do.what() + ": the headers of the answer are larger than 256 KiB.",
			Cause:   "No API answers so. Usually something other than Brincr answered.",
			Next:    "Check the API URL in the config.",
		}
	case brokeOff(err):
		return &Error{
			Kind:    KindReset,
			Summary: do.what() + ": the connection ended before there was an answer.",
			Cause:   "Usually the server or a gateway before it restarted or is overloaded.",
			Next:    do.again("Send it again."),
		}
	}
	return &Error{
		Kind:    KindNetwork,
		Summary: do.what() + " got no answer that can be read: " + quoted(err.Error()) + ".",
		Cause:   "Usually something other than a web server answers at " + host + ", or a proxy refused the connection.",
		Next:    do.again("Check the API URL in the config, and a proxy if there is one."),
	}
}

func (do *run) dnsFailure(name *net.DNSError) *Error {
	e := &Error{
		Kind:    KindDNS,
		Summary: do.what() + ": the name " + quoted(do.url.Hostname()) + " was not found (DNS).",
		Cause:   "The name is usually mistyped in the API URL, or this computer is offline or needs a VPN.",
		Next:    "Check the API URL in the config and the network connection.",
	}
	if !name.IsNotFound {
		e.Summary = do.what() + ": the name " + quoted(do.url.Hostname()) + " could not be looked up (DNS)."
		e.Cause = "The name server gave no answer. This computer is usually offline, or its VPN is."
		e.Next = "Check the network connection and send it again."
	}
	return e
}

// late explains a deadline.
func (do *run) late(when string) *Error {
	return &Error{
		Kind:    KindTimeout,
		Status:  do.x.Status,
		Summary: do.what() + " took too long: time ran out " + when + ".",
		Cause:   "The limit is " + do.c.o.Timeout.String() + " for a request and 10s for a connection. Usually the server or the network is slow.",
		Next:    do.again("Send it again, or ask for less: a filter or a single entity. The limit can be set with --timeout."),
		Err:     errTimeout,
	}
}

var errTimeout = errors.New("time ran out")

// brokenOff explains a body that is not whole. What was read of it is kept.
func (do *run) brokenOff(err error, limit int64) *Error {
	if e := do.interrupted("while reading the answer"); e != nil {
		e.Status = do.x.Status
		return e
	}
	if errors.Is(err, errTooLarge) {
		return &Error{
			Kind:    KindTooLarge,
			Status:  do.x.Status,
			Summary: do.what() + ": the answer is larger than " + size(limit) + " and was cut there.",
			Cause:   "That is the bound for one answer, so that no answer can use up this computer's memory.",
			Next:    do.again("Ask for less: a filter, or a single entity. The bound can be raised in the config."),
			Err:     err,
		}
	}
	e := &Error{
		Kind:    KindTruncated,
		Status:  do.x.Status,
		Summary: do.what() + ": the answer broke off after " + size(int64(len(do.x.Body))) + ".",
		Cause:   "The connection ended in the middle. Usually the server or a gateway before it failed while answering.",
		Next:    do.again("What came is kept. Send it again."),
		Err:     err,
	}
	if damaged(err) {
		e.Summary = do.what() + ": the answer is damaged after " + size(int64(len(do.x.Body))) + "."
		e.Cause = "Its gzip encoding is not valid. Usually a gateway between here and Brincr changed it."
	}
	return e
}

// tokenError explains that a request was not sent, or not sent again, because
// there is no token for it.
func tokenError(what string, err error) *Error {
	var a *auth.Error
	if errors.Is(err, auth.ErrQuiet) && errors.As(err, &a) {
		return quiet(a)
	}
	if errors.As(err, &a) {
		return &Error{
			Kind:    KindToken,
			Summary: "No token for " + what + ": " + a.Summary,
			Cause:   a.Cause, Next: a.Next, Server: a.Server,
			Token: a, Err: err,
		}
	}
	return &Error{
		Kind:    KindToken,
		Summary: "No token for " + what + ".",
		Cause:   "The token source stopped: " + quoted(err.Error()) + ".",
		Next:    "Choose the tenant again and request a new token.",
		Err:     err,
	}
}

func oneOf(err error, numbers ...syscall.Errno) bool {
	for _, n := range numbers {
		if errors.Is(err, n) {
			return true
		}
	}
	return false
}

func timedOut(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// brokeOff knows a connection that the other side ended. net/http has no value
// for some of these, only a text.
func brokeOff(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		oneOf(err, syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED, wsaConnectionReset, wsaConnectionAborted) ||
		strings.Contains(err.Error(), "server closed") || strings.Contains(err.Error(), "stream error") ||
		strings.Contains(err.Error(), "GOAWAY") || strings.Contains(err.Error(), "http2: client conn")
}

func headerTooLarge(err error) bool {
	return strings.Contains(err.Error(), "response headers exceeded") ||
		strings.Contains(err.Error(), "header list larger")
}
