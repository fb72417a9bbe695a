package response

import "brincr-explorer/internal/jsondoc"

// The window of a tree is the lines of the pane. A row takes one of them, or
// several where a long string is wrapped. Once the first row is out of view,
// the first line tells which containers the rows below it lie in.

// sticky says whether the first line names the containers around the top row.
func (t *tree) sticky() bool { return t.top > t.first() || t.skip > 0 }

// window is the number of lines that rows have.
func (t *tree) window() int {
	if t.sticky() {
		return max(t.height-1, 0)
	}
	return t.height
}

// follow keeps the cursor among the rows and the window around the cursor.
func (t *tree) follow() {
	first, end := t.first(), t.end()
	t.cursor = max(min(t.cursor, end-1), first)
	if t.top != t.cursor {
		t.skip = 0
	}
	t.top = max(min(t.top, t.lastTop(first, end)), first)
	if t.cursor < t.top {
		t.top, t.skip = t.cursor, 0
	}
	if least := t.leastTop(first); t.top < least {
		t.top, t.skip = least, 0
	}
	if t.skip > 0 { // the screen may have become wider
		t.skip = max(min(t.skip, t.lines(t.top)-t.window()), 0)
	}
}

// lastTop is the top from which on the last rows fill the window.
func (t *tree) lastTop(first, end int) int {
	if end-first <= t.height && t.fits(first, end, t.height) {
		return first
	}
	return t.fill(end-1, first, t.height-1)
}

// leastTop is the smallest top with which the cursor's row is in view.
func (t *tree) leastTop(first int) int {
	if t.cursor-first < t.height && t.fits(first, t.cursor+1, t.height) {
		return first
	}
	return t.fill(t.cursor, first, t.height-1)
}

// fits says whether rows take at most so many lines.
func (t *tree) fits(from, to, lines int) bool {
	if !t.prefs.wrap {
		return to-from <= lines
	}
	for i := from; i < to && lines >= 0; i++ {
		lines -= t.lines(i)
	}
	return lines >= 0
}

// fill is the first of the rows up to and including one that together fill so
// many lines.
func (t *tree) fill(row, first, lines int) int {
	if !t.prefs.wrap {
		return max(row-max(lines, 1)+1, first)
	}
	for lines -= t.lines(row); row > first; row-- {
		if lines -= t.lines(row - 1); lines < 0 {
			break
		}
	}
	return row
}

// rowsFrom is how many rows from one on fit into so many lines.
func (t *tree) rowsFrom(row, lines int) int {
	if !t.prefs.wrap {
		return lines
	}
	n := 0
	for end := t.end(); row+n < end; n++ {
		if lines -= t.lines(row + n); lines < 0 {
			break
		}
	}
	return n
}

// below is how many lines of the cursor's row are below the window, where the
// row is longer than that and has it to itself.
func (t *tree) below() int {
	if !t.prefs.wrap || t.top != t.cursor {
		return 0
	}
	return max(t.lines(t.cursor)-t.skip-t.window(), 0)
}

// above is how many lines of the cursor's row are above the window.
func (t *tree) above() int {
	if t.top != t.cursor {
		return 0
	}
	return t.skip
}

// down and up go on by a row or, within a row that is longer than the window,
// by a line.
func (t *tree) down() {
	if t.below() > 0 {
		t.skip++
		return
	}
	t.cursor++
}

func (t *tree) up() {
	if t.above() > 0 {
		t.skip--
		return
	}
	t.cursor--
}

// pageDown and pageUp go on by a window of rows or, within a row that is longer
// than the window, by a window of its lines.
func (t *tree) pageDown() {
	lines := max(t.window()-1, 1)
	if below := t.below(); below > 0 {
		t.skip += min(lines, below)
		return
	}
	page := max(t.rowsFrom(t.top, t.window())-1, 1)
	t.cursor += page
	t.top += page
	t.skip = 0
}

func (t *tree) pageUp() {
	lines := max(t.window()-1, 1)
	if above := t.above(); above > 0 {
		t.skip -= min(lines, above)
		return
	}
	page := max(t.top-t.fill(t.top, t.first(), t.window()), 1)
	t.cursor -= page
	t.top -= page
	t.skip = 0
}

// rowAt is the row that a line of the window shows.
func (t *tree) rowAt(y int) (row int, ok bool) {
	if t.sticky() {
		y--
	}
	if y < 0 || y >= t.window() {
		return 0, false
	}
	y += t.skip
	for row = t.top; row < t.end(); row++ {
		if y -= t.lines(row); y < 0 {
			return row, true
		}
	}
	return 0, false
}

// percent goes to the row that is so far down.
func (t *tree) percent(p int) {
	first, end := t.first(), t.end()
	t.cursor = first + (end-1-first)*max(min(p, 100), 0)/100
	t.top = t.cursor - t.window()/2
	t.follow()
}

// line goes to the row with this line of the document printed indented.
func (t *tree) line(n int) {
	r := t.doc.AtPrettyLine(n)
	if r.Node == jsondoc.None {
		return
	}
	t.jump(r.Node)
	if r.Close && r.Node >= t.root && r.Node < t.doc.End(t.root) {
		t.folds.Unfold(r.Node)
		t.cursor = t.folds.CloseRowOf(r.Node)
		t.follow()
	}
}
