package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
)

// findState is what is being looked for in a response.
type findState struct {
	query   string
	forward bool
	waiting stamp
}

func (m *model) actFind(a action.Action) tea.Cmd {
	switch a {
	case action.FindNext:
		return m.findFrom(true)
	case action.FindPrev:
		return m.findFrom(false)
	default:
		return m.askFind()
	}
}

func (m *model) findText(text string) tea.Cmd {
	m.here.find.query = text
	if text == "" {
		return nil
	}
	return m.findFrom(true)
}

// findFrom looks for the next match off the Update loop: a document may be
// large.
func (m *model) findFrom(forward bool) tea.Cmd {
	p := m.here
	doc, node, ok := p.response.Cursor()
	if !ok {
		return nil
	}
	q := jsondoc.Query{Text: p.find.query}
	if pattern, ok := strings.CutPrefix(q.Text, "/"); ok {
		if pattern, ok = strings.CutSuffix(pattern, "/"); ok && pattern != "" {
			q = jsondoc.Query{Text: pattern, Regexp: true}
		}
	}
	p.find.forward = forward
	p.find.waiting = m.newStamp(p)
	return find(p.ctx, doc, q, node, forward, p.find.waiting)
}

func (m *model) found(msg foundMsg) {
	p := m.here
	if msg.stamp != p.find.waiting {
		return
	}
	switch {
	case msg.err != nil:
		m.notice = intent.Notice{Text: "Find: " + msg.err.Error(), Bad: true}
	case !msg.ok:
		m.notice = intent.Notice{Text: "Nothing matches " + p.find.query + ".", Bad: true}
	default:
		p.response.GoTo(msg.match.Node)
		m.notice = intent.Notice{Text: fmt.Sprintf("%s: %d found · n next, N previous", p.find.query, msg.count)}
	}
}
