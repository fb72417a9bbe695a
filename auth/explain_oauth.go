package auth

import (
	"fmt"
	"net/http"
	"strings"
)

// What an OAuth error proves was right. Visma Connect usually checks in the order form, client, grant type,
// scopes, tenant: that is how IdentityServer does it, on which it evidently runs.
const (
	provenCredentials = "the credentials"
	provenScopes      = "the scopes"
)

// Codes that more than their explanation depends on.
const (
	codeInvalidClient = "invalid_client"
	codeInvalidScope  = "invalid_scope"
)

// usualScopeLimit is IdentityServer's default bound on the length of "scope", in characters.
const usualScopeLimit = 300

// oauth explains a refusal that carries a code of RFC 6749, section 5.2, or one of the server's own.
func (e *endpoint) oauth(answer *http.Response, code, description string) *Error {
	if isBusy(answer.StatusCode) {
		busy := e.byStatus(answer, e.clock.Now())
		busy.Code, busy.Server = code, description
		return busy
	}
	refused := e.byCode(code)
	refused.Code, refused.Server, refused.Status = code, description, answer.StatusCode
	return refused
}

func (e *endpoint) byCode(code string) *Error {
	switch code {
	case codeInvalidClient:
		return e.invalidClient()
	case codeInvalidScope:
		return e.invalidScope()
	case "invalid_tenant":
		return e.invalidTenant()
	case "unauthorized_client":
		return &Error{
			Summary: sentence(e.name()) + " does not allow this application to ask for tokens of its own.",
			Cause:   "RFC 6749 uses this code when a client may not use a grant type. Usually the application is not a service application.",
			Next:    "Look the application up in " + e.portal() + ": its type must be \"service\".",
			Proven:  []string{provenCredentials},
		}
	case "unsupported_grant_type":
		return &Error{
			Summary: sentence(e.name()) + " does not know the grant type \"client_credentials\".",
			Cause:   "Visma Connect is documented to support it. Usually the token URL belongs to another kind of server, or this program sent a wrong request.",
			Next:    "Check the token URL. If it is right, this is a bug here; report it with the request: " + e.redactedRequest(),
		}
	case "invalid_request":
		return &Error{
			Summary: sentence(e.name()) + " calls the token request malformed.",
			Cause:   "RFC 6749 uses this code for parameters that are missing, repeated or unreadable. Usually that is a bug in this program, or the token URL belongs to another kind of server.",
			Next:    "Check the token URL. If it is right, report the bug with the request: " + e.redactedRequest(),
		}
	}
	return &Error{
		Summary: sentence(e.name()) + " refused the request with a code that this program does not know.",
		Cause:   "The code is neither in RFC 6749 nor among those known of Visma Connect. The server's own words, where it gave any, say more.",
		Next:    "Look the code up in the server's documentation, or ask its support. Ask for a token again when something has changed.",
	}
}

func (e *endpoint) invalidClient() *Error {
	return &Error{
		Summary: sentence(e.name()) + e.side() + " refused the client credentials.",
		Cause: "RFC 6749 uses this code for every failed client authentication. Usually the client id is unknown or disabled there, the secret is wrong, " +
			"or both are right for another environment: these all look alike. Sandbox and production have separate credentials.",
		Next: fmt.Sprintf("Compare the client id %q and its secret with %s. Was the environment the one you meant?", e.clientID, e.portal()),
	}
}

func (e *endpoint) invalidScope() *Error {
	cause := fmt.Sprintf("Usually one of the %d scopes is not granted to the application in this environment: a single one fails the whole request, and the answer does not say which.", len(e.scopes))
	if len(e.scopes) == 1 {
		cause = "Usually the scope is not granted to the application in this environment."
	}
	if length := len(strings.Join(e.scopes, " ")); length > usualScopeLimit {
		cause += fmt.Sprintf(" Or there are too many: their names make %d characters, and such servers usually allow %d.", length, usualScopeLimit)
	}
	next := "Compare the scopes with those granted in " + e.portal() + "; changes there take a minute or two to spread."
	probing := ""
	if len(e.scopes) > 1 {
		probing = fmt.Sprintf(" Asking for each scope alone would find the one, and cost %d token requests.", len(e.scopes))
	}
	return &Error{
		Summary: sentence(e.name()) + " refused the scopes. The client credentials are usually right then: they are checked first.",
		Cause:   cause,
		Next:    next + probing,
		probing: probing,
		Proven:  []string{provenCredentials},
	}
}

func (e *endpoint) invalidTenant() *Error {
	refused := &Error{
		Summary: sentence(e.name()) + fmt.Sprintf(" refused the tenant %q. Credentials and scopes are usually right then: they are checked first.", e.tenantID),
		Cause: "Usually the tenant's administrator has not granted this application access, or has withdrawn it, or a role is missing. " +
			"Changes are documented to take a minute or two to spread; 10 to 15 minutes have been seen.",
		Next: "Ask an administrator of the tenant to grant the application access. " + sentence(e.portal()) +
			" lists who did, under My Applications > Integration > Customers. Wait before you change anything else.",
		Proven: []string{provenCredentials, provenScopes},
	}
	switch {
	case e.tenantID == "":
		refused.Summary = sentence(e.name()) + " refused a request without a tenant."
		refused.Next = "Choose a tenant: a token for a tenant-based API needs one. " + refused.Next
	case strings.TrimSpace(e.tenantID) != e.tenantID:
		refused.Next = "The tenant id begins or ends with a blank: take it out first. " + refused.Next
	}
	return refused
}

// redactedRequest is what was sent, for a bug report.
func (e *endpoint) redactedRequest() string {
	text := fmt.Sprintf("POST %s with grant_type=client_credentials client_id=%q client_secret=%s", plain(e.url.Redacted(), maxURLShown), e.clientID, dots)
	if len(e.scopes) > 0 {
		text += fmt.Sprintf(" scope=%q", strings.Join(e.scopes, " "))
	}
	if e.tenantID != "" {
		text += fmt.Sprintf(" tenant_id=%q", e.tenantID)
	}
	return text
}

// The documented hosts of Visma Connect.
const (
	sandboxHost    = "connect.identity.stagaws.visma.com"
	productionHost = "connect.visma.com"
)

// side says which of Visma Connect's two servers this is, whatever the user calls the environment: a sandbox
// that points to production is the mistake that invalid_client most needs to show.
func (e *endpoint) side() string {
	switch strings.ToLower(e.url.Hostname()) {
	case sandboxHost:
		return ", which is the sandbox of Visma Connect,"
	case productionHost:
		return ", which is the production server of Visma Connect,"
	}
	return ""
}

// portal is where the application is kept, as documented by Visma Connect.
func (e *endpoint) portal() string {
	switch strings.ToLower(e.url.Hostname()) {
	case sandboxHost:
		return "the developer portal of the sandbox (https://oauth.developers.stagaws.visma.com)"
	case productionHost:
		return "the developer portal of production (https://oauth.developers.visma.com)"
	}
	return "the developer portal of this environment"
}

// sentence is s with its first letter, which must be ASCII, in upper case.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
