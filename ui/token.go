package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/ui/intent"
)

// tokenChanged takes over what the source published, and watches on.
func (m *model) tokenChanged(msg statusMsg) tea.Cmd {
	p := m.here
	if msg.stamp != p.watching {
		return nil
	}
	renewed := msg.status.Renewals > p.status.Renewals
	p.status = msg.status
	m.token.SetStatus(p.status, p.asked)
	again := watch(p.watchCtx, p.source, p.status.Version, p.watching)
	if p.trial != nil {
		return tea.Batch(again, m.judge())
	}
	if renewed {
		return tea.Batch(again, m.reload())
	}
	return again
}

// reload repeats the GET on the screen with the renewed token, where the
// environment asks for that.
func (m *model) reload() tea.Cmd {
	p := m.here
	ex := p.response.Exchange()
	if !p.env.ReloadOnRenewal || p.running() || ex == nil || ex.Collection != nil || !ex.OK() || !ex.Request.Safe() {
		return nil
	}
	r := ex.Request
	r.Why = api.ReasonRenewal
	return m.send(r, true)
}

// requestToken asks for a new token because the user wants one.
func (m *model) requestToken() tea.Cmd {
	p := m.here
	cmd := m.useScopes()
	if p.source == nil {
		m.notice = m.noToken()
		return cmd
	}
	return tea.Batch(cmd, renewToken(p.ctx, p.source))
}

// noToken says why there can be no token.
func (m *model) noToken() intent.Notice {
	if m.here.err != nil {
		return intent.Notice{Text: m.here.err.Error(), Bad: true}
	}
	return intent.Notice{Text: "No scope is chosen, and a token is for scopes: choose some in pane 3.", Bad: true}
}

// ticked is once a second while something counts.
func (m *model) ticked() tea.Cmd {
	m.ticking = false
	p := m.here
	if p.source == nil || !p.source.Due(m.now) {
		return m.repeatDue()
	}
	return tea.Batch(m.repeatDue(), keepToken(p.ctx, p.source))
}

// keepTicking has one tick in flight while anything on the screen counts, and
// none otherwise. It falls on the countdown's own
// seconds, and on the moment when the token is due for renewal.
func (m *model) keepTicking() tea.Cmd {
	if m.ticking || m.here == nil || !m.counts() {
		return nil
	}
	m.ticking = true
	const slack = 2 * time.Millisecond // to be surely past the second
	after := time.Second
	token := m.here.status.Token
	if left := token.Remaining(m.now); left > 0 {
		after = left%time.Second + slack
	}
	if due := token.RenewalIn(m.now); due > 0 {
		after = min(after, due+slack)
	}
	if again := m.here.again; again.active {
		after = min(after, again.left(m.now)+slack)
	}
	return tick(after)
}

func (m *model) counts() bool {
	p := m.here
	if p.stop != nil || p.pages.running() || p.again.active || p.response.Waiting() || len(p.env.QuietDays) > 0 { // midnight changes what may be sent
		return true
	}
	s := p.status
	_, known := s.Token.Lifetime()
	return (!s.Token.Zero() && known) || s.RetryAt != (auth.Instant{})
}

// pauseToken keeps the present token, to see what the API makes of it when it has
// run out, or lets it be renewed again.
func (m *model) pauseToken() tea.Cmd {
	p := m.here
	switch {
	case p.source == nil:
		return nil
	case p.status.Paused:
		p.source.Resume()
		m.notice = intent.Notice{Text: "The token is renewed again when it is due."}
		return keepToken(p.ctx, p.source)
	case p.source.Pause():
		m.notice = intent.Notice{Text: "This token is kept, and sent when it has expired too; space renews again.", Bad: true}
	}
	return nil
}
