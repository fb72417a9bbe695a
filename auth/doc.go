// Package auth keeps one access token of Visma Connect usable for as long as somebody needs it.
//
// It exists because the obvious way, a token fetched once and sent until something answers 401, hurts: it
// hides when the token ends, asks once per waiter when it has ended, trusts a clock that stands still while a
// laptop sleeps, and says "invalid_client" where a person needs to know which environment was asked with
// whose credentials. So the package owns the whole life of a token: the request (RFC 6749, section 4.4), the
// strict reading of the answer, the time that is left, the one renewal that all callers share, and the
// explanation of everything that can go wrong on the way.
//
// A [Source] is made per environment, client, tenant and set of scopes. [Source.Token] is what a caller of
// the API needs; [Source.Status] and [Source.Wait] are what a screen needs. A [Prober] finds out which of
// several scopes is refused. A [Secret] prints as dots under every verb; secrets and tokens leave it through
// [Secret.Reveal] alone.
package auth
