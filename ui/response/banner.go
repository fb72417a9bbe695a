package response

import (
	"strings"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

// Line names a request as people do: "GET categories".
func Line(r api.Request) string {
	method := r.Method
	if method == "" {
		method = "GET"
	}
	return method + " " + r.Path
}

// banner explains a failure above the body: what happened, the usual reason,
// the next step. The body keeps at least a third of the pane.
func (m *Model) banner(st *paint.Styles) []string {
	width := m.width - 2
	most := max((m.height-3)*2/3, 3)
	b := &bannerRows{st: st, width: width, most: most}
	if ex := m.content.Exchange; ex != nil && ex.Err != nil {
		m.explain(b, ex.Err)
	}
	m.collected(b)
	m.condition(b)
	if ex := m.content.Exchange; ex != nil && ex.Page.Outside != "" {
		b.say(st.Warn, "! ", "A page link points to "+ex.Page.Outside+", outside this API. It is not followed.")
	}
	if len(b.rows) > 0 {
		b.rows = append(b.rows, paint.NewLine(width).Repeat(st.Border, "─", width).String())
	}
	if m.Layered() {
		b.rows = append(b.rows, m.layerLine(st, width))
	}
	return b.rows
}

// condition tells in what state the document is: what is wrong with it, and
// what was done so that it can be shown.
func (m *Model) condition(b *bannerRows) {
	st, c := b.st, m.content
	if ex := c.Exchange; ex != nil && ex.TokenKept {
		text := "Sent with a token that is kept on purpose: its renewal was paused."
		if ex.TokenExpired {
			text = "Sent with an expired token, on purpose: its renewal was paused."
		}
		b.say(st.Warn, "! ", text)
	}
	if c.ReadErr != nil {
		b.say(st.Bad, "✗ ", "The document could not be read to its end: "+c.ReadErr.Error()+". What was read is shown.")
	}
	if c.Stopped {
		b.say(st.Warn, "! ", "Stopped: what was read and indexed until then is shown, and that is not all.")
	}
	if c.DocErr != nil && !c.Stopped && c.ReadErr == nil {
		b.say(st.Bad, "✗ ", notJSON(&c))
	}
	c.encodingNotes(b)
	if ex := c.Exchange; ex != nil && ex.OK() && len(ex.Body) == 0 && ex.Request.Method != "HEAD" {
		b.say(st.Good, "✓ ", "Done. The answer has no body.")
	}
	if c.Name != "" && len(c.Body) == 0 && c.ReadErr == nil && m.loading == nil {
		b.say(st.Warn, "! ", "The document is empty.")
	}
}

func notJSON(c *Content) string {
	switch {
	case c.tree != nil:
		return "This is not valid JSON: " + c.DocErr.Error() + ". What came before that is shown as a tree; Raw has all of it."
	case c.isHex():
		return "This is neither JSON nor text. Its bytes are shown in hexadecimal."
	}
	return "This is not JSON: " + c.DocErr.Error() + ". It is shown as text."
}

// layerLine says what lies over the answer, and how one gets back.
func (m *Model) layerLine(st *paint.Styles, width int) string {
	l := paint.NewLine(width).Add(st.Accent, " ◂ ")
	back := "   backspace goes back "
	if m.kind == filtered {
		back = "   esc: the document "
	}
	room := l.Left() - len(back)
	note := ""
	if m.note != "" {
		note = "  " + m.note
	}
	l.AddMiddle(st.Strong, m.name, max(room-safetext.Width(safetext.Clean(note)), room/3)).Add(st.Faint, note)
	return l.Right(st.Text, paint.Span{Style: st.Faint, Text: back}).String()
}

// onceMore is how a request is sent again.
func (m *Model) onceMore() string {
	if m.content.Exchange.Request.Safe() {
		return "r repeats the request."
	}
	return "send it again yourself; it changes data, and is not repeated."
}

func (m *Model) explain(b *bannerRows, err *api.Error) {
	st := b.st
	if err.Kind == api.KindPages || err.Kind == api.KindCancelled {
		b.say(st.Warn, "! ", err.Summary)
	} else {
		b.say(st.Bad, "✗ ", err.Summary)
	}
	b.say(st.Text, "  ", err.Cause)
	if t := err.Token; t != nil {
		if t.Code != "" {
			b.say(st.Text, "  ", "The token endpoint answered "+statusNumber(t.Status)+" with the error "+t.Code+".")
		}
		if len(t.Proven) > 0 {
			b.say(st.Good, "✓ ", "Shown to be right: "+strings.Join(t.Proven, ", ")+".")
		}
	}
	for _, f := range err.Fields {
		name := f.Path
		if name == "" {
			name = "(no field named)"
		}
		b.say(st.Warn, "  "+name+": ", strings.Join(f.Messages, " "))
	}
	switch {
	case len(err.MissingScopes) > 0:
		b.say(st.Accent, "a ", m.offer(err.MissingScopes))
	case Mendable(m.content.Exchange):
		b.say(st.Accent, "e ", "opens the body that was sent, with what was refused at its lines, to be mended and sent again.")
	default:
		b.say(st.Accent, "→ ", m.next(err))
	}
	m.countdown(b, err)
	if err.Server != "" {
		b.say(st.Faint, "  The server said: ", err.Server)
	}
}

// offer says what adding scopes does. What changes data is never repeated by the
// program.
func (m *Model) offer(scopes []string) string {
	names := strings.Join(scopes, " and ")
	if m.Unsafe() {
		return "adds " + names + " and asks for a new token. The request changes data, so you are asked before it is sent again."
	}
	return "adds " + names + ", asks for a new token and repeats the request."
}

// Mendable says whether an answer refused the body of a request, so that another
// body may do.
func Mendable(ex *api.Exchange) bool {
	if ex.Request.Safe() || len(ex.Request.Body) == 0 {
		return false
	}
	return ex.Status == 400 || ex.Status == 409 || ex.Status == 422
}

// Waiting reports whether the banner counts down to a retry.
func (m *Model) Waiting() bool {
	ex := m.content.Exchange
	return ex != nil && ex.Err != nil && ex.Err.RetryAt.After(m.now)
}

type bannerRows struct {
	st    *paint.Styles
	width int
	most  int // rows beyond are not even made
	rows  []string
}

// say adds a paragraph behind a sign; its further lines are indented.
func (b *bannerRows) say(look paint.Style, sign, text string) {
	if strings.TrimSpace(text) == "" || len(b.rows) >= b.most {
		return
	}
	const longest = 6
	for i, line := range paint.Wrap(sign+text, max(b.width-4, 1)) {
		if i == longest || len(b.rows) >= b.most {
			return
		}
		lead := " "
		if i > 0 || strings.HasPrefix(sign, "  ") {
			lead = "   "
		}
		b.rows = append(b.rows, paint.NewLine(b.width).Add(look, lead+line).String())
	}
}
