package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/ui/paint"
)

// frame draws the whole screen in exactly w x h cells.
func (m *model) frame() string {
	if m.w < 1 || m.h < 1 || m.here == nil {
		return ""
	}
	if m.layout.tooSmall {
		return m.tooSmall()
	}
	rows := make([]string, 0, m.h)
	rows = append(rows, m.statusLine())
	rows = append(rows, m.panes()...)
	rows = append(rows, m.bottomLine())
	said := m.longNotice()
	copy(rows[len(rows)-len(said):], said)
	if m.overlay != nil {
		top := m.overlay.View(m.st, m.w, m.h)
		m.over = middle(top, m.w, len(rows))
		rows = lay(rows, top, m.over, m.w)
	}
	return strings.Join(rows, "\n")
}

// panes draws rail and response, side by side where both are on the screen.
func (m *model) panes() []string {
	var left, right []string
	if !m.isFile() {
		views := [...]func(h int, focused bool) []string{
			1: func(h int, f bool) []string { return m.railEnv.View(m.st, h, f) },
			2: func(h int, f bool) []string { return m.here.env.tenants.View(m.st, h, f) },
			3: func(h int, f bool) []string { return m.here.env.scopes.View(m.st, h, f) },
			4: func(h int, f bool) []string { return m.token.View(m.st, h, f) },
			5: func(h int, f bool) []string { return m.endpoints.View(m.st, h, f) },
		}
		for n := 1; n <= 5; n++ {
			if h := m.layout.panes[n].h; h > 0 {
				left = append(left, views[n](h, m.focus == n)...)
			}
		}
	}
	if m.layout.panes[responsePane].h > 0 {
		right = m.here.response.View(m.st, m.focus == responsePane)
	}
	if left == nil || right == nil {
		return append(left, right...)
	}
	for i := range left {
		left[i] += right[i]
	}
	return left
}

// middle is where an overlay comes to lie: below the status line.
func middle(top []string, w, h int) rect {
	if len(top) == 0 {
		return rect{}
	}
	width := ansi.StringWidth(top[0])
	return rect{max((w-width)/2, 0), max((h-len(top))/2, 1), width, len(top)}
}

// lay puts an overlay over the rows.
func lay(rows, top []string, at rect, w int) []string {
	x, y, width := at.x, at.y, at.w
	for i, row := range top {
		if y+i >= len(rows)-1 {
			break
		}
		// Of a wide character that the edge halves nothing is left.
		left, right := ansi.Truncate(rows[y+i], x, ""), ansi.TruncateLeft(rows[y+i], x+width, "")
		if ansi.StringWidth(right) > w-x-width {
			right = ansi.TruncateLeft(rows[y+i], x+width+1, "")
		}
		rows[y+i] = left + "\x1b[m" + blanks(x-ansi.StringWidth(left)) + row + blanks(w-x-width-ansi.StringWidth(right)) + right
	}
	return rows
}

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

// tooSmall is one line; the rest of the screen is blank.
func (m *model) tooSmall() string {
	line := paint.NewLine(m.w).Add(m.st.Warn, "Too small: 60x16 is needed. q quits").String()
	return line + strings.Repeat("\n"+strings.Repeat(" ", m.w), m.h-1)
}
