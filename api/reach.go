package api

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
)

// errReached stops a transport where a request would be written.
var errReached = errors.New("the server was reached")

// Reach goes to the API's server as a request would, through the proxy and to
// the end of the handshake, and sends no request.
func (c *Client) Reach(ctx context.Context) (Way, *Error) {
	do, stop := c.start(ctx, Request{})
	defer stop()
	var err error
	if do.url, err = url.Parse(c.base.String()); err != nil {
		return Way{}, badEnvironment(c.env.Name, "API URL", c.env.APIURL, err)
	}
	do.x.Proxy = c.proxyHost(do.url)
	way, err := do.reach()
	if err == nil {
		return way, nil
	}
	way.ProxyFailed = endedAtProxy(err)
	return way, do.unanswered(err)
}

func (do *run) reach() (Way, error) {
	var at connected
	way := Way{Host: do.url.Host, Proxy: do.x.Proxy}
	t := NewTransport(trusted(do.c.env.CA))
	defer t.CloseIdleConnections()
	t.Proxy = func(r *http.Request) (*url.URL, error) { return do.c.proxyFor(r.URL) }
	if way.Proxy == "" {
		stopDirect(t, &way)
	} else {
		stopInTunnel(t, do.url.Hostname(), &way)
	}
	req := (&http.Request{Method: http.MethodHead, URL: do.url, Host: do.url.Host, Header: http.Header{}}).WithContext(at.trace(do.ctx))
	_, err := t.RoundTrip(req) // no answer can come: it stops before
	at.tell(&way)
	way.Took = do.c.o.Clock.Now().Since(do.begun)
	if errors.Is(err, errReached) {
		return way, nil
	}
	return way, err
}

// stopDirect makes a transport fail with errReached once it is connected, and
// secure where it is to be.
func stopDirect(t *http.Transport, way *Way) {
	dial, config := t.DialContext, t.TLSClientConfig
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		_ = conn.Close()
		return nil, errReached
	}
	t.DialTLSContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		defer func() { _ = conn.Close() }()
		return nil, handshake(ctx, conn, config, address, way)
	}
}

// stopInTunnel does so where the connection leads through a proxy: the last thing
// before the request is that the server's certificate was found good. A proxy may
// show one of its own before.
func stopInTunnel(t *http.Transport, server string, way *Way) {
	t.TLSClientConfig.VerifyConnection = func(s tls.ConnectionState) error {
		if net.ParseIP(server) == nil && s.ServerName != server {
			return nil
		}
		way.secured(s)
		return errReached
	}
}

// handshake speaks TLS as the transport would, says goodbye, and returns
// errReached when all was well.
func handshake(ctx context.Context, conn net.Conn, config *tls.Config, address string, way *Way) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	config = config.Clone()
	config.ServerName = host
	secure := tls.Client(conn, config)
	if err := secure.HandshakeContext(ctx); err != nil {
		return err
	}
	way.secured(secure.ConnectionState())
	_ = secure.Close() // with its goodbye; what becomes of it matters no more
	return errReached
}
