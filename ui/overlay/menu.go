// Package overlay holds what is drawn over the panes: a searchable menu, which
// is also the help and the palette, and a sheet of text.
package overlay

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/filter"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// An Entry is one line of a menu.
type Entry struct {
	Group  string
	Keys   string // as shown, such as "j ↓"
	Hot    string // pressing it chooses the entry, in a menu of hot keys
	Text   string
	Action action.Action
	Choice Choice        // instead of an action
	Index  int           // of what the choice names
	Intent intent.Intent // instead of either
}

// A Choice says of what kind an entry is that stands for a thing and not for an
// action.
type Choice uint8

// The choices.
const (
	NoChoice Choice = iota
	Tenant
	Environment
	Endpoint
	ScopeSet
)

// A Menu offers actions. Typing finds, enter runs the one under the cursor; a
// menu of hot keys runs at the press of one instead.
type Menu struct {
	title   string
	entries []Entry
	shown   []int
	cursor  int
	top     int
	hot     bool
	verb    string // what enter does
	input   textinput.Model
	rows    int   // that fitted when it was last drawn
	drawn   []int // what each of them was: an index into shown, or -1
}

// NewMenu is a menu in which typing finds.
func NewMenu(title string, entries []Entry) *Menu {
	m := &Menu{title: title, entries: entries, verb: "runs", input: textinput.New()}
	m.input.Prompt = ""
	m.input.Focus()
	m.find()
	return m
}

// Choosing says that enter chooses, where the entries are no actions.
func (m *Menu) Choosing() *Menu {
	m.verb = "chooses"
	return m
}

// NewHotMenu is a menu in which each entry has a key.
func NewHotMenu(title string, entries []Entry) *Menu {
	m := NewMenu(title, entries)
	m.hot = true
	return m
}

// Result is what a key made of an overlay.
type Result struct {
	Close  bool
	Action action.Action // to run after closing; None for nothing
	Choice Choice        // or what was chosen
	Index  int
	Intent intent.Intent // or what the root is asked for
}

func (e Entry) result() Result {
	return Result{Close: true, Action: e.Action, Choice: e.Choice, Index: e.Index, Intent: e.Intent}
}

// Key answers a key press.
func (m *Menu) Key(press tea.KeyPressMsg) Result {
	key := press.String()
	switch key {
	case "esc", "ctrl+p":
		return Result{Close: true}
	case "enter":
		if m.cursor < len(m.shown) {
			return m.entries[m.shown[m.cursor]].result()
		}
		return Result{}
	case "up", "ctrl+k":
		m.cursor--
	case "down", "ctrl+j", "ctrl+n":
		m.cursor++
	case "pgup":
		m.cursor -= max(m.rows-1, 1)
	case "pgdown":
		m.cursor += max(m.rows-1, 1)
	default:
		return m.typed(press, key)
	}
	m.cursor = max(min(m.cursor, len(m.shown)-1), 0)
	return Result{}
}

func (m *Menu) typed(press tea.KeyPressMsg, key string) Result {
	if !m.hot {
		before := m.input.Value()
		m.input, _ = m.input.Update(press)
		if m.input.Value() != before {
			m.find()
		}
		return Result{}
	}
	for _, e := range m.entries {
		if e.Hot == key {
			return e.result()
		}
	}
	return Result{}
}

// Hint is what the key line says while the menu is open.
func (m *Menu) Hint() string {
	if m.hot {
		return "press a key of the list · enter takes the marked one · esc closes"
	}
	return "type to find · ↑ ↓ move · enter " + m.verb + " · esc closes"
}

// Paste takes pasted text into the search.
func (m *Menu) Paste(text string) {
	if m.hot {
		return
	}
	m.input.SetValue(m.input.Value() + safetext.Clean(text))
	m.find()
}

// Click chooses the entry on a row of the menu as it was drawn.
func (m *Menu) Click(_, y int) Result {
	y-- // the border
	if !m.hot {
		y-- // the line in which one types
	}
	if y < 0 || y >= len(m.drawn) || m.drawn[y] < 0 || m.drawn[y] >= len(m.shown) {
		return Result{}
	}
	return m.entries[m.shown[m.drawn[y]]].result()
}

