package rail

import (
	"slices"
	"strconv"
	"time"

	"brincr-explorer/auth"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// Token is pane 4: the token's state, what is left of its life, and what went
// wrong. It shows the token itself only where the user asked for it.
type Token struct {
	status   auth.Status
	now      auth.Instant
	asked    []string
	revealed bool
	found    bool      // which of the scopes are refused is known
	renewed  time.Time // wall time of the last renewal that was seen
	width    int
	height   int
}

// NewToken is a pane without a token.
func NewToken() *Token { return &Token{} }

// SetStatus takes over what the source published, for the scopes asked.
func (p *Token) SetStatus(s auth.Status, asked []string) {
	if !s.Token.Zero() && !s.Token.Same(p.status.Token) {
		p.revealed = false
	}
	p.status, p.asked = s, asked
	p.renewed = time.Time{}
	if s.Renewals > 0 {
		p.renewed = s.Token.Received()
	}
}

// SetNow sets the time that the countdown is drawn for.
func (p *Token) SetNow(now auth.Instant) { p.now = now }

// SetFound says whether it is known which of the scopes are refused.
func (p *Token) SetFound(found bool) { p.found = found }

// Hide masks the token again; the focus has moved on.
func (p *Token) Hide() { p.revealed = false }

// Revealed reports whether the token itself is on the screen.
func (p *Token) Revealed() bool { return p.revealed }

// Resize sets the outer size in cells.
func (p *Token) Resize(w, h int) { p.width, p.height = w, h }

// Want is the number of rows that shows everything worth its place.
func (p *Token) Want() int {
	const least, most = 4, 11
	if p.revealed {
		return len(p.wrapped()) + least + 1
	}
	return min(max(len(p.body(&paint.Styles{})), least), most) + 2
}

// wrapped is the token itself, in lines.
func (p *Token) wrapped() []string {
	return paint.WrapHard(p.status.Token.Value().Reveal(), p.width-4)
}

// Do acts on an action.
func (p *Token) Do(a action.Action) intent.Intent {
	switch a {
	case action.Claims:
		return intent.OpenClaims{}
	case action.NewToken:
		return intent.RequestToken{}
	case action.CopyToken:
		return intent.CopyToken{}
	case action.Reveal:
		p.revealed = !p.revealed
	}
	return nil
}

// View draws the pane.
func (p *Token) View(st *paint.Styles, h int, focused bool) []string {
	box := paint.Box{Digit: "4", Focused: focused, Title: []paint.Span{{Text: "Token"}}}
	if h == 1 {
		s := Describe(p.status, p.now)
		box.Title = append(box.Title, paint.Span{Text: " "}, s.Sign(st), paint.Span{Style: st.Text, Text: " " + s.Word + s.TimeLeft(" ")})
		return box.Draw(st, p.width, h, nil)
	}
	return box.Draw(st, p.width, h, p.body(st))
}

func (p *Token) body(st *paint.Styles) []string {
	width := p.width - 2
	state := Describe(p.status, p.now)
	first := paint.NewLine(width).Add(st.Text, " ").Spans(state.Sign(st)).Add(st.Text, " "+state.Word)
	if left := state.TimeLeft(""); left != "" {
		first.Right(st.Text, paint.Span{Style: st.Strong, Text: left + " "})
	}
	rows := []string{first.String()}
	if state.HasLife {
		rows = append(rows, bar(st, state, width))
	}
	if !p.status.Token.Zero() {
		rows = append(rows, p.token(st, width)...)
	}
	rows = append(rows, p.announcement(st, width)...)
	return append(rows, p.remarks(st, width)...)
}

// token is the masked token, or the token itself while it is revealed.
func (p *Token) token(st *paint.Styles, width int) []string {
	if !p.revealed {
		l := paint.NewLine(width).Add(st.Text, " ").Add(st.String, p.status.Token.Masked())
		return []string{l.Right(st.Text, paint.Span{Style: st.Faint, Text: "v to reveal "}).String()}
	}
	var rows []string
	for _, part := range p.wrapped() {
		rows = append(rows, paint.NewLine(width).Add(st.Text, " ").Add(st.String, part).String())
	}
	if room := max(p.height-4, 1); len(rows) > room {
		rows = rows[:room]
		rows[room-1] = paint.NewLine(width).Add(st.Faint, " … y copies all of it").String()
	}
	return rows
}

// announcement is the line that says that the token was renewed and, before it
// was for the first time, until when it lives.
func (p *Token) announcement(st *paint.Styles, width int) []string {
	if p.status.Paused {
		var rows []string
		for _, line := range paint.Wrap("not renewed, and sent when expired too; space goes on", width-2) {
			rows = append(rows, paint.NewLine(width).Add(st.Warn, " "+line).String())
		}
		return rows
	}
	if p.renewed.IsZero() {
		left := p.status.Token.Remaining(p.now)
		if left == 0 {
			return nil
		}
		until := p.now.Wall.Add(left).Format("15:04:05")
		return []string{paint.NewLine(width).Add(st.Faint, " until "+until+", renewed before").String()}
	}
	l := paint.NewLine(width).Add(st.Good, " ↻ ").Add(st.Text, "renewed at "+p.renewed.Format("15:04:05"))
	if p.status.Renewals > 1 {
		l.Add(st.Faint, " · "+strconv.Itoa(p.status.Renewals)+" times")
	}
	return []string{l.String()}
}

// remarks are a failure with its explanation, and scopes that differ from what
// was asked.
func (p *Token) remarks(st *paint.Styles, width int) []string {
	var rows []string
	say := func(look paint.Style, text string) {
		for _, line := range paint.Wrap(text, width-2) {
			rows = append(rows, paint.NewLine(width).Add(look, " "+line).String())
		}
	}
	if err := p.status.Err; err != nil {
		say(st.Bad, err.Summary)
		if err.ScopesRefused() && len(p.asked) > 1 {
			say(st.Accent, p.offer())
		}
		if wait := p.status.RetryAt; wait != (auth.Instant{}) {
			say(st.Warn, "tried again in "+paint.Clock(p.now.Until(wait)))
		}
		if p.found {
			say(st.Text, err.NextProbed())
		} else {
			say(st.Text, err.Next)
		}
		say(st.Faint, "enter explains")
		return rows
	}
	if granted := p.status.Token.Scopes(); !p.status.Token.Zero() && !sameSet(granted, p.asked) {
		say(st.Warn, "granted: "+short(granted))
	}
	return rows
}

// offer names the key that helps with several scopes that were refused together.
func (p *Token) offer() string {
	if p.found {
		return "u leaves out what is refused"
	}
	return "p finds out which"
}

func bar(st *paint.Styles, s State, width int) string {
	cells := width - 2
	full := int(float64(cells)*s.Share + 0.5)
	l := paint.NewLine(width).Add(st.Text, " ")
	return l.Repeat(s.look(st), BarFull, full).Repeat(st.BarEmpty, BarEmpty, cells-full).String()
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
