package response

import (
	"strconv"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// wrapBytes bounds what a wrapped value shows in the tree: all of a longer one
// is shown by opening it.
const wrapBytes = 16 << 10

// hang is how much further to the right than its name a wrapped value goes on.
const hang = 4

// leastWrap is the least number of cells of a wrapped line.
const leastWrap = 16

// lines is how many lines a row takes.
func (t *tree) lines(row int) int {
	if !t.prefs.wrap {
		return 1
	}
	r := t.folds.At(row)
	if r.Close || t.container(r.Node) {
		return 1
	}
	if raw := t.doc.Raw(r.Node); len(raw)*widest <= t.width/2 {
		return 1
	}
	l := paint.NewLine(t.width)
	t.lead(&paint.Styles{}, r, cursorOff, l)
	return max(len(t.wrapped(r.Node, l.Left())), 1)
}

// widest is the number of cells that one byte can take at the most.
const widest = 8

// wrapped is a value in pieces, the first of which has so many cells; nil where
// it is shown in one line.
func (t *tree) wrapped(n jsondoc.Node, first int) []string {
	if !t.prefs.wrap {
		return nil
	}
	raw := t.doc.Raw(n)
	if len(raw)*widest <= first {
		return nil
	}
	rest := safetext.Clean(string(raw[:min(len(raw), wrapBytes)]))
	if safetext.Width(rest) <= first && len(raw) <= wrapBytes {
		return nil
	}
	var lines []string
	room := max(first, 1)
	for rest != "" {
		var head string
		head, rest = safetext.Head(rest, room)
		lines = append(lines, head)
		room = t.wrapRoom(n)
	}
	if len(raw) > wrapBytes {
		lines = append(lines, "… "+paint.Bytes(int64(len(raw)))+" in all; o opens it")
	}
	return lines
}

func (t *tree) wrapIndent(n jsondoc.Node) int {
	depth := t.doc.Depth(n) - t.doc.Depth(t.root)
	return max(min(t.gutter()+indent*min(depth, maxIndent)+hang, t.width-leastWrap), 0)
}

// gutter is what stands before the indentation.
func (t *tree) gutter() int {
	n := 1
	if t.marks.any() {
		n++
	}
	if t.prefs.numbers {
		n += len(strconv.Itoa(t.doc.PrettyLines())) + 1
	}
	return n
}

func (t *tree) wrapRoom(n jsondoc.Node) int { return max(t.width-t.wrapIndent(n), 1) }

// drawWrapped draws a value in its pieces. Matches are marked where the pieces
// stand as they were sent. Of a row whose beginning is out of view a later line
// has the cursor's sign.
func (t *tree) drawWrapped(st *paint.Styles, r jsondoc.Row, l *paint.Line, lines []string, signed int) []string {
	look, raw, at := t.look(r.Node, &st.Set), t.doc.Raw(r.Node), 0
	rows := make([]string, 0, len(lines))
	for i, line := range lines {
		if i > 0 {
			l = paint.NewLine(t.width)
			blanks := t.wrapIndent(r.Node)
			if i == signed && blanks > 0 {
				l.Add(st.Accent, "›")
				blanks--
			}
			l.Blank(st.Text, blanks)
		}
		switch {
		case at+len(line) <= len(raw) && string(raw[at:at+len(line)]) == line:
			l.Spans(t.marked(r.Node, false, line, at, look, st.Match)...)
		case i == len(lines)-1 && len(raw) > wrapBytes:
			l.Add(st.Faint, line)
		default:
			l.Add(look, line)
		}
		at += len(line)
		rows = append(rows, l.String())
	}
	return rows
}
