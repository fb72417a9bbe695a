package rail

import (
	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// Environment is pane 1: choosing one changes token URL, API base, client,
// tenants and scopes together.
type Environment struct {
	list
	envs    []api.Environment
	current int
	width   int
}

// NewEnvironment lists environments in their order.
func NewEnvironment(envs []api.Environment) *Environment {
	names := make([]string, len(envs))
	for i, e := range envs {
		names[i] = e.Name
	}
	return &Environment{list: newList(names), envs: envs}
}

// SetCurrent marks the environment that is in use.
func (p *Environment) SetCurrent(i int) { p.current = i; p.SetItem(i) }

// Resize sets the outer size in cells.
func (p *Environment) Resize(w, h int) { p.width = w; p.resize(h - 2) }

// Want is the number of rows that shows everything.
func (p *Environment) Want() int { return len(p.envs) + 2 }

// Do acts on an action.
func (p *Environment) Do(a action.Action) intent.Intent {
	if p.move(a) {
		return nil
	}
	if i, ok := p.Item(); ok && a == action.Choose {
		return intent.ChooseEnvironment{Index: i}
	}
	return nil
}

// View draws the pane in w x h cells.
func (p *Environment) View(st *paint.Styles, h int, focused bool) []string {
	box := paint.Box{Digit: "1", Focused: focused, Title: []paint.Span{{Text: "Environment"}}}
	if h == 1 {
		box.Title = append(box.Title, paint.Span{Style: st.Text, Text: " " + p.envs[p.current].Name})
		return box.Draw(st, p.width, h, nil)
	}
	return box.Draw(st, p.width, h, p.rows(st, p.width-2, focused, p.row))
}

func (p *Environment) row(i int, set *paint.Set, l *paint.Line) {
	env := p.envs[i]
	chosen, look := "  ", set.Text
	if i == p.current {
		chosen, look = "● ", set.Strong
	}
	l.Add(set.Accent, chosen)
	var notes []paint.Span
	if env.ReadOnly {
		notes = append(notes, paint.Span{Style: set.Faint, Text: "read only "})
	} else {
		notes = append(notes, paint.Span{Style: set.Warn, Text: "writes "})
	}
	room := l.Left() - paint.SpansWidth(notes) - 1
	if room < 8 {
		notes, room = nil, l.Left()
	}
	l.AddMiddle(look, env.Name, room)
	l.Right(set.Text, notes...)
}
