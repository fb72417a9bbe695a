package compose

import (
	"strconv"

	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// place says where a finding is.
func (f Finding) place() string {
	switch {
	case f.Line == 0:
		return ""
	case f.Weight == Blocks:
		return "Line " + strconv.Itoa(f.Line) + ", column " + strconv.Itoa(f.Column) + "."
	case f.Missing:
		return "missing (line " + strconv.Itoa(f.Line) + ")"
	default:
		return "line " + strconv.Itoa(f.Line)
	}
}

// panel lists the findings, at most so many rows of them. What has no room is
// counted.
func (e *Editor) panel(st *paint.Styles, width, most int) []string {
	var out []string
	for i, f := range e.findings {
		entry := f.rows(st, width)
		if len(out)+len(entry) > most-1 && i < len(e.findings)-1 || len(out)+len(entry) > most {
			left := len(e.findings) - i
			if len(out) == 0 { // a single long one
				out = entry[:max(min(most-1, len(entry)), 0)]
				e.areas.panel.which = append(e.areas.panel.which, make([]int, len(out))...)
				left--
			}
			if left > 0 && len(out) < most {
				out = append(out, paint.NewLine(width).Add(st.Faint, "   and "+strconv.Itoa(left)+" more; ctrl+n walks them").String())
				e.areas.panel.which = append(e.areas.panel.which, -1)
			}
			return out
		}
		for range entry {
			e.areas.panel.which = append(e.areas.panel.which, i)
		}
		out = append(out, entry...)
	}
	return out
}

// rows are one finding: its field and line, and what is wrong, wrapped.
func (f Finding) rows(st *paint.Styles, width int) []string {
	look, sign := f.Weight.look(st)
	l := paint.NewLine(width).Add(look, " "+sign+" ")
	if f.Path != "" {
		room := max(l.Left()-safetext.Width(f.place())-2, 8)
		l.AddMiddle(st.Key, f.Path, room)
		if f.place() != "" {
			l.Add(st.Faint, ", ")
		}
	}
	l.Add(st.Faint, f.place())
	if f.Path == "" && f.Line == 0 {
		l.Add(st.Faint, "no field named")
	}
	if f.From != "" {
		l.Right(st.Text, paint.Span{Style: st.Faint, Text: "  " + f.From + " "})
	}
	text, words := f.Text, st.Text
	if f.Weight == Mended {
		text, words = "Changed since: "+text, st.Faint
	}
	out := []string{l.String()}
	for _, line := range paint.Wrap(text, max(width-4, 1)) {
		out = append(out, paint.NewLine(width).Add(words, "   "+line).String())
	}
	return out
}
