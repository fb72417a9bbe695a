package compose

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/auth"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

// asked is a question and the time, which passes by hand.
type asked struct {
	*Confirm
	t   *testing.T
	now auth.Instant
}

func ask(t *testing.T, production bool) *asked {
	now := auth.Instant{Wall: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)}
	q := Question{Environment: "live", Tenant: " Echte Klant ", TenantID: "c3a95e10", Production: production, Method: "POST", URL: "https://api.example/" + strings.Repeat("long/", 40), Body: "12 B of JSON"}
	return &asked{NewConfirm(q, now), t, now}
}

func (a *asked) wait(d time.Duration) *asked {
	a.now = a.now.Add(d)
	a.SetNow(a.now)
	return a
}

// press types keys and says which action came of the last.
func (a *asked) press(keys ...string) action.Action {
	last := action.None
	for _, k := range keys {
		press := tea.KeyPressMsg(tea.Key{Code: []rune(k)[0], Text: k})
		switch k {
		case "enter":
			press = tea.KeyPressMsg(tea.Key{Code: tea.KeyEnter})
		case "tab":
			press = tea.KeyPressMsg(tea.Key{Code: tea.KeyTab})
		case "esc":
			press = tea.KeyPressMsg(tea.Key{Code: tea.KeyEscape})
		}
		last = a.Key(press).Action
	}
	return last
}

func (a *asked) sees(text string) {
	a.t.Helper()
	if screen := ansi.Strip(strings.Join(a.View(paint.New(paint.Look{}), 80, 24), "\n")); !strings.Contains(screen, text) {
		a.t.Errorf("the question lacks %q:\n%s", text, screen)
	}
}

func TestCancelIsChosenFirst(t *testing.T) {
	if a := ask(t, false); a.press("enter") != action.CancelSend {
		t.Error("enter alone does not cancel")
	}
	if a := ask(t, false); a.press("tab", "enter") != action.ConfirmSend {
		t.Error("it cannot be sent")
	}
	if a := ask(t, false); a.press("tab", "tab", "enter") != action.CancelSend {
		t.Error("tab does not go back")
	}
	ask(t, false).sees("ong/long/         ")
	ask(t, false).sees("api.example/" + strings.Repeat("long/", 7))
}

func TestProductionWantsTheNameAndWaits(t *testing.T) {
	name := strings.Split("Echte Klant", "")

	a := ask(t, true)
	a.press(name...)
	a.press("enter")
	if a.wait(5 * time.Second); a.input.Value() != "" || a.Due() {
		t.Errorf("keys within the first moment counted: %q", a.input.Value())
	}
	for _, wrong := range []string{"echte Klant", "Echte", "Echte Klant B.V.", "Echte  Klant"} {
		a = ask(t, true).wait(grace)
		a.press(strings.Split(wrong, "")...)
		a.press("enter")
		a.sees("not the tenant's name")
		if a.wait(10 * time.Second).Due() {
			t.Errorf("%q was taken for the name", wrong)
		}
	}
	a = ask(t, true).wait(grace)
	a.Paste("Echte Klant")
	a.press("enter")
	if a.wait(countdown); a.Due() {
		t.Error("a pasted name counts")
	}

	a = ask(t, true).wait(grace)
	a.press(name...)
	if a.wait(time.Minute).Due() {
		t.Error("the name alone sends it")
	}
	a.press("enter")
	a.sees("Sending in 2 s")
	if a.wait(time.Second); a.Due() {
		t.Error("it is due too soon")
	}
	a.sees("Sending in 1 s")
	if a.wait(time.Second); !a.Due() {
		t.Error("it is never due")
	}

	a = ask(t, true).wait(grace)
	a.press(append(name, "enter", "x")...)
	a.sees("Stopped")
	if a.wait(countdown); a.Due() || a.press("enter") != action.None || a.wait(countdown-1).Due() {
		t.Error("a key does not stop it")
	}
	if a.press("esc") != action.CancelSend {
		t.Error("esc does not go back")
	}
}

// TestACountdownThatNobodyWatchedIsOver: after a sleep of the computer nothing is
// sent by itself.
func TestACountdownThatNobodyWatchedIsOver(t *testing.T) {
	a := ask(t, true).wait(grace)
	a.press(append(strings.Split("Echte Klant", ""), "enter")...)
	if a.wait(late + 1); a.Due() {
		t.Error("it is sent after a sleep")
	}
	a.sees("held up")
}

func TestTheQuestionWakesWhenItChanges(t *testing.T) {
	a := ask(t, true)
	if after, ok := a.Wake(); !ok || after != grace {
		t.Errorf("%s %t", after, ok)
	}
	a.wait(grace)
	if _, ok := a.Wake(); ok {
		t.Error("it wakes although it only waits for keys")
	}
	a.press(append(strings.Split("Echte Klant", ""), "enter")...)
	if after, _ := a.wait(300 * time.Millisecond).Wake(); after != 700*time.Millisecond {
		t.Errorf("the countdown changes in %s", after)
	}
}
