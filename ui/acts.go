package ui

import (
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/action"
)

// What the root does itself, by what it is done with. Each part says whether an
// action was its own.

// actProgram is for what does not depend on the place.
func (m *model) actProgram(a action.Action) (cmd tea.Cmd, done bool) {
	if n, ok := a.Pane(); ok {
		return m.focusOn(n), true
	}
	switch a {
	case action.None:
	case action.Quit:
		cmd = m.quit()
	case action.Interrupt:
		m.ended = ErrInterrupted
		cmd = tea.Quit
	case action.Suspend:
		cmd = tea.Suspend
	case action.Help:
		m.openHelp()
	case action.Palette:
		m.openPalette()
	case action.Log:
		m.openLog()
	case action.NextFile:
		cmd = m.nextFile(1)
	case action.PrevFile:
		cmd = m.nextFile(-1)
	case action.NextPane:
		cmd = m.focusOn(m.focus%responsePane + 1)
	case action.PrevPane:
		cmd = m.focusOn((m.focus+responsePane-2)%responsePane + 1)
	case action.Back:
		cmd = m.back()
	default:
		return nil, false
	}
	return cmd, true
}

// actRequest is for what is sent, and for what is put together to be sent.
func (m *model) actRequest(a action.Action) (cmd tea.Cmd, done bool) {
	switch a {
	case action.Repeat:
		cmd = m.repeat()
	case action.TypePath:
		cmd = m.askPath()
	case action.LoadDescription:
		cmd = m.askDescription()
	case action.EditRequest:
		cmd = m.fillShown()
	case action.Explain:
		m.explain()
	case action.FetchAll:
		cmd = m.fetchAll()
	case action.PausePages:
		cmd = m.pausePages()
	case action.SendBody, action.EditBody, action.MendBody, action.ConfirmSend, action.CancelSend:
		cmd = m.write(a)
	case action.Follow, action.FollowAll, action.FollowNot, action.CopyLink:
		cmd = m.actFollow(a)
	default:
		return nil, false
	}
	return cmd, true
}

// actScopes is for the token and what it is asked for.
func (m *model) actScopes(a action.Action) (cmd tea.Cmd, done bool) {
	switch a {
	case action.NewToken:
		cmd = m.requestToken()
	case action.Pause:
		cmd = m.pauseToken()
	case action.Claims:
		m.openClaims()
	case action.ScopeSets:
		m.openScopeSets()
	case action.Probe:
		m.askProbe()
	case action.BeginProbe:
		cmd = m.beginProbe()
	case action.LeaveOut:
		cmd = m.leaveOut()
	default:
		return nil, false
	}
	return cmd, true
}

// actDocument is for the answer on the screen.
func (m *model) actDocument(a action.Action) (cmd tea.Cmd, done bool) {
	switch a {
	case action.Jump:
		cmd = m.askJump("")
	case action.JumpPercent:
		cmd = m.askJump("%")
	case action.JQ:
		cmd = m.askJQ()
	case action.Unfilter:
		m.unfilter()
	case action.Close:
		m.leaveLayer()
	case action.StopLoading:
		m.here.response.StopLoading()
	case action.OldValue:
		m.openOld()
	case action.Find, action.FindNext, action.FindPrev, action.FindNothing:
		cmd = m.actFind(a)
	case action.EarlierAnswer:
		cmd = m.visit(-1)
	case action.LaterAnswer:
		cmd = m.visit(1)
	default:
		return nil, false
	}
	return cmd, true
}
