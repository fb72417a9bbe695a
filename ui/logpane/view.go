package logpane

import (
	"strconv"
	"strings"

	"brincr-explorer/api"
	"brincr-explorer/internal/journal"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

const (
	clock    = "15:04:05"
	headRows = 2 // border and the names of the columns
	footRows = 3 // two about the entry under the cursor, one that counts
)

// columns are the widths that a screen has room for; 0 leaves a column out.
type columns struct{ number, place, status, took, size, reason int }

func columnsFor(width int) columns {
	switch {
	case width < 70:
		return columns{place: 13, status: 10}
	case width < 110:
		return columns{number: 5, place: 16, status: 10, took: 8}
	}
	return columns{number: 5, place: 30, status: 12, took: 8, size: 9, reason: 19}
}

// View draws the log for a screen of w x h cells.
func (m *Model) View(st *paint.Styles, w, h int) []string {
	width, height := w-2, h-4
	c := columnsFor(width)
	m.rows = max(height-1-footRows, 1)
	m.window()
	body := []string{m.head(st, c, width)}
	for i := range m.rows {
		body = append(body, m.row(st, c, width, m.top+i))
	}
	body = append(body, m.details(st, width)...)
	body = append(body, m.foot(st, width))
	box := paint.Box{
		Digit: "L", Title: []paint.Span{{Text: "Log"}}, Focused: true,
		Right:  []paint.Span{{Style: st.Faint, Text: m.position()}},
		Scroll: paint.Scroll{},
	}
	if m.filter.text != "" {
		box.Title = append(box.Title, paint.Span{Style: st.Faint, Text: " ─ " + m.filter.text})
	}
	return box.Draw(st, w, height+2, body)
}

// window moves the rows in view so far that the cursor is one of them.
func (m *Model) window() {
	m.top = max(min(m.top, m.cursor), m.cursor-m.rows+1)
	m.top = max(min(m.top, len(m.shown)-m.rows), 0)
}

func (m *Model) position() string {
	if len(m.shown) == 0 {
		return "0/" + strconv.Itoa(len(m.entries))
	}
	text := strconv.Itoa(m.cursor+1) + "/" + strconv.Itoa(len(m.shown))
	if len(m.shown) < len(m.entries) {
		text += " of " + strconv.Itoa(len(m.entries))
	}
	return text
}

func (m *Model) head(st *paint.Styles, c columns, width int) string {
	l := paint.NewLine(width).Blank(st.Text, 2)
	name := func(text string, w int) {
		if w > 0 {
			l.AddCut(st.Faint, text, w-1).Blank(st.Text, w-min(len(text), w-1))
		}
	}
	name("no", c.number)
	name("time", len(clock)+1)
	name("where", c.place)
	l.Blank(st.Text, 2)
	name("request", l.Left()-c.status-c.took-c.size-c.reason)
	name("status", c.status)
	right := func(text string, w int) {
		if w > 0 {
			l.Blank(st.Text, w-len(text)-1).Add(st.Faint, text).Blank(st.Text, 1)
		}
	}
	right("took", c.took)
	right("size", c.size)
	name("why", c.reason)
	return l.String()
}

func (m *Model) row(st *paint.Styles, c columns, width, at int) string {
	if at >= len(m.shown) {
		l := paint.NewLine(width)
		if at == 0 {
			l.Add(st.Placeholder, "  "+m.nothing())
		}
		return l.String()
	}
	e := m.entries[m.shown[at]]
	set, sign := &st.Set, "  "
	if at == m.cursor {
		set, sign = &st.Selected, "› "
	}
	if e.Number == m.marked {
		sign = sign[:len(sign)-1] + "◆"
	}
	l := paint.NewLine(width).Add(set.Accent, sign)
	cell := func(look paint.Style, text string, w int) {
		if w <= 0 {
			return
		}
		before := l.Left()
		l.AddCut(look, text, w-1)
		l.Blank(set.Text, w-(before-l.Left()))
	}
	cell(set.Faint, strconv.Itoa(e.Number), c.number)
	cell(set.Text, e.Time.Format(clock), len(clock)+1)
	before := l.Left()
	l.AddMiddle(set.Text, m.where(e), c.place-1)
	l.Blank(set.Text, c.place-(before-l.Left()))
	l.Spans(m.flag(set, e)).Blank(set.Text, 1)
	cell(m.requestLook(set, e), request(e), l.Left()-c.status-c.took-c.size-c.reason)
	cell(statusLook(set, e), outcome(e, c.status-1), c.status)
	right(l, set, paint.Took(e.Duration), c.took)
	right(l, set, size(e), c.size)
	cell(set.Faint, e.Reason, c.reason)
	return l.Fill(set.Text)
}

func right(l *paint.Line, set *paint.Set, text string, w int) {
	if w > 0 {
		l.Blank(set.Text, max(w-safetext.Width(text)-1, 0)).Add(set.Text, text).Blank(set.Text, 1)
	}
}

func (m *Model) nothing() string {
	if len(m.entries) == 0 {
		return "nothing was sent yet"
	}
	return "nothing matches"
}

// where is the tenant, with its environment where there are several.
func (m *Model) where(e journal.Entry) string {
	if m.several {
		return e.EnvName + " ▸ " + e.TenantName
	}
	return e.TenantName
}

// flag is what is worth a look, as a sign.
func (m *Model) flag(set *paint.Set, e journal.Entry) paint.Span {
	switch {
	case e.Failed():
		return paint.Span{Style: set.Bad, Text: "✗"}
	case e.Duplicate:
		return paint.Span{Style: set.Warn, Text: "≡"}
	}
	return paint.Span{Style: set.Text, Text: " "}
}

func (m *Model) requestLook(set *paint.Set, e journal.Entry) paint.Style {
	if e.Token {
		return set.Faint
	}
	return set.Text
}

func request(e journal.Entry) string {
	if e.Token {
		return "token for " + paint.Count(len(e.Scopes), "scope")
	}
	return e.Method + " " + e.Path
}

func statusLook(set *paint.Set, e journal.Entry) paint.Style {
	switch {
	case e.Failed():
		return set.Bad
	case e.Status == 0:
		return set.Warn
	}
	return set.Good
}

// outcome is how a request ended, in so many cells.
func outcome(e journal.Entry, width int) string {
	switch {
	case e.Failure == string(api.KindRequest):
		return "not sent"
	case e.Status == 0:
		return e.Failure
	}
	text := strconv.Itoa(e.Status) + " " + e.StatusText()
	if e.Token && e.Failure != "" {
		text = strconv.Itoa(e.Status) + " " + e.Failure
	}
	if safetext.Width(text) > width {
		return strconv.Itoa(e.Status)
	}
	return text
}

// size is that of the body as it came, which a server may have compressed.
func size(e journal.Entry) string {
	if e.Token || e.Status == 0 {
		return ""
	}
	return paint.Bytes(e.Size)
}

// details are two lines about the entry under the cursor. What is said or typed
// takes the place of the second.
func (m *Model) details(st *paint.Styles, width int) []string {
	first, second := paint.NewLine(width), paint.NewLine(width)
	e := m.current()
	if e.Number != 0 {
		first.Add(st.Faint, " no. "+strconv.Itoa(e.Number)+"  ").Add(st.Strong, e.EnvName+" ▸ "+e.TenantName).Add(st.Text, "  "+e.Method+" ")
		address := e.URL
		if safetext.Width(safetext.Clean(address)) > first.Left() {
			address = e.Path // the server is that of the environment
		}
		first.AddMiddle(st.Link, address, first.Left())
		m.facts(st, second, e)
	}
	switch said := m.sayings(st, width); len(said) {
	case 0:
		return []string{first.String(), second.String()}
	case 1:
		return []string{first.String(), said[0]}
	default:
		return said[:2]
	}
}

func (m *Model) facts(st *paint.Styles, l *paint.Line, e journal.Entry) {
	parts := []string{e.Reason, paint.Took(e.Duration)}
	if e.Attempt > 1 {
		parts = append(parts, "attempt "+strconv.Itoa(e.Attempt))
	}
	if text := size(e); text != "" {
		parts = append(parts, text+" on the wire")
	}
	if e.Duplicate {
		parts = append(parts, "a duplicate")
	}
	if e.Opens() && !m.opens(e) {
		parts = append(parts, "its answer was released")
	}
	l.Add(st.Text, " "+strings.Join(parts, " · "))
	if e.Summary != "" {
		l.Add(st.Bad, "  "+e.Summary)
		return
	}
	l.Add(st.Faint, "  "+strings.Join(e.Scopes, " "))
}

// sayings are what is being typed, asked or said; none for none of it.
func (m *Model) sayings(st *paint.Styles, width int) []string {
	if m.typing != nothing {
		return []string{m.line(st, width)}
	}
	if m.said == "" {
		return nil
	}
	sign, look := " ✓ ", st.Good
	if m.bad {
		sign, look = " ! ", st.Warn
	}
	var rows []string
	for _, text := range paint.Wrap(m.said, width-len(" ! ")-1) {
		rows = append(rows, paint.NewLine(width).Add(look, sign).Add(st.Text, text).String())
		sign = "   "
	}
	return rows
}

// line is what is being typed.
func (m *Model) line(st *paint.Styles, width int) string {
	label := " filter "
	if m.typing == naming {
		label = " report to "
	}
	l := paint.NewLine(width)
	text := []rune(m.input.Value())
	at := min(m.input.Position(), len(text))
	before := string(text[:at])
	if room := l.Left() - len(label) - 4; safetext.Width(safetext.Clean(before)) > room {
		before = "…" + string(text[max(at-room/2, 0):at])
	}
	return l.Add(st.Accent, label).Add(st.Faint, "› ").Add(st.Text, before).Add(st.Accent, "▏").Add(st.Text, string(text[at:])).String()
}

// foot counts the session.
func (m *Model) foot(st *paint.Styles, width int) string {
	t, tokens := m.totals, "token request"
	if width < 70 {
		tokens = "token"
	}
	l := paint.NewLine(width).Add(st.Text, " "+paint.Count(t.Requests, "request")).Add(st.Faint, " · ").Add(st.Text, paint.Count(t.Tokens, tokens))
	l.Add(st.Faint, " · ").Add(look(t.Duplicates, st.Warn, st.Text), "≡ "+paint.Count(t.Duplicates, "duplicate"))
	l.Add(st.Faint, " · ").Add(look(t.Errors, st.Bad, st.Text), "✗ "+paint.Count(t.Errors, "error"))
	if t.Forgotten > 0 {
		l.Right(st.Text, paint.Span{Style: st.Faint, Text: "the first " + strconv.Itoa(t.Forgotten) + " are no longer kept "})
	}
	return l.String()
}

func look(n int, some, none paint.Style) paint.Style {
	if n > 0 {
		return some
	}
	return none
}
