package auth

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// authority issues certificates for one test.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test \x1b[31m authority"},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(48 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:        true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	return authority{certificate: sign(t, template, template, key, key), key: key}
}

func sign(t *testing.T, template, parent *x509.Certificate, key, parentKey *ecdsa.PrivateKey) *x509.Certificate {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), parentKey)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}

func (a authority) issue(t *testing.T, change func(*x509.Certificate)) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "server"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	change(template)
	certificate := sign(t, template, a.certificate, key, a.key)
	return tls.Certificate{Certificate: [][]byte{certificate.Raw}, PrivateKey: key}
}

func (a authority) trusted() *http.Transport {
	transport := newTransport()
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AddCert(a.certificate)
	return transport
}

// serveTLS fails the test when a request comes through: none may, in these tests.
func serveTLS(t *testing.T, config *tls.Config) string {
	t.Helper()
	var requests atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests.Add(1) }))
	quiet(server)
	server.TLS = config
	server.StartTLS()
	t.Cleanup(func() {
		server.Close()
		if requests.Load() != 0 {
			t.Error("the secret was sent")
		}
	})
	return server.URL + "/token"
}

func TestG15_EveryFailureOfTLSIsNamed(t *testing.T) {
	trusted, stranger := newAuthority(t), newAuthority(t)
	good := trusted.issue(t, func(*x509.Certificate) {})
	with := func(certificate tls.Certificate) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{certificate}}
	}
	plainHTTP := serve(t, page(200, "hello"))
	selfSigned := tls.Certificate{Certificate: [][]byte{trusted.certificate.Raw}, PrivateKey: trusted.key}
	day := time.Now().Add(-24 * time.Hour)
	for _, test := range []struct {
		name, address, says string
	}{
		{"expired", serveTLS(t, with(trusted.issue(t, func(c *x509.Certificate) { c.NotAfter, c.NotBefore = day, day.Add(-time.Hour) }))), "expired on " + day.UTC().Format(time.DateOnly)},
		{"not yet valid", serveTLS(t, with(trusted.issue(t, func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Hour) }))), "is not valid before"},
		{"wrong host", serveTLS(t, with(trusted.issue(t, func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"portal.hotel.test"} }))), "is for another host: portal.hotel.test"},
		{"wrong host with an evil name", serveTLS(t, with(trusted.issue(t, func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"a\x1b]0;x\x07"} }))), `for another host: a\x1b]0;x\a`},
		{"wrong host without a name", serveTLS(t, with(trusted.issue(t, func(c *x509.Certificate) { c.IPAddresses = nil }))), "other names"},
		{"self-signed", serveTLS(t, with(selfSigned)), "self-signed"},
		{"unknown authority", serveTLS(t, with(stranger.issue(t, func(*x509.Certificate) {}))), "issued by an authority that this computer does not know"},
		{"wrong use", serveTLS(t, with(trusted.issue(t, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }))), "not valid for this use"},
		{"TLS 1.1", serveTLS(t, &tls.Config{Certificates: []tls.Certificate{good}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}), "no version of TLS that is still safe"},
		{"no TLS", strings.Replace(plainHTTP.URL, "http:", "https:", 1), "does not speak TLS"},
		{"another protocol", "https://" + rawServer(t, func(c net.Conn) { _, _ = c.Write([]byte("220 smtp ready\r\n")) }), "does not speak TLS"},
		{"client certificate wanted", serveTLS(t, &tls.Config{Certificates: []tls.Certificate{good}, ClientAuth: tls.RequireAnyClientCert, MaxVersion: tls.VersionTLS12}), "could be agreed on"},
	} {
		t.Run(test.name, func(t *testing.T) {
			transport := trusted.trusted()
			if test.name == "self-signed" {
				transport = newTransport()
			}
			defer transport.CloseIdleConnections()
			var left atomic.Int32
			failed := failure(t, sourceFor(t, test.address, Options{Transport: transport, OnRequest: func() { left.Add(1) }}))
			if !strings.Contains(failed.Summary, test.says) {
				t.Errorf("%q is not in %q", test.says, failed.Summary)
			}
			if !failed.Temporary || failed.again || failed.Err == nil || failed.Status != 0 || left.Load() != 0 {
				t.Errorf("%+v, %d requests left", failed, left.Load())
			}
		})
	}
}

func TestTheCauseOfAWrongDateNamesOurClock(t *testing.T) {
	trusted := newAuthority(t)
	address := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{trusted.issue(t, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })}})
	clock := newTwoPartClock()
	failed := failure(t, sourceFor(t, address, Options{Transport: trusted.trusted(), Clock: clock}))
	if !strings.Contains(failed.Cause, "2026-03-01 12:00 UTC") {
		t.Errorf("Cause = %q", failed.Cause)
	}
}

func TestATrustedServerIsAsked(t *testing.T) {
	trusted := newAuthority(t)
	server := httptest.NewUnstartedServer(page(200, tokenAnswer(1, "3600")))
	quiet(server)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{trusted.issue(t, func(*x509.Certificate) {})}}
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	transport := trusted.trusted()
	defer transport.CloseIdleConnections()
	source := sourceFor(t, server.URL, Options{Transport: transport})
	if token, err := source.Token(t.Context()); err != nil || token.Zero() {
		t.Errorf("Token() = %v, %v", token, err)
	}
	if requests := source.Status().Requests; requests != 1 {
		t.Errorf("%d requests counted", requests)
	}
}

func TestOurOwnTransportHasItsLimits(t *testing.T) {
	transport := newTransport()
	if transport.TLSClientConfig.MinVersion != tls.VersionTLS12 || transport.TLSClientConfig.InsecureSkipVerify ||
		transport.MaxResponseHeaderBytes != 256<<10 || transport.TLSHandshakeTimeout != 10*time.Second {
		t.Errorf("transport = %+v", transport)
	}
}
