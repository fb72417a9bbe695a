package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"brincr-explorer/api"
)

// selection is the flags of all commands that talk to a server.
type selection struct {
	config, env, tenant text
	scopes              scopes
	scopeSet            text
	demo                bool
	tokenTTL, timeout   span
}

func (s *selection) bind(p *program, c *cobra.Command) {
	s.timeout.least, s.tokenTTL.least = anyTime, time.Second
	f := c.Flags()
	f.Var(&s.config, "config", "read this config `FILE`")
	f.Var(&s.env, "env", "the environment's `NAME` (default: the one that the config starts with)")
	f.Var(&s.tenant, "tenant", "the tenant's `NAME-OR-ID`, or how one of them begins (default: the first)")
	f.Var(&s.scopes, "scope", "ask for the scope `NAME` instead of those of the config; repeatable")
	f.Var(&s.scopeSet, "scope-set", "ask for the scopes of the set `NAME` of the config")
	f.BoolVar(&s.demo, "demo", false, "use embedded servers with invented data; needs nothing")
	f.Var(&s.timeout, "timeout", "the total for one request, such as 30s (default: the config's, else 2m)")
	f.Var(&s.tokenTTL, "demo-token-ttl", "the life of the demo's tokens (default 1h)")
	s.complete(p, c)
}

// check refuses flags that contradict one another.
func (s *selection) check() error {
	switch {
	case s.demo && s.config != "":
		return usage(errors.New("--demo needs no config: use one of --demo and --config"))
	case s.scopeSet != "" && len(s.scopes) > 0:
		return usage(errors.New("--scope-set and --scope both choose the scopes: use one of them"))
	case !s.demo && s.tokenTTL.set:
		return usage(errors.New("--demo-token-ttl sets the life of the demo's tokens: it needs --demo"))
	}
	return nil
}

// choose finds the environment and the tenant that the flags name.
func (s *selection) choose(u *setup) error {
	if s.env != "" {
		u.env = slices.IndexFunc(u.environments, func(e api.Environment) bool { return e.Name == string(s.env) })
	}
	if u.env < 0 {
		return fmt.Errorf("--env: there is no environment %s; there is: %s", quoted(string(s.env)), listed(environmentNames(u.environments)))
	}
	tenants := u.environment().Tenants
	u.tenant = tenants[0]
	if s.tenant != "" {
		t, err := findTenant(tenants, string(s.tenant))
		if err != nil {
			return fmt.Errorf("--tenant: %w", err)
		}
		u.tenant = t
	}
	u.scopes = s.scopes
	if s.scopeSet != "" {
		set, err := findScopeSet(u.environment(), string(s.scopeSet))
		if err != nil {
			return fmt.Errorf("--scope-set: %w", err)
		}
		u.scopes, u.scopeSet = set.Scopes, set.Name
	}
	return nil
}

// findScopeSet takes the name as it is, else whatever the case of its letters
// where only one set has it.
func findScopeSet(env api.Environment, wanted string) (api.ScopeSet, error) {
	wanted = strings.TrimSpace(wanted)
	var near []api.ScopeSet
	for _, set := range env.ScopeSets {
		if set.Name == wanted {
			return set, nil
		}
		if strings.EqualFold(set.Name, wanted) {
			near = append(near, set)
		}
	}
	if len(near) == 1 {
		return near[0], nil
	}
	if len(env.ScopeSets) == 0 {
		return api.ScopeSet{}, fmt.Errorf("the environment %s has no sets of scopes; each starts with [[environments.scope_sets]] in the config", quoted(env.Name))
	}
	return api.ScopeSet{}, fmt.Errorf("there is no set of scopes %s in this environment; there is: %s", quoted(wanted), listed(scopeSetNames(env.ScopeSets)))
}

func scopeSetNames(sets []api.ScopeSet) []string {
	names := make([]string, len(sets))
	for i, s := range sets {
		names[i] = s.Name
	}
	return names
}

// findTenant takes an id or a name, else the same whatever the case of its
// letters, else the beginning of either that only one tenant has.
func findTenant(tenants []api.Tenant, wanted string) (api.Tenant, error) {
	wanted = strings.TrimSpace(wanted)
	for _, fits := range []func(string) bool{
		func(s string) bool { return s == wanted },
		func(s string) bool { return strings.EqualFold(s, wanted) },
		func(s string) bool { return strings.HasPrefix(strings.ToLower(s), strings.ToLower(wanted)) },
	} {
		var found []api.Tenant
		for _, t := range tenants {
			if fits(t.ID) || fits(t.Name) {
				found = append(found, t)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return api.Tenant{}, fmt.Errorf("%s could be more than one: %s", quoted(wanted), listed(tenantNames(found)))
		}
	}
	return api.Tenant{}, fmt.Errorf("there is no tenant %s in this environment; there is: %s", quoted(wanted), listed(tenantNames(tenants)))
}

func environmentNames(envs []api.Environment) []string {
	names := make([]string, len(envs))
	for i, e := range envs {
		names[i] = e.Name
	}
	return names
}

func tenantNames(tenants []api.Tenant) []string {
	names := make([]string, len(tenants))
	for i, t := range tenants {
		names[i] = t.Name
	}
	return names
}

// listed is a list of names in a sentence; they may hold commas themselves.
func listed(names []string) string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = quoted(name)
	}
	return strings.Join(all, ", ")
}
