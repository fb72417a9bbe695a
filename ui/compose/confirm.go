package compose

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/auth"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/overlay"
)

// Question is what is asked before a request that changes data leaves.
type Question struct {
	Environment, Tenant, TenantID string
	Production                    bool
	Method, URL                   string
	Body                          string   // what is sent along, for people
	Notes                         []string // what speaks against it
}

const (
	// grace is how long a question in production takes no keys: whoever was still
	// typing did not mean it.
	grace = 400 * time.Millisecond
	// countdown is what is left to think better of it.
	countdown = 2 * time.Second
	// late is when a countdown counts for nothing: the computer slept, or was set
	// to another time, and nobody watched it.
	late = countdown + 3*time.Second
)

// Confirm asks whether a request shall be sent. In production the tenant's name
// has to be typed, and there is a moment to stop it even then.
type Confirm struct {
	q       Question
	now     auth.Instant
	opened  auth.Instant
	started auth.Instant // of the countdown; zero: it does not run
	send    bool         // the button that is chosen; at first it is the other one
	input   textinput.Model
	message string
	buttons []button
	row     int // of the buttons
}

// NewConfirm asks, from a moment on.
func NewConfirm(q Question, now auth.Instant) *Confirm {
	c := &Confirm{q: q, now: now, opened: now, input: textinput.New()}
	c.input.Prompt = ""
	c.input.Focus()
	return c
}

// SetNow sets the time. A countdown that nobody watched is over.
func (c *Confirm) SetNow(now auth.Instant) {
	c.now = now
	if c.counting() && now.Since(c.started) > late {
		c.started = auth.Instant{}
		c.message = "The program was held up meanwhile. Press enter again to send it."
	}
}

func (c *Confirm) counting() bool { return !c.started.IsZero() }

// Hold stops a countdown that cannot be seen.
func (c *Confirm) Hold() {
	if c.counting() {
		c.started = auth.Instant{}
		c.message = "Stopped, as it was not on the screen. Press enter again to send it."
	}
}

// Due says whether the countdown is over: it is to be sent.
func (c *Confirm) Due() bool { return c.counting() && c.now.Since(c.started) >= countdown }

// Wake is when the question changes by itself; false where it does not.
func (c *Confirm) Wake() (after time.Duration, ok bool) {
	switch {
	case c.counting():
		left := countdown - c.now.Since(c.started)
		return max(left-(left-1)/time.Second*time.Second, time.Millisecond), true
	case c.graced():
		return grace - c.now.Since(c.opened), true
	}
	return 0, false
}

// graced says whether keys are ignored for the present.
func (c *Confirm) graced() bool { return c.q.Production && c.now.Since(c.opened) < grace }

func (c *Confirm) named() bool {
	return strings.TrimSpace(c.input.Value()) == strings.TrimSpace(c.q.Tenant)
}

// Key answers a key press.
func (c *Confirm) Key(press tea.KeyPressMsg) overlay.Result {
	key := press.String()
	switch {
	case key == "esc":
		return overlay.Result{Close: true, Action: action.CancelSend}
	case c.graced():
		return overlay.Result{}
	}
	c.message = ""
	if c.q.Production {
		return c.typed(press, key)
	}
	switch key {
	case "left", "right", "tab", "shift+tab", "h", "l":
		c.send = !c.send
	case "enter":
		if c.send {
			return overlay.Result{Action: action.ConfirmSend}
		}
		return overlay.Result{Close: true, Action: action.CancelSend}
	}
	return overlay.Result{}
}

// typed takes the tenant's name. While it counts down, every key stops it.
func (c *Confirm) typed(press tea.KeyPressMsg, key string) overlay.Result {
	switch {
	case c.counting():
		c.started = auth.Instant{}
		c.message = "Stopped. Nothing was sent."
	case key == "enter" && c.named():
		c.started = c.now
	case key == "enter":
		c.message = "That is not the tenant's name. Nothing was sent."
	default:
		c.input, _ = c.input.Update(press)
	}
	return overlay.Result{}
}

// Hint is what the key line says while the question is open.
func (c *Confirm) Hint() string {
	switch {
	case c.counting():
		return "any key stops it · esc goes back"
	case c.q.Production:
		return "type the tenant's name, then enter · esc goes back, nothing is sent"
	}
	return "tab chooses Send or Cancel · enter does it · esc goes back, nothing is sent"
}

// Paste is ignored: a name that is pasted was not read.
func (c *Confirm) Paste(string) {
	if c.q.Production && !c.graced() {
		c.started = auth.Instant{}
		c.message = "The name has to be typed: pasting it does not count."
	}
}

// Wheel has no meaning here.
func (c *Confirm) Wheel(int) {}

// Click chooses a button, and presses it where it was chosen already.
func (c *Confirm) Click(x, y int) overlay.Result {
	for _, b := range c.buttons {
		if y-1 != c.row || x-1 < b.from || x-1 >= b.to || c.graced() {
			continue
		}
		if b.result.Action == action.CancelSend {
			return b.result
		}
		if c.send {
			return b.result
		}
		c.send = true
	}
	return overlay.Result{}
}
