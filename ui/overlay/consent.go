package overlay

import (
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

// A Consent asks before something that costs: it says what it costs, and nothing
// but y begins it. Neither enter nor a click does, which are pressed without
// reading.
type Consent struct {
	title string
	text  []string // paragraphs
	yes   string   // what y does
	begin action.Action
}

// NewConsent is a question about an action.
func NewConsent(title string, text []string, yes string, begin action.Action) *Consent {
	return &Consent{title: title, text: text, yes: yes, begin: begin}
}

// Key answers a key press.
func (c *Consent) Key(press tea.KeyPressMsg) Result {
	switch press.String() {
	case "y":
		return Result{Close: true, Action: c.begin}
	case "n", "q", "esc":
		return Result{Close: true}
	}
	return Result{}
}

// Hint is what the key line says while the question is open.
func (c *Consent) Hint() string { return "y " + c.yes + " · esc leaves it" }

// Paste answers nothing.
func (c *Consent) Paste(string) {}

// Click answers nothing.
func (c *Consent) Click(int, int) Result { return Result{} }

// Wheel has nothing to move.
func (c *Consent) Wheel(int) {}

// paragraphs are the text in lines, apart from one another where there is room.
func (c *Consent) paragraphs(st *paint.Styles, width int, apart bool) []string {
	var lines []string
	for _, paragraph := range c.text {
		for _, line := range paint.Wrap(paragraph, max(width-2, 1)) {
			lines = append(lines, paint.NewLine(width).Add(st.Text, " "+line).String())
		}
		if apart {
			lines = append(lines, paint.NewLine(width).String())
		}
	}
	return lines
}

// View draws the question for a screen of w x h cells. What it costs stands in
// the text, so the text is never cut but on a screen without room for it.
func (c *Consent) View(st *paint.Styles, w, h int) []string {
	width := min(w-4, 76)
	room := max(h-5, 0)
	body := c.paragraphs(st, width-2, true)
	if len(body) > room {
		body = c.paragraphs(st, width-2, false)
	}
	body = body[:min(len(body), room)]
	keys := paint.NewLine(width-2).Add(st.Digit, " y").Add(st.Text, " "+c.yes+"    ").Add(st.Digit, "esc").Add(st.Text, " leaves it")
	body = append(body, keys.String())
	box := paint.Box{Digit: c.title, Focused: true}
	return box.Draw(st, width, len(body)+2, body)
}
