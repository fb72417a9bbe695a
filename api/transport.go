package api

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"time"
)

const (
	connectTimeout = 10 * time.Second
	maxHeaderBytes = 256 << 10
)

// NewTransport is an HTTP transport with this package's limits: 10 s to connect
// and 10 s for the TLS handshake, TLS 1.2 or newer, 256 KiB of answer headers,
// and nothing decoded behind our back. roots is the set of certificate
// authorities to trust; nil is the system's.
func NewTransport(roots *x509.CertPool) *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout:    connectTimeout,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        90 * time.Second,
		MaxIdleConnsPerHost:    4,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
	}
}

// connect gives the client its transports.
func (c *Client) connect() {
	if c.o.TokenTransport == nil {
		t := NewTransport(nil)
		c.own = append(c.own, t)
		c.o.TokenTransport = t
	}
	if c.o.Transport == nil {
		t := NewTransport(nil)
		c.own = append(c.own, t)
		c.o.Transport = t
	}
	c.safe, c.writing = c.o.Transport, c.o.Transport
	if t, ok := c.o.Transport.(*http.Transport); ok {
		w := once(t)
		c.own = append(c.own, w)
		c.writing = w
	}
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
