package auth

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	connectTimeout = 10 * time.Second
	maxHeaderBytes = 256 << 10 // net/http allows 10 MiB unless told otherwise
	idleTimeout    = 30 * time.Second
)

// newTransport is net/http's transport with bounds: who answers a token request has shown no proof of good
// will yet. It uses no proxy: who wants one brings a transport.
func newTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: idleTimeout}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    connectTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        idleTimeout,
		OnProxyConnectResponse: RefuseProxy,
	}
}

// ProxyRefusal is a proxy's answer to CONNECT. net/http reports it as a bare text, from which nobody can tell
// that a proxy spoke and not the server.
type ProxyRefusal struct {
	Host   string // of the proxy, with its port
	Status int
}

func (p *ProxyRefusal) Error() string {
	return fmt.Sprintf("proxy %s answered CONNECT with status %d", p.Host, p.Status)
}

// RefuseProxy is for a transport's OnProxyConnectResponse: its error is a *ProxyRefusal.
func RefuseProxy(_ context.Context, proxy *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyRefusal{Host: proxy.Host, Status: answer.StatusCode}
}
