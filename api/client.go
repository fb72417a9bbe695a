package api

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"brincr-explorer/auth"
)

const (
	defaultTimeout   = 120 * time.Second
	defaultMaxBody   = 256 << 20
	defaultUserAgent = "brincr-explorer"
)

// Options are the parts of a client that a program, or a test, chooses. The
// zero value is good.
type Options struct {
	Transport      http.RoundTripper // for the API; nil: an own one (NewTransport)
	TokenTransport http.RoundTripper // for the token endpoint; nil: an own one
	// Proxy tells which proxy the own transports use on the way to an https URL:
	// nil for none. Nil itself: none at all.
	Proxy     func(*url.URL) (*url.URL, error)
	Clock     auth.Clock    // nil: auth.SystemClock
	Timeout   time.Duration // of one Do in all, the token included; 0: 120 s
	MaxBody   int64         // bytes of a decoded body; 0: 256 MiB
	UserAgent string        // "": the program's name
	Catalogue []Endpoint    // tells which scope a path needs; nil: the built-in one
	// Single: one token request for each set of scopes and one API request for
	// each Do, whatever comes of them. It is for a diagnosis.
	Single bool
	// OnTokenWay is told of the way to the token endpoint, once for every request
	// there, from any goroutine; may be nil.
	OnTokenWay     func(Way)
	OnTokenRequest func(TokenRequest) // called for every token request when it has ended, from any goroutine; may be nil
	OnExchange     func(Exchange)     // called for every exchange that Do returns, before it does; may be nil
}

// Client speaks to one place: one environment, one tenant. Tokens of one place
// are never seen by another, as each client has its own sources. It is safe for
// concurrent use.
type Client struct {
	env    Environment
	tenant Tenant
	base   base
	o      Options

	safe, writing http.RoundTripper
	own           []*http.Transport // closed with the client
	proxied       bool              // whether Options.Proxy is asked for the API

	catalogue atomic.Pointer[[]Endpoint]

	closed context.Context // done once the client is closed
	close  context.CancelFunc

	mu    sync.Mutex
	lanes map[string]*lane // by sorted scopes
}

// NewClient makes the client of a place. It sends nothing. The error is an
// *Error that names what is wrong with the environment's URLs.
func NewClient(env Environment, tenant Tenant, o Options) (*Client, error) {
	b, err := newBase(env.APIURL)
	if err != nil {
		return nil, badEnvironment(env.Name, "API URL", env.APIURL, err)
	}
	if _, err := serviceURL(env.TokenURL); err != nil {
		return nil, badEnvironment(env.Name, "token URL", env.TokenURL, err)
	}
	c := &Client{env: cloneEnvironment(env), tenant: tenant, base: b, o: withDefaults(o), lanes: map[string]*lane{}}
	if o.Catalogue == nil {
		o.Catalogue = BuiltIn()
	}
	c.SetCatalogue(o.Catalogue)
	c.connect()
	c.closed, c.close = context.WithCancel(context.Background())
	return c, nil
}

func cloneEnvironment(env Environment) Environment {
	env.Scopes = slices.Clone(env.Scopes)
	env.ScopeSets = slices.Clone(env.ScopeSets)
	env.Tenants = slices.Clone(env.Tenants)
	env.CA = slices.Clone(env.CA)
	env.QuietDays = slices.Clone(env.QuietDays)
	return env
}

func withDefaults(o Options) Options {
	if o.Clock == nil {
		o.Clock = auth.SystemClock()
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.MaxBody <= 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	return o
}

// SetCatalogue tells from now on which scope a path needs.
func (c *Client) SetCatalogue(catalogue []Endpoint) {
	own := slices.Clone(catalogue)
	c.catalogue.Store(&own)
}

// Place tells where this client's requests go.
func (c *Client) Place() Place { return Place{Env: c.env.Name, Tenant: c.tenant.ID} }

// Source is the token source for a set of scopes: the same one for the same
// set, in whatever order and however often a scope is named.
func (c *Client) Source(scopes []string) *auth.Source { return c.lane(sortedSet(scopes)).source }

// lane finds or makes the source of a sorted set of scopes.
func (c *Client) lane(scopes []string) *lane {
	key := strings.Join(scopes, " ")
	c.mu.Lock()
	defer c.mu.Unlock()
	if l, ok := c.lanes[key]; ok {
		return l
	}
	l := &lane{source: auth.NewSource(c.credentials(), scopes, c.tokenOptions())}
	if c.closed.Err() != nil {
		l.source.Close()
	}
	c.lanes[key] = l
	return l
}

// Prober asks for tokens for one scope each, with the credentials of this place
// and counted as all its token requests are. Nothing of what it gets is used by
// this client. The caller closes it.
func (c *Client) Prober() *auth.Prober { return auth.NewProber(c.credentials(), c.tokenOptions()) }

func (c *Client) credentials() auth.Credentials {
	return auth.Credentials{
		TokenURL:    c.env.TokenURL,
		ClientID:    c.env.ClientID,
		Secret:      c.env.Secret,
		TenantID:    c.tenant.ID,
		Environment: c.env.Name,
	}
}

func (c *Client) tokenOptions() auth.Options {
	return auth.Options{
		Transport: c.o.TokenTransport,
		Clock:     c.o.Clock,
		UserAgent: c.o.UserAgent,
		Quiet:     c.env.QuietDays,
		Single:    c.o.Single,
		OnRequest: c.tokenRequested,
	}
}

// Expected is what a token of this place for these scopes should say.
func (c *Client) Expected(scopes []string) auth.Expected {
	return auth.Expected{
		Issuer:   c.env.Issuer,
		ClientID: c.env.ClientID,
		TenantID: c.tenant.ID,
		Scopes:   sortedSet(scopes),
	}
}

// Close ends what runs in this place: every Do returns as cancelled, sources
// stop, and idle connections are closed. A client that was closed stays closed.
func (c *Client) Close() {
	c.close()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.lanes {
		l.source.Close()
	}
	for _, t := range c.own {
		t.CloseIdleConnections()
	}
}

func sortedSet(scopes []string) []string {
	set := slices.Clone(scopes)
	slices.Sort(set)
	return slices.Compact(set)
}

func badEnvironment(name, what, address string, err error) *Error {
	return &Error{
		Kind:    KindRequest,
		Summary: "The " + what + " of the environment " + quoted(name) + " cannot be used: " + withoutUser(address) + " " + err.Error() + ".",
		Cause:   "It is a mistake in the configuration.",
		Next:    "Correct the " + what + " in the config; sandbox and production know theirs when the line is left out.",
		Err:     errors.New(what + " " + err.Error()),
	}
}
