package paint

import "strings"

// A Box is a pane's frame: its digit is the key that jumps to it.
type Box struct {
	Digit   string
	Title   []Span // follows the digit
	Right   []Span // at the right end of the upper border, where there is room
	Focused bool
	Scroll  Scroll
}

// Scroll says which part of all rows the body's last rows show. The thumb of
// the scroll bar is a heavier piece of the right border, so that it takes no
// room.
type Scroll struct{ Top, Shown, Total int }

// thumb is the part of a track of n cells that stands for what is shown; none
// where everything is.
func (s Scroll) thumb(n int) (from, to int) {
	if s.Shown <= 0 || s.Total <= s.Shown || n <= 0 {
		return 0, 0
	}
	size := max(n*s.Shown/s.Total, 1)
	last := s.Total - s.Shown
	from = (min(s.Top, last)*(n-size) + last/2) / last
	return from, from + size
}

// Draw frames the body in exactly w x h cells. Missing rows are blank, rows
// too many are left out. Rows of the body must be w-2 cells wide.
func (b Box) Draw(st *Styles, w, h int, body []string) []string {
	if w < 2 || h < 1 {
		return blankRows(w, h)
	}
	if h == 1 {
		return []string{b.collapsed(st, w)}
	}
	border := st.Border
	if b.Focused {
		border = st.BorderFocused
	}
	side := border.on + "│"
	if border.on != "" {
		side += off
	}
	rows := make([]string, 0, h)
	rows = append(rows, b.top(st, border, w, "╭", "╮"))
	heavy := strings.Replace(side, "│", "┃", 1)
	track := min(b.Scroll.Shown, h-2)
	from, to := b.Scroll.thumb(track)
	blank := blanks(w - 2)
	for i := range h - 2 {
		inner, right := blank, side
		if i < len(body) {
			inner = body[i]
		}
		if at := i - (h - 2 - track); at >= from && at < to {
			right = heavy
		}
		rows = append(rows, side+inner+right)
	}
	return append(rows, NewLine(w).Add(border, "╰").Repeat(border, "─", w-2).Add(border, "╯").String())
}

// collapsed is the pane as a single row: its title and what is chosen in it.
func (b Box) collapsed(st *Styles, w int) string {
	return b.top(st, st.Border, w, "─", "─")
}

func (b Box) top(st *Styles, border Style, w int, left, right string) string {
	title := st.Title
	if b.Focused {
		title = st.TitleFocused
	}
	l := NewLine(w - 1)
	l.Add(border, left).Add(title, " ").Add(st.Digit, b.Digit)
	if len(b.Title) > 0 {
		l.Add(title, " ")
	}
	for _, s := range b.Title {
		// Three cells stay for the blank, a piece of border and the corner.
		l.AddCut(pick(s.Style, title), s.Text, l.Left()-2)
	}
	l.Add(title, " ")
	if rw := SpansWidth(b.Right); rw > 0 && rw+4 <= l.Left() {
		l.Repeat(border, "─", l.Left()-rw-3).Add(title, " ").Spans(b.Right...).Add(title, " ")
	}
	l.Repeat(border, "─", l.Left())
	return l.String() + NewLine(1).Add(border, right).String()
}

func pick(s, otherwise Style) Style {
	if s.on == "" {
		return otherwise
	}
	return s
}

func blankRows(w, h int) []string {
	rows := make([]string, max(h, 0))
	for i := range rows {
		rows[i] = blanks(max(w, 0))
	}
	return rows
}
