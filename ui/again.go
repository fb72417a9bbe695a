package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/ui/response"
)

// again is a repeat that happens by itself, after the wait that a 429 told. It
// is of a request that the user sent and that only reads.
type again struct {
	active  bool
	request api.Request
	since   auth.Instant
	wait    time.Duration
}

func (a again) left(now auth.Instant) time.Duration { return max(a.wait-now.Since(a.since), 0) }

// failures counts how often in a row a request failed.
type failures struct {
	line  string
	count int
}

// add takes an answer into account; one that is not an error ends the row.
func (f *failures) add(ex *api.Exchange) {
	line := response.Line(ex.Request)
	switch {
	case ex.Status < 400 || ex.Collection != nil:
		*f = failures{}
	case f.line != line:
		*f = failures{line: line, count: 1}
	default:
		f.count++
	}
}

// planRepeat looks whether an answer says when its request may be sent again.
// After several refusals in a row the user decides.
func (m *model) planRepeat(p *place, ex *api.Exchange) {
	p.failures.add(ex)
	p.response.SetFailures(p.failures.count)
	wait, ok := ex.MayRepeat(m.now.Wall)
	if ok && p.failures.count < api.MostTries {
		p.again = again{active: true, request: ex.Request, since: m.now, wait: wait}
	}
}

// repeatDue sends what has been waited for. The focus stays where it is.
func (m *model) repeatDue() tea.Cmd {
	p := m.here
	if !p.again.active || p.again.left(m.now) > 0 {
		return nil
	}
	due := p.again.request
	p.again = again{} // whether it can be sent or not
	return m.begin(due, false)
}
