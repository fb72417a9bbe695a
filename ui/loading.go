package ui

import (
	tea "charm.land/bubbletea/v2"
)

// loadRest goes on with a content of which the beginning is on the screen.
func (m *model) loadRest(p *place) tea.Cmd {
	rest := p.response.Rest()
	if rest == nil {
		p.loading = stamp{}
		return nil
	}
	p.loading = m.newStamp(p)
	return tea.Batch(loadRest(p.ctx, rest, p.response.Loading(), p.loading), m.showProgress())
}

// loaded shows what is known by now of a content. A filter that was typed
// meanwhile runs when all of it is there.
func (m *model) loaded(msg loadedMsg) tea.Cmd {
	p := m.owner(func(p *place) bool { return p.loading == msg.stamp })
	if p == nil {
		return nil
	}
	p.response.Refine(msg.content)
	return tea.Batch(m.loadRest(p), m.refilter(p), m.arrange(), m.collect(p))
}

// refilter runs the filter over a document that took the place of the one that
// it was typed for, or was not on the screen since.
func (m *model) refilter(p *place) tea.Cmd {
	if p != m.here || p.jq.expr == "" || p.jq.cancel != nil || p.response.FilterExpression() != "" || p.response.Loading() != nil {
		return nil
	}
	return m.runJQ(p.jq.expr, 0)
}

// showProgress draws anew, several times a second, while something long runs.
func (m *model) showProgress() tea.Cmd {
	if m.progressing {
		return nil
	}
	m.progressing = true
	return progress()
}

func (m *model) progressed() tea.Cmd {
	m.progressing = false
	if m.here.response.Loading() == nil && m.here.jq.cancel == nil {
		return nil
	}
	return m.showProgress()
}
