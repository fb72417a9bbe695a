package overlay

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

func press(name string) tea.KeyPressMsg {
	switch name {
	case "enter":
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	case "down":
		return tea.KeyPressMsg{Code: tea.KeyDown}
	case "pgdown":
		return tea.KeyPressMsg{Code: tea.KeyPgDown}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

func menu(n int) *Menu {
	var entries []Entry
	for i := range n {
		entries = append(entries, Entry{Group: fmt.Sprintf("Group %d", i/10), Keys: string(rune('a' + i%26)), Text: fmt.Sprintf("entry number %d", i), Action: action.FocusPane(i%6 + 1)})
	}
	return NewMenu("Keys", entries)
}

func text(o interface {
	View(*paint.Styles, int, int) []string
}, w, h int,
) string {
	return ansi.Strip(strings.Join(o.View(paint.New(paint.Look{}), w, h), "\n"))
}

func TestTypingFindsAndEnterRuns(t *testing.T) {
	m := menu(40)
	for _, r := range "number 17" {
		m.Key(press(string(r)))
	}
	if got := text(m, 80, 24); !strings.Contains(got, "entry number 17") || strings.Contains(got, "entry number 16") {
		t.Errorf("typing does not find:\n%s", got)
	}
	if r := m.Key(press("enter")); !r.Close || r.Action != action.FocusPane(17%6+1) {
		t.Errorf("enter gives %+v", r)
	}
}

func TestTheCursorStaysInView(t *testing.T) {
	m := menu(40)
	text(m, 80, 16)
	for i := range 40 {
		if got := text(m, 80, 16); !strings.Contains(got, "› ") || !strings.Contains(got, fmt.Sprintf("entry number %d", i)) {
			t.Fatalf("entry %d is not in view:\n%s", i, got)
		}
		m.Key(press("down"))
	}
}

func TestOverlaysFitTheScreen(t *testing.T) {
	sheet := NewSheet("Token", []Section{{Title: "Payload", Rows: []Row{{Name: "a very long name of a claim", Value: strings.Repeat("value ", 60), Mark: "✗"}, {Value: strings.Repeat("x", 300)}}}})
	for w := 60; w < 140; w += 7 {
		for h := 16; h < 50; h += 5 {
			for _, o := range []interface {
				View(*paint.Styles, int, int) []string
			}{menu(40), sheet} {
				rows := o.View(paint.New(paint.Look{}), w, h)
				if len(rows) > h-2 {
					t.Fatalf("%dx%d: %d rows", w, h, len(rows))
				}
				for _, row := range rows {
					if got := ansi.StringWidth(row); got > w || got != ansi.StringWidth(rows[0]) {
						t.Fatalf("%dx%d: a row is %d wide, the first %d", w, h, got, ansi.StringWidth(rows[0]))
					}
				}
			}
		}
	}
}

func TestASheetScrollsToItsEnd(t *testing.T) {
	s := NewSheet("Token", []Section{{Title: "Payload", Rows: []Row{{Value: strings.Repeat("line\n", 100) + "the end"}}}})
	text(s, 80, 20)
	for range 10 {
		s.Key(press("pgdown"))
	}
	if got := text(s, 80, 20); !strings.Contains(got, "the end") {
		t.Errorf("the end is not in view:\n%s", got)
	}
	if !s.Key(press("q")).Close {
		t.Error("q does not close it")
	}
}

func TestWhatBeginsAsTypedIsChosenFirst(t *testing.T) {
	m := NewMenu("Sets", []Entry{
		{Text: "as in the config  country, category", Action: action.FocusPane(1)}, {Text: "Catalogue  product", Action: action.FocusPane(2)},
	})
	for _, r := range "cat" {
		m.Key(press(string(r)))
	}
	if r := m.Key(press("enter")); r.Action != action.FocusPane(2) {
		t.Errorf("enter gives %+v", r)
	}
}
