package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/form"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/response"
)

// ErrInterrupted ends [Run] after ctrl+c.
var ErrInterrupted = errors.New("interrupted")

// key finds out what a key means: to what lies over the panes, to the line that
// is being typed, or by the key table.
func (m *model) key(press tea.KeyPressMsg) tea.Cmd {
	switch {
	case press.String() == "ctrl+c": // ends the program whatever lies over it
		return m.act(action.Interrupt)
	case m.layout.tooSmall && m.here != nil:
		return m.keyTooSmall(press.String())
	case m.overlay != nil:
		r := m.overlay.Key(press)
		if r.Close {
			m.overlay = nil
		}
		return m.chosen(r)
	case m.prompt != nil:
		return m.promptKey(press)
	}
	m.notice = intent.Notice{}
	key := press.String()
	if m.prefix != "" {
		key, m.prefix = m.prefix+" "+key, ""
	}
	a, more := m.keys.find(key, m.scopes(), m.facts())
	if a == action.None && more {
		m.prefix = key
	}
	return m.act(a)
}

// chosen does what was chosen in an overlay. An action of a pane that is not in
// focus takes the focus there.
func (m *model) chosen(r overlay.Result) tea.Cmd {
	if cmd, done := m.fromForm(r.Intent); done {
		return cmd
	}
	switch r.Choice {
	case overlay.Tenant:
		return m.chooseTenant(r.Index)
	case overlay.Environment:
		return m.chooseEnvironment(r.Index)
	case overlay.Endpoint:
		return m.sendEndpoint(r.Index)
	case overlay.ScopeSet:
		return m.chooseScopeSet(r.Index)
	}
	if r.Intent != nil {
		return m.answer(r.Intent)
	}
	if n := m.home(r.Action); n != 0 && n != m.focus {
		return tea.Batch(m.focusOn(n), m.act(r.Action))
	}
	return m.act(r.Action)
}

// home is the pane that an action belongs to; 0 where the focused one will do.
func (m *model) home(a action.Action) int {
	for _, s := range m.scopes() {
		for _, b := range m.keys.all {
			if b.scope == s && b.action == a {
				return 0
			}
		}
	}
	for _, b := range m.keys.all {
		if b.action != a {
			continue
		}
		switch b.scope {
		case inToken:
			return tokenPane
		case inResponse, inTree, inTable, inRaw:
			return responsePane
		}
	}
	return 0
}

func (m *model) keyTooSmall(key string) tea.Cmd {
	if key == "q" {
		return m.act(action.Quit)
	}
	return nil
}

func (m *model) scopes() []scope {
	return scopesOf(m.focus, m.here.response)
}

// facts are what the key table wants to know.
func (m *model) facts() facts {
	p := m.here
	leads := m.leads()
	earlier, later := p.visits()
	next, prev := p.response.Pages()
	return facts{
		content: p.response.HasContent(), views: p.response.HasViews(), running: p.running() || p.probing(), next: next != "", prev: prev != "",
		missingScope: len(p.response.MissingScopes()) > 0, unsafe: p.response.Unsafe(), token: !p.status.Token.Zero(), kept: p.status.Paused,
		canRepeat: !m.isFile() && m.repeatable() != nil, found: p.find.query != "", file: m.isFile(), files: len(m.files) > 1,
		table: p.response.TableFacts(), loading: p.response.Loading() != nil, openable: p.response.Openable(),
		layered: p.response.Layered(), filtered: p.jq.expr != "" && p.response.Filtered(), tree: p.response.CanFilter(),
		opens: leads.opens(), leads: leads.more(), outside: leads.link.Outside != "", earlier: earlier, later: later,
		probe: m.canProbe(), leaveOut: len(p.refused()) > 0, sets: !m.isFile() && len(p.env.ScopeSets) > 0,
		fetching: p.pages.active, paused: p.pages.paused, missing: p.response.Missing(),
		describes: m.o.Describe != nil, mendable: m.mendable(),
		explainable: m.canExplain(), editable: m.canEdit(), prepares: m.prepares(),
		changes: p.response.Changes(), changed: p.response.HasOld(), hexadecimal: p.response.IsHex(),
	}
}

// act does what the root does itself, and hands the rest to the focused pane.
func (m *model) act(a action.Action) tea.Cmd {
	for _, part := range [...]func(action.Action) (tea.Cmd, bool){m.actProgram, m.actRequest, m.actScopes, m.actDocument} {
		if cmd, done := part(a); done {
			return cmd
		}
	}
	return m.answer(m.focused().Do(a))
}

// answer does what a pane asks for.
func (m *model) answer(want intent.Intent) tea.Cmd {
	switch want := want.(type) {
	case intent.ChooseEnvironment:
		return m.chooseEnvironment(want.Index)
	case intent.ChooseTenant:
		return m.chooseTenant(want.Index)
	case intent.ScopesChanged:
		return m.scopesChanged()
	case intent.SendEndpoint:
		return m.sendEndpoint(want.Index)
	case intent.EditEndpoint:
		return m.fillEndpoint(want.Index)
	case intent.Send:
		return m.get(want.Path)
	case intent.Follow:
		return m.actFollow(action.Follow)
	case openLead:
		return m.open(want.Candidate)
	case intent.AddScopes:
		return m.addScopes(want.Scopes)
	case intent.RequestToken:
		return m.requestToken()
	case intent.CopyToken:
		return m.copyToken()
	case intent.OpenCopyMenu:
		m.openCopyMenu()
	case intent.Copy:
		return m.copy(want.Text, want.What)
	case intent.CopyCurl:
		return m.copyCurl(want.WithToken)
	case intent.StartFilter:
		return m.askFilter()
	case response.Arrange:
		return m.arrange()
	case response.OpenString:
		m.here.opening = m.newStamp(m.here)
		return openString(want.Work, m.here.opening)
	case intent.OpenLogged, intent.CompareLogged, intent.RepeatLogged, intent.CopyLogged, intent.SaveReport:
		return m.answerLog(want)
	case intent.Notice:
		m.notice = want
	case response.CopyTable:
		m.notice = intent.Notice{Text: "Copied " + want.What + "."}
		return copyMade(want.Text)
	}
	return nil
}

// opened shows what was found in a string.
func (m *model) opened(msg openedMsg) {
	if msg.stamp != m.here.opening || !m.here.response.ShowOpened(msg.opened) {
		return
	}
	if err := msg.opened.Err; err != nil {
		m.notice = intent.Notice{Text: err.Error() + ". Its text is shown.", Bad: true}
	}
}

// arrange sorts and filters the table beside the Update loop, where that is due.
func (m *model) arrange() tea.Cmd {
	return arrangeTable(m.here.response.Arrange(m.here.ctx))
}

// sendEndpoint sends an endpoint of the catalogue; one that cannot go out as it
// is opens its form.
func (m *model) sendEndpoint(i int) tea.Cmd {
	e := m.here.env.catalogue[i]
	if form.Asks(&e) {
		return m.fillEndpoint(i)
	}
	return m.submit(api.Request{Method: e.Method, Path: e.Path}, &e)
}
