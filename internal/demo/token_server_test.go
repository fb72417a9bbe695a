package demo_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/demo"
)

func TestEnvironmentsAreWholeAndApart(t *testing.T) {
	b := start(t, demo.Options{})
	envs := b.server.Environments()
	if len(envs) != 2 || envs[0].Name != "sandbox" || envs[1].Name != "production" {
		t.Fatalf("environments: %+v", envs)
	}
	for _, e := range envs {
		if e.Issuer+"/connect/token" != e.TokenURL {
			t.Errorf("%s: issuer %s does not belong to token URL %s", e.Name, e.Issuer, e.TokenURL)
		}
		if !strings.HasSuffix(e.APIURL, "/api/v1/") {
			t.Errorf("%s: API URL %s", e.Name, e.APIURL)
		}
		if !strings.Contains(e.ClientID+e.ClientSecret, "demo") || !strings.ContainsAny(e.ClientSecret, "&+%=") {
			t.Errorf("%s: the credentials should say demo and need encoding", e.Name)
		}
		for _, s := range e.Scopes {
			if !slices.Contains(e.GrantedScopes, s) {
				t.Errorf("%s starts with the scope %s, which is not granted", e.Name, s)
			}
		}
		if slices.Contains(e.GrantedScopes, "brincr:orderConnected") {
			t.Errorf("%s grants brincr:orderConnected, which must show invalid_scope", e.Name)
		}
	}
	sandbox, production := envs[0], envs[1]
	if len(sandbox.Tenants) != 3 || len(production.Tenants) != 2 {
		t.Errorf("%d and %d tenants, want 3 and 2", len(sandbox.Tenants), len(production.Tenants))
	}
	if sandbox.Production || sandbox.ReadOnly || !production.Production || !production.ReadOnly {
		t.Error("production alone is production, and read only")
	}
	if sandbox.ClientID == production.ClientID || sandbox.ClientSecret == production.ClientSecret || sandbox.Issuer == production.Issuer {
		t.Error("the environments share credentials or issuer")
	}
	sandbox.Tenants[0].ID, sandbox.GrantedScopes[0] = "changed", "changed"
	if e := b.env("sandbox"); e.Tenants[0].ID == "changed" || e.GrantedScopes[0] == "changed" {
		t.Error("a caller can change the server's environments")
	}
}

func TestTokenAnswer(t *testing.T) {
	b := start(t, demo.Options{Now: newClock().Now, TokenTTL: 90500 * time.Millisecond})
	e := b.env("sandbox")
	a := b.requestToken(e, form(e, 1, "brincr:country", "brincr:category", "brincr:country"))
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	var got struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int    `json:"expires_in"`
		TokenType   string `json:"token_type"`
		Scope       string
	}
	a.decode(t, &got)
	if got.ExpiresIn != 90 || got.TokenType != "Bearer" || got.Scope != "brincr:country brincr:category" {
		t.Errorf("answer: %+v", got)
	}
	for name, want := range map[string]string{
		"Date": "Fri, 20 Nov 2026 10:00:00 GMT", "Pragma": "no-cache", "Content-Type": "application/json; charset=UTF-8",
	} {
		if h := a.header.Get(name); h != want {
			t.Errorf("%s: %q, want %q", name, h, want)
		}
	}
	if !strings.Contains(a.header.Get("Cache-Control"), "no-store") {
		t.Errorf("Cache-Control: %q", a.header.Get("Cache-Control"))
	}
}

func part(t *testing.T, text string, v any) {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		t.Fatal(err)
	}
}

