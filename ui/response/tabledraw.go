package response

import (
	"strconv"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// The widths that a column may have, in cells. Where the screen has room to
// spare, columns become wider than their usual bound.
const (
	leastColumn = 4 // null
	usualColumn = 32
	leastPart   = 12 // of a column that the edge cuts
	columnGap   = 2
)

// view draws the table in its size: header, rows, and a line about the cell
// under the cursor.
func (t *table) view(st *paint.Styles, focused bool) []string {
	if t.height == 0 {
		return nil
	}
	cols := t.layout()
	rows := append(make([]string, 0, t.height), t.header(st, cols))
	var cells []jsondoc.Node
	for i := range t.window() {
		row := t.top + i
		if row >= t.count() {
			rows = append(rows, t.blank(st, i))
			continue
		}
		cells = t.cells(t.nodeOf(row), cells)
		rows = append(rows, t.line(st, cols, row, cells, focused))
	}
	if len(rows) < t.height {
		rows = append(rows, t.footer(st))
	}
	return rows
}

func (t *table) blank(st *paint.Styles, i int) string {
	l := paint.NewLine(t.width)
	if i == 0 && t.have.filter != "" {
		l.Add(st.Placeholder, "  no row has "+t.have.filter)
	}
	return l.String()
}

// drawn is a column on the screen.
type drawn struct{ shown, width int }

// numbers is the width of the numbers before the rows: the widest index.
func (t *table) numbers() int { return len(strconv.Itoa(max(t.doc.Count(t.list)-1, 0))) }

// room is the number of cells for columns: behind sign and row number, and
// before the sign that tells of more.
func (t *table) room() int { return max(t.width-t.numbers()-4, 0) }

// usual is the width of a shown column within its bounds.
func (t *table) usual(shown int) int {
	w := min(t.natural(shown), usualColumn)
	if shown == 0 {
		w = min(w, max(t.room()/2, leastColumn))
	}
	return max(w, leastColumn)
}

// natural is the width that would show everything met in a column.
func (t *table) natural(shown int) int {
	c := &t.columns[t.shown[shown]]
	name, _ := safetext.CleanCut(c.name, usualColumn)
	return max(c.width, safetext.Width(name)+safetext.Width(t.sign(t.shown[shown])))
}

// scrollColumns keeps the column under the cursor in view. The first one always
// is.
func (t *table) scrollColumns() {
	t.left = max(min(t.left, len(t.shown)-1), 1)
	if t.width == 0 { // not on the screen yet
		return
	}
	if t.column == 0 {
		t.left = 1
		return
	}
	t.left = min(t.left, t.column)
	for t.left < t.column {
		used := t.usual(0) + 1
		for i := t.left; i <= t.column; i++ {
			used += columnGap + t.usual(i)
		}
		if used <= t.room() {
			return
		}
		t.left++
	}
}

// layout is the columns in view with their widths.
func (t *table) layout() []drawn {
	cols := []drawn{{0, t.usual(0)}}
	used := cols[0].width + 1
	for i := t.left; i < len(t.shown); i++ {
		left := t.room() - used - columnGap
		w := min(t.usual(i), left)
		if w < min(t.usual(i), leastPart) {
			return cols // the rest begins beyond the edge
		}
		cols = append(cols, drawn{i, w})
		used += columnGap + w
	}
	for i := range cols { // what is left over goes to those that are cut
		more := max(min(t.natural(cols[i].shown)-cols[i].width, t.room()-used), 0)
		cols[i].width += more
		used += more
	}
	return cols
}

// columnAt is the column, of those shown, that a cell of the window lies in.
func (t *table) columnAt(x int) (shown int, ok bool) {
	at := 1 + t.numbers() + 1
	for i, c := range t.layout() {
		if i > 0 {
			at += columnGap
		}
		if x >= at-1 && x < at+c.width {
			return c.shown, true
		}
		at += c.width
		if i == 0 {
			at++
		}
	}
	return 0, false
}

func (t *table) header(st *paint.Styles, cols []drawn) string {
	n := t.numbers()
	l := paint.NewLine(t.width).Blank(st.Text, 1+n).Blank(st.Text, 1)
	for i, c := range cols {
		t.gap(&st.Set, l, i, t.left > 1)
		id := t.shown[c.shown]
		look := st.Key
		if c.shown == t.column {
			look = st.Accent
		}
		sign := t.sign(id)
		name, _ := safetext.CleanCut(t.columns[id].name, max(c.width-safetext.Width(sign), 1))
		pad := c.width - safetext.Width(name) - safetext.Width(sign)
		if t.right(id) {
			l.Blank(st.Text, pad)
			pad = 0
		}
		l.Add(look, name).Add(st.Accent, sign).Blank(st.Text, pad)
	}
	if cols[len(cols)-1].shown < len(t.shown)-1 || (len(cols) == 1 && len(t.shown) > 1) {
		l.Right(st.Text, paint.Span{Style: st.Accent, Text: "›"})
	}
	return l.String()
}

// gap stands before column i of those in view: behind the first one a line,
// which in the header tells that columns lie to the left.
func (t *table) gap(set *paint.Set, l *paint.Line, i int, more bool) {
	switch {
	case i == 1 && more:
		l.Blank(set.Text, 1).Add(set.Accent, "‹").Blank(set.Text, 1)
	case i == 1:
		l.Blank(set.Text, 1).Add(set.Faint, "│").Blank(set.Text, 1)
	case i > 1:
		l.Blank(set.Text, columnGap)
	}
}

// sign stands behind a column's name: how it is sorted, and that it can be
// opened.
func (t *table) sign(id int) string {
	sign := ""
	if t.canOpen(id) {
		sign = " ▸"
	}
	if t.want.sorted && t.want.column == id {
		if t.want.descending {
			return sign + " ↓"
		}
		return sign + " ↑"
	}
	return sign
}

// right reports whether a column stands at the right, as numbers do.
func (t *table) right(id int) bool {
	return t.columns[id].numbers && !t.columns[id].texts
}

func (t *table) line(st *paint.Styles, cols []drawn, row int, cells []jsondoc.Node, focused bool) string {
	set, cell, mark := &st.Set, &st.Set, " "
	if row == t.row {
		set, cell = &st.Blurred, &st.Blurred
		if focused {
			cell, mark = &st.Selected, "›"
		}
	}
	index := strconv.Itoa(t.element(row))
	l := paint.NewLine(t.width).Add(set.Accent, mark)
	l.Blank(set.Text, t.numbers()-len(index)).Add(set.Faint, index)
	if t.marks.any() {
		l.Spans(t.marks.sign(st, t.nodeOf(row), true))
	} else {
		l.Blank(set.Text, 1)
	}
	for i, c := range cols {
		t.gap(set, l, i, false)
		look := set
		if c.shown == t.column {
			look = cell
		}
		t.drawCell(cells[t.shown[c.shown]], t.shown[c.shown], c.width, look, l)
	}
	return l.Fill(set.Text)
}

// drawCell draws a value in exactly width cells, or as many as the line has.
func (t *table) drawCell(n jsondoc.Node, id, width int, set *paint.Set, l *paint.Line) {
	width = min(width, l.Left())
	spans := t.spans(n, set)
	end := l.Left() - width
	if w := paint.SpansWidth(spans); w < width && t.atRight(n, id) {
		l.Blank(set.Text, width-w)
	}
	for i, s := range spans {
		left := l.Left() - end
		if i < len(spans)-1 && paint.SpansWidth(spans[i:i+1]) >= left {
			s.Text += "…" // more follows: where just this fits, it is cut all the same
		}
		l.AddCut(s.Style, s.Text, left)
	}
	l.Blank(set.Text, l.Left()-end)
}

// atRight says where a value stands in its column: numbers at the right, and
// with them what says that a number is not there.
func (t *table) atRight(n jsondoc.Node, id int) bool {
	if n == jsondoc.None {
		return false
	}
	kind := t.doc.Kind(n)
	return kind == jsondoc.Number || (kind == jsondoc.Null && t.right(id))
}

// footer is the cell under the cursor in full, as far as there is room, and
// what is shown of the list.
func (t *table) footer(st *paint.Styles) string {
	facts := t.facts(st)
	room := t.width
	if w := paint.SpansWidth(facts) + 2; w <= t.width/2 || w <= t.width-30 {
		room -= w
	}
	l := paint.NewLine(room).Add(st.Text, " ")
	n, draw := t.cell(), tree{doc: t.doc}
	switch {
	case t.count() == 0:
	case n == jsondoc.None:
		l.Add(st.Key, t.columns[t.current()].name).Add(st.Punct, ": ").Add(st.Placeholder, "not in this row")
	default:
		l.Add(st.Key, t.columns[t.current()].name).Add(st.Punct, ": ")
		if draw.container(n) {
			draw.preview(n, &st.Set, l, 0)
		} else {
			draw.scalar(n, &st.Set, &st.Set, l)
		}
	}
	return l.String() + paint.NewLine(t.width-room).Right(st.Text, append(facts, paint.Span{Text: " "})...).String()
}

// facts tell what is shown of the list.
func (t *table) facts(st *paint.Styles) []paint.Span {
	all := paint.Thousands(t.doc.Count(t.list))
	text := paint.Thousands(min(t.row+1, t.count())) + "/" + paint.Thousands(t.count())
	if t.have.filter != "" {
		text += " of " + all
	}
	text += " rows · " + strconv.Itoa(t.column+1) + "/" + paint.Count(len(t.shown), "column")
	if n := t.hiddenColumns(); n > 0 {
		text += " · " + strconv.Itoa(n) + " hidden"
	}
	if t.cut {
		text += " · more in the tree"
	}
	spans := []paint.Span{{Style: st.Faint, Text: text}}
	if t.want != t.have {
		return append(spans, paint.Span{Style: st.Warn, Text: " · sorting …"})
	}
	if t.want.filter != "" {
		filter, _ := safetext.CleanCut(t.want.filter, 14)
		spans = append(spans, paint.Span{Style: st.Accent, Text: " · /" + filter})
	}
	return spans
}
