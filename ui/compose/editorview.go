package compose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/paint"
)

// areas is where things were drawn, for the mouse.
type areas struct {
	gutter, textWidth int
	buttonRow         int
	buttons           []button
	panel             rows
}

type button struct {
	from, to int
	result   overlay.Result
}

// rows are the findings as drawn: which each row is of.
type rows struct {
	x, y  int
	which []int
}

func (a areas) finding(x, y int) (int, bool) {
	if y -= a.panel.y; x < a.panel.x || y < 0 || y >= len(a.panel.which) || a.panel.which[y] < 0 {
		return 0, false
	}
	return a.panel.which[y], true
}

// sideBySide is the width from which the findings stand beside the text.
const sideBySide = 100

// View draws the editor over a screen of w x h cells.
func (e *Editor) View(st *paint.Styles, w, h int) []string {
	width, height := min(w-4, 160)-2, h-4
	body := max(height-2, 1) // above the message and the buttons
	var panel []string
	textWidth := width
	e.areas.panel = rows{}
	switch {
	case len(e.findings) == 0:
		e.height = body
	case width >= sideBySide:
		aside := min(max(width*2/5, 40), 64)
		textWidth = width - aside - 3
		panel = e.panel(st, aside, body)
		e.height, e.areas.panel.x = body, textWidth+3
	default:
		panel = e.panel(st, width, max(body/2-1, 1))
		e.height = max(body-len(panel)-1, 1)
		e.areas.panel.y = e.height + 1
	}
	text := e.lines(st, textWidth)
	out := make([]string, 0, height)
	switch {
	case panel == nil:
		out = text
	case width >= sideBySide:
		for i, row := range text {
			beside := paint.NewLine(width - textWidth - 3).String()
			if i < len(panel) {
				beside = panel[i]
			}
			out = append(out, row+paint.NewLine(3).Add(st.Border, " │ ").String()+beside)
		}
	default:
		out = append(out, text...)
		out = append(out, paint.NewLine(width).Repeat(st.Border, "─", width).String())
		out = append(out, panel...)
	}
	for len(out) < body {
		out = append(out, paint.NewLine(width).String())
	}
	out = append(out, e.messageLine(st, width), e.buttons(st, width))
	e.areas.buttonRow = len(out) - 1
	box := paint.Box{Digit: e.title, Focused: true, Right: []paint.Span{{Style: st.Faint, Text: e.where()}}}
	return box.Draw(st, width+2, len(out)+2, out)
}

// where says where the cursor is and how large the body is.
func (e *Editor) where() string {
	size := len(e.text.lines) - 1
	for _, line := range e.text.lines {
		size += len(line)
	}
	column := 1 + utf8.RuneCountInString(e.text.line()[:e.text.col])
	return strconv.Itoa(e.text.row+1) + ":" + strconv.Itoa(column) + " · " + paint.Bytes(int64(size))
}

// lines are those of the text in view.
func (e *Editor) lines(st *paint.Styles, width int) []string {
	b := e.text
	e.top = max(min(e.top, b.row), b.row-e.height+1)
	e.top = max(min(e.top, len(b.lines)-e.height), 0)
	digits := len(strconv.Itoa(len(b.lines)))
	e.areas.gutter, e.areas.textWidth = digits+4, width
	marks := e.marks()
	out := make([]string, 0, e.height)
	for i := e.top; i < len(b.lines) && len(out) < e.height; i++ {
		l := paint.NewLine(width)
		mark, number := marks[i+1], strconv.Itoa(i+1)
		look, sign := mark.look(st)
		l.Add(look, " "+sign+" ")
		l.Blank(st.Text, digits-len(number)).Add(pick(look, mark.set, st.Faint), number).Add(st.Faint, " ")
		e.drawText(st, l, i, mark)
		out = append(out, l.String())
	}
	for len(out) < e.height {
		out = append(out, paint.NewLine(width).String())
	}
	return out
}

func pick(look paint.Style, set bool, otherwise paint.Style) paint.Style {
	if set {
		return look
	}
	return otherwise
}

// mark is the heaviest finding of a line.
type mark struct {
	set    bool
	weight Weight
	column int
}

func (e *Editor) marks() map[int]mark {
	marks := map[int]mark{}
	for _, f := range e.findings {
		if m, ok := marks[f.Line]; !ok || f.Weight < m.weight {
			marks[f.Line] = mark{set: true, weight: f.Weight, column: f.Column}
		}
	}
	return marks
}

