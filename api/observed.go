package api

import "brincr-explorer/auth"

// TokenRequest is a token request of a place, and what came of it. It holds
// neither secret nor token.
type TokenRequest struct {
	Place               Place
	EnvName, TenantName string
	auth.TokenRequest
}

func (c *Client) tokenRequested(r auth.TokenRequest) {
	if c.o.OnTokenRequest != nil {
		c.o.OnTokenRequest(TokenRequest{Place: c.Place(), EnvName: c.env.Name, TenantName: c.tenant.Name, TokenRequest: r})
	}
}

// Target is the absolute URL that a path would be sent to; false where it
// would not be sent.
func (c *Client) Target(path string) (string, bool) {
	u, err := c.base.resolve(path)
	if err != nil {
		return "", false
	}
	return u.String(), true
}
