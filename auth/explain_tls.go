package auth

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// insecure explains failures of TLS; nil for everything else. None is tried again at once: a certificate does
// not change within seconds. Yet all are temporary, because the usual one is the login page of a guest
// network, and that goes away.
func (e *endpoint) insecure(err error) *Error {
	failed := e.badCertificate(err)
	if failed == nil {
		failed = e.badHandshake(err)
	}
	if failed == nil {
		return nil
	}
	failed.Temporary = true
	failed.Proven = e.provenName()
	return failed
}

func (e *endpoint) badCertificate(err error) *Error {
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		if invalid.Reason == x509.Expired && invalid.Cert != nil {
			return e.wrongDate(invalid.Cert)
		}
		return &Error{
			Summary: fmt.Sprintf("The certificate of %s is not valid for this use.", e.name()),
			Cause:   "Its chain breaks a rule of X.509. Usually the server, or a proxy that inspects TLS, is configured wrongly.",
			Next:    "Report it to whoever runs the server or the proxy.",
		}
	}
	if wrong, ok := errors.AsType[x509.HostnameError](err); ok {
		return e.wrongHost(wrong)
	}
	if unknown, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return e.unknownAuthority(unknown.Cert)
	}
	if _, ok := errors.AsType[x509.SystemRootsError](err); ok {
		return &Error{
			Summary: fmt.Sprintf("The certificate of %s cannot be checked: this computer has no list of trusted authorities.", e.name()),
			Cause:   "Usually the package ca-certificates is missing, as in small containers.",
			Next:    "Install it, then ask again.",
		}
	}
	return nil
}

func (e *endpoint) wrongDate(certificate *x509.Certificate) *Error {
	now := e.clock.Now().Wall
	summary := fmt.Sprintf("The certificate of %s expired on %s.", e.name(), certificate.NotAfter.UTC().Format(time.DateOnly))
	if now.Before(certificate.NotBefore) {
		summary = fmt.Sprintf("The certificate of %s is not valid before %s.", e.name(), certificate.NotBefore.UTC().Format(time.DateOnly))
	}
	return &Error{
		Summary: summary,
		Cause: fmt.Sprintf("This computer's clock says %s. Usually the server's certificate was not renewed, or this clock is wrong.",
			now.UTC().Format("2006-01-02 15:04 UTC")),
		Next: "Set the clock if it is wrong; else wait for the server's certificate to be renewed. Do not get around it: the client secret would go to whoever answers.",
	}
}

func (e *endpoint) wrongHost(wrong x509.HostnameError) *Error {
	names := "other names"
	if wrong.Certificate != nil && len(wrong.Certificate.DNSNames) > 0 {
		names = plain(strings.Join(wrong.Certificate.DNSNames, ", "), maxURLShown)
	}
	return &Error{
		Summary: fmt.Sprintf("The certificate shown for %s is for another host: %s.", e.name(), names),
		Cause:   "Another server answered in its place. Usually the login page of a guest network (a captive portal), a proxy, or a host name in the token URL that is not quite right.",
		Next:    "Check the token URL. In a guest network, log in with a browser first, then ask again.",
	}
}

func (e *endpoint) unknownAuthority(certificate *x509.Certificate) *Error {
	if certificate != nil && bytes.Equal(certificate.RawIssuer, certificate.RawSubject) {
		return &Error{
			Summary: fmt.Sprintf("The certificate of %s is self-signed: nobody vouches for it.", e.name()),
			Cause:   "Usually a test server, the login page of a guest network, or a proxy that inspects TLS.",
			Next:    "Where it is your own server, name its certificate in the config as ca_file. Else find out who answers before you send the client secret there.",
		}
	}
	return &Error{
		Summary: fmt.Sprintf("The certificate of %s was issued by an authority that this computer does not know.", e.name()),
		Cause:   "Usually a company's proxy that inspects TLS, or a server of one's own. A server that does not send its intermediate certificate looks the same.",
		Next:    "Add the company's authority to those that this computer trusts, or name its file in the config as ca_file.",
	}
}

func (e *endpoint) badHandshake(err error) *Error {
	_, noRecord := errors.AsType[tls.RecordHeaderError](err)
	if noRecord || errors.Is(err, http.ErrSchemeMismatch) {
		return &Error{
			Summary: sentence(e.name()) + " does not speak TLS on this port.",
			Cause:   "The answer to the handshake was no TLS. Usually the port is one for http, or a proxy answered.",
			Next:    "Check the scheme and the port of the token URL.",
		}
	}
	// crypto/tls exports neither its alerts nor this error; its texts are all there is.
	text := err.Error()
	if strings.Contains(text, "protocol version not supported") || strings.Contains(text, "server selected unsupported protocol version") {
		return &Error{
			Summary: sentence(e.name()) + " speaks no version of TLS that is still safe.",
			Cause:   "TLS 1.2 is the oldest that this program accepts, and the server offers less. Usually an outdated server or proxy.",
			Next:    "Ask whoever runs the server or the proxy to allow TLS 1.2 or newer.",
		}
	}
	operation, ok := errors.AsType[*net.OpError](err)
	if ok && (operation.Op == "remote error" || operation.Op == "local error") || strings.Contains(text, "tls: ") {
		return &Error{
			Summary: fmt.Sprintf("No secure connection to %s could be agreed on (TLS handshake).", e.name()),
			Cause:   "The two sides found no common way, or one broke off. Usually the server wants a client certificate, knows no such host name, or a proxy interferes.",
			Next:    "Check the host name of the token URL, and try another network.",
		}
	}
	return nil
}
