package api

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// authority issues certificates for one test.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	a := authority{key: newKey(t)}
	a.cert = a.sign(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "Test authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign,
	}, nil, &a.key.PublicKey)
	return a
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func (a authority) sign(t *testing.T, template, parent *x509.Certificate, pub *ecdsa.PublicKey) *x509.Certificate {
	t.Helper()
	template.SerialNumber = big.NewInt(1)
	if template.NotAfter.IsZero() {
		template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	}
	if parent == nil {
		parent = template
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, pub, a.key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// leaf is a server's certificate, changed by change before it is signed.
func (a authority) leaf(t *testing.T, change func(*x509.Certificate)) tls.Certificate {
	t.Helper()
	key := newKey(t)
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: "server"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if change != nil {
		change(template)
	}
	cert := a.sign(t, template, a.cert, &key.PublicKey)
	return tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key}
}

func (a authority) roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

// secureWorld is a world whose API speaks TLS as configured.
func secureWorld(t *testing.T, config *tls.Config, roots *x509.CertPool, steps ...step) *world {
	t.Helper()
	server := httptest.NewUnstartedServer(script(t, steps...))
	server.TLS = config
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	transport := NewTransport(roots)
	t.Cleanup(transport.CloseIdleConnections)
	return newWorld(t, script(t), func(e *Environment, o *Options) {
		e.APIURL, o.Transport = server.URL+"/api/v1/", transport
	})
}

func TestG15_TLSIsVerifiedAndItsFailuresToldApart(t *testing.T) {
	ca, other := newAuthority(t), newAuthority(t)
	with := func(change func(*x509.Certificate)) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{ca.leaf(t, change)}}
	}
	lasting := func(from, to time.Duration) *tls.Config {
		return with(func(c *x509.Certificate) { c.NotBefore, c.NotAfter = time.Now().Add(from), time.Now().Add(to) })
	}
	old := with(nil)
	old.MinVersion, old.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	for name, row := range map[string]struct {
		config *tls.Config
		roots  *x509.CertPool
		words  string
	}{
		"expired":           {lasting(-48*time.Hour, -24*time.Hour), ca.roots(), "expired on"},
		"not valid yet":     {lasting(24*time.Hour, 48*time.Hour), ca.roots(), "valid only from"},
		"wrong host":        {with(func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"other.test"} }), ca.roots(), `other names ("other.test"), not for "127.0.0.1"`},
		"unknown authority": {with(nil), other.roots(), "an authority that this computer does not know"},
		"self-signed":       {&tls.Config{}, other.roots(), "self-signed"},
		"TLS 1.1":           {old, ca.roots(), "TLS 1.1 or older"},
		"not for servers":   {with(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }), ca.roots(), "not valid for this use"},
	} {
		for _, method := range []string{"GET", "POST"} {
			t.Run(name+" "+method, func(t *testing.T) {
				w := secureWorld(t, row.config.Clone(), row.roots)
				x := w.do(method, "a", "")
				e := wantKind(t, x, KindTLS)
				wantWords(t, "cause", e.Cause, row.words)
				wantWords(t, "summary", e.Summary, "Nothing was sent")
				if x.Sent() != 0 {
					t.Errorf("sent %d", x.Sent())
				}
			})
		}
	}
}

func TestG15_AServerWithoutTLSIsNamed(t *testing.T) {
	w := newWorld(t, script(t), func(e *Environment, _ *Options) { e.APIURL = strings.Replace(e.APIURL, "http:", "https:", 1) })
	wantWords(t, "cause", wantKind(t, w.get("a"), KindTLS).Cause, "does not speak TLS")
}

func TestG15_GoodTLSWorksWithHTTP2AndChangesWithout(t *testing.T) {
	ca := newAuthority(t)
	w := secureWorld(t, &tls.Config{Certificates: []tls.Certificate{ca.leaf(t, nil)}}, ca.roots(),
		step{"GET /api/v1/a", reply(200, `{}`)}, step{"POST /api/v1/a", reply(201, `{}`)}, step{"GET /api/v1/a", reply(200, `{}`)})
	for i, want := range []string{"HTTP/2.0", "HTTP/1.1", "HTTP/2.0"} {
		x := w.do([]string{"GET", "POST", "GET"}[i], "a", "")
		wantOK(t, x)
		if x.Proto != want || x.Sent() != 1 {
			t.Errorf("%s, sent %d, want %s", x.Proto, x.Sent(), want)
		}
	}
}

func TestNamesInACertificateAreQuoted(t *testing.T) {
	got := namesOf(&x509.Certificate{DNSNames: []string{"a\x1b[31m", "b", "c", "d"}})
	if got != ` ("a\x1b[31m", "b", "c")` {
		t.Errorf("%q", got)
	}
}
