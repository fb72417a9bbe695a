package api

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strings"
	"time"
)

// tlsFailure tells the ways apart in which an encrypted connection fails; nil
// when the failure is another. A certificate is foreign text: names from it are
// quoted. There is no way to go on without verifying, so none is offered.
func (do *run) tlsFailure(err error) *Error {
	cause, next := certificateFailure(err, do.c.o.Clock.Now().Wall)
	if cause == "" {
		cause, next = handshakeFailure(err)
	}
	if cause == "" {
		return nil
	}
	return &Error{
		Kind:    KindTLS,
		Summary: do.what() + ": no trusted encrypted connection could be made (TLS). Nothing was sent.",
		Cause:   cause, Next: next, Err: err,
	}
}

const askAdministrator = "Ask whoever runs the server or your network. The check cannot be turned off."

func certificateFailure(err error, now time.Time) (cause, next string) {
	var wrongHost x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &wrongHost):
		return "The server's certificate is for other names" + namesOf(wrongHost.Certificate) + ", not for " + quoted(wrongHost.Host) + ".",
			"Check the host in the API URL. If it is right, something between here and Brincr answers in its place: " + lower(askAdministrator)
	case errors.As(err, &unknown) && selfSigned(unknown.Cert):
		return "The server's certificate is self-signed: nobody that this computer trusts vouches for it.",
			"If this is a server of your own, name its certificate in the config as ca_file. Otherwise: " + lower(askAdministrator)
	case errors.As(err, &unknown):
		return "The server's certificate was issued by an authority that this computer does not know. In company networks it usually is a proxy that reads along.",
			"Add the company's certificate authority to this computer's trusted ones, or name its file in the config as ca_file."
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return validity(invalid.Cert, now)
	case errors.As(err, &invalid):
		return "The server's certificate is not valid for this use: " + quoted(invalid.Error()) + ".", askAdministrator
	}
	var roots x509.SystemRootsError
	var other *tls.CertificateVerificationError
	if errors.As(err, &roots) {
		return "This computer's trusted certificates could not be loaded.", "Install them (the package is usually called ca-certificates)."
	}
	if errors.As(err, &other) {
		return "The server's certificate could not be verified: " + quoted(other.Error()) + ".", askAdministrator
	}
	return "", ""
}

// validity tells an expired certificate from one that is not valid yet.
func validity(cert *x509.Certificate, now time.Time) (cause, next string) {
	if cert == nil {
		return "The server's certificate has expired or is not valid yet.", askAdministrator
	}
	if now.Before(cert.NotBefore) {
		return "The server's certificate is valid only from " + cert.NotBefore.UTC().Format(time.DateTime) + " UTC.",
			"Check this computer's clock: it shows " + now.UTC().Format(time.DateTime) + " UTC."
	}
	return "The server's certificate expired on " + cert.NotAfter.UTC().Format(time.DateTime) + " UTC.",
		"Check this computer's clock, which shows " + now.UTC().Format(time.DateTime) + " UTC. If it is right: " + lower(askAdministrator)
}

// handshakeFailure knows what went wrong before a certificate was judged. The
// alerts of a peer have no type that could be asked for, only a text.
func handshakeFailure(err error) (cause, next string) {
	var record tls.RecordHeaderError
	text := err.Error()
	switch {
	case errors.As(err, &record) || strings.Contains(text, "server gave HTTP response to HTTPS client"):
		return "The server does not speak TLS on this port.",
			"Check the port in the API URL. An unencrypted http:// address is accepted for this computer only."
	case strings.Contains(text, "protocol version not supported") || strings.Contains(text, "unsupported protocol version"):
		return "The server offers only TLS 1.1 or older, which is no longer safe.", askAdministrator
	case strings.Contains(text, "tls: "):
		return "The server or this computer broke the handshake off: " + quoted(text) + ".", askAdministrator
	}
	return "", ""
}

func selfSigned(cert *x509.Certificate) bool {
	return cert != nil && bytes.Equal(cert.RawIssuer, cert.RawSubject)
}

// namesOf lists a few of the names that a certificate is for.
func namesOf(cert *x509.Certificate) string {
	if cert == nil {
		return ""
	}
	var names []string
	for _, n := range cert.DNSNames {
		names = append(names, quoted(n))
	}
	for _, ip := range cert.IPAddresses {
		names = append(names, ip.String())
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names[:min(len(names), 3)], ", ") + ")"
}

func lower(sentence string) string { return strings.ToLower(sentence[:1]) + sentence[1:] }
