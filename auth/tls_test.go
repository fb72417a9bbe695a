package auth

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/faulty"
)

// trusting is this package's transport with the authority of a Site.
func trusting(site *faulty.Site) *http.Transport {
	transport := newTransport()
	transport.TLSClientConfig.RootCAs = site.Roots()
	return transport
}

func TestTheCauseOfAWrongDateNamesOurClock(t *testing.T) {
	site := faulty.New(t, faulty.Plan{Tokens: faulty.Script{TLS: faulty.Expired}})
	failed := failure(t, sourceFor(t, site.TokenURL(), Options{Transport: trusting(site), Clock: newTwoPartClock()}))
	if !strings.Contains(failed.Cause, "2026-03-01 12:00 UTC") {
		t.Errorf("Cause = %q", failed.Cause)
	}
}

func TestG15_ATrustedServerIsAsked(t *testing.T) {
	site := faulty.New(t, faulty.Plan{Secret: theSecret, Tokens: faulty.Script{TLS: faulty.Good}})
	transport := trusting(site)
	defer transport.CloseIdleConnections()
	source := sourceFor(t, site.TokenURL(), Options{Transport: transport})
	mustToken(t, source)
	if n := site.Count().TokenRequests; n != 1 || source.Status().Requests != 1 {
		t.Errorf("%d requests came, %d were counted", n, source.Status().Requests)
	}
}

func TestATrustedServerIsAskedOverHTTP2(t *testing.T) {
	trusted := faulty.NewAuthority(t)
	server := httptest.NewUnstartedServer(page(200, tokenAnswer(1, "3600")))
	quiet(server)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{trusted.Issue(t, nil)}}
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	transport := newTransport()
	transport.TLSClientConfig.RootCAs = trusted.Pool()
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
