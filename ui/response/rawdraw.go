package response

import (
	"strconv"

	"brincr-explorer/internal/textdoc"
	"brincr-explorer/ui/paint"
)

// mark is a part of the text in view that a find matches.
type mark struct {
	from, to int
	found    bool // find stands at it
}

func (k mark) look(st *paint.Styles) paint.Style {
	if k.found {
		return st.Found
	}
	return st.Match
}

func (v *rawView) view(st *paint.Styles) []string {
	l := v.layout()
	rows := l.Rows(v.top, v.height)
	if len(rows) == 0 {
		return nil
	}
	marks := v.marks(rows[0].Start, rows[len(rows)-1].Next)
	drawn := make([]string, 0, len(rows))
	number := 0
	if !v.hex && !v.unnumbered {
		number = v.text.Line(rows[0].Start)
	}
	for i, row := range rows {
		line := paint.NewLine(v.width).Add(st.Text, " ")
		if v.hex {
			v.hexRow(line, st, l, row, marks)
		} else {
			if number > 0 {
				if i > 0 && row.First {
					number++
				}
				v.number(line, st, row, number)
			}
			v.textRow(line, st, row, marks)
		}
		drawn = append(drawn, line.String())
	}
	return drawn
}

// number is the gutter. Only the first row of a line has its number.
func (v *rawView) number(line *paint.Line, st *paint.Styles, row textdoc.Row, number int) {
	text := ""
	if row.First {
		text = strconv.Itoa(number)
	}
	line.Blank(st.Text, v.digits()-len(text)).Add(st.Faint, text).Blank(st.Text, 1)
}

func (v *rawView) textRow(line *paint.Line, st *paint.Styles, row textdoc.Row, marks []mark) {
	src, at := v.text.Source(), row.Start
	for _, k := range marks {
		from, to := max(k.from, at), min(k.to, row.End)
		if from >= to {
			continue
		}
		line.Add(st.Text, string(src[at:from])).Add(k.look(st), string(src[from:to]))
		at = to
	}
	line.Add(st.Text, string(src[at:row.End]))
}

// hexRow draws a row's bytes as digits and once more as characters.
func (v *rawView) hexRow(line *paint.Line, st *paint.Styles, l textdoc.Layout, row textdoc.Row, marks []mark) {
	src := v.text.Source()[row.Start:row.End]
	line.Add(st.Faint, l.Offset(row.Start)+"  ")
	var digits, chars runs
	for i := range l.PerRow() {
		look, gap := lookAt(st, marks, row.Start+i), " "
		if i%8 == 7 {
			gap = "  "
		}
		if i+1 == l.PerRow() {
			gap = "  "
		}
		pair, char := "  ", ""
		if i < len(src) {
			pair, char = textdoc.HexByte(src[i])
		}
		digits.add(look, pair)
		digits.add(st.Text, gap)
		chars.add(look, char)
	}
	line.Spans(digits...).Spans(chars...)
}

func lookAt(st *paint.Styles, marks []mark, at int) paint.Style {
	for _, k := range marks {
		if k.from <= at && at < k.to {
			return k.look(st)
		}
	}
	return st.Text
}

// runs are spans, of which neighbours that look alike are one.
type runs []paint.Span

func (r *runs) add(look paint.Style, text string) {
	if n := len(*r); n > 0 && (*r)[n-1].Style == look {
		(*r)[n-1].Text += text
		return
	}
	*r = append(*r, paint.Span{Style: look, Text: text})
}

// marks are the matches from one offset up to another, in order and apart from
// each other. Of text they hold whole characters.
func (v *rawView) marks(from, to int) []mark {
	const most = 2000
	var marks []mark
	add := func(k mark) {
		if !v.hex {
			k.from, k.to = v.text.Whole(k.from, k.to)
		}
		if n := len(marks); n > 0 {
			k.from = max(k.from, marks[n-1].to)
		}
		if k.from < k.to {
			marks = append(marks, k)
		}
	}
	found, shown := v.found, v.found.End <= from || v.found.Start >= to || v.found.Start >= v.found.End
	if v.pattern != nil {
		for _, m := range v.pattern.Matches(v.text, from, to, most) {
			if !shown && m.End > found.Start { // what overlaps the match that find stands at gives way to it
				add(mark{m.Start, min(m.End, found.Start), false})
				add(mark{found.Start, found.End, true})
				shown = true
			}
			add(mark{m.Start, m.End, false})
		}
	}
	if !shown {
		add(mark{found.Start, found.End, true})
	}
	return marks
}

// scrollBar stands for bytes, in units of which the last page has as many as
// there are rows: rows that nobody looked at are not counted.
func (v *rawView) scrollBar() paint.Scroll {
	size := v.text.Len()
	last := v.layout().Last(v.height)
	if last == 0 {
		return paint.Scroll{Shown: v.height, Total: v.height}
	}
	scaled := func(n int) int { return int(int64(n) * int64(v.height) / int64(size-last)) }
	return paint.Scroll{Top: scaled(v.top), Shown: v.height, Total: scaled(size)}
}
