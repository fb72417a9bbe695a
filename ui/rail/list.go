// Package rail holds the panes on the left: environment, tenant, scopes, token
// and endpoints. They are plain structs that keep a cursor and draw rows; what
// they want done they return as an intent.
package rail

import (
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/filter"
	"brincr-explorer/ui/paint"
)

// list is what four of the panes share: a cursor over items, of which a filter
// may hide some, in a window that follows the cursor.
type list struct {
	names  []string // what the filter looks at
	shown  []int    // indices into names
	filter string
	cursor int // index into shown
	top    int
	height int
}

func newList(names []string) list {
	l := list{names: names}
	l.SetFilter("")
	return l
}

// SetFilter shows the items that hold every word of the filter, whatever their
// case, and keeps the cursor on its item where that is still shown.
func (l *list) SetFilter(typed string) {
	kept, had := l.Item()
	l.filter = typed
	wanted := filter.New(typed)
	l.shown = l.shown[:0]
	for i, name := range l.names {
		if wanted.Lets(name) {
			l.shown = append(l.shown, i)
		}
	}
	l.cursor = 0
	if had {
		l.SetItem(kept)
	}
	l.follow()
}

// Filter is the filter in force.
func (l *list) Filter() string { return l.filter }

// Item is the index of the item under the cursor.
func (l *list) Item() (int, bool) {
	if l.cursor < 0 || l.cursor >= len(l.shown) {
		return 0, false
	}
	return l.shown[l.cursor], true
}

// SetItem moves the cursor to an item, if it is shown.
func (l *list) SetItem(item int) {
	for row, i := range l.shown {
		if i == item {
			l.cursor = row
		}
	}
	l.follow()
}

// ClickRow moves the cursor to a row of the window; false where none is.
func (l *list) ClickRow(row int) bool {
	if row < 0 || row >= l.height || l.top+row >= len(l.shown) {
		return false
	}
	l.cursor = l.top + row
	return true
}

// move acts on the actions that every list knows.
func (l *list) move(a action.Action) bool {
	switch a {
	case action.Up:
		l.cursor--
	case action.Down:
		l.cursor++
	case action.PageUp:
		l.cursor -= max(l.height-1, 1)
	case action.PageDown:
		l.cursor += max(l.height-1, 1)
	case action.Top:
		l.cursor = 0
	case action.Bottom:
		l.cursor = len(l.shown) - 1
	default:
		return false
	}
	l.follow()
	return true
}

func (l *list) resize(height int) {
	l.height = max(height, 0)
	l.follow()
}

func (l *list) follow() {
	l.cursor = max(min(l.cursor, len(l.shown)-1), 0)
	if l.cursor < l.top {
		l.top = l.cursor
	}
	if l.height > 0 && l.cursor >= l.top+l.height {
		l.top = l.cursor - l.height + 1
	}
	l.top = max(min(l.top, len(l.shown)-l.height), 0)
}

// rows draws the window. draw fills in one item.
func (l *list) rows(st *paint.Styles, width int, focused bool, draw func(item int, set *paint.Set, line *paint.Line)) []string {
	rows := make([]string, 0, l.height)
	for row := l.top; row < len(l.shown) && len(rows) < l.height; row++ {
		set, mark := &st.Set, "  "
		if row == l.cursor {
			set, mark = &st.Blurred, "  "
			if focused {
				set, mark = &st.Selected, "› "
			}
		}
		line := paint.NewLine(width)
		line.Add(set.Accent, mark)
		draw(l.shown[row], set, line)
		rows = append(rows, line.Fill(set.Text))
	}
	if len(l.names) > 0 && len(l.shown) == 0 && l.height > 0 {
		rows = append(rows, paint.NewLine(width).Add(st.Placeholder, "  nothing matches "+l.filter).String())
	}
	return rows
}

// position says which rows of how many are shown, where not all are.
func (l *list) position(st *paint.Styles) []paint.Span {
	switch {
	case l.filter != "":
		return []paint.Span{{Style: st.Accent, Text: "/" + safetext.CutMiddle(safetext.Clean(l.filter), 14)}}
	case l.height > 0 && len(l.shown) > l.height:
		return []paint.Span{{Style: st.Faint, Text: paint.Thousands(l.cursor+1) + "/" + paint.Thousands(len(l.shown))}}
	default:
		return nil
	}
}
