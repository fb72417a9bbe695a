package ui

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/auth"
	"brincr-explorer/ui/compose"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// ground is what must stay as it is between the question and its answer, besides
// the place.
type ground struct {
	epoch    uint64
	source   *auth.Source
	renewals int
	failed   bool
}

func (m *model) ground() ground {
	p := m.here
	return ground{epoch: m.epoch, source: p.source, renewals: p.status.Renewals, failed: p.status.Err != nil}
}

// question puts the question.
func (m *model) question() {
	w, p := m.writing, m.here
	q := compose.Question{
		Environment: p.env.Name, Tenant: p.tenant.Name, TenantID: p.tenant.ID, Production: p.env.Production,
		Method: w.request.Method, URL: w.url, Body: "none",
	}
	if q.Tenant == "" {
		q.Tenant = q.TenantID
	}
	if n := len(w.request.Body); n > 0 {
		q.Body = paint.Bytes(int64(n)) + " of JSON, as typed"
	}
	if w.editor != nil && w.editor.Warnings() > 0 {
		q.Notes = append(q.Notes, "You chose to send it in spite of "+paint.Count(w.editor.Warnings(), "warning")+".")
	}
	if w.request.Method == "DELETE" {
		q.Notes = append(q.Notes, "DELETE takes data away. This program cannot bring it back.")
	}
	if text := m.sentAlready(w); text != "" {
		q.Notes = append(q.Notes, text)
	}
	asked := w.request
	asked.Scopes = p.env.scopes.Chosen()
	if lacking := p.client.Explain(asked).Lacking; len(lacking) > 0 {
		q.Notes = append(q.Notes, "The token lacks "+strings.Join(lacking, " and ")+": the answer is usually 403.")
	}
	w.ground = m.ground()
	m.overlay = compose.NewConfirm(q, m.now)
}

// sentAlready tells of the same request with the same body, unless it was refused:
// sent once more, it may do its work twice.
func (m *model) sentAlready(w *writing) string {
	e, found := m.o.Journal.LastWrite(w.place.id, w.request.Method, w.url)
	if !found || e.Status >= 400 && e.Status < 500 {
		return ""
	}
	if x, kept := m.o.Journal.Answer(e); !kept || !bytes.Equal(x.Request.Body, w.request.Body) {
		return ""
	}
	what := "This very request was sent at " + e.Time.Format(time.TimeOnly)
	if e.Status == 0 {
		return what + " and got no answer. It may have been carried out: look first."
	}
	return what + ", and answered " + strings.TrimSpace(strconv.Itoa(e.Status)+" "+e.StatusText()) + ". Sent again, it may do the same twice."
}

// sendWriting lets the request leave, if all is still as it was when it was asked
// about.
func (m *model) sendWriting() tea.Cmd {
	w := m.writing
	w.end()
	m.writing, m.overlay = nil, nil
	if now := m.ground(); now != w.ground {
		m.notice = intent.Notice{Text: "Not sent: " + now.differs(w.ground) + " at the last moment.", Bad: true}
		return nil
	}
	return m.sendNow(w.request, false)
}

// attendQuestion drops a question whose ground has changed, and sends when the
// countdown is over.
func (m *model) attendQuestion(c *compose.Confirm) tea.Cmd {
	w := m.writing
	c.SetNow(m.now)
	if m.layout.tooSmall {
		c.Hold()
	}
	if now := m.ground(); now != w.ground {
		text := "Not sent: " + now.differs(w.ground) + " while the question was open."
		if w.editor == nil {
			m.overlay, m.writing = nil, nil
			m.notice = intent.Notice{Text: text, Bad: true}
			return nil
		}
		m.overlay = w.editor
		w.editor.Say(text+" ctrl+s asks again.", true)
		return nil
	}
	if c.Due() {
		return m.sendWriting()
	}
	return m.wakeUp(c)
}

// wakeUp has the question drawn anew when it changes by itself. One alarm is set
// at a time.
func (m *model) wakeUp(c *compose.Confirm) tea.Cmd {
	const slack = 2 * time.Millisecond // to be surely past the moment, and as exact as two clocks agree
	w := m.writing
	after, ok := c.Wake()
	at := m.now.Wall.Add(after + slack)
	if !ok || m.now.Wall.Before(w.wake) && at.Sub(w.wake).Abs() <= slack {
		return nil
	}
	w.wake = at
	return wake(after + slack)
}

// differs says what changed.
func (g ground) differs(before ground) string {
	switch {
	case g.epoch != before.epoch:
		return "the place was left"
	case g.source != before.source:
		return "the scopes changed"
	case g.failed != before.failed:
		return "the token's renewal failed or succeeded"
	default:
		return "the token was renewed"
	}
}
