package auth

import "slices"

// rungs are what Visma Connect usually checks in a token request, in its order.
func rungs() []string {
	return []string{"the form of the request", "the client id with its secret", "the grant type", "the scopes", "the tenant"}
}

// refusedAt is the rung at which a code refuses; -1 when the code tells nothing.
func refusedAt(code string) int {
	switch code {
	case "invalid_request":
		return 0
	case "invalid_client":
		return 1
	case "unauthorized_client", "unsupported_grant_type":
		return 2
	case "invalid_scope":
		return 3
	case "invalid_tenant":
		return 4
	}
	return -1
}

// Ladder reads a failure as a place on the ladder of checks: what was usually found right before it, what was
// refused ("" when the failure does not say), and what was not looked at. Of no failure, all is right.
func (e *Error) Ladder() (right []string, wrong string, unseen []string) {
	all := rungs()
	if e == nil {
		return all, "", nil
	}
	i := refusedAt(e.Code)
	if i < 0 {
		return nil, "", all
	}
	return slices.Clone(all[:i]), all[i], slices.Clone(all[i+1:])
}
