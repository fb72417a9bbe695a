package demo

import (
	"crypto/subtle"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const (
	grantTypeClientCredentials = "client_credentials"

	maxForm = 64 << 10
	// maxScopeLength is the identity server's default; a longer list is refused whole.
	maxScopeLength = 300
)

// grant is what a token is made out for.
type grant struct {
	clientID, tenantID string
	scopes             []string
}

// checkTokenRequest checks in the identity server's order: form, client, grant
// type, scopes, tenant. So each error code also proves what was right before it.
func checkTokenRequest(w http.ResponseWriter, r *http.Request, env *environment) (grant, string) {
	form, ok := readForm(w, r)
	if !ok {
		return grant{}, errInvalidRequest
	}
	c, ok := authenticate(r, form, env)
	if !ok {
		return grant{}, errInvalidClient
	}
	if form.Get("grant_type") != grantTypeClientCredentials {
		return grant{}, errUnsupportedGrantType
	}
	if !c.service {
		return grant{}, errUnauthorizedClient
	}
	scopes, ok := checkScopes(form.Get("scope"), env.GrantedScopes)
	if !ok {
		return grant{}, errInvalidScope
	}
	// Brincr's API is tenant-based: a missing tenant is as wrong as an unknown one.
	tenant, ok := env.tenant(form.Get("tenant_id"))
	if !ok {
		return grant{}, errInvalidTenant
	}
	return grant{clientID: c.id, tenantID: tenant.trade.id, scopes: scopes}, ""
}

// readForm accepts a POST of a form in which no parameter comes twice (RFC 6749, section 3.2).
func readForm(w http.ResponseWriter, r *http.Request) (url.Values, bool) {
	if r.Method != http.MethodPost {
		return nil, false
	}
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/x-www-form-urlencoded" {
		return nil, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
	if err != nil {
		return nil, false
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, false
	}
	for _, values := range form {
		if len(values) != 1 {
			return nil, false
		}
	}
	return form, true
}

// authenticate takes the credentials from the Authorization header, where both
// parts are form-encoded (RFC 6749, section 2.3.1), else from the form.
func authenticate(r *http.Request, form url.Values, env *environment) (client, bool) {
	id, secret := form.Get("client_id"), form.Get("client_secret")
	if user, password, ok := r.BasicAuth(); ok {
		var errID, errSecret error
		id, errID = url.QueryUnescape(user)
		secret, errSecret = url.QueryUnescape(password)
		if errID != nil || errSecret != nil {
			return client{}, false
		}
	}
	c, known := env.client(id)
	same := subtle.ConstantTimeCompare([]byte(c.secret), []byte(secret)) == 1
	return c, known && same
}

// checkScopes returns the scopes asked for, each once; one that is not granted
// fails them all, and the answer does not say which.
func checkScopes(asked string, granted []string) ([]string, bool) {
	if asked == "" || len(asked) > maxScopeLength {
		return nil, false
	}
	var scopes []string
	for _, scope := range strings.Fields(asked) {
		if !slices.Contains(granted, scope) {
			return nil, false
		}
		if !slices.Contains(scopes, scope) {
			scopes = append(scopes, scope)
		}
	}
	return scopes, len(scopes) > 0
}
