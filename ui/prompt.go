package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/action"
)

// prompt is the line that is being typed, in the place of the key line.
type prompt struct {
	kind    promptKind
	label   string
	hint    string
	input   textinput.Model
	wrong   typingError // in what was typed
	history history
}

// typingError is what is wrong with what was typed, and where. The zero
// typingError is nothing.
type typingError struct {
	text       string
	start, end int // bytes
}

type promptKind uint8

const (
	askingFilter promptKind = iota
	askingPath
	askingFind
	askingJump
	askingJQ
	askingDescription
)

// filterable is what a filter line works on.
type filterable interface {
	Filter() string
	SetFilter(string)
}

func (m *model) filterable(n int) filterable {
	switch n {
	case tenantPane:
		return m.here.env.tenants
	case scopesPane:
		return m.here.env.scopes
	case endpointsPane:
		return m.endpoints
	case responsePane:
		if m.here.response.HasTable() {
			return m.here.response
		}
	}
	return nil
}

func (m *model) ask(p prompt, value string) tea.Cmd {
	p.input = textinput.New()
	p.input.Prompt = ""
	p.input.CharLimit = 4096
	p.input.SetValue(value)
	p.input.CursorEnd()
	m.prompt = &p
	return m.prompt.input.Focus()
}

func (m *model) askFilter() tea.Cmd {
	f := m.filterable(m.focus)
	if f == nil {
		return nil
	}
	hint := "enter keeps it, esc clears it"
	if m.focus == scopesPane {
		hint = "enter adds a name that is not listed, esc clears"
	}
	if m.focus == responsePane {
		hint = "words in any value; enter keeps it, esc clears it"
	}
	return m.ask(prompt{kind: askingFilter, label: "filter", hint: hint}, f.Filter())
}

func (m *model) askFind() tea.Cmd {
	return m.ask(prompt{kind: askingFind, label: "find", hint: "in keys and values; /…/ for a regular expression"}, m.here.find.query)
}

func (m *model) promptKey(press tea.KeyPressMsg) tea.Cmd {
	p := m.prompt
	switch name := press.String(); {
	case name == "esc":
		m.prompt = nil
		if p.kind == askingJQ {
			m.unfilter()
		}
		return m.filter(p, "")
	case name == "enter" && p.kind == askingJQ:
		return m.applyJQ()
	case name == "enter" && p.kind == askingPath && !m.sendablePath():
		return nil
	case name == "enter":
		m.prompt = nil
		return m.typed(p, p.input.Value())
	case p.kind == askingFilter && (name == "up" || name == "down"):
		return m.answer(m.focused().Do(map[string]action.Action{"up": action.Up, "down": action.Down}[name]))
	case (p.kind == askingJQ || p.kind == askingPath) && (name == "up" || name == "down"):
		return m.recallTyped(name == "up")
	case p.chooses(press) && len(p.input.MatchedSuggestions()) == 0:
		return nil // the input counts to -1, and looks there for what was chosen
	}
	var cmd tea.Cmd
	before := p.input.Value()
	p.input, cmd = p.input.Update(press)
	if p.input.Value() == before {
		return cmd
	}
	return tea.Batch(cmd, m.typing())
}

// chooses says whether a key walks what the input suggests.
func (p *prompt) chooses(press tea.KeyPressMsg) bool {
	return key.Matches(press, p.input.KeyMap.NextSuggestion, p.input.KeyMap.PrevSuggestion)
}

// typing shows what a filter does while it is typed, and how a path could go
// on.
func (m *model) typing() tea.Cmd {
	p := m.prompt
	switch p.kind {
	case askingJump:
		p.input.SetSuggestions(m.here.response.CompletePath(p.input.Value()))
	case askingPath:
		m.typingPath()
	case askingJQ:
		p.input.SetSuggestions(m.here.response.CompleteFilter(p.input.Value()))
		return m.typedJQ(p.input.Value())
	}
	return m.filter(p, p.input.Value())
}

// filter sets what a filter line works on. A table can be gone by now: the
// answer that it showed may have been repeated meanwhile.
func (m *model) filter(p *prompt, text string) tea.Cmd {
	f := m.filterable(m.focus)
	if p.kind != askingFilter || f == nil {
		return nil
	}
	f.SetFilter(text)
	return m.arrange()
}

// typed acts on a finished line.
func (m *model) typed(p *prompt, value string) tea.Cmd {
	switch p.kind {
	case askingFilter:
		if m.focus != scopesPane {
			return nil
		}
		if _, ok := m.here.env.scopes.Typed(); ok {
			return m.answer(m.here.env.scopes.Do(action.Toggle))
		}
		return nil
	case askingPath:
		return m.typedPath(p, value)
	case askingJump:
		m.jump(value)
		return nil
	case askingDescription:
		return m.typedDescription(value)
	default:
		return m.findText(value)
	}
}

// paste puts pasted text where text is being typed. Elsewhere it is ignored:
// pasted text is no series of keys.
func (m *model) paste(text string) tea.Cmd {
	switch {
	case m.overlay != nil:
		m.overlay.Paste(text)
	case m.prompt != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
		input := &m.prompt.input
		*input, _ = input.Update(tea.PasteMsg{Content: safetext.Clean(strings.TrimSpace(line))})
		return m.typing()
	}
	return nil
}
