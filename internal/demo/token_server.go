package demo

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// The error codes of RFC 6749, section 5.2, and the one that Visma Connect adds.
const (
	errInvalidRequest       = "invalid_request"
	errInvalidClient        = "invalid_client"
	errUnauthorizedClient   = "unauthorized_client"
	errUnsupportedGrantType = "unsupported_grant_type"
	errInvalidScope         = "invalid_scope"
	errInvalidTenant        = "invalid_tenant"
)

const (
	discoveryPath = "/.well-known/openid-configuration"
	keysPath      = discoveryPath + "/jwks"
)

// tokenServer stands in for Visma Connect.
type tokenServer struct {
	environments []*environment
	signer       *signer
	ttl          time.Duration
	now          func() time.Time
	issued       atomic.Uint64
}

func newTokenServer(environments []*environment, s *signer, o Options) *tokenServer {
	return &tokenServer{environments: environments, signer: s, ttl: o.TokenTTL, now: o.Now}
}

func (t *tokenServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, env := range t.environments {
		path, ok := strings.CutPrefix(r.URL.Path, env.prefix)
		if !ok {
			continue
		}
		switch path {
		case tokenPath:
			t.token(w, r, env)
		case discoveryPath:
			readOnly(w, r, func() { writeJSON(w, http.StatusOK, discovery(env)) })
		case keysPath:
			readOnly(w, r, func() { t.keys(w) })
		default:
			w.WriteHeader(http.StatusNotFound)
		}
		return
	}
	w.WriteHeader(http.StatusNotFound)
}

// tokenAnswer is the success of RFC 6749, section 5.1, in the identity server's order.
type tokenAnswer struct {
	AccessToken string `json:"access_token"`
	ExpiresIn   int64  `json:"expires_in"`
	TokenType   string `json:"token_type"`
	Scope       string `json:"scope"`
}

func (t *tokenServer) token(w http.ResponseWriter, r *http.Request, env *environment) {
	w.Header().Set("Cache-Control", "no-store, no-cache, max-age=0")
	w.Header().Set("Pragma", "no-cache")
	granted, code := checkTokenRequest(w, r, env)
	if code != "" {
		// A bare code: the identity server adds no description.
		writeJSON(w, http.StatusBadRequest, map[string]string{"error": code})
		return
	}
	token, err := t.signer.sign(t.claims(env, granted))
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	writeJSON(w, http.StatusOK, tokenAnswer{
		AccessToken: token,
		ExpiresIn:   int64(t.ttl / time.Second),
		TokenType:   "Bearer",
		Scope:       strings.Join(granted.scopes, " "),
	})
}

func (t *tokenServer) claims(env *environment, g grant) tokenClaims {
	now := t.now()
	c := tokenClaims{
		Issuer:    env.Issuer,
		NotBefore: now.Unix(),
		IssuedAt:  now.Unix(),
		Expires:   now.Unix() + int64(t.ttl/time.Second),
		Audience:  []string{apiAudience, env.Issuer + "/resources"},
		Scope:     g.scopes,
		ClientID:  g.clientID,
		TenantID:  g.tenantID,
	}
	c.ID = newTokenID(c, t.issued.Add(1), now)
	return c
}

// discovery is the metadata of OpenID Connect Discovery 1.0 and RFC 8414.
func discovery(env *environment) any {
	return struct {
		Issuer        string   `json:"issuer"`
		Keys          string   `json:"jwks_uri"`
		TokenEndpoint string   `json:"token_endpoint"`
		AuthMethods   []string `json:"token_endpoint_auth_methods_supported"`
		GrantTypes    []string `json:"grant_types_supported"`
		Scopes        []string `json:"scopes_supported"`
	}{
		Issuer:        env.Issuer,
		Keys:          env.Issuer + keysPath,
		TokenEndpoint: env.TokenURL,
		AuthMethods:   []string{"client_secret_post", "client_secret_basic"},
		GrantTypes:    []string{grantTypeClientCredentials},
		Scopes:        knownScopes(),
	}
}

func (t *tokenServer) keys(w http.ResponseWriter) {
	key, err := t.signer.publicKey()
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	writeJSON(w, http.StatusOK, map[string][]jsonWebKey{"keys": {key}})
}

func readOnly(w http.ResponseWriter, r *http.Request, answer func()) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	answer()
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that left needs no answer
}
