package ui

import (
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/overlay"
)

// mostPaths bounds what is offered for a path that is being typed.
const mostPaths = 50

func (m *model) askPath() tea.Cmd {
	if m.here.client == nil {
		m.notice = m.noToken()
		return nil
	}
	p := prompt{kind: askingPath, label: "GET", hint: "a path such as products?page=2; tab completes, ↑ an earlier one", history: m.here.paths.begin()}
	cmd := m.ask(p, "")
	m.prompt.input.ShowSuggestions = true
	return cmd
}

// typingPath offers how a path could go on, and marks one that would be refused.
func (m *model) typingPath() {
	p := m.prompt
	text := p.input.Value()
	p.input.SetSuggestions(m.completePath(text))
	p.wrong = m.wrongPath(text)
}

// wrongPath says why a path would not be sent. The beginning of the API's own
// address is none yet.
func (m *model) wrongPath(text string) typingError {
	path := strings.TrimSpace(text)
	if path == "" || strings.HasPrefix(m.here.env.APIURL, path) {
		return typingError{}
	}
	if _, err := m.here.client.URL(api.Request{Path: strings.TrimSuffix(path, "?")}); err != nil {
		start := strings.Index(text, path)
		return typingError{text: err.Cause, start: start, end: start + len(path)}
	}
	return typingError{}
}

// sendablePath says whether enter sends what is typed. What would be refused
// stays to be mended, below the reason in full.
func (m *model) sendablePath() bool {
	m.typingPath()
	if m.prompt.wrong.text == "" {
		return true
	}
	_, err := m.here.client.URL(api.Request{Path: strings.TrimSpace(m.prompt.input.Value())})
	if err != nil {
		m.overlay = overlay.NewSheet("Not sent", []overlay.Section{{Title: "GET " + m.prompt.input.Value(), Rows: []overlay.Row{{Mark: "✗", Value: err.Cause}, {Value: err.Next}}}})
	}
	return false
}

// typedPath sends a path that was typed.
func (m *model) typedPath(p *prompt, value string) tea.Cmd {
	path := strings.TrimSuffix(strings.TrimSpace(value), "?")
	if path == "" {
		return nil
	}
	m.here.paths.add(path)
	return m.submitTyped(p, path)
}

// completePath lists how a path could go on: by the catalogue, by the ids that
// were seen here, and behind the ? by the parameters described.
func (m *model) completePath(text string) []string {
	path, query, asks := strings.Cut(text, "?")
	var out []string
	add := func(s string) {
		if len(out) < mostPaths && len(s) > len(text) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for i := range m.here.env.catalogue {
		e := &m.here.env.catalogue[i]
		if len(out) == mostPaths {
			break
		}
		if e.Method != "GET" && e.Method != "" {
			continue
		}
		if !asks {
			m.continuePath(e.Path, path, add)
		}
	}
	if e, _, ok := api.Matching(m.here.env.catalogue, api.Request{Path: path}); ok && asks && e.Operation != nil {
		m.continueQuery(&e, path+"?", query, add)
	}
	return out
}

// continuePath goes on by the path of an endpoint: to its next blank, or in a
// blank with the ids that may be meant.
func (m *model) continuePath(template, typed string, add func(string)) {
	template, _, _ = strings.Cut(strings.TrimPrefix(template, "/"), "?")
	want, got := strings.Split(template, "/"), strings.Split(typed, "/")
	last := len(got) - 1
	if len(got) > len(want) {
		return
	}
	for i, segment := range got[:last] {
		if want[i] != segment && (!strings.HasPrefix(want[i], "{") || segment == "") {
			return
		}
	}
	before := typed[:len(typed)-len(got[last])]
	if name, ok := strings.CutPrefix(want[last], "{"); ok {
		for _, id := range m.here.filled.ids.For(template, strings.TrimSuffix(name, "}")) {
			if escaped := url.PathEscape(id.Value); strings.HasPrefix(escaped, got[last]) && api.CheckBlank(id.Value) == nil {
				add(before + escaped)
			}
		}
		return
	}
	if strings.HasPrefix(want[last], got[last]) {
		rest, _, blank := strings.Cut(strings.Join(want[last:], "/"), "{")
		if !blank {
			rest = strings.Join(want[last:], "/")
		}
		add(before + rest)
	}
}

// continueQuery goes on in the last field of a query.
func (m *model) continueQuery(e *api.Endpoint, path, query string, add func(string)) {
	begun := path
	if i := strings.LastIndexByte(query, '&'); i >= 0 {
		begun, query = path+query[:i+1], query[i+1:]
	}
	name, value, valued := strings.Cut(query, "=")
	for _, p := range e.Operation.Parameters {
		if p.In != api.InQuery {
			continue
		}
		written := strings.TrimSuffix(api.Query([]api.Field{{Name: p.Name}}), "=")
		switch {
		case !valued && strings.HasPrefix(written, name):
			add(begun + written + "=")
		case valued && written == name:
			for _, o := range m.here.offers(e.Path, p) {
				full := api.Query([]api.Field{{Name: p.Name, Value: o.Value}})
				if strings.HasPrefix(full, name+"="+value) {
					add(begun + full)
				}
			}
		}
	}
}
