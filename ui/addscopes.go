package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/rail"
)

// trial is a selection with scopes more than before, because an answer asked for
// them. Whether there is a token for it is not known yet: until it is, the answer
// stays on the screen, and where there is none, the selection goes back to what
// it was.
type trial struct {
	before, added []string
	shown         *api.Exchange // the answer
	request       *api.Request  // sent again with the token; nil: it changes data
	since         uint64        // the status that is no verdict on it
}

// addScopes chooses the scopes that an answer asked for and, once there is a
// token for them, repeats the request, if it only reads.
func (m *model) addScopes(scopes []string) tea.Cmd {
	p := m.here
	ex := p.response.Exchange()
	if ex == nil || len(scopes) == 0 {
		return nil
	}
	t := &trial{before: p.env.scopes.Chosen(), added: scopes, shown: ex}
	if r := ex.Request; r.Safe() {
		t.request = &r
	}
	for _, s := range scopes {
		p.env.scopes.Add(s)
	}
	cmd := m.useScopes()
	if p.source == nil {
		return cmd
	}
	p.trial, t.since = t, p.status.Version
	m.notice = intent.Notice{Text: "Added " + strings.Join(scopes, " and ") + "; a token is requested."}
	if p.status.Phase == auth.PhaseFailed {
		// Refused before, and asked for again: something may have been granted since.
		return tea.Batch(cmd, renewToken(p.ctx, p.source))
	}
	return tea.Batch(cmd, m.judge())
}

// judge ends the trial as soon as it is known whether there is a token.
func (m *model) judge() tea.Cmd {
	p, t := m.here, m.here.trial
	switch {
	case !p.status.Token.Zero():
		p.trial = nil
		return m.granted(t)
	case p.status.Phase == auth.PhaseFailed && p.status.Version > t.since:
		err := p.status.Err
		cmd := m.takeBack()
		m.sayRefused(t, err)
		return cmd
	}
	return nil
}

func (m *model) granted(t *trial) tea.Cmd {
	names := strings.Join(t.added, " and ")
	switch {
	case m.here.running(): // what was sent since is what is wanted by now, and may change data
		m.notice = intent.Notice{Text: "Added " + names + " to the scopes. What was sent since then goes on, so nothing is repeated."}
		return nil
	case t.request == nil && (m.overlay != nil || m.prompt != nil || m.here.response.Exchange() != t.shown):
		m.notice = intent.Notice{Text: "There is a token with " + names + ". What changes data is not repeated by itself."}
		return nil
	case t.request == nil:
		m.notice = intent.Notice{Text: "There is a token with " + names + ". What changes data is not repeated: you are asked first."}
		return m.mend()
	}
	m.notice = intent.Notice{Text: "Added " + names + ". Repeated with a new token."}
	m.here.last = t.request
	return m.repeat()
}

// takeBack goes back to the selection before the trial, whose token is still
// there.
func (m *model) takeBack() tea.Cmd {
	m.here.giveUp()
	return m.useScopes()
}

// giveUp ends the trial, where there is one, with the selection as it was before.
func (p *place) giveUp() {
	if p.trial == nil {
		return
	}
	p.env.scopes.Choose(p.trial.before)
	p.trial = nil
}

func (m *model) cancelTrial() tea.Cmd {
	cmd := m.takeBack()
	m.notice = intent.Notice{Text: "Cancelled. The scopes are as they were before."}
	return cmd
}

// sayRefused explains why the scopes are as before. Of a single scope that was
// refused beside others that were not it is known which it was.
func (m *model) sayRefused(t *trial, err *auth.Error) {
	m.here.denied = &denied{scopes: t.added, err: err}
	const rest = " The scopes are as before; enter in pane 4 explains."
	switch {
	case !err.ScopesRefused():
		m.notice = intent.Notice{Text: "No token came." + rest, Bad: true}
		return
	case len(t.added) == 1 && len(t.before) > 0:
		m.here.env.scopes.SetFindings(map[string]rail.Finding{t.added[0]: rail.Refused})
	}
	m.notice = intent.Notice{Text: fmt.Sprintf("Refused: %s.", shortScopes(t.added)) + rest, Bad: true}
}

// denied are scopes that were tried in vain, for the sheet of the token.
type denied struct {
	scopes []string
	err    *auth.Error
}
