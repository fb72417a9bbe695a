package auth

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// endpoint is one token endpoint as one set of credentials sees it. It makes single requests and explains
// what becomes of them; when to make one is the Source's business. It never changes, and holds no secret.
type endpoint struct {
	environment, clientID, tenantID string
	url                             *url.URL
	scopes                          []string
	userAgent                       string
	timeout                         time.Duration // for the messages
	transport                       http.RoundTripper
	clock                           Clock
}

// reply is what came of one request: a token, or an error.
type reply struct {
	token Token
	skew  time.Duration
	took  time.Duration
	err   *Error

	status int // of the answer; 0 without one
}

// newEndpoint also returns what makes the credentials unfit to be sent anywhere, if anything does.
func newEndpoint(c Credentials, scopes []string, o Options) (*endpoint, *Error) {
	e := &endpoint{
		environment: c.Environment, clientID: c.ClientID, tenantID: c.TenantID,
		scopes: scopes, userAgent: o.UserAgent, timeout: o.Timeout, transport: o.Transport, clock: o.Clock,
	}
	address, err := url.Parse(c.TokenURL)
	if err != nil {
		e.url = &url.URL{}
		return e, e.badAddress(c.TokenURL)
	}
	e.url = address
	if address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return e, e.badAddress(address.Redacted())
	}
	if address.Scheme == "http" && !isLoopback(address.Hostname()) {
		return e, e.unencrypted()
	}
	if c.ClientID == "" {
		return e, e.noClientID()
	}
	return e, nil
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

// ask makes one request, within ctx. It calls left once, as soon as the request's header is written.
//
// It uses the transport without an http.Client on purpose: a client follows redirects, and on 307 and 308 it
// sends the form, and the secret in it, to wherever they point.
func (e *endpoint) ask(ctx context.Context, secret Secret, left func()) reply {
	progress := &progress{left: left}
	redact := newRedactor(secret)
	request, err := e.request(progress.trace(ctx), secret)
	if err != nil {
		return reply{err: e.badAddress(e.url.Redacted())}
	}
	sent := e.clock.Now()
	answer, err := e.transport.RoundTrip(request)
	if err != nil {
		failed := e.unreached(ctx, err, progress, redact)
		failed.Request = e.asked()
		return reply{err: failed}
	}
	defer func() { _ = answer.Body.Close() }()
	progress.gone() // for transports that trace nothing
	received := e.clock.Now()
	g, failure := e.receive(ctx, answer, progress, redact)
	r := reply{skew: skew(answer.Header, received), err: failure, status: answer.StatusCode}
	if failure != nil {
		failure.Request = e.asked()
		return r
	}
	r.token = Token{issued: &issuedToken{
		value: NewSecret(g.token), scopes: g.scopes, notes: g.notes, lifetime: g.lifetime, known: g.known,
		sent: sent, received: received.Wall,
	}}
	return r
}

// receive reads the body within its bound. Where the status alone tells what happened, a body that cannot be
// read to its end changes nothing about it.
func (e *endpoint) receive(ctx context.Context, answer *http.Response, p *progress, redact redactor) (grant, *Error) {
	if answer.StatusCode/100 == 3 {
		return grant{}, e.redirected(answer, redact)
	}
	if answer.StatusCode == http.StatusSwitchingProtocols {
		// Behind it stands the bare connection and no body, on which no context ends a reading.
		return e.reading(answer, nil, redact)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if answer.StatusCode/100 == 2 && err != nil {
		return grant{}, e.brokenOff(ctx, answer.StatusCode, err, p, redact)
	}
	if answer.StatusCode/100 == 2 && len(body) > maxAnswer {
		return grant{}, e.refused(answer.StatusCode, &refusal{what: "is longer than 256 KiB"})
	}
	return e.reading(answer, body, redact)
}

// request is the one that RFC 6749, section 4.4.2, describes, with the client's credentials in the body
// (section 2.3.1) and the tenant as Visma Connect documents it.
func (e *endpoint) request(ctx context.Context, secret Secret) (*http.Request, error) {
	form := url.Values{
		"grant_type":    {"client_credentials"},
		"client_id":     {e.clientID},
		"client_secret": {secret.Reveal()},
	}
	if len(e.scopes) > 0 {
		form.Set("scope", strings.Join(e.scopes, " "))
	}
	if e.tenantID != "" {
		form.Set("tenant_id", e.tenantID)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url.String(), bytes.NewReader([]byte(form.Encode())))
	if err != nil {
		return nil, fmt.Errorf("building the token request: %w", err)
	}
	request.GetBody = nil // net/http shall not send the secret again by itself: tries are made here, and counted
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", e.userAgent)
	return request, nil
}

// skew is how far the server's clock is ahead of ours.
func skew(header http.Header, received Instant) time.Duration {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return 0
	}
	return date.Sub(received.Wall).Round(time.Second)
}

// host is where the request goes, for the messages.
func (e *endpoint) host() string { return plain(e.url.Host, maxURLShown) }

// name is the endpoint as the user knows it: by the environment's name, and where that points.
func (e *endpoint) name() string {
	if e.environment == "" {
		return "the token endpoint at " + e.host()
	}
	return fmt.Sprintf("the token endpoint of %q (%s)", e.environment, e.host())
}

// asked is the request in short. A sentence has no room for it, and who looks for a wrong path needs it.
func (e *endpoint) asked() string {
	return "POST " + plain(e.url.Host+e.url.EscapedPath(), maxURLShown)
}

// resolves tells whether the host is a name, which had to be looked up.
func (e *endpoint) resolves() bool { return net.ParseIP(e.url.Hostname()) == nil }
