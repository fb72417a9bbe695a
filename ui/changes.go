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
	var sections []overlay.Section
	for _, o := range olds {
		sections = append(sections, verbatim(o.Path+" in the answer before", o.Value))
	}
	if now.Path != "" {
		sections = append(sections, verbatim(now.Path+" now", now.Value))
	}
	m.overlay = overlay.NewSheet("Old value", sections)
}

func verbatim(title, value string) overlay.Section {
	return overlay.Section{Title: title, Rows: []overlay.Row{{Value: value, Verbatim: true}}}
}
