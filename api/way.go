package api

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"time"

	"brincr-explorer/auth"
)

// Way is what was learnt of the way to a server, as far as it was gone. Names of
// a certificate are foreign text: whoever shows them sanitises them.
type Way struct {
	Host        string // with its port, where the URL has one
	Proxy       string // the host of the proxy on the way, "" for none
	ProxyFailed bool   // the way ended at the proxy
	Address     string // that was connected to, the proxy's where there is one; "": no connection was made
	Took        time.Duration

	Encrypted bool      // a handshake was made, and the certificate is good
	Version   string    // of TLS: "TLS 1.3"
	Authority string    // who issued the server's certificate
	Until     time.Time // when that runs out

	Status   int       // of the answer, 0 when there was none
	Date     time.Time // as the answer's header says; zero without one
	Received time.Time // when its header was there, by this machine's clock
}

// Skew is how far the server's clock is ahead of this machine's; false when the
// server told no time.
func (w Way) Skew() (time.Duration, bool) {
	if w.Date.IsZero() {
		return 0, false
	}
	return w.Date.Sub(w.Received).Round(time.Second), true
}

// secured notes what a handshake showed.
func (w *Way) secured(s tls.ConnectionState) {
	w.Encrypted, w.Version = true, tls.VersionName(s.Version)
	if len(s.PeerCertificates) > 0 {
		w.Authority, w.Until = issuerOf(s.PeerCertificates[0]), s.PeerCertificates[0].NotAfter
	}
}

func issuerOf(cert *x509.Certificate) string {
	if name := cert.Issuer.CommonName; name != "" {
		return name
	}
	return cert.Issuer.String()
}

// connected notes the first connection that was made, and the last handshake that
// went well. Addresses are tried in parallel, on the transport's goroutines.
type connected struct {
	mu      sync.Mutex
	address string
	secure  *tls.ConnectionState
}

func (c *connected) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectDone: func(_, address string, err error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			if err == nil && c.address == "" {
				c.address = address
			}
		},
		TLSHandshakeDone: func(s tls.ConnectionState, err error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			if err == nil {
				c.secure = &s
			}
		},
	})
}

func (c *connected) tell(w *Way) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w.Address = c.address
	if c.secure != nil {
		w.secured(*c.secure)
	}
}

// observed is a transport whose ways are told of.
type observed struct {
	http.RoundTripper
	c    *Client
	tell func(Way)
}

func (o observed) RoundTrip(r *http.Request) (*http.Response, error) {
	var at connected
	begun := o.c.o.Clock.Now()
	answer, err := o.RoundTripper.RoundTrip(r.WithContext(at.trace(r.Context())))
	now := o.c.o.Clock.Now()
	w := Way{Host: r.URL.Host, Proxy: o.c.proxyOn(r.URL), ProxyFailed: endedAtProxy(err), Took: now.Since(begun), Received: now.Wall}
	at.tell(&w)
	if answer != nil {
		w.Status = answer.StatusCode
		if answer.TLS != nil {
			w.secured(*answer.TLS)
		}
		w.Date, _ = http.ParseTime(answer.Header.Get("Date")) // zero when it is none
	}
	o.tell(w)
	return answer, err
}

// endedAtProxy tells a failure of the proxy from one of the server.
func endedAtProxy(err error) bool {
	if _, ok := errors.AsType[*auth.ProxyRefusal](err); ok {
		return true
	}
	operation, ok := errors.AsType[*net.OpError](err)
	return ok && (operation.Op == "proxyconnect" || strings.HasPrefix(operation.Op, "socks"))
}
