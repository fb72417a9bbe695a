package cli

import (
	"errors"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// proxies tells which proxy the environment wants for a URL, by the rules of
// net/http: HTTPS_PROXY and NO_PROXY, in capitals or small letters, and never one
// for this computer itself. HTTP_PROXY has no say: nothing leaves this computer
// unencrypted. An address that cannot be one is a mistake to tell, where net/http
// would go without a proxy. It is not repeated, as it may hold a password.
func (w World) proxies() (func(*url.URL) (*url.URL, error), error) {
	c := httpproxy.Config{
		HTTPSProxy: w.anyenv("https_proxy", "HTTPS_PROXY"),
		NoProxy:    w.anyenv("no_proxy", "NO_PROXY"),
	}
	if c.HTTPSProxy == "" {
		return nil, nil
	}
	if !isProxy(c.HTTPSProxy) {
		return nil, errors.New("HTTPS_PROXY in the environment is no address of a proxy: write http://HOST:PORT, or unset it")
	}
	return c.ProxyFunc(), nil
}

// anyenv is the first of these variables that says something.
func (w World) anyenv(names ...string) string {
	for _, name := range names {
		if value := w.getenv(name); value != "" {
			return value
		}
	}
	return ""
}

// isProxy: a URL, or a host with or without a port.
func isProxy(address string) bool {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return false
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return true
	}
	return false
}
