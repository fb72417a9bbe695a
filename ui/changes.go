package ui

import (
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/overlay"
)

// sayChanges says what the repeated request brought.
func (m *model) sayChanges(asked bool) {
	text, changed := m.here.response.ChangeSummary()
	switch {
	case changed:
		m.notice = intent.Notice{Text: text + " · c next, C previous, d the old value"}
	case text != "" && asked:
		m.notice = intent.Notice{Text: text}
	}
}

// openOld shows what stood under the cursor in the answer before.
func (m *model) openOld() {
	olds, now := m.here.response.OldValues()
	if len(olds) == 0 {
		return
	}
	section := overlay.Section{Title: "In the answer before"}
	for _, o := range olds {
		section.Rows = append(section.Rows, overlay.Row{Name: o.Path, Value: o.Value, Verbatim: true})
	}
	sections := []overlay.Section{section}
	if now.Path != "" {
		sections = append(sections, overlay.Section{Title: "Now", Rows: []overlay.Row{{Name: now.Path, Value: now.Value, Verbatim: true}}})
	}
	m.overlay = overlay.NewSheet("Old value", sections)
}
