package logpane

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/internal/journal"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

func press(name string) tea.KeyPressMsg {
	codes := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

func entries(n int) []journal.Entry {
	var out []journal.Entry
	for i := range n {
		e := journal.Entry{
			Number: i + 1, Time: time.Date(2026, 11, 27, 12, 0, i, 0, time.UTC), Place: api.Place{Env: "sandbox", Tenant: "t"},
			EnvName: "sandbox", TenantName: "Wijnhuis", Method: "GET", Path: fmt.Sprintf("orders/%d", i+1), Status: 200, Sent: 1, Attempt: 1, Reason: "asked",
		}
		switch {
		case i%10 == 3:
			e.Status, e.Failure = 404, "status"
		case i%10 == 5:
			e.Duplicate = true
		case i%10 == 7:
			e.Token, e.Method, e.Path = true, "POST", "id.example/token"
		}
		out = append(out, e)
	}
	return out
}

func text(m *Model, w, h int) string {
	return ansi.Strip(strings.Join(m.View(paint.New(paint.Look{}), w, h), "\n"))
}

func log(n int) *Model {
	m := New(true)
	m.SetEntries(entries(n), journal.Totals{Requests: n}, func(journal.Entry) bool { return true })
	return m
}

func keys(m *Model, names ...string) {
	for _, name := range names {
		m.Key(press(name))
	}
}

func TestTheFilter(t *testing.T) {
	for typed, want := range map[string]int{
		"": 40, "orders/1": 10, "status:4xx": 4, "status:404": 4, "status:4": 4, "status:2xx": 36, "is:duplicate": 4, "is:dup": 4,
		"is:error": 4, "is:token": 4, "is:api status:4xx": 4, "is:nonsense": 0, "status:none": 0, "WIJN orders/40": 1, "orders/40 orders/39": 0,
	} {
		m := log(40)
		m.setFilter(typed)
		if len(m.shown) != want {
			t.Errorf("%q lets %d through, want %d", typed, len(m.shown), want)
		}
	}
}

// TestTheCursorStaysOnItsEntry whatever is sent and typed meanwhile; on the
// newest it follows.
func TestTheCursorStaysOnItsEntry(t *testing.T) {
	m := log(40)
	grow := func(n int) {
		m.SetEntries(entries(n), journal.Totals{}, func(journal.Entry) bool { return true })
	}
	if grow(41); m.current().Number != 41 {
		t.Errorf("it does not follow: %d", m.current().Number)
	}
	keys(m, "k", "k")
	if grow(50); m.current().Number != 39 {
		t.Errorf("it moved to %d", m.current().Number)
	}
	keys(m, "/", "z", "z", "esc")
	if m.current().Number != 39 {
		t.Errorf("after a filter that let nothing through it is on %d", m.current().Number)
	}
	keys(m, "G")
	if grow(60); m.current().Number != 60 {
		t.Errorf("it follows no more: %d", m.current().Number)
	}
	if keys(m, "/", "/", "5", "4", "enter", "/", "esc"); m.current().Number != 54 {
		t.Errorf("what a filter found is left for %d when it goes", m.current().Number)
	}
	keys(m, "G")
	m.SetEntries(entries(60)[55:], journal.Totals{}, func(journal.Entry) bool { return true })
	keys(m, "g")
	if !strings.Contains(text(m, 80, 24), "› 56") {
		t.Errorf("the oldest that is kept is not in view:\n%s", text(m, 80, 24))
	}
}

func TestAQuestionIsAnsweredByEnterAlone(t *testing.T) {
	for key, yes := range map[string]bool{"enter": true, "esc": false, "j": false, "w": false} {
		m := log(3)
		m.Ask("Sure?", intent.OpenLogged{Number: 2, Switch: true})
		r := m.Key(press(key))
		if (r.Intent == intent.OpenLogged{Number: 2, Switch: true}) != yes || r.Close {
			t.Errorf("%s: %+v", key, r)
		}
		if strings.Contains(text(m, 80, 24), "Sure?") {
			t.Errorf("%s: the question stays", key)
		}
	}
}

func TestNothingTypedIsNoFile(t *testing.T) {
	m := log(3)
	keys(m, "w")
	m.input.SetValue("")
	if r := m.Key(press("enter")); r.Intent != nil {
		t.Errorf("%+v", r)
	}
	if m := New(false); m.Key(press("w")).Intent != nil || strings.Contains(m.Hint(), "report") {
		t.Error("a report is offered where none can be written")
	}
}

func TestNoTextDrivesTheTerminal(t *testing.T) {
	const hostile = "\x1b[2J\x1b]0;title\x07\u202eevil\n\t\u009b31m"
	e := journal.Entry{
		Number: 1, EnvName: hostile, TenantName: hostile, Method: "GET", Path: hostile, URL: hostile, Failure: hostile, Summary: hostile, Reason: hostile, Scopes: []string{hostile},
	}
	m := log(0)
	m.SetEntries([]journal.Entry{e}, journal.Totals{}, func(journal.Entry) bool { return false })
	m.setFilter("2j")
	m.Say(hostile, true)
	for _, w := range []int{60, 80, 140} {
		for _, row := range m.View(paint.New(paint.Look{}), w, 24) {
			bare := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(row, "")
			if i := strings.IndexFunc(bare, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }); i >= 0 {
				t.Fatalf("%d: %q", w, row)
			}
			if got := ansi.StringWidth(row); got != w {
				t.Fatalf("%d: a row of %d cells: %q", w, got, row)
			}
		}
	}
}

func BenchmarkTypingAFilter(b *testing.B) {
	m := New(true)
	m.SetEntries(entries(5000), journal.Totals{}, func(journal.Entry) bool { return true })
	for b.Loop() {
		m.setFilter("orders status:2xx 12")
	}
}
