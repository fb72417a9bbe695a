package api

import (
	"context"
	"slices"

	"brincr-explorer/auth"
)

// Plan is what Do would make of a request, told without doing any of it. Like
// an Exchange it holds no token and no secret.
type Plan struct {
	Place               Place
	EnvName, TenantName string
	Production          bool
	ReadOnly            bool // the environment refuses methods that change data

	Request Request
	URL     string  // "" when the path was refused
	Header  []Field // sorted by name, Authorization masked; nil when the path was refused
	Proxy   string  // the host of the proxy on the way, without credentials; "" for none
	Err     *Error  // why it would not leave; nil when it would

	TokenURL string // that a new token would come from
	Token    auth.Status
	Outlook  auth.Outlook
	Needed   []string // scopes, as far as the catalogue knows; nil when it does not
	Endpoint Endpoint // that this was read off; the zero Endpoint when none fits
	Lacking  []string // of the needed scopes: neither granted nor, without a token, to be asked for
}

// Repeats says whether the request goes out once more by itself, with a new
// token, when the answer is 401.
func (p Plan) Repeats() bool { return p.Request.Safe() }

// Explain tells what Do would do with a request now. It sends nothing, asks for
// no token and fetches no secret.
func (c *Client) Explain(r Request) Plan {
	do := c.prepare(r)
	x := &do.x
	p := Plan{
		Place: x.Place, EnvName: x.EnvName, TenantName: x.TenantName, Production: c.env.Production, ReadOnly: c.env.ReadOnly,
		Request: x.Request, TokenURL: c.env.TokenURL,
	}
	do.lane = c.lane(x.Scopes)
	p.Token, p.Outlook = do.lane.source.Status(), do.lane.source.Outlook()
	p.Err = do.check()
	p.URL = x.URL
	p.Needed, p.Endpoint = c.needed(do)
	has := x.Scopes
	if !p.Token.Token.Zero() {
		has = p.Token.Token.Scopes()
	}
	p.Lacking = slices.DeleteFunc(slices.Clone(p.Needed), func(s string) bool { return slices.Contains(has, s) })
	if do.url == nil {
		return p
	}
	if p.Outlook != auth.OutlookRequest && p.Outlook != auth.OutlookJoin {
		do.token = p.Token.Token
	}
	p.Header = do.requestHeader(do.request(context.Background()))
	p.Proxy = c.proxyHost(do.url)
	return p
}

// needed are the scopes that a request needs, with the endpoint that says so.
func (c *Client) needed(do *run) ([]string, Endpoint) {
	catalogue := *c.catalogue.Load()
	asked := Request{Method: do.x.Request.Method, Path: do.x.Request.Path} // with its blanks, it is the endpoint itself
	if do.url != nil {
		asked.Path = c.base.under(do.url)
	}
	if e, _, ok := Matching(catalogue, asked); ok && e.Scopes() != nil {
		return e.Scopes(), e
	}
	if e, ok := endpointFor(catalogue, asked.Method, asked.Path); ok {
		return e.Scopes(), e
	}
	return nil, Endpoint{}
}
