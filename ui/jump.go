package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/intent"
)

// askJump asks where to go in the document: a path, a line or a share of it.
func (m *model) askJump(value string) tea.Cmd {
	hint := "a line, or 50% of the way"
	if m.here.response.HasTree() || m.here.response.HasTable() {
		hint = "a path such as .data[3].name (tab completes), a line, or 50%"
	}
	cmd := m.ask(prompt{kind: askingJump, label: "go to", hint: hint}, value)
	m.prompt.input.ShowSuggestions = true
	m.prompt.input.CursorStart()
	if value != "%" {
		m.prompt.input.CursorEnd()
	}
	return cmd
}

// jump goes where was typed.
func (m *model) jump(text string) {
	text = strings.TrimSpace(text)
	r := m.here.response
	switch share, isShare := strings.CutSuffix(text, "%"); {
	case text == "" || text == "%":
	case isShare:
		if p, err := strconv.Atoi(strings.TrimSpace(share)); err == nil {
			r.Percent(p)
			return
		}
		m.notice = intent.Notice{Text: text + " is no share: a number from 0 to 100 goes before the %.", Bad: true}
	default:
		if line, err := strconv.Atoi(text); err == nil {
			r.Line(line)
			return
		}
		if !r.CanFilter() {
			m.notice = intent.Notice{Text: text + " is no line: a number, or a share such as 50%, is.", Bad: true}
			return
		}
		if err := r.GoToPath(text); err != nil {
			m.notice = intent.Notice{Text: err.Error(), Bad: true}
		}
	}
}
