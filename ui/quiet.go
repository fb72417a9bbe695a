package ui

import (
	"brincr-explorer/api"
	"brincr-explorer/ui/intent"
)

// quietDay is today, where nothing is sent from here today; "" where it is.
func (m *model) quietDay() string {
	if m.isFile() {
		return ""
	}
	return m.here.env.QuietDays.On(m.now.Wall)
}

// heldBack says that a request was not sent because of a quiet day. Data that is
// on the screen stays there: nothing came that could take its place.
func (m *model) heldBack(p *place, ex *api.Exchange) bool {
	shown := p.response.Exchange()
	if ex == nil || ex.Err == nil || ex.Err.Kind != api.KindQuiet || shown == nil || !shown.OK() {
		return false
	}
	m.notice = intent.Notice{Text: ex.Err.Summary, Bad: true}
	return true
}