func TestTokenIsSignedAndSaysWhatItShould(t *testing.T) {
	b := start(t, demo.Options{Now: newClock().Now})
	e := b.env("production")
	token := b.token(e, 1, "brincr:country", "brincr:category")
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("%d parts", len(parts))
	}
	var header struct{ Alg, Kid, Typ string }
	part(t, parts[0], &header)
	if header.Alg != "RS256" || header.Typ != "at+jwt" || header.Kid == "" {
		t.Errorf("header: %+v", header)
	}
	key := b.publicKey(t, e, header.Kid)
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature); err != nil {
		t.Errorf("signature: %v", err)
	}
	var claims struct {
		Iss, Jti      string
		Aud, Scope    []string
		Nbf, Iat, Exp int64
		ClientID      string `json:"client_id"`
		TenantID      string `json:"tenant_id"`
		Sub           *string
	}
	part(t, parts[1], &claims)
	now := newClock().Now().Unix()
	if claims.Iss != e.Issuer || claims.ClientID != e.ClientID || claims.TenantID != e.Tenants[1].ID {
		t.Errorf("claims of another place: %+v", claims)
	}
	if claims.Nbf != now || claims.Iat != now || claims.Exp != now+3600 {
		t.Errorf("times: %+v, now is %d", claims, now)
	}
	if len(claims.Aud) < 1 || !slices.Equal(claims.Scope, []string{"brincr:country", "brincr:category"}) {
		t.Errorf("aud %v, scope %v", claims.Aud, claims.Scope)
	}
	if claims.Sub != nil || len(claims.Jti) != 32 {
		t.Errorf("sub %v, jti %q", claims.Sub, claims.Jti)
	}
	if again := b.token(e, 1, "brincr:country", "brincr:category"); again == token {
		t.Error("two tokens are the same")
	}
}

// publicKey follows discovery to the key.
func (b *bench) publicKey(t *testing.T, e demo.Environment, kid string) *rsa.PublicKey {
	t.Helper()
	var metadata struct {
		Issuer        string
		TokenEndpoint string   `json:"token_endpoint"`
		Keys          string   `json:"jwks_uri"`
		AuthMethods   []string `json:"token_endpoint_auth_methods_supported"`
	}
	b.send(http.MethodGet, e.Issuer+"/.well-known/openid-configuration", "", nil).decode(t, &metadata)
	if metadata.Issuer != e.Issuer || metadata.TokenEndpoint != e.TokenURL {
		t.Errorf("discovery: %+v", metadata)
	}
	if !slices.Equal(metadata.AuthMethods, []string{"client_secret_post", "client_secret_basic"}) {
		t.Errorf("advertised client authentication: %v", metadata.AuthMethods)
	}
	var keys struct {
		Keys []struct{ Kty, Kid, E, N string }
	}
	b.send(http.MethodGet, metadata.Keys, "", nil).decode(t, &keys)
	if len(keys.Keys) != 1 || keys.Keys[0].Kid != kid || keys.Keys[0].Kty != "RSA" {
		t.Fatalf("keys: %+v", keys)
	}
	n, errN := base64.RawURLEncoding.DecodeString(keys.Keys[0].N)
	exponent, errE := base64.RawURLEncoding.DecodeString(keys.Keys[0].E)
	if errN != nil || errE != nil {
		t.Fatal(errN, errE)
	}
	return &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(new(big.Int).SetBytes(exponent).Int64())}
}

