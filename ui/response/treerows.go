package response

import (
	"strconv"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// indent is the number of cells for one level; deeper than maxIndent levels the
// tree moves no further to the right, so that values stay in view.
const (
	indent    = 2
	maxIndent = 24
)

// view draws the rows in the window, and above them what they lie in.
func (t *tree) view(st *paint.Styles, focused bool) []string {
	rows := make([]string, 0, t.height)
	if t.sticky() && t.height > 0 {
		rows = append(rows, t.stickyLine(st))
	}
	for i, end := t.top, t.end(); i < end && len(rows) < t.height; i++ {
		at := cursorOff
		switch {
		case i == t.cursor && focused:
			at = cursorOn
		case i == t.cursor:
			at = cursorBlurred
		}
		lines := t.draw(st, i, at)
		if i == t.top {
			lines = lines[min(t.skip, len(lines)-1):]
		}
		rows = append(rows, lines[:min(len(lines), t.height-len(rows))]...)
	}
	return rows
}

// cursorLook says whether the cursor is on a row. Of that row the sign and the
// name stand out, and not the whole of it: so a step of the cursor costs few
// bytes, which counts over a slow line.
type cursorLook uint8

const (
	cursorOff cursorLook = iota
	cursorOn
	cursorBlurred
)

func (c cursorLook) set(st *paint.Styles) *paint.Set {
	switch c {
	case cursorOn:
		return &st.Selected
	case cursorBlurred:
		return &st.Blurred
	}
	return &st.Set
}

// draw is a row as one line or, where a long value is wrapped, as several.
func (t *tree) draw(st *paint.Styles, row int, at cursorLook) []string {
	r := t.folds.At(row)
	l := paint.NewLine(t.width)
	t.lead(st, r, at, l)
	switch {
	case r.Close:
		t.closing(st, r.Node, at, l)
	case t.container(r.Node):
		t.opening(st, r.Node, at, l)
	default:
		if lines := t.wrapped(r.Node, l.Left()); lines != nil {
			signed := 0 // the line that has the cursor's sign
			if row == t.top && at == cursorOn {
				signed = t.skip
			}
			return t.drawWrapped(st, r, l, lines, signed)
		}
		t.scalar(r.Node, &st.Set, at.set(st), l)
		t.was(st, r.Node, l)
	}
	return []string{l.String()}
}

// lead is what stands before a value: the cursor's sign, what changed, the
// number of the line, the indentation, the fold's sign and the name.
func (t *tree) lead(st *paint.Styles, r jsondoc.Row, at cursorLook, l *paint.Line) {
	t.before(st, r, at, l)
	if r.Close {
		l.Blank(st.Text, indent)
		return
	}
	t.sign(r.Node, st, l)
	t.label(r.Node, st, at.set(st), l)
}

// before is what stands before the fold's sign.
func (t *tree) before(st *paint.Styles, r jsondoc.Row, at cursorLook, l *paint.Line) {
	mark := " "
	if at == cursorOn {
		mark = "›"
	}
	l.Add(st.Accent, mark)
	t.markSign(st, r, l)
	t.number(st, r, l)
	depth := t.doc.Depth(r.Node) - t.doc.Depth(t.root)
	l.Blank(st.Text, indent*min(depth, maxIndent))
	if depth > maxIndent {
		l.Add(st.Faint, "+"+strconv.Itoa(depth-maxIndent)+" ")
	}
}

// number is the line that the row would have if all were unfolded.
func (t *tree) number(st *paint.Styles, r jsondoc.Row, l *paint.Line) {
	if !t.prefs.numbers {
		return
	}
	text := strconv.Itoa(t.doc.PrettyLine(r))
	l.Blank(st.Faint, len(strconv.Itoa(t.doc.PrettyLines()))-len(text)).Add(st.Faint, text+" ")
}

func (t *tree) closing(st *paint.Styles, n jsondoc.Node, at cursorLook, l *paint.Line) {
	if !t.doc.Closed(n) {
		l.Add(st.Warn, "… ").Add(st.Faint, "here the text that was read ends")
		return
	}
	l.Add(at.bracket(st), closing(t.doc.Kind(n)))
}

// bracket is the look of a bracket that stands without a name, which is all of
// a row that the cursor can be seen on.
func (c cursorLook) bracket(st *paint.Styles) paint.Style {
	if c == cursorOff {
		return st.Punct
	}
	return c.set(st).Accent
}

func (t *tree) opening(st *paint.Styles, n jsondoc.Node, at cursorLook, l *paint.Line) {
	kind, count := t.doc.Kind(n), t.doc.Count(n)
	if t.folds.Folded(n) || count == 0 {
		t.preview(n, &st.Set, l, 0)
		return
	}
	look := st.Punct
	if !t.named(n) {
		look = at.bracket(st)
	}
	l.Add(look, opening(kind))
	switch {
	case !t.doc.Closed(n):
		l.Add(st.Faint, " "+paint.Count(count, noun(kind))+" so far")
	case kind == jsondoc.Array:
		l.Add(st.Faint, " "+paint.Count(count, noun(kind)))
	}
	t.gone(st, n, l)
}

func (t *tree) sign(n jsondoc.Node, st *paint.Styles, l *paint.Line) {
	switch {
	case !t.container(n) || t.doc.Count(n) == 0:
		l.Blank(st.Text, indent)
	case t.folds.Folded(n):
		l.Add(st.Accent, "▸ ")
	default:
		l.Add(st.Faint, "▾ ")
	}
}

// named says whether a row begins with a name or an index.
func (t *tree) named(n jsondoc.Node) bool { return n != t.root }

// label is the member's name or the item's index.
func (t *tree) label(n jsondoc.Node, st *paint.Styles, set *paint.Set, l *paint.Line) {
	switch {
	case !t.named(n):
	case t.doc.HasKey(n):
		name, from := t.name(n)
		l.Spans(t.marked(n, true, name, from, set.Key, set.Match)...).Add(st.Punct, ": ")
	default:
		l.Add(set.Faint, strconv.Itoa(t.doc.Index(n))).Add(st.Punct, ": ")
	}
}

// name leaves the quotes away where a key reads the same without them;
// otherwise the key stands as it was sent. From is where it starts in RawKey.
func (t *tree) name(n jsondoc.Node) (name string, from int) {
	raw := t.doc.RawKey(n)
	if len(raw) > 2 && plain(raw[1:len(raw)-1]) {
		return cutBytes(raw[1 : len(raw)-1]), 1
	}
	return cutBytes(raw), 0
}

func plain(key []byte) bool {
	for _, c := range key {
		if c != '_' && c != '-' && c != '.' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return true
}

// scalar shows a value as it was sent; where it does not fit, its length stands
// behind it.
func (t *tree) scalar(n jsondoc.Node, set, cursor *paint.Set, l *paint.Line) {
	raw := t.doc.Raw(n)
	text := cutBytes(raw)
	if !t.named(n) {
		set = cursor
	}
	spans := t.marked(n, false, text, 0, t.look(n, set), set.Match)
	if len(raw) > l.Left() && paint.SpansWidth(spans) > l.Left() {
		size := " " + paint.Bytes(int64(len(raw)))
		l.SpansCut(l.Left()-len(size)-1, spans...)
		l.Add(set.Faint, size)
		return
	}
	l.Spans(spans...)
}

// cutBytes keeps so much of a value as the widest screen could show: a string
// of ten megabytes must not be copied to draw a row.
func cutBytes(raw []byte) string {
	const most = 4096
	if len(raw) > most {
		return string(raw[:most]) + "…"
	}
	return string(raw)
}

func (t *tree) look(n jsondoc.Node, set *paint.Set) paint.Style {
	switch t.doc.Kind(n) {
	case jsondoc.String:
		return set.String
	case jsondoc.Number:
		return set.Number
	default:
		return set.Literal
	}
}

// preview shows a folded container on the rest of the line: its first members,
// and how many there are where not all are shown.
func (t *tree) preview(n jsondoc.Node, set *paint.Set, l *paint.Line, level int) {
	kind, count := t.doc.Kind(n), t.doc.Count(n)
	closed := t.doc.Closed(n)
	switch {
	case count == 0 && !closed:
		l.Add(set.Punct, opening(kind)).Add(set.Warn, " …")
		return
	case count == 0:
		l.Add(set.Punct, opening(kind)+closing(kind))
		return
	}
	size := " " + paint.Count(count, noun(kind))
	switch {
	case level > 0:
		size = ""
	case !closed:
		size += " so far"
	}
	l.Add(set.Punct, opening(kind)+" ")
	shown := 0
	for c := t.doc.FirstChild(n); c >= 0; c = t.doc.Next(c) {
		name := ""
		if t.doc.HasKey(c) {
			name, _ = t.name(c)
			name += ": "
		}
		room := l.Left() - len(size) - 6 - safetext.Width(safetext.Clean(name))
		if room < leastValue {
			break
		}
		if shown > 0 {
			l.Add(set.Punct, ", ")
		}
		l.Add(set.Key, name)
		t.previewValue(c, set, l, room-2, level)
		shown++
	}
	switch {
	case !closed:
		l.Add(set.Warn, " …").Add(set.Faint, size)
	case shown == count:
		l.Add(set.Punct, " "+closing(kind))
	default:
		l.Add(set.Faint, " …").Add(set.Punct, " "+closing(kind)).Add(set.Faint, size)
	}
}

// In a preview a value takes at least and at most so many cells; an id is known
// by its beginning.
const (
	leastValue = 8
	mostValue  = 28
	idValue    = 10
)

func (t *tree) previewValue(n jsondoc.Node, set *paint.Set, l *paint.Line, room, level int) {
	if !t.container(n) {
		t.previewScalar(n, set, l, room)
		return
	}
	kind, count := t.doc.Kind(n), t.doc.Count(n)
	first := t.doc.FirstChild(n)
	const least = 20 // cells, or a glimpse into it says nothing
	if level == 0 && kind == jsondoc.Object && count > 0 && !t.container(first) && room > least {
		name, _ := t.name(first)
		name += ": "
		l.Add(set.Punct, "{").Add(set.Key, name)
		t.previewScalar(first, set, l, room-safetext.Width(safetext.Clean(name))-5)
		if count > 1 {
			l.Add(set.Faint, ", …")
		}
		l.Add(set.Punct, "}")
		return
	}
	l.Add(set.Punct, opening(kind))
	if count > 0 {
		l.Add(set.Faint, strconv.Itoa(count))
	}
	if !t.doc.Closed(n) {
		l.Add(set.Warn, "…")
	}
	l.Add(set.Punct, closing(kind))
}

func (t *tree) previewScalar(n jsondoc.Node, set *paint.Set, l *paint.Line, room int) {
	raw, most := t.doc.Raw(n), mostValue
	if isUUID(raw) {
		most = idValue
	}
	l.AddCut(t.look(n, set), cutBytes(raw), min(room, most))
}

// isUUID reports whether a string has the shape of one, in its quotes.
func isUUID(raw []byte) bool {
	if len(raw) != 38 {
		return false
	}
	for _, at := range [...]int{9, 14, 19, 24} {
		if raw[at] != '-' {
			return false
		}
	}
	return true
}

func opening(k jsondoc.Kind) string {
	if k == jsondoc.Array {
		return "["
	}
	return "{"
}

func closing(k jsondoc.Kind) string {
	if k == jsondoc.Array {
		return "]"
	}
	return "}"
}

func noun(k jsondoc.Kind) string {
	if k == jsondoc.Array {
		return "item"
	}
	return "key"
}

// position is what the scroll bar shows.
func (t *tree) position() paint.Scroll {
	first := t.first()
	return paint.Scroll{Top: t.top - first, Shown: t.height, Total: t.end() - first}
}
