package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/response"
)

// start goes to the environment and the tenant that the program was told.
func (m *model) start() tea.Cmd {
	m.env = max(slices.IndexFunc(m.envs, func(e *environment) bool { return e.Name == m.o.Environment }), 0)
	env := m.envs[m.env]
	if i := slices.IndexFunc(env.Tenants, func(t api.Tenant) bool { return t.ID == m.o.Tenant }); i >= 0 {
		env.tenants.SetCurrent(i)
	}
	return m.arrive()
}

// chooseEnvironment goes to another environment, at the tenant and with the
// scopes that it had last.
func (m *model) chooseEnvironment(i int) tea.Cmd {
	if i == m.env {
		return nil
	}
	m.env = i
	return m.arrive()
}

// chooseTenant goes to another tenant of the environment.
func (m *model) chooseTenant(i int) tea.Cmd {
	m.envs[m.env].tenants.SetCurrent(i)
	return m.arrive()
}

// arrive makes the chosen environment and tenant the place that is on the
// screen. What ran in the old place is cancelled, and nothing that it still
// sends is let in.
func (m *model) arrive() tea.Cmd {
	env := m.envs[m.env]
	p := m.placeOf(env, env.Tenants[env.tenants.Current()])
	if p == m.here {
		return nil
	}
	m.notice = intent.Notice{} // it was of the old place
	if m.here != nil {
		m.giveUp(m.here)
		m.here.leave()
	}
	m.epoch++
	m.here, m.endpoints = p, env.endpoints
	p.ctx, p.cancel = context.WithCancel(m.ctx)
	p.source = nil
	m.token.Hide()
	m.railEnv.SetCurrent(m.env)
	m.dress()
	return tea.Batch(m.describeEnvironment(env), m.useScopes(), m.loadRest(p), m.refilter(p))
}

// placeOf finds the place or founds it.
func (m *model) placeOf(env *environment, tenant api.Tenant) *place {
	id := api.Place{Env: env.Name, Tenant: tenant.ID}
	if p, ok := m.places[id]; ok {
		return p
	}
	p := &place{id: id, env: env, tenant: tenant, response: response.New(m.welcome(env, tenant)...)}
	p.client, p.err = api.NewClient(env.Environment, tenant, m.o.Client)
	if p.client != nil {
		p.client.SetCatalogue(env.catalogue)
	}
	m.places[id] = p
	return p
}

func (m *model) welcome(env *environment, tenant api.Tenant) []string {
	text := []string{
		"Nothing was asked yet for " + tenant.Name + " in " + env.Name + ".",
		"Choose an endpoint in pane 5 and press enter. Or type a path with : and it is sent as GET.",
		"? lists the keys of the pane you are in, ctrl+p everything the program can do.",
	}
	if m.o.Demo {
		text = append(text, "This is a demonstration: servers on this machine stand in for Visma Connect and Brincr. Companies and data are invented, and paths marked illustrative exist here only.")
	}
	if refusal := env.QuietDays.Refusal(env.Name, m.now.Wall); refusal != nil {
		text = append([]string{refusal.Summary, refusal.Cause, refusal.Next}, text...)
	}
	return append(text, m.o.Warnings...)
}

// useScopes settles the selection: from now on requests carry a token for just
// these scopes, and one is asked for.
func (m *model) useScopes() tea.Cmd {
	m.settled = true
	p := m.here
	asked := p.env.scopes.Chosen()
	m.endpoints.SetScopes(asked)
	if p.source != nil && slices.Equal(asked, p.asked) {
		return nil
	}
	if p.unwatch != nil {
		p.unwatch()
	}
	p.forgetScopes()
	p.asked, p.source, p.status, p.watching = asked, nil, auth.Status{}, stamp{}
	if len(asked) == 0 || p.client == nil {
		m.token.SetStatus(p.status, asked)
		return nil
	}
	p.source = p.client.Source(asked)
	p.status = p.source.Status()
	m.token.SetStatus(p.status, asked)
	var ctx context.Context
	ctx, p.unwatch = context.WithCancel(p.ctx)
	p.watchCtx = ctx
	p.watching = m.newStamp(p)
	return tea.Batch(watch(ctx, p.source, p.status.Version, p.watching), keepToken(p.ctx, p.source))
}

// scopesChanged waits a moment, for scopes are rarely chosen one at a time.
func (m *model) scopesChanged() tea.Cmd {
	m.settled = false
	m.change++
	return settle(m.change)
}

func (m *model) settle(msg settleMsg) tea.Cmd {
	if m.settled || msg.change != m.change {
		return nil
	}
	return m.useScopes()
}
