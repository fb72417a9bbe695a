package auth

import (
	"context"
	"slices"
)

// Prober finds out which scopes an application is granted, one token request for each. It exists because a
// refusal of several scopes does not say which of them was meant, and is apart from [Source] because what it
// costs has to be what was told: one request for each Ask, with no try after a failure.
//
// A Prober is for one caller at a time. It keeps no token: what an answer brings is dropped at once.
type Prober struct {
	credentials Credentials
	options     Options
	ownsIdle    bool
	secret      Secret // read at the first Ask: where it comes from may ask the user in turn
}

// NewProber makes a Prober. It sends nothing yet, and the caller closes it.
func NewProber(c Credentials, o Options) *Prober {
	ownsIdle := o.Transport == nil
	return &Prober{credentials: c, options: o.withDefaults(), ownsIdle: ownsIdle}
}

// Ask asks for a token for one scope alone, and tells whether it is granted. Any other outcome than a token or
// invalid_scope is an error and says nothing about the scope: an *Error, or ctx.Err() after ctx has ended.
func (p *Prober) Ask(ctx context.Context, scope string) (granted bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	endpoint, unfit := newEndpoint(p.credentials, []string{scope}, p.options)
	if unfit != nil {
		return false, unfit
	}
	if held := p.options.Quiet.Refusal(endpoint.environment, p.options.Clock.Now().Wall); held != nil {
		return false, held
	}
	limited, cancel := context.WithTimeout(ctx, p.options.Timeout)
	defer cancel()
	if p.secret.Empty() {
		secret, failed := endpoint.readSecret(limited, p.credentials.Secret)
		if failed != nil {
			return false, orEnded(ctx, failed)
		}
		p.secret = secret
	}
	r := endpoint.askObserved(limited, p.secret, func() {}, p.options, TokenRequest{Reason: ReasonProbed, Try: 1})
	switch {
	case r.err == nil:
		return slices.Contains(r.token.Scopes(), scope), nil
	case r.err.ScopesRefused():
		return false, nil
	}
	return false, orEnded(ctx, r.err)
}

// Close lets the connections go that were kept for the next Ask, and forgets the secret.
func (p *Prober) Close() {
	p.secret = Secret{}
	closeIdle(p.options.Transport, p.ownsIdle)
}

// orEnded prefers to say that the caller left: what fails then fails because of it.
func orEnded(ctx context.Context, failed *Error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return failed
}
