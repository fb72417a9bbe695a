package overlay

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/paint"
)

// A Section is a heading with rows of name and value, or of prose where the
// name is empty.
type Section struct {
	Title string
	Rows  []Row
}

// A Row is one fact. Mark, where it is set, stands before it.
type Row struct {
	Name, Value string
	Mark        string // "✓", "!", "✗"
	Verbatim    bool   // the lines of the value, and the blanks before them, stay as they are
}

// A Sheet is text over the panes.
type Sheet struct {
	title    string
	sections []Section
	offers   []Entry
	top      int
	rows     int
	total    int
}

// NewSheet shows sections under a title.
func NewSheet(title string, sections []Section) *Sheet {
	return &Sheet{title: title, sections: sections}
}

// Replace shows other sections, at the same place.
func (s *Sheet) Replace(title string, sections []Section) { s.title, s.sections = title, sections }

// Offering adds what can be done about what the sheet says, each by its hot key.
func (s *Sheet) Offering(offers ...Entry) *Sheet {
	s.offers = offers
	return s
}

// Key answers a key press.
func (s *Sheet) Key(press tea.KeyPressMsg) Result {
	for _, e := range s.offers {
		if press.String() == e.Hot {
			return e.result()
		}
	}
	switch press.String() {
	case "esc", "q", "enter":
		return Result{Close: true}
	case "up", "k":
		s.top--
	case "down", "j":
		s.top++
	case "pgup", "ctrl+b":
		s.top -= max(s.rows-1, 1)
	case "pgdown", "ctrl+f", "space":
		s.top += max(s.rows-1, 1)
	case "g", "home":
		s.top = 0
	case "G", "end":
		s.top = s.total
	}
	s.clamp()
	return Result{}
}

// Hint is what the key line says while the sheet is open.
func (s *Sheet) Hint() string {
	hint := ""
	for _, e := range s.offers {
		hint += e.Hot + " " + e.Text + " · "
	}
	return hint + "↑ ↓ scroll · esc closes"
}

// Paste has no meaning in a sheet.
func (s *Sheet) Paste(string) {}

// Click has no meaning in a sheet.
func (s *Sheet) Click(int, int) Result { return Result{} }

// Wheel scrolls.
func (s *Sheet) Wheel(by int) { s.top += by; s.clamp() }

func (s *Sheet) clamp() { s.top = max(min(s.top, s.total-s.rows), 0) }

// View draws the sheet for a screen of w x h cells.
func (s *Sheet) View(st *paint.Styles, w, h int) []string {
	width := min(w-4, 96)
	lines := s.lines(st, width-2)
	s.total, s.rows = len(lines), max(min(h-4, len(lines)), 1)
	s.clamp()
	box := paint.Box{Digit: s.title, Focused: true, Right: []paint.Span{{Style: st.Faint, Text: "esc closes"}}}
	if s.total > s.rows {
		box.Right[0].Text = "↑↓ scroll, esc closes"
	}
	return box.Draw(st, width, s.rows+2, lines[s.top:min(s.top+s.rows, s.total)])
}

func (s *Sheet) lines(st *paint.Styles, width int) []string {
	const inset, names = 3, 18
	var out []string
	for i, section := range s.sections {
		if i > 0 {
			out = append(out, paint.NewLine(width).String())
		}
		out = append(out, paint.NewLine(width).Add(st.Text, " ").Add(st.Accent, section.Title).String())
		for _, r := range section.Rows {
			room := width - inset - 1
			if r.Name != "" {
				room -= names
			}
			for j, line := range r.lines(max(room, 1)) {
				l := paint.NewLine(width)
				if j == 0 {
					l.Add(markLook(st, r.Mark), " "+pad(r.Mark)+" ")
				} else {
					l.Blank(st.Text, inset)
				}
				if r.Name != "" {
					name := ""
					if j == 0 {
						name = r.Name
					}
					before := l.Left()
					l.AddCut(st.Key, name, names-1)
					l.Blank(st.Text, names-(before-l.Left()))
				}
				out = append(out, l.Add(textLook(st, r), line).String())
			}
		}
	}
	return out
}

func (r Row) lines(width int) []string {
	if !r.Verbatim {
		return paint.Wrap(r.Value, width)
	}
	var lines []string
	for line := range strings.SplitSeq(r.Value, "\n") {
		lines = append(lines, paint.WrapHard(line, width)...)
	}
	return lines
}

func pad(mark string) string {
	if mark == "" {
		return " "
	}
	return mark
}

func markLook(st *paint.Styles, mark string) paint.Style {
	switch mark {
	case "✓":
		return st.Good
	case "!":
		return st.Warn
	case "✗":
		return st.Bad
	default:
		return st.Faint
	}
}

func textLook(st *paint.Styles, r Row) paint.Style {
	if r.Mark == "✗" || r.Mark == "!" {
		return markLook(st, r.Mark)
	}
	return st.Text
}
