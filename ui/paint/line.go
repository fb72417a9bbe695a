package paint

import (
	"strings"

	"brincr-explorer/internal/safetext"
)

const off = "\x1b[m"

// A Span is text in one look.
type Span struct {
	Style Style
	Text  string
}

// A Line is one row of the screen under construction. It never grows beyond
// its width, and everything added to it is sanitised: that makes it the one
// way from text to the terminal.
type Line struct {
	b    strings.Builder
	left int
}

// NewLine starts an empty line of a width in cells.
func NewLine(width int) *Line {
	l := &Line{left: max(width, 0)}
	l.b.Grow(width + width/2 + 32)
	return l
}

// Left is the number of cells that are still free.
func (l *Line) Left() int { return l.left }

// Add appends text and cuts it, with an ellipsis, where the line ends.
func (l *Line) Add(s Style, text string) *Line {
	return l.AddCut(s, text, l.left)
}

// AddCut appends at most width cells of the text.
func (l *Line) AddCut(s Style, text string, width int) *Line {
	width = min(width, l.left)
	if text == "" || width <= 0 {
		return l
	}
	clean, _ := safetext.CleanCut(text, width)
	return l.write(s, clean)
}

// AddMiddle appends at most width cells of the text, shortened in its middle.
func (l *Line) AddMiddle(s Style, text string, width int) *Line {
	width = min(width, l.left)
	if text == "" || width <= 0 {
		return l
	}
	return l.write(s, safetext.CutMiddle(safetext.Clean(text), width))
}

// Spans appends several spans.
func (l *Line) Spans(spans ...Span) *Line {
	for _, s := range spans {
		l.Add(s.Style, s.Text)
	}
	return l
}

// SpansCut appends spans as one text, at most width cells of it, with an
// ellipsis where it is cut.
func (l *Line) SpansCut(width int, spans ...Span) *Line {
	width = min(width, l.left)
	if SpansWidth(spans) <= width {
		return l.Spans(spans...)
	}
	for _, s := range spans {
		switch w := safetext.Width(safetext.Clean(s.Text)); {
		case w < width:
			l.Add(s.Style, s.Text)
			width -= w
		case w == width && w == 1: // more follows: that it does must be seen
			return l.Add(s.Style, "…")
		case w == width:
			return l.AddCut(s.Style, s.Text, width-1)
		default:
			return l.AddCut(s.Style, s.Text, width)
		}
	}
	return l
}

// Blank appends n blanks.
func (l *Line) Blank(s Style, n int) *Line {
	n = min(n, l.left)
	if n <= 0 {
		return l
	}
	l.put(s, blanks(n))
	l.left -= n
	return l
}

// Repeat appends a one-cell sign n times.
func (l *Line) Repeat(s Style, sign string, n int) *Line {
	n = min(n, l.left)
	if n <= 0 {
		return l
	}
	l.put(s, strings.Repeat(sign, n))
	l.left -= n
	return l
}

// Right fills the line with blanks so far that the spans end at its right
// edge, and appends them. Without room for all of them it appends nothing.
func (l *Line) Right(fill Style, spans ...Span) *Line {
	w := SpansWidth(spans)
	if w > l.left {
		return l
	}
	return l.Blank(fill, l.left-w).Spans(spans...)
}

// String fills the line with blanks up to its width and returns it.
func (l *Line) String() string { return l.Fill(Style{}) }

// Fill is String with a look for the blanks.
func (l *Line) Fill(s Style) string {
	l.Blank(s, l.left)
	return l.b.String()
}

func (l *Line) write(s Style, clean string) *Line {
	l.put(s, clean)
	l.left -= safetext.Width(clean)
	return l
}

func (l *Line) put(s Style, text string) {
	if s.on == "" {
		l.b.WriteString(text)
		return
	}
	l.b.WriteString(s.on)
	l.b.WriteString(text)
	l.b.WriteString(off)
}

// SpansWidth is the number of cells that spans take.
func SpansWidth(spans []Span) int {
	w := 0
	for _, s := range spans {
		w += safetext.Width(safetext.Clean(s.Text))
	}
	return w
}

const spaces = "                                                                                                                                "

func blanks(n int) string {
	if n <= len(spaces) {
		return spaces[:n]
	}
	return strings.Repeat(" ", n)
}
