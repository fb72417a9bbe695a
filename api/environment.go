package api

import (
	"crypto/x509"

	"brincr-explorer/auth"
)

// Place is where a request goes: the name of an environment and the id of a
// tenant in it. It is comparable, so it can be the key of a map and can tell
// whether a late answer still belongs to what is on the screen.
type Place struct{ Env, Tenant string }

// Tenant is a customer's administration at Brincr, by the name the user gave
// it and the id (a UUID) that the developer portal lists.
type Tenant struct{ Name, ID string }

// ScopeSet is a selection of scopes that the user gave a name.
type ScopeSet struct {
	Name   string
	Scopes []string
}

// Environment is one atomic bundle: token URL, API base, client and tenants
// belong together, and a client is made from all of one bundle, never from the
// halves of two.
type Environment struct {
	Name       string
	Production bool
	TokenURL   string              // absolute, https (http for loopback only)
	APIURL     string              // absolute, https (http for loopback only); its path is the prefix of every request
	Issuer     string              // the "iss" that a token of this environment should have; "" when unknown
	CA         []*x509.Certificate // authorities that its servers may be certified by, besides the system's
	ClientID   string
	Secret     auth.SecretSource
	Scopes     []string // chosen at the start
	ScopeSets  []ScopeSet
	Tenants    []Tenant

	OpenAPI       string // where its OpenAPI description is: an absolute path, or a URL; "" when it has none
	OpenAPIRemote bool   // what the description refers to at other addresses is fetched, too

	QuietDays       auth.QuietDays // on these, nothing is sent: neither requests nor those for tokens
	ReadOnly        bool           // methods that change data are refused
	ReloadOnRenewal bool           // the shown GET is repeated when its token is renewed
}

// SandboxDefaults is the sandbox with the URLs that Visma Connect and Brincr
// document. Its issuer was seen in tokens, not documented. It is read only, as
// reading is the default.
func SandboxDefaults() Environment {
	return Environment{
		Name:     "sandbox",
		TokenURL: "https://connect.identity.stagaws.visma.com/connect/token",
		APIURL:   "https://sandbox-api.brincr.com/api/v1/",
		Issuer:   "https://connect.identity.stagaws.visma.com",
		ReadOnly: true,
	}
}

// ProductionDefaults is production with the URLs and the issuer that Visma
// Connect and Brincr document. It is read only, as reading is the default.
func ProductionDefaults() Environment {
	return Environment{
		Name:       "production",
		Production: true,
		TokenURL:   "https://connect.visma.com/connect/token",
		APIURL:     "https://api.brincr.com/api/v1/",
		Issuer:     "https://connect.visma.com",
		ReadOnly:   true,
	}
}

// KnownScopes lists the scopes of Brincr: the one that its documentation names
// with a path first, then the other documented one, then those seen in public
// material. The slice is the caller's own.
func KnownScopes() []string {
	return []string{
		"brincr:category", "brincr:country",
		"brincr:product", "brincr:productImage", "brincr:productVariant", "brincr:productWarehouseStock",
		"brincr:customer", "brincr:customerContact", "brincr:customerShippingAddress",
		"brincr:order", "brincr:orderConnected", "brincr:orderLine",
		"brincr:salesOrder", "brincr:status",
	}
}