func TestTokenErrors(t *testing.T) {
	b := start(t, demo.Options{})
	e, other := b.env("sandbox"), b.env("production")
	long := strings.TrimSpace(strings.Repeat("brincr:category ", 19)) // 303 characters, all granted
	tests := []struct {
		name   string
		change func(url.Values)
		want   string
	}{
		{"parameter twice", func(f url.Values) { f.Add("scope", "brincr:product") }, "invalid_request"},
		{"unknown client", func(f url.Values) { f.Set("client_id", "nobody") }, "invalid_client"},
		{"no client", func(f url.Values) { f.Del("client_id"); f.Del("client_secret") }, "invalid_client"},
		{"wrong secret", func(f url.Values) { f.Set("client_secret", "wrong") }, "invalid_client"},
		{"no secret", func(f url.Values) { f.Del("client_secret") }, "invalid_client"},
		{"the other environment's credentials", func(f url.Values) {
			f.Set("client_id", other.ClientID)
			f.Set("client_secret", other.ClientSecret)
		}, "invalid_client"},
		{"no service application", func(f url.Values) {
			f.Set("client_id", "demo_sandbox_web")
			f.Set("client_secret", "demo-sandbox-web-secret")
		}, "unauthorized_client"},
		{"no grant type", func(f url.Values) { f.Del("grant_type") }, "unsupported_grant_type"},
		{"other grant type", func(f url.Values) { f.Set("grant_type", "password") }, "unsupported_grant_type"},
		{"no scope", func(f url.Values) { f.Del("scope") }, "invalid_scope"},
		{"blank scope", func(f url.Values) { f.Set("scope", "  ") }, "invalid_scope"},
		{"known scope, not granted", func(f url.Values) { f.Set("scope", "brincr:category brincr:orderConnected") }, "invalid_scope"},
		{"unknown scope", func(f url.Values) { f.Set("scope", "brincr:nothing") }, "invalid_scope"},
		{"scopes over 300 characters", func(f url.Values) { f.Set("scope", long) }, "invalid_scope"},
		{"scopes of 300 characters", func(f url.Values) { f.Set("scope", long[:287]+" "+"brincr:order") }, ""},
		{"no tenant", func(f url.Values) { f.Del("tenant_id") }, "invalid_tenant"},
		{"unknown tenant", func(f url.Values) { f.Set("tenant_id", "00000000-0000-4000-8000-000000000000") }, "invalid_tenant"},
		{"tenant with a trailing blank", func(f url.Values) { f.Set("tenant_id", f.Get("tenant_id")+" ") }, "invalid_tenant"},
		{"the other environment's tenant", func(f url.Values) { f.Set("tenant_id", other.Tenants[0].ID) }, "invalid_tenant"},

		// The order of the checks: each error proves what comes before it.
		{"client before grant type", func(f url.Values) { f.Set("client_secret", "x"); f.Set("grant_type", "x") }, "invalid_client"},
		{"grant type before scopes", func(f url.Values) { f.Set("grant_type", "x"); f.Set("scope", "x") }, "unsupported_grant_type"},
		{"scopes before tenant", func(f url.Values) { f.Set("scope", "x"); f.Set("tenant_id", "x") }, "invalid_scope"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := form(e, 0, "brincr:category")
			test.change(f)
			a := b.requestToken(e, f)
			if test.want == "" {
				if a.status != http.StatusOK {
					t.Errorf("%d %s, want a token", a.status, a.body)
				}
				return
			}
			if want := `{"error":"` + test.want + `"}`; a.status != http.StatusBadRequest || a.body != want {
				t.Errorf("%d %s, want 400 %s", a.status, a.body, want)
			}
			if !strings.Contains(a.header.Get("Cache-Control"), "no-store") {
				t.Error("an error may be cached")
			}
		})
	}
}

func TestTokenRequestMustBeAPostedForm(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	good := form(e, 0, "brincr:category")
	jsonBody := http.Header{"Content-Type": {"application/json"}}
	for name, a := range map[string]answer{
		"GET":          b.send(http.MethodGet, e.TokenURL, good.Encode(), formHeader()),
		"PUT":          b.send(http.MethodPut, e.TokenURL, good.Encode(), formHeader()),
		"JSON":         b.send(http.MethodPost, e.TokenURL, good.Encode(), jsonBody),
		"no type":      b.send(http.MethodPost, e.TokenURL, good.Encode(), nil),
		"broken form":  b.send(http.MethodPost, e.TokenURL, "scope=%zz", formHeader()),
		"endless form": b.send(http.MethodPost, e.TokenURL, good.Encode()+"&x="+strings.Repeat("y", 100_000), formHeader()),
		"in the query": b.send(http.MethodPost, e.TokenURL+"?"+good.Encode(), "a=%", formHeader()),
	} {
		if a.status != http.StatusBadRequest || a.body != `{"error":"invalid_request"}` {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

func TestTokenByBasicAuthentication(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	f := form(e, 0, "brincr:category")
	f.Del("client_id")
	f.Del("client_secret")
	ask := func(secret string) answer {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, e.TokenURL, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth(url.QueryEscape(e.ClientID), url.QueryEscape(secret))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return b.send(http.MethodPost, e.TokenURL, f.Encode(), r.Header)
	}
	if a := ask(e.ClientSecret); a.status != http.StatusOK {
		t.Errorf("right secret: %d %s", a.status, a.body)
	}
	if a := ask("wrong"); a.status != http.StatusBadRequest {
		t.Errorf("wrong secret: %d %s", a.status, a.body)
	}
}

func TestTokenServerKnowsNoOtherPaths(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	for _, path := range []string{"/elsewhere", "", "/connect/token/", "/connect/authorize"} {
		if a := b.send(http.MethodGet, e.Issuer+path, "", nil); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if a := b.send(http.MethodPost, e.Issuer+"/.well-known/openid-configuration", "", nil); a.status != http.StatusMethodNotAllowed {
		t.Errorf("POST to discovery: %d", a.status)
	}
	if c := b.server.Counts(); c.TokenRequests != 0 || c.OtherRequests != 5 {
		t.Errorf("counts: %+v", c)
	}
}
