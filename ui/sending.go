package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/response"
)

// submit sends a request that was put together: e is the endpoint that it is
// of, nil for a typed path.
func (m *model) submit(r api.Request, e *api.Endpoint) tea.Cmd {
	if r.Safe() && m.holds(r) {
		return nil
	}
	return m.submitHeld(r, e)
}

// submitHeld is submit for what was pointed out already, if it is a duplicate.
func (m *model) submitHeld(r api.Request, e *api.Endpoint) tea.Cmd {
	if !r.Safe() {
		return m.compose(r, e)
	}
	return m.send(r, false)
}

// send starts a request in the place on the screen, instead of one that runs.
// With keep, it repeats what is shown, and nothing but the data changes. One that
// changes data is asked about first, whoever wants to send it.
func (m *model) send(r api.Request, keep bool) tea.Cmd {
	if !r.Safe() {
		return m.compose(r, endpointOf(m.here.env.catalogue, r))
	}
	return m.sendNow(r, keep)
}

// sendNow is for what needs no question, or was asked about: nothing but send and
// sendWriting calls it.
func (m *model) sendNow(r api.Request, keep bool) tea.Cmd {
	cmd := m.begin(r, keep)
	if m.here.stop != nil && !keep {
		m.focusOn(responsePane)
	}
	return cmd
}

// begin is sendNow without a change of the focus.
func (m *model) begin(r api.Request, keep bool) tea.Cmd {
	p := m.here
	if p.pages.active {
		m.notice = intent.Notice{Text: "All pages of " + p.pages.line + " are being fetched, and nothing else is sent meanwhile: esc ends that first.", Bad: true}
		return nil
	}
	settled := m.useScopes()
	if p.source == nil {
		m.notice = m.noToken()
		return settled
	}
	m.giveUp(p)
	r.Scopes = p.asked
	// Relative to the API, the request means the same at every place.
	r.Path = strings.TrimPrefix(r.Path, p.env.APIURL)
	ctx, stop := context.WithCancel(p.ctx)
	p.stop, p.sending, p.since = stop, m.newStamp(p), m.now.Wall
	if !keep {
		p.last, m.lastAnywhere, p.reopening = &r, &r, stamp{}
		p.response.SetPending(&response.Pending{Line: response.Line(r), Since: p.since, Writes: !r.Safe()})
	}
	if !r.Safe() {
		p.unsafe = response.Line(r)
	}
	if repeats(p.response.Exchange(), r) {
		return tea.Batch(settled, sendAgain(ctx, p.client, r, p.response.Document(), p.sending, keep))
	}
	return tea.Batch(settled, send(ctx, p.client, r, p.sending, keep))
}

// repeats says whether a request asks anew for what is on the screen. After a
// failure it does not: the explanation of one has nothing in common with data.
func repeats(shown *api.Exchange, r api.Request) bool {
	return shown != nil && shown.OK() && shown.Collection == nil && response.Line(shown.Request) == response.Line(r) && slices.Equal(shown.Request.Header, r.Header)
}

// get sends a GET for a path within the API.
func (m *model) get(path string) tea.Cmd {
	path = strings.TrimSpace(path)
	if path == "" {
		return nil
	}
	r := api.Request{Method: "GET", Path: path, Why: m.why(path)}
	if shown, ok := m.shownRequest(); ok && r.Why == api.ReasonPage {
		r.Header = shown.Header // they may decide on what the list holds
	}
	return m.send(r, false)
}

// why is the reason for the log: a page of the list on the screen, or a link.
func (m *model) why(path string) string {
	next, prev := m.here.response.Pages()
	switch {
	case path == next || path == prev:
		return api.ReasonPage
	case strings.HasPrefix(path, m.here.env.APIURL):
		return api.ReasonLink
	}
	return api.ReasonAsked
}

// repeat sends again what was sent last: here or, where nothing was yet, at the
// place before.
func (m *model) repeat() tea.Cmd {
	last := m.repeatable()
	if last == nil {
		return nil
	}
	r := *last
	r.Why = api.ReasonAgain
	return m.send(r, false)
}

// repeatable is the request that r would send. One that changes data is never
// repeated.
func (m *model) repeatable() *api.Request {
	last := m.here.last
	if last == nil && m.lastAnywhere != nil {
		// A header that was filled in there may name what is of that place only.
		elsewhere := *m.lastAnywhere
		elsewhere.Header = nil
		last = &elsewhere
	}
	if last == nil || !last.Safe() {
		return nil
	}
	return last
}

// answered shows an answer, if it is the one that is waited for. A late one of
// another place or of a request given up is counted and dropped.
func (m *model) answered(msg exchangeMsg) tea.Cmd {
	if ex := msg.content.Exchange; ex != nil && !msg.gathered {
		m.sent += ex.Sent()
	}
	p := m.owner(func(p *place) bool { return p.sending == msg.stamp })
	if p == nil {
		return nil
	}
	if p.stop != nil {
		p.stop()
	}
	p.stop, p.sending, p.unsafe = nil, stamp{}, ""
	p.response.SetPending(nil)
	ex := msg.content.Exchange
	if msg.keep && !ex.OK() {
		m.notice = intent.Notice{Text: "The data is as it was: repeating it after the renewal failed. " + ex.Err.Summary, Bad: true}
		return nil
	}
	if m.heldBack(p, ex) || (msg.gathered && !m.gathered(p, ex)) {
		return nil
	}
	again := msg.keep || msg.gathered && p.pages.shown == p.response.Exchange() || ex != nil && ex.OK() && repeats(p.response.Exchange(), ex.Request)
	p.arrived(ex, again)
	if msg.stamp == p.single && !again {
		p.response.PreferTree()
	}
	p.find.end()
	p.find = findState{query: p.find.query}
	if !again {
		p.find.query = ""
	}
	p.jq.end()
	if ex != nil {
		p.limit = ex.RateLimit
		p.jq.expr = ""
		if again {
			p.jq.expr = p.response.WholeFilter()
		}
	}
	p.response.Show(msg.content, again)
	switch {
	case msg.gathered:
		p.pages.shown = p.response.Exchange()
	case again:
		m.sayChanges(!msg.keep)
	}
	if !msg.gathered {
		p.pages.drop() // they were of what is no longer on the screen
	}
	if ex != nil && !msg.keep {
		m.planRepeat(p, ex)
	}
	return tea.Batch(m.loadRest(p), m.refilter(p), m.arrange(), m.collect(p))
}

// back cancels what runs; where nothing does, it leaves the filter or the
// response.
func (m *model) back() tea.Cmd {
	p := m.here
	switch {
	case p.probing():
		m.stopProbe()
		return nil
	case p.trial != nil:
		return m.cancelTrial()
	case p.again.active:
		p.again = again{}
		m.notice = intent.Notice{Text: "It is not repeated by itself. r repeats it."}
		return nil
	case p.pages.active:
		return m.cancelPages()
	case !p.running() && m.stopDescribing():
		return nil
	}
	if p.running() {
		line := "the request"
		if p.last != nil {
			line = response.Line(*p.last)
		}
		m.notice = intent.Notice{Text: "Cancelled " + line + "."}
		m.giveUp(p)
		return nil
	}
	if f := m.filterable(m.focus); f != nil && f.Filter() != "" {
		f.SetFilter("")
		return nil
	}
	if m.focus == responsePane {
		return m.focusOn(m.railPane)
	}
	return nil
}
