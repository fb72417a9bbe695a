package response

import (
	"strconv"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// View draws the pane in its size.
func (m *Model) View(st *paint.Styles, focused bool) []string {
	box := paint.Box{Digit: "6", Focused: focused, Title: m.title(st)}
	if m.height == 1 {
		return box.Draw(st, m.width, 1, nil)
	}
	width := m.width - 2
	if !m.HasContent() {
		return box.Draw(st, m.width, m.height, m.welcome(st, width))
	}
	rows := []string{m.tabs(st, width)}
	rows = append(rows, m.banner(st)...)
	box.Scroll = m.position(st)
	return box.Draw(st, m.width, m.height, append(rows, m.body(st, width, focused)...))
}

// position is what the scroll bar shows.
func (m *Model) position(st *paint.Styles) paint.Scroll {
	height := m.bodyHeight()
	switch {
	case m.HasTree():
		return m.tree.position()
	case m.HasTable():
		return paint.Scroll{Top: m.table.top, Shown: height, Total: m.table.count() + height - m.table.window()}
	case m.view == Raw:
		return m.raw.scrollBar()
	default:
		return paint.Scroll{Top: m.scroll, Shown: height, Total: len(m.lines(st))}
	}
}

func (m *Model) welcome(st *paint.Styles, width int) []string {
	rows := []string{paint.NewLine(width).String()}
	for i, text := range m.empty {
		look := st.Text
		if i > 0 {
			look = st.Faint
		}
		for _, line := range paint.Wrap(text, width-4) {
			rows = append(rows, paint.NewLine(width).Add(st.Text, "  ").Add(look, line).String())
		}
		rows = append(rows, paint.NewLine(width).String())
	}
	return rows
}

// title says what is shown and how it went, in the border.
func (m *Model) title(st *paint.Styles) []paint.Span {
	spans := []paint.Span{{Text: "Response" + m.visit.String()}}
	add := func(look paint.Style, text string) {
		spans = append(spans, paint.Span{Style: st.Border, Text: " ─ "}, paint.Span{Style: look, Text: text})
	}
	if m.fetch != nil {
		return append(spans, m.fetch.spans(st, m.now)...)
	}
	if m.pending != nil {
		text := "◌ " + m.pending.Line
		if d := m.now.Sub(m.pending.Since); d.Seconds() >= 1 {
			text += " · " + strconv.Itoa(int(d.Seconds())) + " s"
		}
		add(st.Warn, text+" · "+m.pending.escape())
		return spans
	}
	if m.content.Name != "" {
		add(st.Text, m.content.Name)
		spans = m.addLoading(st, spans)
		add(st.Faint, paint.Bytes(int64(len(m.content.Body))))
		return spans
	}
	ex := m.content.Exchange
	if ex == nil {
		return spans
	}
	status, age := m.statusText(), ""
	if !m.visit.Answered.IsZero() {
		age = " · answered " + paint.Ago(m.now.Sub(m.visit.Answered))
	}
	add(st.Text, m.requestCut(ex, paint.SpansWidth(spans)+safetext.Width(safetext.Clean(status+age))))
	add(m.statusLook(st), status)
	spans = append(spans, paint.Span{Style: st.Warn, Text: age})
	spans = m.addLoading(st, spans)
	return append(spans, paint.Span{Style: st.Faint, Text: m.facts(ex, m.width-titleFrame-paint.SpansWidth(spans))})
}

// titleFrame is what the border takes of the cells in which the title stands.
const titleFrame = 7

// facts tell how much came, and how long that took: what counts least is left
// out first where there is no room.
func (m *Model) facts(ex *api.Exchange, room int) string {
	list := ""
	if ex.Page.List {
		list += " · " + strconv.Itoa(ex.Page.Count)
		if ex.Page.Total != "" {
			list += " of " + safetext.Cut(ex.Page.Total[:min(len(ex.Page.Total), 100)], 24)
		}
	}
	if c := ex.Collection; c != nil {
		list += " · " + paint.Count(c.Pages, "page")
	}
	size, took := " · "+paint.Bytes(int64(len(ex.Body))), " · "+paint.Took(ex.Duration)
	choices := []string{took + size + list, size + list, list, size}
	if !m.visit.Answered.IsZero() {
		choices = choices[1:] // it was long ago
	}
	for _, text := range choices {
		if text != "" && safetext.Width(text) <= room {
			return text
		}
	}
	return ""
}

// requestCut names the request, with its middle left out where that gives room to
// what is said behind it: whether there was an answer counts for more.
func (m *Model) requestCut(ex *api.Exchange, others int) string {
	const separators, least = 6, 16
	return safetext.CutMiddle(safetext.Clean(Line(ex.Request)), max(m.width-titleFrame-separators-others, least))
}

// addLoading tells how far a document is that is shown while it is read.
func (m *Model) addLoading(st *paint.Styles, spans []paint.Span) []paint.Span {
	if m.loading == nil {
		return spans
	}
	return append(spans, paint.Span{Style: st.Border, Text: " ─ "}, paint.Span{Style: st.Warn, Text: "◌ " + m.loading.String() + " · esc stops"})
}

func (m *Model) statusText() string {
	ex := m.content.Exchange
	if ex.Status == 0 {
		return "no answer"
	}
	return strconv.Itoa(ex.Status) + " " + ex.StatusText
}

func (m *Model) statusLook(st *paint.Styles) paint.Style {
	switch ex := m.content.Exchange; {
	case ex.OK():
		return st.Good
	case ex.Status >= 200 && ex.Status < 300, ex.Status == 429:
		return st.Warn
	default:
		return st.Bad
	}
}

// tabs are the views, the path of the cursor at their right.
func (m *Model) tabs(st *paint.Styles, width int) string {
	l := paint.NewLine(width).Add(st.Text, " ")
	for _, v := range m.views() {
		look, left, right := st.Faint, " ", " "
		if v == m.view {
			look, left, right = st.Accent, "[", "]"
		}
		l.Add(look, left+v.String()+right)
	}
	if path := m.Path(); path != "" && l.Left() > 12 {
		room := l.Left() - 3
		cut := paint.NewLine(room).AddMiddle(st.Key, path, room)
		used := room - cut.Left()
		return l.Blank(st.Text, l.Left()-used-1).AddMiddle(st.Key, path, room).String()
	}
	return l.String()
}

func (m *Model) body(st *paint.Styles, width int, focused bool) []string {
	height := m.bodyHeight()
	switch m.view {
	case Tree:
		return m.tree.view(st, focused)
	case Table:
		return m.table.view(st, focused)
	case Raw:
		if m.kind == filtered && len(m.src) == 0 {
			return []string{paint.NewLine(width).Add(st.Placeholder, "  The filter gives nothing.").String()}
		}
		return m.raw.view(st)
	default:
		rows := m.lines(st)
		top := max(min(m.scroll, len(rows)-height), 0)
		return rows[top:min(top+height, len(rows))]
	}
}
