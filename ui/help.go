package ui

import (
	"strings"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/overlay"
)

// openHelp lists the keys of the focused pane and the global ones.
func (m *model) openHelp() {
	m.overlay = overlay.NewMenu("Keys", entries(m.keys.bound(m.scopes(), m.facts())))
}

// openPalette lists everything that can be done now, wherever the focus is.
func (m *model) openPalette() {
	var all []binding
	for _, b := range m.keys.bound([]scope{inToken, inResponse, inTree, inTable, inRaw, everywhere}, m.facts()) {
		switch b.action {
		case action.Palette, action.Reveal, action.Up, action.Down, action.PageUp, action.PageDown, action.Top, action.Bottom:
			continue // of no use without the pane in view
		}
		if b.scope != everywhere && b.scope != inToken && !m.overResponse(b) {
			continue
		}
		all = append(all, b)
	}
	list := entries(all)
	for i, t := range m.here.env.Tenants {
		list = append(list, overlay.Entry{Group: "Switch", Text: "tenant: " + t.Name, Choice: overlay.Tenant, Index: i})
	}
	for i, e := range m.envs {
		list = append(list, overlay.Entry{Group: "Switch", Text: "environment: " + e.Name, Choice: overlay.Environment, Index: i})
	}
	if len(m.here.env.ScopeSets) > 0 {
		list = append(list, m.scopeSetEntries("Scopes", "scopes: ")...)
	}
	for i, e := range m.here.env.catalogue {
		list = append(list, overlay.Entry{Group: "Send", Text: e.Method + " " + e.Path, Choice: overlay.Endpoint, Index: i})
	}
	m.overlay = overlay.NewMenu("Commands", list)
}

// overResponse reports whether a key of the response means something although
// the focus is elsewhere.
func (m *model) overResponse(b binding) bool {
	return b.scope == inResponse || (b.scope == inTree && m.here.response.HasTree()) || (b.scope == inTable && m.here.response.HasTable()) || (b.scope == inRaw && m.here.response.HasRaw())
}

func entries(table []binding) []overlay.Entry {
	list := make([]overlay.Entry, 0, len(table))
	seen := map[string]bool{}
	for _, b := range table {
		// A nearer binding takes a key away from a farther one.
		var keys []string
		for _, k := range b.keys {
			if !seen[k] {
				keys = append(keys, k)
			}
			seen[k] = true
		}
		if len(keys) == 0 || b.help == "" {
			continue
		}
		b.keys = keys
		list = append(list, overlay.Entry{Group: scopeNames[b.scope], Keys: b.shown(), Text: b.help, Action: b.action})
	}
	return list
}

// openCopyMenu offers what the response can give to the clipboard.
func (m *model) openCopyMenu() {
	list := []overlay.Entry{}
	add := func(hot, text string, a action.Action) {
		list = append(list, overlay.Entry{Keys: hot, Hot: hot, Text: text, Action: a})
	}
	if m.here.response.HasTree() {
		add("v", "the value", action.CopyValue)
		add("j", "the JSON here, with all below", action.CopySubtree)
		add("p", "the path, as jq", action.CopyPath)
	}
	if m.here.response.HasTable() {
		if m.here.response.TableFacts().Rows {
			add("v", "the cell", action.CopyValue)
			add("j", "the row as JSON", action.CopyRow)
			add("p", "the path, as jq", action.CopyPath)
		}
		add("o", "the column, a line for each row", action.CopyColumn)
		add("s", "all rows and columns shown, as CSV", action.CopyCSV)
		add("t", "all rows and columns shown, as TSV", action.CopyTSV)
	}
	add("b", "the whole body", action.CopyBody)
	if m.here.response.Exchange() != nil {
		add("c", "the request as curl, without the token", action.CopyCurl)
		if !m.here.status.Token.Zero() {
			add("T", "the request as curl WITH the token", action.CopyCurlToken)
		}
	}
	m.overlay = overlay.NewHotMenu("Copy", list)
}

// scopeText is how scopes are written to a person.
func scopeText(scopes []string) string {
	if len(scopes) == 0 {
		return "none"
	}
	return strings.Join(scopes, " ")
}
