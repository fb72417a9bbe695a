package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/response"
)

// heldRequest is a request that was pointed out as a duplicate instead of being
// sent. The zero one is none.
type heldRequest struct {
	target string
	at     time.Time
}

// heldFor is how long a second press still means: send it all the same.
const heldFor = 15 * time.Second

// holds says that a request is the same as one of the last minute, and does not
// send it. Brincr's validation asks for no needless requests, and a key that is
// pressed twice is the commonest of them. The second press sends it.
func (m *model) holds(r api.Request) bool {
	target, told := m.duplicate(r)
	held := m.held
	m.held = heldRequest{}
	if told == "" || (held.target == target && m.now.Wall.Sub(held.at) < heldFor) {
		return false
	}
	m.held = heldRequest{target: target, at: m.now.Wall}
	m.notice = intent.Notice{Text: told + " Press again to send it.", Bad: true}
	return true
}

// duplicate tells of the same request of a moment ago; "" where there is none.
func (m *model) duplicate(r api.Request) (target, told string) {
	p := m.here
	if !r.Safe() || p.client == nil || m.quietDay() != "" {
		return "", ""
	}
	target, ok := p.client.Target(strings.TrimPrefix(r.Path, p.env.APIURL))
	if !ok {
		return "", ""
	}
	key := p.id.Env + " " + p.id.Tenant + " " + r.Method + " " + target
	if p.running() && p.last != nil && response.Line(*p.last) == response.Line(r) && slices.Equal(p.last.Header, r.Header) {
		return key, "This request is on its way."
	}
	r.Method, r.Scopes = method(r), p.env.scopes.Chosen()
	e, recent := m.o.Journal.Recent(p.id, r, target, m.now.Wall)
	if !recent {
		return "", ""
	}
	outcome := "no answer"
	if e.Status != 0 {
		outcome = strings.TrimSpace(strconv.Itoa(e.Status) + " " + e.StatusText())
	}
	ago := "just now"
	if s := m.now.Wall.Sub(e.Time) / time.Second; s > 0 {
		ago = strconv.Itoa(int(s)) + " s ago"
	}
	if m.w < 100 {
		return key, fmt.Sprintf("Sent %s (%s).", ago, outcome)
	}
	return key, fmt.Sprintf("The same request was sent %s (%s, %s).", ago, outcome, paint.Took(e.Duration))
}

func method(r api.Request) string {
	if r.Method == "" {
		return "GET"
	}
	return r.Method
}

// submitTyped sends a path that was typed. One that is held stays in its line,
// so that enter sends it all the same.
func (m *model) submitTyped(p *prompt, path string) tea.Cmd {
	r := api.Request{Method: "GET", Path: path}
	switch {
	case path == "":
		return nil
	case !m.holds(r):
		return m.send(r, false)
	}
	_, told := m.duplicate(r)
	m.notice, m.prompt = intent.Notice{}, p
	p.wrong = typingError{text: told + " enter sends it"}
	return p.input.Focus()
}
