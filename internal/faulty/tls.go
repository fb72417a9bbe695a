package faulty

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"testing"
	"time"
)

// TLS is how a server encrypts, or fails to.
type TLS string

// The ways to encrypt. All but None have an https URL.
const (
	None                   TLS = ""
	Good                   TLS = "good"
	Expired                TLS = "expired"
	NotYetValid            TLS = "not yet valid"
	WrongHost              TLS = "wrong host"
	HostileName            TLS = "wrong host with control characters"
	Nameless               TLS = "certificate without a name"
	SelfSigned             TLS = "self-signed"
	UnknownAuthority       TLS = "unknown authority"
	NotForServers          TLS = "not for servers"
	OnlyTLS11              TLS = "TLS 1.1 only"
	WantsClientCertificate TLS = "client certificate wanted"
	NotAtAll               TLS = "https without TLS"
	HTTP2                  TLS = "says it speaks HTTP/2"
)

// HostileHost is the name in the certificate of HostileName: it would set a terminal's title.
const HostileHost = "a\x1b]0;owned\x07"

// Authority issues certificates.
type Authority struct {
	Certificate *x509.Certificate
	Key         *ecdsa.PrivateKey
}

// NewAuthority makes an authority that nobody knows yet.
func NewAuthority(tb testing.TB) Authority {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test \x1b[31m authority"},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(48 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:        true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	return Authority{Certificate: sign(tb, template, template, key, key), Key: key}
}

func sign(tb testing.TB, template, parent *x509.Certificate, key, parentKey *ecdsa.PrivateKey) *x509.Certificate {
	tb.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), parentKey)
	if err != nil {
		tb.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	return certificate
}

// Issue is a good certificate for 127.0.0.1 but for what change does to it; change may be nil.
func (a Authority) Issue(tb testing.TB, change func(*x509.Certificate)) tls.Certificate {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "server"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if change != nil {
		change(template)
	}
	certificate := sign(tb, template, a.Certificate, key, a.Key)
	return tls.Certificate{Certificate: [][]byte{certificate.Raw}, PrivateKey: key}
}

// Pool holds the authority alone.
func (a Authority) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.Certificate)
	return pool
}

// config is a server's side of one way to encrypt; nil where it does not encrypt.
func (a Authority) config(tb testing.TB, how TLS) *tls.Config {
	tb.Helper()
	config := &tls.Config{NextProtos: []string{"http/1.1"}}
	var change func(*x509.Certificate)
	switch how {
	case None, NotAtAll:
		return nil
	case SelfSigned:
		other := NewAuthority(tb)
		config.Certificates = []tls.Certificate{{Certificate: [][]byte{other.Certificate.Raw}, PrivateKey: other.Key}}
		return config
	case UnknownAuthority:
		a = NewAuthority(tb)
	case Expired:
		change = func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour)
		}
	case NotYetValid:
		change = func(c *x509.Certificate) { c.NotBefore = time.Now().Add(30 * time.Minute) }
	case WrongHost:
		change = func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"portal.hotel.test"} }
	case HostileName:
		change = func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{HostileHost} }
	case Nameless:
		change = func(c *x509.Certificate) { c.IPAddresses = nil }
	case NotForServers:
		change = func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }
	case OnlyTLS11:
		config.MinVersion, config.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	case WantsClientCertificate:
		config.ClientAuth, config.MaxVersion = tls.RequireAnyClientCert, tls.VersionTLS12
	case HTTP2:
		config.NextProtos = []string{"h2"}
	}
	config.Certificates = []tls.Certificate{a.Issue(tb, change)}
	return config
}
