// Package logpane is the log of the session as it lies over the panes: every
// request as a row, the newest last. It exists apart from the other overlays
// because it is nearly a pane: it follows what is sent while it is open. It
// sends, opens and writes nothing by itself; the root does what it asks for.
package logpane

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/internal/journal"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/overlay"
)

// Model is the log. New makes one.
type Model struct {
	entries []journal.Entry
	totals  journal.Totals
	opens   func(journal.Entry) bool
	saves   bool // whether a report can be written
	several bool // whether the entries are of more than one environment

	filter query
	made   map[int]string // the words of entries, by their numbers
	shown  []int          // indexes of the entries that the filter lets through
	cursor int            // in shown
	top    int
	rows   int  // that fitted when it was last drawn
	follow bool // the cursor stays on the newest
	wanted int  // the number of the entry that the cursor was put on

	marked int // the number of an entry; 0 for none
	said   string
	bad    bool
	typing typing
	input  textinput.Model
	asked  intent.Intent // what enter does, after a question; nil without one
}

// typing is what is being typed.
type typing uint8

const (
	nothing typing = iota
	filtering
	naming
)

// New is an empty log. With saves, it offers to write a report.
func New(saves bool) *Model {
	m := &Model{saves: saves, follow: true, made: map[int]string{}, opens: func(journal.Entry) bool { return false }}
	m.input = textinput.New()
	m.input.Prompt = ""
	m.input.CharLimit = 1024
	m.input.Focus()
	return m
}

// Open makes the log ready to be shown again: filter and mark stay.
func (m *Model) Open() { m.calm(); m.typing = nothing }

// SetEntries takes over what was sent by now. opens tells whether the answer of
// an entry is still kept.
func (m *Model) SetEntries(entries []journal.Entry, totals journal.Totals, opens func(journal.Entry) bool) {
	m.entries, m.totals, m.opens, m.several = entries, totals, opens, false
	for _, e := range entries {
		m.several = m.several || e.Place.Env != entries[0].Place.Env
	}
	if len(m.made) > 2*len(entries) {
		clear(m.made)
	}
	m.sift()
}

// sift filters anew and puts the cursor where it was, or on what came before.
func (m *Model) sift() {
	m.shown = m.shown[:0]
	m.cursor = 0
	for i, e := range m.entries {
		if !m.filter.lets(e, m.words) {
			continue
		}
		if e.Number <= m.wanted {
			m.cursor = len(m.shown)
		}
		m.shown = append(m.shown, i)
	}
	if m.follow {
		m.cursor = len(m.shown)
	}
	m.clamp()
	if m.follow {
		m.wanted = m.current().Number
	}
}

// stay keeps the cursor within the entries, and on the one where it is.
func (m *Model) stay() {
	m.clamp()
	m.follow = m.cursor == len(m.shown)-1 && m.filter.text == ""
	m.wanted = m.current().Number
}

func (m *Model) clamp() { m.cursor = max(min(m.cursor, len(m.shown)-1), 0) }

// current is the entry under the cursor; the zero one where there is none.
func (m *Model) current() journal.Entry {
	if m.cursor >= len(m.shown) {
		return journal.Entry{}
	}
	return m.entries[m.shown[m.cursor]]
}

// Say shows a line below the entries until the next key.
func (m *Model) Say(text string, bad bool) { m.said, m.bad = text, bad }

// Ask shows a question; enter answers it with yes, any other key with no.
func (m *Model) Ask(question string, yes intent.Intent) { m.said, m.bad, m.asked = question, true, yes }

func (m *Model) calm() { m.said, m.bad, m.asked = "", false, nil }

// Key answers a key press.
func (m *Model) Key(press tea.KeyPressMsg) overlay.Result {
	key := press.String()
	if m.typing != nothing {
		return m.typed(press, key)
	}
	asked := m.asked
	m.calm()
	if asked != nil {
		if key == "enter" {
			return overlay.Result{Intent: asked}
		}
		return overlay.Result{}
	}
	if m.move(key) {
		return overlay.Result{}
	}
	return m.act(key)
}

func (m *Model) move(key string) bool {
	switch key {
	case "up", "k":
		m.cursor--
	case "down", "j":
		m.cursor++
	case "pgup", "ctrl+b":
		m.cursor -= max(m.rows-1, 1)
	case "pgdown", "ctrl+f":
		m.cursor += max(m.rows-1, 1)
	case "g", "home":
		m.cursor = 0
	case "G", "end":
		m.cursor = len(m.shown)
	default:
		return false
	}
	m.stay()
	return true
}

