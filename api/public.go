package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// publicTimeout is the total for one document that everybody may read.
const publicTimeout = 30 * time.Second

// FetchPublic gets a document that needs no token, such as an OpenAPI
// description, by the certificates and the proxy of an environment. It never
// carries a token or anything else that is the user's, so it may go to any https
// host, redirects included, and by http to this machine. At most so many bytes
// are read. The error continues a sentence.
func FetchPublic(ctx context.Context, env Environment, o Options, address string, most int64) ([]byte, error) {
	u, err := publicURL(address)
	if err != nil {
		return nil, err
	}
	if held := env.QuietDays.Refusal(env.Name, withDefaults(o).Clock.Now().Wall); held != nil {
		return nil, quiet(held)
	}
	ctx, cancel := context.WithTimeout(ctx, publicTimeout)
	defer cancel()
	client := &http.Client{Transport: o.Transport, CheckRedirect: checkPublicRedirect}
	if o.Transport == nil {
		t := NewTransport(trusted(env.CA))
		t.Proxy = func(r *http.Request) (*url.URL, error) {
			if o.Proxy == nil || r.URL.Scheme != "https" {
				return nil, nil
			}
			return o.Proxy(r.URL)
		}
		defer t.CloseIdleConnections()
		client.Transport = t
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, errors.New("the address cannot be used")
	}
	request.Header.Set("Accept", "application/json, application/yaml;q=0.9, */*;q=0.5")
	request.Header.Set("Accept-Encoding", "gzip")
	request.Header.Set("User-Agent", withDefaults(o).UserAgent)
	res, err := client.Do(request)
	if err != nil {
		return nil, publicFailure(err)
	}
	defer func() { _ = res.Body.Close() }() // it was read only
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server answered with status %d", res.StatusCode)
	}
	body, _, err := readBody(res, most)
	switch {
	case errors.Is(err, errTooLarge):
		return nil, fmt.Errorf("it is larger than %d MiB", most>>20)
	case err != nil:
		return nil, publicFailure(err)
	}
	return body, nil
}

// publicURL accepts what a browser would be given: a query is part of it, a
// password is not.
func publicURL(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Hostname() == "":
		return nil, errors.New("it is no URL")
	case u.User != nil:
		return nil, errors.New("the address holds a user name or password")
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		u.Fragment = ""
		return u, nil
	case u.Scheme == "http":
		return nil, errors.New("the address is not encrypted: http is accepted for this machine only, use https")
	}
	return nil, errors.New("the address begins with neither https:// nor, for this machine, http://")
}

func checkPublicRedirect(r *http.Request, via []*http.Request) error {
	r.Header.Del("Referer") // net/http adds the address before, of which the query may be what lets one in
	if len(via) > maxRedirects {
		return errors.New("it redirects more than five times")
	}
	if _, err := publicURL(r.URL.String()); err != nil {
		return errors.New("it redirects to where it is not followed")
	}
	if loopback(r.URL.Hostname()) && !loopback(via[0].URL.Hostname()) {
		return errors.New("it redirects to this machine")
	}
	return nil
}

// publicFailure says in few words why there is no answer.
func publicFailure(err error) error {
	var name *net.DNSError
	var inner *url.Error
	switch {
	case errors.As(err, &name):
		return fmt.Errorf("the name %s was not found (DNS)", quoted(name.Name))
	case oneOf(err, syscall.ECONNREFUSED, wsaConnectionRefused):
		return errors.New("the connection was refused")
	case timedOut(err):
		return fmt.Errorf("time ran out (%s)", publicTimeout)
	case errors.As(err, &inner):
		err = inner.Err
	}
	return errors.New(strings.TrimSuffix(quoted(err.Error()), "."))
}
