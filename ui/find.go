package ui

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/response"
)

// findState is what is being looked for in a response.
type findState struct {
	query   string
	forward bool
	search  response.Search
	waiting stamp
	told    string             // the notice of what was found, that the count is added to
	cancel  context.CancelFunc // of the search and the count under way
}

func (m *model) actFind(a action.Action) tea.Cmd {
	switch a {
	case action.FindNext:
		return m.findFrom(true)
	case action.FindPrev:
		return m.findFrom(false)
	case action.FindNothing:
		m.findNothing()
		return nil
	default:
		return m.askFind()
	}
}

func (m *model) findText(text string) tea.Cmd {
	if text == "" {
		m.findNothing()
		return nil
	}
	m.here.find.query = text
	return m.findFrom(true)
}

// findNothing ends the search, and matches are marked no more.
func (m *model) findNothing() {
	p := m.here
	p.find.end()
	p.find = findState{}
	p.response.MarkMatches(response.Search{})
}

func (f *findState) end() {
	if f.cancel != nil {
		f.cancel()
	}
}

// findFrom looks for the next match off the Update loop: a document may be
// large.
func (m *model) findFrom(forward bool) tea.Cmd {
	p := m.here
	search, ok, err := p.response.Search(p.find.query)
	switch {
	case err != nil:
		m.notice = intent.Notice{Text: "Find: " + err.Error(), Bad: true}
		return nil
	case !ok:
		return nil
	case p.response.Loading() != nil:
		m.notice = intent.Notice{Text: "Looking only through what is there so far: the document is still being read.", Bad: true}
	}
	p.find.end()
	var ctx context.Context
	ctx, p.find.cancel = context.WithCancel(p.ctx)
	p.find.forward, p.find.search, p.find.waiting = forward, search, m.newStamp(p)
	return find(ctx, search, forward, p.find.waiting)
}

func (m *model) found(msg foundMsg) tea.Cmd {
	p := m.here
	if msg.stamp != p.find.waiting {
		return nil
	}
	switch {
	case msg.err != nil:
		m.notice = intent.Notice{Text: "Find: " + msg.err.Error(), Bad: true}
	case !msg.ok:
		p.response.MarkMatches(response.Search{})
		m.notice = intent.Notice{Text: "Nothing matches " + p.find.query + ".", Bad: true}
	case p.response.GoToHit(p.find.search, msg.hit):
		p.find.told = p.find.query + m.wrapped(msg.hit) + " · n next, N previous"
		m.notice = intent.Notice{Text: p.find.told}
		ctx, cancel := context.WithCancel(p.ctx)
		p.find.end()
		p.find.cancel = cancel
		return count(ctx, p.find.search, msg.hit, p.find.waiting)
	}
	return nil
}

func (m *model) wrapped(hit response.Hit) string {
	switch {
	case hit.Wrapped && m.here.find.forward:
		return ", from the top again"
	case hit.Wrapped:
		return ", from the end again"
	}
	return ""
}

// counted says how many matches there are, and which of them this is.
func (m *model) counted(msg countedMsg) {
	p := m.here
	if msg.stamp != p.find.waiting || m.notice.Text != p.find.told {
		return
	}
	m.notice.Text = fmt.Sprintf("%s: %s of %s · n next, N previous", p.find.query, strconv.Itoa(msg.rank), strconv.Itoa(msg.total))
}
