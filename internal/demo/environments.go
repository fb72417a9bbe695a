package demo

import "slices"

// Environment is what a client must know of one environment. All of it, the
// secret too, is public demo data.
type Environment struct {
	Name         string
	TokenURL     string // Issuer + "/connect/token"
	APIURL       string // ends in "/"
	OpenAPIURL   string // of its OpenAPI description, which needs no token
	Issuer       string // the token's "iss"
	ClientID     string
	ClientSecret string // holds characters that a form must encode
	Production   bool
	ReadOnly     bool
	// Scopes are those to begin with; GrantedScopes are all that the client may ask for.
	// A known scope beyond these is answered with invalid_scope.
	Scopes        []string
	GrantedScopes []string
	ScopeSets     []ScopeSet
	Tenants       []Tenant
}

// ScopeSet is a selection of scopes with a name.
type ScopeSet struct {
	Name   string
	Scopes []string
}

// scopeSets are what an integration would ask for together; both environments
// grant them.
func scopeSets() []ScopeSet {
	return []ScopeSet{
		{Name: "catalogue", Scopes: []string{scopeCategory, scopeProduct, scopeProductVariant, scopeProductWarehouseStock}},
		{Name: "orders", Scopes: []string{scopeCustomer, scopeOrder, scopeOrderLine, scopeStatus}},
	}
}

// Tenant is a customer of Brincr, as a client names it.
type Tenant struct{ Name, ID string }

// environment is an Environment with what stands behind it.
type environment struct {
	Environment
	prefix  string // "/sandbox"
	clients []client
	tenants []*tenant
}

type client struct {
	id, secret string
	service    bool // only service applications may use client_credentials
}

const (
	sandboxName    = "sandbox"
	productionName = "production"
	apiBasePath    = "/api/v1/"
)

func newEnvironments(tokenOrigin, apiOrigin string) []*environment {
	sandbox := Environment{
		Name:          sandboxName,
		ClientID:      "demo_sandbox_client",
		ClientSecret:  "demo-sandbox-secret+not&a%real=one",
		Scopes:        []string{scopeCountry, scopeCategory},
		GrantedScopes: without(knownScopes(), scopeOrderConnected),
	}
	production := Environment{
		Name:         productionName,
		ClientID:     "demo_production_client",
		ClientSecret: "demo-production-secret+not&a%real=one",
		Production:   true,
		ReadOnly:     true,
		Scopes:       []string{scopeCountry, scopeCategory},
		// Brincr approves only the scopes that a validated integration uses.
		GrantedScopes: []string{
			scopeCategory, scopeCountry, scopeProduct, scopeProductVariant, scopeProductWarehouseStock,
			scopeCustomer, scopeOrder, scopeOrderLine, scopeStatus,
		},
	}
	return []*environment{
		newEnvironment(sandbox, tokenOrigin, apiOrigin, wineHouse(), scooterWholesaler(), herbWholesaler()),
		newEnvironment(production, tokenOrigin, apiOrigin, coffeeRoaster(), bicyclePartsWholesaler()),
	}
}

func newEnvironment(e Environment, tokenOrigin, apiOrigin string, trades ...trade) *environment {
	prefix := "/" + e.Name
	e.ScopeSets = scopeSets()
	e.Issuer = tokenOrigin + prefix
	e.TokenURL = e.Issuer + tokenPath
	e.APIURL = apiOrigin + prefix + apiBasePath
	e.OpenAPIURL = apiOrigin + prefix + descriptionPath
	env := &environment{prefix: prefix, clients: []client{
		{id: e.ClientID, secret: e.ClientSecret, service: true},
		// A web application: right credentials, wrong kind, hence unauthorized_client.
		{id: "demo_" + e.Name + "_web", secret: "demo-" + e.Name + "-web-secret"},
	}}
	for _, t := range trades {
		e.Tenants = append(e.Tenants, Tenant{Name: t.name, ID: t.id})
		env.tenants = append(env.tenants, newTenant(t))
	}
	env.Environment = e
	return env
}

func (e *environment) public() Environment {
	p := e.Environment
	p.Scopes, p.GrantedScopes, p.Tenants = slices.Clone(p.Scopes), slices.Clone(p.GrantedScopes), slices.Clone(p.Tenants)
	p.ScopeSets = scopeSets()
	return p
}

func (e *environment) tenant(id string) (*tenant, bool) {
	for _, t := range e.tenants {
		if t.trade.id == id {
			return t, true
		}
	}
	return nil, false
}

func (e *environment) client(id string) (client, bool) {
	for _, c := range e.clients {
		if c.id == id {
			return c, true
		}
	}
	return client{}, false
}

func without(list []string, unwanted string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == unwanted })
}
