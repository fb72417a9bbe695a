package overlay

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

func question() *Consent {
	return NewConsent("Ask for each?", []string{
		"The server refused fourteen things together, and the answer does not say which of them.",
		"This costs at most 14 requests, one for each of those things. None of them is tried twice.",
		"Nothing is sent elsewhere. The requests go to https://connect.identity.stagaws.visma.com/connect/token, one after the other. How many are allowed is not known.",
	}, "sends 14 requests", action.BeginProbe)
}

func TestOnlyYBeginsWhatCosts(t *testing.T) {
	for _, key := range []tea.Key{{Code: tea.KeyEnter}, {Code: tea.KeySpace, Text: " "}, {Code: 'p', Text: "p"}, {Code: 'Y', Text: "Y"}, {Code: tea.KeyTab}} {
		if r := question().Key(tea.KeyPressMsg(key)); r.Close || r.Action != action.None {
			t.Errorf("%s: %+v", key, r)
		}
	}
	if r := question().Click(3, 3); r != (Result{}) {
		t.Errorf("a click: %+v", r)
	}
	for _, key := range []tea.Key{{Code: tea.KeyEscape}, {Code: 'n', Text: "n"}, {Code: 'q', Text: "q"}} {
		if r := question().Key(tea.KeyPressMsg(key)); !r.Close || r.Action != action.None {
			t.Errorf("%s: %+v", key, r)
		}
	}
	if r := question().Key(tea.KeyPressMsg(tea.Key{Code: 'y', Text: "y"})); !r.Close || r.Action != action.BeginProbe {
		t.Errorf("y: %+v", r)
	}
}

// All that a yes costs is read before it, on the smallest screen too.
func TestAQuestionIsWholeAndFits(t *testing.T) {
	for w := 60; w <= 160; w += 5 {
		for h := 16; h <= 50; h++ {
			rows := question().View(paint.New(paint.Look{}), w, h)
			text := strings.Join(strings.Fields(strings.ReplaceAll(ansi.Strip(strings.Join(rows, " ")), "│", " ")), " ")
			for _, want := range []string{"at most 14 requests", "is not known.", "y sends 14 requests"} {
				if !strings.Contains(text, want) {
					t.Fatalf("%dx%d lacks %q:\n%s", w, h, want, strings.Join(rows, "\n"))
				}
			}
			if len(rows) > h-2 {
				t.Fatalf("%dx%d: %d rows", w, h, len(rows))
			}
			for _, row := range rows {
				if ansi.StringWidth(row) != min(w-4, 76) {
					t.Fatalf("%dx%d: a row of %d cells", w, h, ansi.StringWidth(row))
				}
			}
		}
	}
}
