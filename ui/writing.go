package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/compose"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/response"
)

// writing is a request that changes data, on its way through the editor and the
// question. It ends when neither is on the screen any more.
type writing struct {
	place    *place
	request  api.Request
	schema   func([]byte) []api.FieldError // nil: none is known
	url      string
	editor   *compose.Editor // nil for a request without a body
	ground   ground          // what the question was asked about
	checking int             // the version that is being checked; -1: none
	hurried  bool            // without a pause before
	stop     context.CancelFunc
	stamp    stamp
	sending  bool      // the user wants to send what is being checked
	wake     time.Time // when the question changes by itself
}

// compose begins a request that changes data: with its body, or with the question
// where it takes none.
func (m *model) compose(r api.Request, e *api.Endpoint) tea.Cmd {
	p := m.here
	settled := m.useScopes()
	if p.source == nil {
		m.notice = m.noToken()
		return settled
	}
	url, err := p.client.URL(r)
	if err != nil {
		m.notice = intent.Notice{Text: err.Summary + " " + err.Cause + " " + err.Next, Bad: true}
		return settled
	}
	if p.env.ReadOnly {
		m.notice = intent.Notice{Text: "Nothing that changes data is sent in " + p.env.Name + ": its config says read_only.", Bad: true}
		return settled
	}
	if m.writing != nil { // of another request, still in its editor
		m.writing.end()
	}
	m.writing = &writing{place: p, request: r, url: url, checking: -1}
	if !takesBody(r, e) {
		m.question()
		return settled
	}
	if e != nil && e.Operation != nil && e.Operation.Body != nil {
		m.writing.schema = e.Operation.Body.Check
	}
	m.writing.editor = p.draft(r, e)
	m.overlay = m.writing.editor
	return settled
}

// takesBody says whether a body is edited first. A description that names none
// is believed, but for a body that is there already.
func takesBody(r api.Request, e *api.Endpoint) bool {
	switch {
	case len(r.Body) > 0:
		return true
	case e != nil && e.Operation != nil:
		return e.Operation.Body != nil
	}
	return r.Method != "DELETE"
}

// draft is the body that was edited last for this very path at this place, as that
// of another id would change the wrong thing; else the endpoint's example. What the request brings along takes its place.
func (p *place) draft(r api.Request, e *api.Endpoint) *compose.Editor {
	key := r.Method + " " + r.Path
	body := "{}"
	if e != nil {
		if e.Operation != nil && e.Operation.Body != nil && len(e.Operation.Body.Example) > 0 {
			body = strings.TrimRight(string(e.Operation.Body.Example), "\n")
		}
	}
	if p.drafts == nil {
		p.drafts = map[string]*compose.Editor{}
	}
	title := response.Line(r) + " · " + p.env.Name + " ▸ " + p.tenant.Name
	ed := p.drafts[key]
	if ed == nil {
		ed = compose.NewEditor(title, body)
		p.drafts[key] = ed
	}
	ed.Open(title)
	if len(r.Body) > 0 {
		ed.SetText(string(r.Body))
	}
	return ed
}

// mendable says whether the response refused a body that can be edited and sent
// again.
func (m *model) mendable() bool {
	ex := m.here.response.Exchange()
	return ex != nil && !m.here.running() && !m.here.env.ReadOnly && response.Mendable(ex)
}

// mend opens the request whose answer is on the screen again, with what the
// server said at the lines of the body that it was said about.
func (m *model) mend() tea.Cmd {
	ex := m.here.response.Exchange()
	if ex == nil || ex.Request.Safe() {
		return nil
	}
	cmd := m.compose(ex.Request, endpointOf(m.here.env.catalogue, ex.Request))
	if w := m.writing; w != nil && w.editor != nil && ex.Err != nil && response.Mendable(ex) {
		fields := ex.Err.Fields
		if len(fields) == 0 && ex.Err.Server != "" {
			fields = []api.FieldError{{Messages: []string{ex.Err.Server}}}
		}
		w.editor.SetRemarks(compose.Remarks(ex.Request.Body, fields))
	}
	return cmd
}

