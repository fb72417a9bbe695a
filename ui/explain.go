package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/form"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/response"
)

// explained is the sheet of what a request would be. From there it can be sent,
// or left for the form that it came from.
type explained struct {
	*overlay.Sheet
	plan     api.Plan
	endpoint *api.Endpoint
	behind   over // nil: the panes
	send     form.Submit
}

// What the sheet asks of the root.
type (
	sendExplained struct{ sheet *explained }
	curlExplained struct{ sheet *explained }
	backTo        struct{ over over }
)

// Key answers a key press.
func (e *explained) Key(press tea.KeyPressMsg) overlay.Result {
	switch press.String() {
	case "enter":
		return overlay.Result{Close: true, Intent: sendExplained{e}}
	case "y":
		return overlay.Result{Close: true, Intent: curlExplained{e}}
	case "esc", "q":
		return overlay.Result{Close: true, Intent: backTo{e.behind}}
	}
	return e.Sheet.Key(press)
}

// Hint is what the key line says while the sheet is open.
func (e *explained) Hint() string {
	switch {
	case e.incomplete():
		return "nothing was sent · enter fills it in · ↑ ↓ scroll · esc closes"
	case e.plan.URL == "":
		return "nothing was sent · ↑ ↓ scroll · esc closes"
	case e.plan.Err != nil:
		return "nothing was sent · y copies curl · ↑ ↓ scroll · esc closes"
	case !e.plan.Request.Safe():
		return "nothing was sent · enter prepares it · y copies curl · ↑ ↓ scroll · esc closes"
	}
	return "nothing was sent · enter sends · y copies curl · ↑ ↓ scroll · esc closes"
}

// incomplete says that something is still to be filled in.
func (e *explained) incomplete() bool {
	return e.plan.Err != nil && len(api.Blanks(e.plan.Request.Path)) > 0 && (e.behind != nil || e.endpoint != nil)
}

// explainable is what x would explain: the request shown, or the endpoint under
// the cursor.
func (m *model) explainable() (r api.Request, e *api.Endpoint, ok bool) {
	if m.isFile() || m.here.client == nil {
		return r, nil, false
	}
	if m.focus == responsePane {
		r, ok = m.shownRequest()
		return r, nil, ok
	}
	i, ok := m.endpoints.Endpoint()
	if !ok {
		return r, nil, false
	}
	endpoint := m.here.env.catalogue[i]
	return api.Request{Method: endpoint.Method, Path: endpoint.Path}, &endpoint, true
}

func (m *model) canExplain() bool {
	_, _, ok := m.explainable()
	return ok
}

func (m *model) canEdit() bool {
	r, ok := m.shownRequest()
	return ok && r.Safe() && m.here.client != nil
}

// prepares says that enter on the endpoint under the cursor sends nothing yet,
// since it changes data.
func (m *model) prepares() bool {
	if m.isFile() {
		return false
	}
	i, ok := m.endpoints.Endpoint()
	return ok && !api.Request{Method: m.here.env.catalogue[i].Method}.Safe()
}

// explain shows what would be sent, and sends nothing.
func (m *model) explain() {
	r, e, ok := m.explainable()
	if !ok {
		return
	}
	s := form.Submit{Request: r, Endpoint: e}
	if e != nil && form.Asks(e) { // as its form would open
		s = m.here.form(e, e.Method, e.Path, m.here.filled.last[response.Line(r)]).Submission()
	}
	m.explainOver(s, nil)
}

// explainOver shows the sheet over what esc goes back to.
func (m *model) explainOver(s form.Submit, behind over) {
	p := m.here
	asked := s.Request
	asked.Path = strings.TrimPrefix(asked.Path, p.env.APIURL)
	asked.Scopes = p.env.scopes.Chosen()
	plan := p.client.Explain(asked)
	known := api.Known{Sent: m.sentLast(plan), Limit: p.limit}
	var sections []overlay.Section
	for _, f := range plan.Say(m.now, known) {
		section := overlay.Section{Title: f.Title}
		for _, fact := range f.Facts {
			section.Rows = append(section.Rows, overlay.Row{Name: fact.Name, Value: fact.Value, Mark: fact.Mark})
		}
		sections = append(sections, section)
	}
	m.overlay = &explained{
		Sheet: overlay.NewSheet("Before sending "+response.Line(asked), sections), plan: plan, endpoint: s.Endpoint, behind: behind, send: s,
	}
}

// sentLast is when a request was sent within the last minute, or one that changes
// data in this session; zero when it was not.
func (m *model) sentLast(plan api.Plan) time.Time {
	if !plan.Request.Safe() {
		e, _ := m.o.Journal.LastWrite(plan.Place, plan.Request.Method, plan.URL)
		return e.Time
	}
	e, recent := m.o.Journal.Recent(plan.Place, plan.Request, plan.URL, m.now.Wall)
	if !recent {
		return time.Time{}
	}
	return e.Time
}

// fromForm does what a form or the sheet over it asks for.
func (m *model) fromForm(want any) (cmd tea.Cmd, done bool) {
	switch want := want.(type) {
	case form.Submit:
		return m.submitForm(want), true
	case form.Explain:
		m.explainOver(form.Submit(want), m.overlay)
	case backTo:
		m.overlay = want.over
	case curlExplained:
		if want.sheet.plan.URL == "" {
			return nil, true
		}
		return m.copyPlan(want.sheet.plan), true
	case sendExplained:
		return m.sendExplained(want.sheet), true
	default:
		return nil, false
	}
	return nil, true
}

// sendExplained sends what was explained. What is not complete goes to its form.
func (m *model) sendExplained(e *explained) tea.Cmd {
	switch {
	case e.plan.Err == nil && e.behind != nil:
		return m.sendForm(e.send)
	case e.plan.Err == nil: // the sheet says when it was sent last
		return m.submitHeld(e.send.Request, e.endpoint)
	case e.behind != nil:
		m.overlay = e.behind
	case e.incomplete():
		return m.openForm(e.endpoint, e.endpoint.Method, e.endpoint.Path, e.send.Values)
	}
	return nil
}
