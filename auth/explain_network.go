package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"
)

// unreached explains why no answer came at all. That a Source was closed is not told here: it knows itself.
func (e *endpoint) unreached(ctx context.Context, err error, p *progress, redact redactor) *Error {
	failed := e.classify(ctx, err, p, redact)
	failed.Err = redact.err(err)
	return failed
}

func (e *endpoint) classify(ctx context.Context, err error, p *progress, redact redactor) *Error {
	if refusal, ok := errors.AsType[*ProxyRefusal](err); ok {
		return e.proxyRefused(refusal)
	}
	if operation, ok := errors.AsType[*net.OpError](err); ok && operation.Op == "proxyconnect" {
		return e.proxyUnreached()
	}
	if lookup, ok := errors.AsType[*net.DNSError](err); ok && ctx.Err() == nil {
		return e.unresolved(lookup)
	}
	if failed := e.insecure(err); failed != nil {
		return failed
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() || ctx.Err() != nil {
		return e.timedOut(p.stage())
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, systemRefused):
		return e.connectionRefused()
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, systemNetUnreachable), errors.Is(err, systemHostUnreachable):
		return e.noRoute()
	case isReset(err), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return e.connectionReset()
	}
	if failed := e.unintelligible(err, redact); failed != nil {
		return failed
	}
	return &Error{
		Summary: "The token request to " + e.name() + " failed before an answer came.",
		Cause:   "The network layer gave a reason that this program does not know; it stands below.",
		Next:    "Ask again. If it lasts, check the token URL and try another network.",
		Server:  redact.server(redact.err(err).Error()), Temporary: true, again: true,
	}
}

// unintelligible explains what came and is not HTTP, as far as net/http says so; nil for everything else. It has
// texts for this and no types.
func (e *endpoint) unintelligible(err error, redact redactor) *Error {
	text := err.Error()
	says := func(some ...string) bool {
		return slices.ContainsFunc(some, func(s string) bool { return strings.Contains(text, s) })
	}
	switch {
	case says("response headers exceeded", "header list larger"):
		return e.refused(0, &refusal{what: "has headers of more than 256 KiB"})
	case says("GOAWAY", "stream error", "http2: client conn", "cannot retry", "after connection loss"):
		return e.connectionReset()
	case !says("transport connection broken", "http2: "):
		return nil
	}
	return &Error{
		Summary: fmt.Sprintf("%s answered with something that is not HTTP.", sentence(e.name())),
		Cause:   "Usually another kind of server listens on this port, or a proxy in between damaged the answer. What could not be read stands below.",
		Next:    "Check the host and the port of the token URL. If they are right, try another network.",
		Server:  redact.server(redact.err(err).Error()), Temporary: true, again: true,
	}
}

func isReset(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, systemReset) || errors.Is(err, systemAborted)
}

func (e *endpoint) unresolved(lookup *net.DNSError) *Error {
	failed := &Error{
		Summary:   fmt.Sprintf("The host name of %s was not found (DNS).", e.name()),
		Cause:     "Usually the name is misspelt, or this network cannot look up names of the internet: no connection, or a VPN that is off.",
		Next:      "Check the token URL and your connection, then ask again.",
		Temporary: true, again: true,
	}
	if !lookup.IsNotFound {
		failed.Summary = fmt.Sprintf("The host name of %s could not be looked up (DNS).", e.name())
		failed.Cause = "The name server gave no usable answer. Usually there is no connection at the moment, or a VPN is off."
	}
	return failed
}

func (e *endpoint) connectionRefused() *Error {
	return &Error{
		Summary:   fmt.Sprintf("The connection to %s was refused.", e.name()),
		Cause:     "The computer answered, but nothing there listens on this port. Usually the server is down, the port is wrong, or a firewall refuses.",
		Next:      "Check the host and the port of the token URL, then ask again.",
		Proven:    e.provenName(),
		Temporary: true, again: true,
	}
}

