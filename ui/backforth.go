package ui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/response"
)

// arrived makes room for an answer that is about to be shown. One that repeats
// what is on the screen takes its place, as does one to the request that had
// failed there or whose answer was let go; any other is a new visit.
func (p *place) arrived(ex *api.Exchange, again bool) {
	if ex == nil {
		return // a file
	}
	v := visit{request: ex.Request, ok: ex.OK(), answered: ex.Started.Add(ex.Duration)}
	was := p.trail.current()
	anew := was != nil && (again || (was.gone || !was.ok) && response.Line(was.request) == response.Line(v.request))
	if anew {
		*was = v
	} else {
		p.stash()
		p.trail.add(v)
	}
	p.tellVisit(time.Time{})
}

// stash puts the answer on the screen away as it is.
func (p *place) stash() {
	v := p.trail.current()
	p.find.end()
	p.jq.end()
	p.loading = stamp{}
	if v == nil || v.gone {
		p.find = findState{}
		return
	}
	v.query, v.jq = p.find.query, p.jq.expr
	v.page = p.response.Leave()
	p.find = findState{}
}

func (p *place) tellVisit(answered time.Time) {
	p.response.SetVisit(response.Visit{Number: p.trail.at + 1, Of: len(p.trail.visits), Answered: answered})
}

// visit goes to another answer of the trail, as it was left. Nothing is sent.
func (m *model) visit(by int) tea.Cmd {
	p := m.here
	if !p.trail.can(by) {
		return nil
	}
	p.halt() // at most a silent repeat of what is being left
	p.pages.drop()
	p.stash()
	p.reopening = stamp{}
	p.trail.at += by
	v := p.trail.current()
	m.notice = intent.Notice{}
	request := v.request
	p.last, m.lastAnywhere = &request, &request
	p.find, p.jq.expr = findState{query: v.query}, v.jq
	if v.page == nil {
		p.response.Clear(m.letGo(v)...)
		p.tellVisit(time.Time{})
		return nil
	}
	p.response.Return(v.page)
	v.page = nil
	p.trail.trim()
	p.tellVisit(v.answered)
	return tea.Batch(m.loadRest(p), m.refilter(p), m.arrange())
}

// letGo says why an answer is not shown, and how it can be had.
func (m *model) letGo(v *visit) []string {
	again := "r sends the request again."
	if !v.request.Safe() {
		again = "The request changed data, and is not sent again from here."
	}
	return []string{
		response.Line(v.request) + " was answered " + paint.Ago(m.now.Wall.Sub(v.answered)) + ". The answer is no longer in memory.",
		again,
		"Of what can be gone back and forward to, the nearest " + paint.Count(keptAnswers, "answer") + " are kept, in at most " + strconv.Itoa(keptBytes>>20) + " MiB.",
	}
}

// visits tells whether there is an answer before the one on the screen, and one
// after it. While a request runs whose answer will be shown, or pages are fetched
// that nobody wants to lose, there is none: esc ends that.
func (p *place) visits() (earlier, later bool) {
	if p.running() && p.response.Pending() || p.pages.active {
		return false, false
	}
	return p.trail.can(-1), p.trail.can(1)
}