func (m mark) look(st *paint.Styles) (paint.Style, string) {
	if !m.set {
		return st.Text, " "
	}
	return m.weight.look(st)
}

func (w Weight) look(st *paint.Styles) (paint.Style, string) {
	switch w {
	case Blocks:
		return st.Bad, "✗"
	case Warns:
		return st.Warn, "!"
	default:
		return st.Good, "✓"
	}
}

// drawText draws one line; that of the cursor is scrolled so far that the cursor
// is seen.
func (e *Editor) drawText(st *paint.Styles, l *paint.Line, i int, m mark) {
	line, from := e.text.lines[i], 0
	if i == e.text.row {
		from = start(line[:e.text.col], l.Left()-3)
	}
	if from > 0 {
		l.Add(st.Faint, "…")
	}
	bad := -1
	if m.set && m.weight == Blocks {
		bad = offsetOf(line, m.column)
	}
	for _, s := range visible(st, line, from, l.Left(), bad) {
		if i == e.text.row && e.text.col >= s.from && e.text.col < s.to {
			l.Add(s.look, line[s.from:e.text.col]).Add(st.Accent, "▏").Add(s.look, line[e.text.col:s.to])
			continue
		}
		l.Add(s.look, line[s.from:s.to])
	}
	if i == e.text.row && e.text.col == len(line) {
		l.Add(st.Accent, "▏")
	}
	if bad == len(line) && bad >= 0 { // what is missing is behind the end
		l.Add(st.Bad, "‹here")
	}
}

// start is where the part of a line begins that has room before the cursor.
func start(before string, room int) int {
	at, cells := len(before), 0
	for at > 0 {
		_, size := utf8.DecodeLastRuneInString(before[:at])
		if cells += safetext.Width(safetext.Clean(before[at-size : at])); cells > room {
			return at
		}
		at -= size
	}
	return 0
}

// byteAt is the place in a line that is so many cells from its start, as it is
// drawn.
func (e *Editor) byteAt(line string, cells int) int {
	at := 0
	for at < len(line) && cells > 0 {
		_, size := utf8.DecodeRuneInString(line[at:])
		cells -= max(safetext.Width(safetext.Clean(line[at:at+size])), 1)
		at += size
	}
	return at
}

// offsetOf is the byte at which a column begins, from 1.
func offsetOf(line string, column int) int {
	at := 0
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	return at
}

func (e *Editor) messageLine(st *paint.Styles, width int) string {
	l := paint.NewLine(width)
	switch {
	case e.message != "" && e.bad:
		l.Add(st.Warn, " ! "+e.message)
	case e.message != "":
		l.Add(st.Good, " ✓ "+e.message)
	case !e.Checked():
		l.Add(st.Faint, " checking …")
	case len(e.findings) == 0 && strings.TrimSpace(strings.Join(e.text.lines[:min(len(e.text.lines), 3)], "")) == "" && len(e.text.lines) <= 3:
		l.Add(st.Faint, " Without a body: nothing is sent but the request itself.")
	case len(e.findings) == 0:
		l.Add(st.Good, " ✓ ").Add(st.Faint, "valid JSON")
	case e.first(Blocks) >= 0:
		l.Add(st.Bad, " ✗ ").Add(st.Text, "not JSON yet: it cannot be sent")
	default:
		l.Add(st.Warn, " ! ").Add(st.Text, paint.Count(e.count(Warns), "warning")+"; it can be sent all the same")
	}
	return l.String()
}

// buttons are what the keys do, for the mouse and for who looks.
func (e *Editor) buttons(st *paint.Styles, width int) string {
	l := paint.NewLine(width)
	e.areas.buttons = e.areas.buttons[:0]
	for _, b := range []struct {
		text, key string
		result    overlay.Result
	}{
		{"Send …", "ctrl+s", overlay.Result{Action: action.SendBody}},
		{"$EDITOR", "ctrl+e", overlay.Result{Action: action.EditBody}},
		{"Close", "esc", overlay.Result{Close: true}},
	} {
		l.Add(st.Text, " ")
		from := width - l.Left()
		l.Add(st.Border, "[ ").Add(st.Strong, b.text).Add(st.Digit, " "+b.key).Add(st.Border, " ]")
		e.areas.buttons = append(e.areas.buttons, button{from, width - l.Left(), b.result})
	}
	return l.String()
}
