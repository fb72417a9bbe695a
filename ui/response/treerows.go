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

func (t *tree) view(st *paint.Styles, width int, focused bool) []string {
	rows := make([]string, 0, t.height)
	for i := t.top; i < t.folds.Len() && len(rows) < t.height; i++ {
		set, mark := &st.Set, " "
		if i == t.cursor {
			set = &st.Blurred
			if focused {
				set, mark = &st.Selected, "›"
			}
		}
		l := paint.NewLine(width).Add(set.Accent, mark)
		t.row(t.folds.At(i), set, l)
		rows = append(rows, l.Fill(set.Text))
	}
	return rows
}

func (t *tree) row(r jsondoc.Row, set *paint.Set, l *paint.Line) {
	n := r.Node
	depth := t.doc.Depth(n)
	l.Blank(set.Text, indent*min(depth, maxIndent))
	if depth > maxIndent {
		l.Add(set.Faint, "+"+strconv.Itoa(depth-maxIndent)+" ")
	}
	if r.Close {
		l.Blank(set.Text, indent).Add(set.Punct, closing(t.doc.Kind(n)))
		return
	}
	t.sign(n, set, l)
	t.label(n, set, l)
	if !t.container(n) {
		t.scalar(n, set, l)
		return
	}
	if t.folds.Folded(n) || t.doc.Count(n) == 0 {
		t.preview(n, set, l, 0)
		return
	}
	l.Add(set.Punct, opening(t.doc.Kind(n)))
	if t.doc.Kind(n) == jsondoc.Array {
		l.Add(set.Faint, " "+paint.Count(t.doc.Count(n), "item"))
	}
}

func (t *tree) sign(n jsondoc.Node, set *paint.Set, l *paint.Line) {
	switch {
	case !t.container(n) || t.doc.Count(n) == 0:
		l.Blank(set.Text, indent)
	case t.folds.Folded(n):
		l.Add(set.Accent, "▸ ")
	default:
		l.Add(set.Faint, "▾ ")
	}
}

// label is the member's name or the item's index.
func (t *tree) label(n jsondoc.Node, set *paint.Set, l *paint.Line) {
	if t.doc.HasKey(n) {
		l.Add(set.Key, t.name(n)).Add(set.Punct, ": ")
		return
	}
	if t.doc.Parent(n) >= 0 {
		l.Add(set.Faint, strconv.Itoa(t.doc.Index(n))+": ")
	}
}

// name leaves the quotes away where a key reads the same without them;
// otherwise the key stands as it was sent.
func (t *tree) name(n jsondoc.Node) string {
	raw := t.doc.RawKey(n)
	if len(raw) > 2 && plain(raw[1:len(raw)-1]) {
		raw = raw[1 : len(raw)-1]
	}
	return cutBytes(raw)
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
func (t *tree) scalar(n jsondoc.Node, set *paint.Set, l *paint.Line) {
	raw := t.doc.Raw(n)
	text := cutBytes(raw)
	if len(raw) > l.Left() && safetext.Width(safetext.Clean(text)) > l.Left() {
		size := " " + paint.Bytes(int64(len(raw)))
		l.AddCut(t.look(n, set), text, l.Left()-len(size)-1)
		l.Add(set.Faint, size)
		return
	}
	l.Add(t.look(n, set), text)
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
	if count == 0 {
		l.Add(set.Punct, opening(kind)+closing(kind))
		return
	}
	tail := " " + closing(kind) + " " + paint.Count(count, noun(kind))
	if level > 0 {
		tail = " " + closing(kind)
	}
	l.Add(set.Punct, opening(kind)+" ")
	shown := 0
	for c := t.doc.FirstChild(n); c >= 0; c = t.doc.Next(c) {
		name := ""
		if t.doc.HasKey(c) {
			name = t.name(c) + ": "
		}
		room := l.Left() - len(tail) - 4 - safetext.Width(safetext.Clean(name))
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
	if shown == count {
		l.Add(set.Punct, tail[:2])
		return
	}
	l.Add(set.Faint, " …").Add(set.Punct, tail[:2]).Add(set.Faint, tail[2:])
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
		name := t.name(first) + ": "
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
