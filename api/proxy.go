package api

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"brincr-explorer/auth"
)

// proxyFor is the proxy on the way to u, nil for none. What is not encrypted goes
// to this computer alone, and no proxy sees it: a token passes one only inside a
// tunnel (CONNECT) whose other end has shown its certificate.
func (c *Client) proxyFor(u *url.URL) (*url.URL, error) {
	if c.o.Proxy == nil || u.Scheme != "https" {
		return nil, nil
	}
	return c.o.Proxy(u)
}

// proxyHost names the proxy that the transport uses for u, without the credentials
// that its address may hold.
func (c *Client) proxyHost(u *url.URL) string {
	if !c.proxied {
		return ""
	}
	return c.proxyOn(u)
}

func (c *Client) proxyOn(u *url.URL) string {
	proxy, err := c.proxyFor(u)
	if err != nil || proxy == nil {
		return ""
	}
	return proxy.Host
}

// proxyFailure explains that the way ended at the proxy; nil when it did not.
func (do *run) proxyFailure(err error) *Error {
	proxy := "the proxy"
	if do.x.Proxy != "" {
		proxy += " " + do.x.Proxy
	}
	var refusal *auth.ProxyRefusal
	if errors.As(err, &refusal) {
		return &Error{
			Kind:    KindNetwork,
			Summary: do.what() + fmt.Sprintf(": %s refused to connect to %s (status %d).", proxy, do.url.Host, refusal.Status),
			Cause:   "The proxy comes from HTTPS_PROXY in the environment. Usually it wants a login (407), or does not allow this host.",
			Next:    "Check the proxy's address and credentials, or name the host in NO_PROXY.",
		}
	}
	var operation *net.OpError
	if !errors.As(err, &operation) || operation.Op != "proxyconnect" && !strings.HasPrefix(operation.Op, "socks") {
		return nil
	}
	e := do.tlsFailure(err)
	if e == nil {
		e = do.connectionFailure(err)
		e.Cause = ""
	}
	e.Summary = do.what() + ": " + proxy + " could not be reached."
	e.Cause = sentences("The proxy comes from HTTPS_PROXY in the environment. Usually its address is wrong, or this network has none.", e.Cause)
	e.Next = "Correct or unset HTTPS_PROXY, or name the host in NO_PROXY."
	return e
}