func (m *Model) act(key string) overlay.Result {
	e := m.current()
	switch {
	case key == "esc" && m.filter.text != "":
		m.setFilter("")
		return overlay.Result{}
	case key == "esc", key == "q", key == "L":
		return overlay.Result{Close: true}
	case key == "/":
		m.ask(filtering, m.filter.text)
		return overlay.Result{}
	case key == "w" && m.saves:
		m.ask(naming, "brincr-requests.md")
		return overlay.Result{}
	case e.Number == 0:
		return overlay.Result{}
	}
	switch key {
	case "enter":
		return overlay.Result{Intent: intent.OpenLogged{Number: e.Number}}
	case "r":
		return overlay.Result{Intent: intent.RepeatLogged{Number: e.Number}}
	case "y":
		return overlay.Result{Intent: intent.CopyLogged{Number: e.Number}}
	case "m":
		m.mark(e.Number)
	case "=":
		return m.compare(e.Number)
	}
	return overlay.Result{}
}

func (m *Model) mark(number int) {
	if m.marked == number {
		m.marked = 0
		return
	}
	m.marked = number
}

// compare asks for the changes from the earlier answer to the later one.
func (m *Model) compare(number int) overlay.Result {
	switch m.marked {
	case 0:
		m.Say("Mark one with m first; = on another then compares the two.", true)
		return overlay.Result{}
	case number:
		m.Say("This one is marked: go to another and press = there.", true)
		return overlay.Result{}
	}
	return overlay.Result{Intent: intent.CompareLogged{From: min(m.marked, number), To: max(m.marked, number)}}
}

func (m *Model) ask(what typing, value string) {
	m.typing = what
	m.input.SetValue(value)
	m.input.CursorEnd()
}

// typed takes a key into the line that is being typed.
func (m *Model) typed(press tea.KeyPressMsg, key string) overlay.Result {
	what := m.typing
	switch key {
	case "esc":
		m.typing = nothing
		if what == filtering {
			m.setFilter("")
		}
		return overlay.Result{}
	case "enter":
		m.typing = nothing
		if what == naming && m.input.Value() != "" {
			return overlay.Result{Intent: intent.SaveReport{File: m.input.Value()}}
		}
		if what == filtering && len(m.shown) > 0 {
			m.stay() // what was looked for is found, and stays so without the filter
		}
		return overlay.Result{}
	case "up", "down":
		if what == filtering {
			m.move(key)
		}
		return overlay.Result{}
	}
	m.input, _ = m.input.Update(press)
	m.retyped()
	return overlay.Result{}
}

func (m *Model) retyped() {
	if m.typing == filtering {
		m.setFilter(m.input.Value())
	}
}

func (m *Model) setFilter(text string) {
	m.filter = newQuery(text)
	m.sift()
}

// Paste takes pasted text into the line that is being typed.
func (m *Model) Paste(text string) {
	if m.typing == nothing {
		return
	}
	m.input, _ = m.input.Update(tea.PasteMsg{Content: safetext.Clean(text)})
	m.retyped()
}

// Wheel moves the cursor.
func (m *Model) Wheel(by int) {
	m.cursor += by
	m.stay()
}

// Click goes to the row under the pointer; on the one under the cursor it does
// what enter does.
func (m *Model) Click(_, y int) overlay.Result {
	row := y - headRows
	if m.typing != nothing || row < 0 || row >= m.rows || m.top+row >= len(m.shown) {
		return overlay.Result{}
	}
	if m.cursor == m.top+row {
		return m.act("enter")
	}
	m.cursor = m.top + row
	m.stay()
	return overlay.Result{}
}

// Hint is what the key line says while the log is open.
func (m *Model) Hint() string {
	switch {
	case m.typing == filtering:
		return "words, status:4xx, is:duplicate, is:error, is:token · enter keeps · esc clears"
	case m.typing == naming:
		return "the file to write the report to, as Markdown · enter writes it · esc doesn't"
	case m.asked != nil:
		return "enter: yes · any other key: no"
	}
	hint := "/ filter · enter open · m mark · = compare · r repeat · y curl"
	if m.saves {
		hint += " · w report"
	}
	return hint + " · esc"
}
