package demo

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"
	"time"
)

const (
	defaultListen    = "127.0.0.1:0"
	defaultTokenTTL  = time.Hour
	defaultRateLimit = 60
)

// Options are the settings of the servers. The zero value is ready for use.
type Options struct {
	// Listen is a loopback host with a port P: the token server takes P, the API
	// server P+1. Port 0 takes two free ports. Empty: "127.0.0.1:0".
	Listen string
	// TokenTTL is the life of a token, cut to whole seconds, since expires_in counts
	// whole seconds. 0: one hour. Less than a second is an error.
	TokenTTL time.Duration
	// Latency delays every answer of both servers.
	Latency time.Duration
	// RateLimit is the number of API requests a minute for one client and tenant.
	// 0: 60. Below zero: no limit and no X-RateLimit headers.
	RateLimit int
	// Log gets one line for every request; nil: none. It holds no secret, token or body.
	Log io.Writer
	// Now is the servers' clock; nil: time.Now.
	Now func() time.Time
}

func (o Options) complete() (Options, error) {
	if o.Listen == "" {
		o.Listen = defaultListen
	}
	if o.TokenTTL == 0 {
		o.TokenTTL = defaultTokenTTL
	}
	if o.RateLimit == 0 {
		o.RateLimit = defaultRateLimit
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.TokenTTL < time.Second {
		return o, fmt.Errorf("demo servers: a token life of %s is too short: expires_in counts whole seconds; choose 1s or more", o.TokenTTL)
	}
	if o.Latency < 0 {
		return o, fmt.Errorf("demo servers: a latency of %s is negative; choose 0s or more", o.Latency)
	}
	return o, nil
}

// listen opens the two listeners, both or none.
func listen(address string) (token, api net.Listener, err error) {
	host, port, err := splitLoopback(address)
	if err != nil {
		return nil, nil, err
	}
	token, err = listenOn("token", host, port)
	if err != nil {
		return nil, nil, err
	}
	if port != 0 {
		port++
	}
	api, err = listenOn("API", host, port)
	if err != nil {
		_ = token.Close() // the error of the second listener is the one to tell
		return nil, nil, err
	}
	return token, api, nil
}

func listenOn(name, host string, port int) (net.Listener, error) {
	address := net.JoinHostPort(host, strconv.Itoa(port))
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("demo servers: cannot listen on %s for the %s server, usually because another program holds that port; choose another one, or port 0 for free ones: %w", address, name, err)
	}
	return l, nil
}

// splitLoopback refuses every address that other machines could reach: the demo
// speaks plain HTTP, and its credentials are public.
func splitLoopback(address string) (host string, port int, err error) {
	host, portText, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, fmt.Errorf("demo servers: %q is no listen address, which is a host and a port such as 127.0.0.1:8080: %w", address, err)
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return "", 0, fmt.Errorf("demo servers: %q is not a loopback address; the demo speaks plain HTTP and stays on this machine: use 127.0.0.1:%s", address, portText)
	}
	port, err = strconv.Atoi(portText)
	if err != nil || port < 0 || port > 65534 {
		return "", 0, fmt.Errorf("demo servers: %q is no usable port; choose 0 for free ones, or 1 to 65534, since the API server takes the next one", portText)
	}
	return host, port, nil
}
