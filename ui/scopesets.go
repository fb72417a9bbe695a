package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/overlay"
)

// asInConfig is the set that every environment has without naming it: the scopes
// that it starts with.
const asInConfig = "as in the config"

// scopeSetEntries offers the sets of the environment; the index counts from the
// config's own scopes on.
func (m *model) scopeSetEntries(group, lead string) []overlay.Entry {
	env := m.here.env
	active := env.scopes.SetName()
	width := safetext.Width(asInConfig)
	for _, set := range env.ScopeSets {
		width = max(width, safetext.Width(safetext.Clean(set.Name)))
	}
	entry := func(i int, name, active string, scopes []string) overlay.Entry {
		text := lead + name + blanks(width-safetext.Width(safetext.Clean(name))+2) + shortScopes(scopes)
		e := overlay.Entry{Group: group, Text: text, Choice: overlay.ScopeSet, Index: i, Keys: " "}
		if active == name {
			e.Keys = "●"
		}
		return e
	}
	own := ""
	if active == "" && env.scopes.Holds(env.Scopes) {
		own = asInConfig
	}
	list := []overlay.Entry{entry(0, asInConfig, own, env.Scopes)}
	for i, set := range env.ScopeSets {
		list = append(list, entry(i+1, set.Name, active, set.Scopes))
	}
	return list
}

// openScopeSets offers the named sets, with their scopes and which is chosen.
func (m *model) openScopeSets() {
	m.overlay = overlay.NewMenu("Scope sets of "+m.here.env.Name, m.scopeSetEntries("", "")).Choosing()
}

// chooseScopeSet replaces the selection by a set, and settles it at once: one
// token is requested for all of it.
func (m *model) chooseScopeSet(i int) tea.Cmd {
	env := m.here.env
	name, scopes := asInConfig, env.Scopes
	if i > 0 {
		name, scopes = env.ScopeSets[i-1].Name, env.ScopeSets[i-1].Scopes
	}
	env.scopes.Choose(scopes)
	env.scopes.ShowChosen()
	cmd := m.useScopes()
	m.notice = intent.Notice{Text: "The scopes are " + name + ": " + shortScopes(scopes) + "."}
	return cmd
}

// shortScopes names scopes in little room: all of Brincr's begin alike.
func shortScopes(scopes []string) string {
	if len(scopes) == 0 {
		return "none"
	}
	return strings.ReplaceAll(strings.Join(scopes, ", "), "brincr:", "")
}

// chosen are the scopes that an environment begins with.
func (o *Options) chosen(e api.Environment) []string {
	if len(o.Scopes) > 0 {
		return o.Scopes
	}
	for _, set := range e.ScopeSets {
		if set.Name == o.ScopeSet {
			return set.Scopes
		}
	}
	return e.Scopes
}
