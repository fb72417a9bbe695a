package cli

import (
	"errors"
	"io"
	"net"
	"slices"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/config"
	"brincr-explorer/internal/demo"
	"brincr-explorer/internal/journal"
)

// setup is the config or the demo, with the environment and tenant that were
// chosen.
type setup struct {
	environments []api.Environment
	env          int
	tenant       api.Tenant
	scopes       []string // asked with --scope or --scope-set; nil: the environment's
	scopeSet     string   // the name of those, where it was that; "" else
	catalogue    []api.Endpoint
	client       api.Options
	warnings     []string
	budget       int      // requests to fetch all pages of a list; 0: the usual number
	path         string   // of the config; "" for the demo
	keyring      []string // names of secrets in the system's keyring
	demo         *demo.Server
	children     []string // the environment of programs that the panes start
	secrets      *fetching
	history      bool
	journal      *journal.Journal
	stderr       io.Writer // where it is told that the history is not written; nil for nowhere
}

func (u setup) environment() api.Environment { return u.environments[u.env] }

// close comes after the clients' own: it waits for what they ended.
func (u setup) close() {
	if u.secrets != nil {
		u.secrets.end()
	}
	if u.demo != nil {
		_ = u.demo.Close() // the process is about to end
	}
	if u.stderr != nil && u.journal != nil && u.journal.Failure() != nil {
		line(u.stderr, "brincr-explorer: note: "+u.journal.Failure().Error())
	}
}

// keepJournal has what is sent taken down, and written where the config says so.
func (u *setup) keepJournal(p *program) {
	u.journal = journal.New()
	u.journal.Observe(&u.client)
	if !u.history {
		return
	}
	path, err := journal.DefaultPath(p.getenv)
	if err != nil {
		u.warnings = append(u.warnings, "warning: history = \"file\": "+err.Error())
		return
	}
	u.journal.Keep(journal.NewFile(path).Write)
}

// setup reads the config, or starts the demo, and applies the flags to it.
func (s *selection) setup(p *program) (setup, error) {
	if err := s.check(); err != nil {
		return setup{}, err
	}
	u, err := s.source(p)
	if err != nil {
		return setup{}, err
	}
	if u.client.Proxy, err = p.proxies(); err != nil && !s.demo {
		u.close()
		return setup{}, usage(err)
	}
	if s.timeout.set {
		u.client.Timeout = s.timeout.value
	}
	u.client.Clock = auth.SystemClock()
	u.client.UserAgent = "brincr-explorer"
	u.client.Catalogue = u.catalogue
	u.keepJournal(p)
	if err := s.choose(&u); err != nil {
		u.close()
		return setup{}, usage(err)
	}
	return u, nil
}

// source is where environments come from; the one to start with is chosen.
func (s *selection) source(p *program) (setup, error) {
	if s.demo {
		u, err := fromDemo(demo.Options{TokenTTL: s.tokenTTL.value})
		u.children = p.Environ()
		return u, err
	}
	path, err := s.path(p)
	if err != nil {
		return setup{}, err
	}
	c, err := config.Load(path, config.Env{Lookup: p.LookupEnv, Environ: p.Environ, Keyring: p.Keyring})
	if err != nil {
		return setup{}, usage(err)
	}
	u := setup{
		environments: c.Environments,
		env:          slices.IndexFunc(c.Environments, func(e api.Environment) bool { return e.Name == c.Environment }),
		catalogue:    api.Catalogue(c.Endpoints),
		client:       api.Options{Timeout: c.Timeout, MaxBody: c.MaxBody},
		budget:       c.PageBudget,
		secrets:      &fetching{},
		path:         path,
		keyring:      c.Keyring,
		history:      c.History,
		children:     c.WithoutSecrets(p.Environ()),
	}
	for i, e := range u.environments {
		u.environments[i].Secret = awaited{e.Secret, u.secrets}
	}
	for _, p := range c.Warnings {
		u.warnings = append(u.warnings, p.String())
	}
	return u, nil
}

// path is where the config is, or belongs.
func (s *selection) path(p *program) (string, error) {
	if s.config != "" {
		return string(s.config), nil
	}
	path, err := config.DefaultPath(p.getenv)
	if err != nil {
		return "", usage(err)
	}
	return path, nil
}

func fromDemo(o demo.Options) (setup, error) {
	server, err := demo.Start(o)
	if err != nil {
		return setup{}, demoFailed(err)
	}
	u := setup{demo: server, catalogue: api.Catalogue(endpointsOf(server.Endpoints()))}
	for _, e := range server.Environments() {
		u.environments = append(u.environments, environmentOf(e))
	}
	return u, nil
}

// demoFailed tells an option that cannot be from a machine that would not have
// it.
func demoFailed(err error) error {
	var system *net.OpError
	if errors.As(err, &system) {
		return err
	}
	return usage(err)
}

// environmentOf is a demo environment as the program knows environments.
func environmentOf(e demo.Environment) api.Environment {
	env := api.Environment{
		Name: e.Name, Production: e.Production, TokenURL: e.TokenURL, APIURL: e.APIURL, Issuer: e.Issuer,
		ClientID: e.ClientID, Secret: auth.Plain(e.ClientSecret), Scopes: e.Scopes, ReadOnly: e.ReadOnly, ReloadOnRenewal: true,
		OpenAPI: e.OpenAPIURL,
	}
	for _, s := range e.ScopeSets {
		env.ScopeSets = append(env.ScopeSets, api.ScopeSet{Name: s.Name, Scopes: s.Scopes})
	}
	for _, t := range e.Tenants {
		env.Tenants = append(env.Tenants, api.Tenant{Name: t.Name, ID: t.ID})
	}
	return env
}

// endpointsOf is what the demo has besides the endpoints for which there is
// evidence: those are in the built-in catalogue, where it is stated.
func endpointsOf(list []demo.Endpoint) []api.Endpoint {
	var out []api.Endpoint
	for _, e := range list {
		if !e.Illustrative {
			continue
		}
		out = append(out, api.Endpoint{Name: e.Name, Method: e.Method, Path: e.Path, Scope: e.Scope, Evidence: api.Illustrative, Source: "the demo"})
	}
	return out
}

// connect makes the client of the chosen place, and the scopes for its token.
func (u setup) connect() (*api.Client, []string, error) {
	c, err := api.NewClient(u.environment(), u.tenant, u.client)
	if err != nil {
		return nil, nil, usage(err)
	}
	if len(u.scopes) > 0 {
		return c, u.scopes, nil
	}
	return c, u.environment().Scopes, nil
}

// open is what a command without panes begins with: the setup, its warnings told,
// and a client for the chosen place. The caller closes both.
func (s *selection) open(p *program) (setup, *api.Client, []string, error) {
	u, err := s.setup(p)
	if err != nil {
		return setup{}, nil, nil, err
	}
	u.stderr = p.Stderr
	warn(p.Stderr, u.warnings)
	client, scopes, err := u.connect()
	if err != nil {
		u.close()
		return setup{}, nil, nil, err
	}
	return u, client, scopes, nil
}
