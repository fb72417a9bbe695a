package ui

import tea "charm.land/bubbletea/v2"

// terminal answers what the person and the terminal say.
func (m *model) terminal(msg tea.Msg) (cmd tea.Cmd, done bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd = m.key(msg)
	case tea.PasteMsg:
		cmd = m.paste(msg.Content)
	case tea.MouseClickMsg:
		cmd = m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		cmd = m.wheel(msg.Mouse())
	case tea.MouseMotionMsg:
		m.drag(msg.Mouse())
	case tea.MouseReleaseMsg:
		m.dragging = false
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.look.Light = !msg.IsDark()
		m.dress()
	case tea.ColorProfileMsg:
		m.look.Colours = colours(msg.Profile)
		m.dress()
	case tea.ResumeMsg:
		cmd = m.resumed()
	default:
		return nil, false
	}
	return cmd, true
}

// result takes what a command brought.
func (m *model) result(msg tea.Msg) (cmd tea.Cmd) {
	switch msg := msg.(type) {
	case exchangeMsg:
		cmd = m.answered(msg)
	case pageMsg:
		cmd = m.stepped(msg)
	case statusMsg:
		cmd = m.tokenChanged(msg)
		m.followToken()
	case tickMsg:
		cmd = m.ticked()
		m.followToken()
	case settleMsg:
		cmd = m.settle(msg)
	case probedMsg:
		cmd = m.probed(msg)
	case foundMsg:
		cmd = m.found(msg)
	case countedMsg:
		m.counted(msg)
	case loadedMsg:
		cmd = m.loaded(msg)
	case progressMsg:
		cmd = m.progressed()
	case filteredMsg:
		cmd = m.filtered(msg)
	case idsMsg:
		m.collected(msg)
	case openedMsg:
		m.opened(msg)
	case reopenedMsg:
		cmd = m.reopened(msg)
	case reportMsg:
		m.reported(msg)
	case describedMsg:
		m.described(msg)
	case bodyCheckedMsg:
		cmd = m.bodyChecked(msg)
	case bodyEditedMsg:
		m.bodyEdited(msg)
	}
	return cmd
}