// endpointOf is the endpoint of the catalogue that a request is of; nil for none.
func endpointOf(catalogue []api.Endpoint, r api.Request) *api.Endpoint {
	bare := func(path string) []string {
		path, _, _ = strings.Cut(path, "?")
		return strings.Split(strings.Trim(path, "/"), "/")
	}
	fits := func(template, path []string) bool {
		for i, t := range template {
			if t != path[i] && !(strings.HasPrefix(t, "{") && path[i] != "") {
				return false
			}
		}
		return true
	}
	path := bare(r.Path)
	for i := range catalogue {
		if t := bare(catalogue[i].Path); catalogue[i].Method == r.Method && len(t) == len(path) && fits(t, path) {
			return &catalogue[i]
		}
	}
	return nil
}

// write does what the editor and the question ask for.
func (m *model) write(a action.Action) tea.Cmd {
	if a == action.MendBody {
		return m.mend()
	}
	w := m.writing
	if w == nil {
		return nil
	}
	switch a {
	case action.SendBody:
		w.sending = true // after the check, which may still run
		return m.proceed()
	case action.EditBody:
		return m.editOutside()
	case action.CancelSend:
		m.overlay = nil
		if w.editor != nil {
			m.overlay = w.editor
		}
	case action.ConfirmSend:
		return m.sendWriting()
	}
	return nil
}

// proceed goes from the editor to the question, once the body is checked and in
// order.
func (m *model) proceed() tea.Cmd {
	w := m.writing
	if !w.sending || !w.editor.Checked() {
		return nil
	}
	w.sending = false
	if !w.editor.Sendable() {
		return nil
	}
	w.request.Body = w.editor.Text()()
	if strings.TrimSpace(string(w.request.Body)) == "" {
		w.request.Body = nil
	}
	m.question()
	return nil
}

// attendWriting keeps what is composed up with the time and with the text. It is
// called after every message.
func (m *model) attendWriting() tea.Cmd {
	w := m.writing
	if w == nil {
		return nil
	}
	if w.place != m.here {
		w.end()
		m.overlay, m.writing = nil, nil
		m.notice = intent.Notice{Text: "Not sent: the environment or the tenant changed while " + w.request.Method + " was being composed.", Bad: true}
		return nil
	}
	switch over := m.overlay.(type) {
	case *compose.Editor:
		return m.checkBody(over)
	case *compose.Confirm:
		return m.attendQuestion(over)
	}
	w.end()
	m.writing = nil
	return nil
}

// checkBody has the text checked that is in the editor, a moment after the last
// key; at once where it is to be sent.
func (m *model) checkBody(ed *compose.Editor) tea.Cmd {
	w := m.writing
	hurry := w.sending || w.checking < 0
	if ed.Checked() || w.checking == ed.Version() && (w.hurried || !hurry) {
		return nil // there is nothing to do, or it is being done
	}
	pause := 150 * time.Millisecond
	if w.hurried = hurry; hurry {
		pause = 0
	}
	w.end()
	ctx, stop := context.WithCancel(m.here.ctx)
	w.stop, w.checking, w.stamp = stop, ed.Version(), m.newStamp(m.here)
	text, schema, remarks := ed.Text(), w.schema, ed.Remarks()
	return checkBody(ctx, pause, func() []compose.Finding { return compose.Check(text(), schema, remarks) }, w.checking, w.stamp)
}

func (m *model) bodyChecked(msg bodyCheckedMsg) tea.Cmd {
	w := m.writing
	if w == nil || w.editor == nil || msg.stamp != w.stamp {
		return nil
	}
	w.editor.Take(msg.version, msg.findings)
	return m.proceed()
}

func (w *writing) end() {
	if w.stop != nil {
		w.stop()
	}
	w.stop = nil
}

// giveUp ends the request that runs. Of one that changes data nobody knows then
// whether it was carried out, and that is said.
func (m *model) giveUp(p *place) {
	if p.unsafe != "" {
		m.notice = intent.Notice{Text: "No longer waiting for " + p.unsafe + ": it may have been carried out. Look before sending it again.", Bad: true}
	}
	p.halt()
}