// Wheel moves the cursor.
func (m *Menu) Wheel(by int) { m.cursor = max(min(m.cursor+by, len(m.shown)-1), 0) }

func (m *Menu) find() {
	wanted := filter.New(m.input.Value())
	m.shown = m.shown[:0]
	for i, e := range m.entries {
		if wanted.Lets(e.Text + " " + e.Keys + " " + e.Group) {
			m.shown = append(m.shown, i)
		}
	}
	m.cursor, m.top = max(slices.IndexFunc(m.shown, m.beginsAsTyped), 0), 0
}

// beginsAsTyped tells the entry that is meant most likely: what is typed is mostly
// the beginning of a name, and may stand in the text of others too.
func (m *Menu) beginsAsTyped(i int) bool {
	return strings.HasPrefix(strings.ToLower(m.entries[i].Text), strings.ToLower(m.input.Value()))
}

// View draws the menu for a screen of w x h cells, as small as it can be.
func (m *Menu) View(st *paint.Styles, w, h int) []string {
	keysWidth, textWidth := 0, safetext.Width(m.title)+4
	for _, e := range m.entries {
		keysWidth = max(keysWidth, safetext.Width(e.Keys))
		textWidth = max(textWidth, safetext.Width(safetext.Clean(e.Text)))
	}
	width := min(keysWidth+textWidth+8, w-4)
	list := m.list(st, width-2, keysWidth)
	var body []string
	if !m.hot {
		body = append(body, m.search(st, width-2))
	}
	m.rows = max(min(h-4-len(body), len(list)), 1)
	body = append(body, m.window(list)...)
	box := paint.Box{Digit: m.title, Focused: true}
	if !m.hot && len(list) > m.rows {
		box.Right = []paint.Span{{Style: st.Faint, Text: "↑↓ for more"}}
	}
	return box.Draw(st, width, len(body)+2, body)
}

type menuRow struct {
	text  string
	entry int // index into shown, or -1 for a group's name
}

func (m *Menu) list(st *paint.Styles, width, keysWidth int) []menuRow {
	var rows []menuRow
	group := ""
	for i, index := range m.shown {
		e := m.entries[index]
		if e.Group != group {
			group = e.Group
			rows = append(rows, menuRow{text: paint.NewLine(width).Add(st.Faint, " "+group).String(), entry: -1})
		}
		set, mark := &st.Set, "  "
		if i == m.cursor {
			set, mark = &st.Selected, "› "
		}
		l := paint.NewLine(width).Add(set.Accent, mark).Add(set.Accent, e.Keys)
		l.Blank(set.Text, keysWidth-safetext.Width(e.Keys)+2).Add(set.Text, e.Text)
		rows = append(rows, menuRow{text: l.Fill(set.Text), entry: i})
	}
	if len(rows) == 0 {
		rows = append(rows, menuRow{text: paint.NewLine(width).Add(st.Placeholder, "  nothing matches").String(), entry: -1})
	}
	return rows
}

// window is the part of the rows that has room, with the cursor in it.
func (m *Menu) window(rows []menuRow) []string {
	at := 0
	for i, r := range rows {
		if r.entry == m.cursor {
			at = i
		}
	}
	if m.cursor == 0 {
		at = 0
	}
	m.top = max(min(m.top, at), at-m.rows+1)
	m.top = max(min(m.top, len(rows)-m.rows), 0)
	var out []string
	m.drawn = m.drawn[:0]
	for _, r := range rows[m.top:min(m.top+m.rows, len(rows))] {
		out = append(out, r.text)
		m.drawn = append(m.drawn, r.entry)
	}
	return out
}

func (m *Menu) search(st *paint.Styles, width int) string {
	l := paint.NewLine(width).Add(st.Accent, " / ")
	if m.input.Value() == "" {
		return l.Add(st.Placeholder, "type to find, enter "+m.verb+", esc closes").String()
	}
	return l.Add(st.Text, m.input.Value()).Add(st.Accent, "▏").String()
}
