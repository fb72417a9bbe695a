package api

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"time"

	"brincr-explorer/auth"
)

const (
	connectTimeout = 10 * time.Second
	maxHeaderBytes = 256 << 10
)

// NewTransport is an HTTP transport with this package's limits: 10 s to connect
// and 10 s for the TLS handshake, TLS 1.2 or newer, 256 KiB of answer headers,
// and nothing decoded behind our back. roots is the set of certificate
// authorities to trust; nil is the system's. It uses no proxy.
func NewTransport(roots *x509.CertPool) *http.Transport {
	return &http.Transport{
		DialContext:            (&net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout:    connectTimeout,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        90 * time.Second,
		MaxIdleConnsPerHost:    4,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		OnProxyConnectResponse: auth.RefuseProxy,
	}
}

// connect gives the client its transports.
func (c *Client) connect() {
	roots := trusted(c.env.CA)
	if c.o.TokenTransport == nil {
		c.o.TokenTransport = c.ownTransport(roots)
	}
	if c.o.OnTokenWay != nil {
		c.o.TokenTransport = observed{c.o.TokenTransport, c, c.o.OnTokenWay}
	}
	if c.o.Transport == nil {
		c.proxied = c.o.Proxy != nil
		c.o.Transport = c.ownTransport(roots)
	}
	c.safe, c.writing = c.o.Transport, c.o.Transport
	if t, ok := c.o.Transport.(*http.Transport); ok {
		w := once(t)
		c.own = append(c.own, w)
		c.writing = w
	}
}

func (c *Client) ownTransport(roots *x509.CertPool) *http.Transport {
	t := NewTransport(roots)
	t.Proxy = func(r *http.Request) (*url.URL, error) { return c.proxyFor(r.URL) }
	c.own = append(c.own, t)
	return t
}

// trusted are the system's authorities with those of an environment; nil for the
// system's alone. Where the system's cannot be read, its own still count.
func trusted(own []*x509.Certificate) *x509.CertPool {
	if len(own) == 0 {
		return nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	for _, authority := range own {
		pool.AddCert(authority)
	}
	return pool
}

// once is a transport that sends a request one time and no more. net/http
// repeats by itself a request that failed on a kept connection, and HTTP/2 one
// that the server says it did not process; a request that changes data gets a
// fresh HTTP/1.1 connection instead, where neither happens.
func once(t *http.Transport) *http.Transport {
	w := t.Clone()
	w.DisableKeepAlives = true
	w.ForceAttemptHTTP2 = false
	w.Protocols = new(http.Protocols)
	w.Protocols.SetHTTP1(true)
	w.TLSNextProto = nil
	if w.TLSClientConfig != nil {
		w.TLSClientConfig.NextProtos = nil
	}
	return w
}