func (e *endpoint) noRoute() *Error {
	return &Error{
		Summary:   fmt.Sprintf("There is no way from here to %s.", e.name()),
		Cause:     "Usually this computer has no connection at the moment, or the host is inside a network that needs a VPN.",
		Next:      "Check your connection, then ask again.",
		Proven:    e.provenName(),
		Temporary: true, again: true,
	}
}

func (e *endpoint) connectionReset() *Error {
	return &Error{
		Summary:   fmt.Sprintf("The connection to %s was closed before an answer came.", e.name()),
		Cause:     "The other side, or something in between, cut it. Usually a firewall or proxy, or a server that is being restarted.",
		Next:      "Ask again. If it lasts, try another network.",
		Proven:    e.provenName(),
		Temporary: true, again: true,
	}
}

// timedOut is not tried again at once: all the time that there was is gone, except where only the connection
// was waited for.
func (e *endpoint) timedOut(s stage) *Error {
	failed := &Error{
		Cause:     "Usually the server is overloaded or down, or a firewall drops what is sent to it.",
		Next:      "Ask again. If it lasts, check the token URL and try another network.",
		Temporary: true, again: true,
	}
	switch {
	case s <= stageResolving:
		failed.Summary = fmt.Sprintf("The host name of %s could not be looked up in time (DNS).", e.name())
		failed.Cause = "Usually there is no connection at the moment, or a VPN is off."
	case s == stageConnecting:
		failed.Summary = fmt.Sprintf("No connection to %s could be made in time (%s).", e.name(), min(connectTimeout, e.timeout))
		failed.Proven = e.provenName()
	case s == stageSecuring:
		failed.Summary = fmt.Sprintf("%s took the connection, but did not secure it in time (TLS handshake, %s).", sentence(e.name()), min(connectTimeout, e.timeout))
		failed.Proven = e.provenName()
	case s == stageSent:
		failed.Summary = fmt.Sprintf("%s took the request and did not answer in time (%s).", sentence(e.name()), e.timeout)
		failed.Proven = []string{provenConnection}
	default:
		failed.Summary = fmt.Sprintf("%s began to answer and did not finish in time (%s).", sentence(e.name()), e.timeout)
		failed.Proven = []string{provenConnection}
	}
	return failed
}

// brokenOff explains an answer that began well and did not arrive whole.
func (e *endpoint) brokenOff(ctx context.Context, status int, err error, p *progress, redact redactor) *Error {
	var failed *Error
	switch {
	case ctx.Err() != nil:
		failed = e.timedOut(max(p.stage(), stageAnswering))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), isReset(err):
		failed = e.refused(status, &refusal{what: "ends in the middle", cut: true})
	default:
		failed = e.refused(status, &refusal{what: "could not be unpacked or read to its end", cut: true})
	}
	failed.Status, failed.Err = status, redact.err(err)
	return failed
}

// What trouble on the way proves was right.
const (
	provenHostName   = "the host name"
	provenConnection = "the connection"
)

func (e *endpoint) provenName() []string {
	if !e.resolves() {
		return nil
	}
	return []string{provenHostName}
}

func (e *endpoint) proxyRefused(r *ProxyRefusal) *Error {
	return &Error{
		Summary:   fmt.Sprintf("The proxy %s refused to connect to %s (status %d).", plain(r.Host, maxURLShown), e.name(), r.Status),
		Cause:     "The proxy comes from HTTPS_PROXY in the environment. Usually it wants a login (407), or does not allow this host.",
		Next:      "Check the proxy's address and credentials, or name the host in NO_PROXY.",
		Temporary: true,
	}
}

func (e *endpoint) proxyUnreached() *Error {
	return &Error{
		Summary:   "The proxy on the way to " + e.name() + " could not be reached.",
		Cause:     "The proxy comes from HTTPS_PROXY in the environment. Usually its address is wrong, or this network has none.",
		Next:      "Correct or unset HTTPS_PROXY, or name the host in NO_PROXY.",
		Temporary: true,
	}
}
