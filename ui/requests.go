package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/form"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/response"
	"brincr-explorer/ui/seen"
)

// filled is what was typed into the forms of one place. It lives as long as the
// program, and no other place sees it.
type filled struct {
	last map[string]form.Values // by the endpoint's method and path
	used map[string][]string    // by the parameter's name, the latest first
	free []string               // names of the query, the latest first
	ids  seen.Store
}

// mostUsed bounds the values that are remembered of one parameter.
const mostUsed = 20

// keep remembers what a form was sent with.
func (f *filled) keep(line string, v form.Values) {
	if f.last == nil {
		f.last, f.used = map[string]form.Values{}, map[string][]string{}
	}
	f.last[line] = v
	use := func(name, value string) {
		used := slices.DeleteFunc(slices.Clone(f.used[name]), func(u string) bool { return u == value })
		used = append([]string{value}, used...)
		f.used[name] = used[:min(len(used), mostUsed)]
	}
	for name, value := range v.Blanks {
		use(name, value)
	}
	for _, q := range slices.Concat(v.Query, v.Header) {
		use(q.Name, q.Value)
	}
	for _, q := range v.Query {
		f.free = append([]string{q.Name}, slices.DeleteFunc(slices.Clone(f.free), func(n string) bool { return n == q.Name })...)
		f.free = f.free[:min(len(f.free), mostUsed)]
	}
}

// offers are the values that can be chosen for a parameter: those described,
// then ids seen in answers of this place, then what was typed before.
func (p *place) offers(path string, param api.Parameter) []form.Offer {
	out, known := []form.Offer{}, map[string]bool{}
	add := func(o form.Offer) {
		if !known[o.Value] {
			known[o.Value] = true
			out = append(out, o)
		}
	}
	if param.Name == "" { // a free row that has no name yet
		for _, name := range p.filled.free {
			add(form.Offer{Value: name + "=", Source: "typed before"})
		}
		return out
	}
	for _, v := range param.Enum {
		add(form.Offer{Value: v, Source: "described"})
	}
	if param.Type == "boolean" {
		add(form.Offer{Value: "true"})
		add(form.Offer{Value: "false"})
	}
	for _, id := range p.filled.ids.For(path, param.Name) {
		add(form.Offer{Value: id.Value, Label: id.Label, Source: "seen in " + id.Source})
	}
	for _, v := range p.filled.used[param.Name] {
		add(form.Offer{Value: v, Source: "typed before"})
	}
	if param.Example != "" {
		add(form.Offer{Value: param.Example, Source: "example"})
	}
	return out
}

// fillEndpoint opens the form of an endpoint, with what it was sent with last.
func (m *model) fillEndpoint(i int) tea.Cmd {
	e := m.here.env.catalogue[i]
	return m.openForm(&e, e.Method, e.Path, m.here.filled.last[response.Line(api.Request{Method: e.Method, Path: e.Path})])
}

// fillShown opens the form of the request whose answer is on the screen.
func (m *model) fillShown() tea.Cmd {
	r, ok := m.shownRequest()
	if !ok || !r.Safe() {
		return nil
	}
	path, query, _ := strings.Cut(r.Path, "?")
	values := form.Values{Query: api.ParseQuery(query), Header: r.Header}
	if e, blanks, ok := api.Matching(m.here.env.catalogue, r); ok {
		values.Blanks = blanks
		return m.openForm(&e, e.Method, e.Path, values)
	}
	return m.openForm(nil, r.Method, path, values)
}

func (m *model) openForm(e *api.Endpoint, method, path string, values form.Values) tea.Cmd {
	if m.here.client == nil {
		m.notice = m.noToken()
		return nil
	}
	m.overlay = m.here.form(e, method, path, values)
	return nil
}

// form is the form of a request at a place.
func (p *place) form(e *api.Endpoint, method, path string, values form.Values) *form.Form {
	if method == "" {
		method = "GET"
	}
	return form.New(form.Setup{
		Endpoint: e, Method: method, Path: path, Values: values, Base: p.env.APIURL,
		Offers: func(param api.Parameter) []form.Offer { return p.offers(path, param) },
		Check: func(r api.Request) (string, error) {
			address, err := p.client.URL(r)
			if err != nil {
				return address, refusal{err}
			}
			return address, nil
		},
	})
}

// refusal is why a request would not leave, in full: there is no banner yet to
// say it in.
type refusal struct{ err *api.Error }

func (r refusal) Error() string { return r.err.Cause + " " + r.err.Next }

// submitForm sends what a form was filled with, and remembers it for the next
// time.
func (m *model) submitForm(s form.Submit) tea.Cmd {
	if s.Request.Safe() && m.holds(s.Request) {
		_, told := m.duplicate(s.Request)
		m.notice = intent.Notice{}
		s.From.Say(told + " enter sends it all the same.")
		m.overlay = s.From
		return nil
	}
	return m.sendForm(s)
}

// sendForm sends it without pointing out that it was sent a moment ago.
func (m *model) sendForm(s form.Submit) tea.Cmd {
	line := response.Line(s.Request)
	if s.Endpoint != nil {
		line = response.Line(api.Request{Method: s.Endpoint.Method, Path: s.Endpoint.Path})
	}
	m.here.filled.keep(line, s.Values)
	return m.submitHeld(s.Request, s.Endpoint)
}

// shownRequest is the request whose answer is on the screen.
func (m *model) shownRequest() (api.Request, bool) {
	ex := m.here.response.Exchange()
	if ex == nil {
		return api.Request{}, false
	}
	return ex.Request, true
}

// collect reads the ids off an answer beside the Update loop.
func (m *model) collect(p *place) tea.Cmd {
	ex, doc := p.response.Exchange(), p.response.Document()
	if ex == nil || doc == nil || !ex.OK() || p.ctx == nil {
		return nil
	}
	p.collecting = m.newStamp(p)
	return collectIDs(p.ctx, doc, ex.Request.Path, p.collecting)
}

// collected takes over the ids of an answer, at the place that it was of.
func (m *model) collected(msg idsMsg) {
	if p := m.places[msg.place]; p != nil && p.collecting == msg.stamp {
		p.filled.ids.Add(msg.found)
	}
}
