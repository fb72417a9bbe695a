package ui

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/internal/jqfilter"
	"brincr-explorer/ui/intent"
)

// jqState is the filter over the document of a place.
type jqState struct {
	expr    string // as it was typed last; "" for none
	waiting stamp
	cancel  context.CancelFunc // of the run under way; nil when none is
}

func (j *jqState) end() {
	if j.cancel != nil {
		j.cancel()
	}
	j.cancel, j.waiting = nil, stamp{}
}

// askJQ opens the line for a filter. What it makes is shown while it is typed.
func (m *model) askJQ() tea.Cmd {
	expr := ""
	if m.here.response.Filtered() {
		expr = m.here.jq.expr
	}
	cmd := m.ask(prompt{kind: askingJQ, label: "|", hint: "a jq filter, such as .data[] | select(.price > 10) · tab completes, ↑ earlier ones", history: m.jqHistory.begin()}, expr)
	m.prompt.input.ShowSuggestions = true
	return cmd
}

// typedJQ runs what was typed, a moment after the last letter.
func (m *model) typedJQ(expr string) tea.Cmd {
	const pause = 80 * time.Millisecond
	m.prompt.wrong = typingError{}
	if strings.TrimSpace(expr) == "" {
		m.unfilter()
		return nil
	}
	return m.runJQ(expr, pause)
}

// runJQ runs a filter over the document on the screen, instead of one that
// runs. While the document is still being read, it waits for the end of that.
func (m *model) runJQ(expr string, pause time.Duration) tea.Cmd {
	p := m.here
	p.jq.end()
	p.jq.expr = expr
	work := p.response.FilterWork(expr)
	if work == nil || p.response.Loading() != nil {
		return nil
	}
	var ctx context.Context
	ctx, p.jq.cancel = context.WithCancel(p.ctx)
	p.jq.waiting = m.newStamp(p)
	return tea.Batch(filterDocument(ctx, pause, work, p.jq.waiting), m.showProgress())
}

// filtered shows what a filter made. What is wrong with the filter is said
// where it is being typed.
func (m *model) filtered(msg filteredMsg) tea.Cmd {
	p := m.owner(func(p *place) bool { return p.jq.waiting == msg.stamp })
	if p == nil {
		return nil
	}
	p.jq.end()
	if msg.err == nil {
		p.response.ShowFiltered(msg.results)
		return m.arrange()
	}
	if p != m.here {
		return nil // it is run again, and told, when the file is looked at
	}
	wrong := typingError{text: msg.err.Error()}
	if syntax := (*jqfilter.SyntaxError)(nil); errors.As(msg.err, &syntax) {
		wrong.text, wrong.start, wrong.end = syntax.Problem, syntax.Offset, syntax.Offset+syntax.Length
	}
	if m.prompt != nil && m.prompt.kind == askingJQ {
		m.prompt.wrong = wrong
		return nil
	}
	m.notice = intent.Notice{Text: "The filter " + p.jq.expr + ": " + wrong.text, Bad: true}
	return nil
}

// applyJQ leaves the line; the results stay. A filter that is wrong stays to be
// mended.
func (m *model) applyJQ() tea.Cmd {
	p, expr := m.prompt, strings.TrimSpace(m.prompt.input.Value())
	if p.wrong.text != "" {
		return nil
	}
	m.prompt = nil
	if expr == "" {
		m.unfilter()
		return nil
	}
	m.jqHistory.add(expr)
	if m.here.jq.expr != p.input.Value() {
		return m.runJQ(p.input.Value(), 0)
	}
	return nil
}

// unfilter goes back to the document.
func (m *model) unfilter() {
	m.here.jq.end()
	if m.here.response.Filtered() {
		m.here.response.Pop()
	}
	m.here.jq.expr = m.here.response.FilterExpression() // of one that lies deeper
}

// leaveLayer goes back to the document below what is on the screen.
func (m *model) leaveLayer() {
	if m.here.response.Filtered() {
		m.unfilter()
		return
	}
	m.here.response.Pop()
}

// recallTyped puts an earlier or a later line in the place of what is typed.
func (m *model) recallTyped(earlier bool) tea.Cmd {
	text, ok := m.prompt.history.move(m.prompt.input.Value(), earlier)
	if !ok {
		return nil
	}
	m.prompt.input.SetValue(text)
	m.prompt.input.CursorEnd()
	return m.typing()
}
