package ui

import (
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
)

// rows is what a click on a row of a list needs.
type rows interface{ ClickRow(row int) bool }

// click focuses the pane under the pointer and moves its cursor there; a second
// click on the row under the cursor acts as enter does.
func (m *model) click(e tea.Mouse) tea.Cmd {
	switch {
	case e.Button == tea.MouseBackward, e.Button == tea.MouseForward:
		return m.clickVisit(e.Button)
	case e.Button != tea.MouseLeft || m.here == nil || m.prompt != nil || m.layout.tooSmall:
		return nil
	case m.overlay != nil:
		return m.clickOverlay(e)
	case e.Y == m.h-1:
		return m.clickHint(e.X)
	}
	n, r := m.paneAt(e.X, e.Y)
	if n == 0 {
		return nil
	}
	had := m.focus == n
	cmd := m.focusOn(n)
	y := e.Y - r.y
	if n == responsePane {
		m.dragging = m.here.response.OnScrollBar(e.X-r.x, y)
		return tea.Batch(cmd, m.answer(m.here.response.Click(e.X-r.x, y)))
	}
	list, ok := m.focused().(rows)
	if !ok || r.h < 3 {
		return cmd
	}
	before := m.cursorOf(n)
	if list.ClickRow(y-1) && had && before == m.cursorOf(n) {
		return tea.Batch(cmd, m.answer(m.focused().Do(action.Choose)))
	}
	return cmd
}

// clickVisit goes back and forward with the buttons that browsers have for it.
func (m *model) clickVisit(b tea.MouseButton) tea.Cmd {
	if m.here == nil || m.prompt != nil || m.overlay != nil || m.layout.tooSmall {
		return nil
	}
	earlier, later := m.here.visits()
	switch {
	case b == tea.MouseBackward && earlier:
		return tea.Batch(m.focusOn(responsePane), m.visit(-1))
	case b == tea.MouseForward && later:
		return tea.Batch(m.focusOn(responsePane), m.visit(1))
	}
	return nil
}

// clickOverlay chooses what lies under the pointer; beside the overlay it closes
// it.
func (m *model) clickOverlay(e tea.Mouse) tea.Cmd {
	if !m.over.contains(e.X, e.Y) {
		m.overlay = nil
		return nil
	}
	r := m.overlay.Click(e.X-m.over.x, e.Y-m.over.y)
	if r.Close {
		m.overlay = nil
	}
	return m.chosen(r)
}

// clickHint does what a key of the key line does. Another line in its place has
// no keys.
func (m *model) clickHint(x int) tea.Cmd {
	if m.notice.Text != "" || m.prefix != "" {
		m.notice, m.prefix = intent.Notice{}, ""
		return nil
	}
	for _, h := range m.hints() {
		if x >= h.from && x < h.to {
			return m.act(h.action)
		}
	}
	return nil
}

// drag scrolls the response while its scroll bar is held.
func (m *model) drag(e tea.Mouse) {
	if m.dragging && m.here != nil {
		m.here.response.Drag(e.Y - m.layout.panes[responsePane].y)
	}
}

func (m *model) cursorOf(n int) int {
	item, ok := 0, false
	switch n {
	case environmentPane:
		item, ok = m.railEnv.Item()
	case tenantPane:
		item, ok = m.here.env.tenants.Item()
	case scopesPane:
		item, ok = m.here.env.scopes.Item()
	case endpointsPane:
		item, ok = m.endpoints.Item()
	}
	if !ok {
		return -1
	}
	return item
}

// wheel scrolls what is under the pointer.
func (m *model) wheel(e tea.Mouse) tea.Cmd {
	const step = 3
	a, by := action.Down, step
	if e.Button == tea.MouseWheelUp {
		a, by = action.Up, -step
	}
	switch {
	case m.overlay != nil:
		m.overlay.Wheel(by)
		return nil
	case m.here == nil:
		return nil
	}
	n, _ := m.paneAt(e.X, e.Y)
	switch {
	case n != m.focus && m.prompt != nil:
		return nil // what is being typed is for the pane in focus
	case n != m.focus:
		return m.focusOnUnless0(n)
	}
	for range step {
		m.focused().Do(a)
	}
	return nil
}

func (m *model) focusOnUnless0(n int) tea.Cmd {
	if n == 0 {
		return nil
	}
	return m.focusOn(n)
}

func (m *model) paneAt(x, y int) (int, rect) {
	for n, r := range m.layout.panes {
		if r.h > 0 && r.contains(x, y) {
			return n, r
		}
	}
	return 0, rect{}
}
