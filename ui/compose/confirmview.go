package compose

import (
	"slices"
	"strconv"
	"time"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/paint"
)

// View draws the question over a screen of w x h cells.
func (c *Confirm) View(st *paint.Styles, w, h int) []string {
	d := &sheet{st: st, width: min(w-4, 84) - 2}
	d.gap()
	if c.q.Production {
		d.rows = append(d.rows, paint.NewLine(d.width).Add(st.Text, "  ").Add(st.Badge, " PRODUCTION ").Add(st.Text, "  This changes real data.").String())
		d.gap()
	}
	d.fact("environment", c.q.Environment)
	d.fact("tenant", c.q.Tenant)
	if c.q.TenantID != c.q.Tenant {
		d.fact("", c.q.TenantID)
	}
	d.fact("method", c.q.Method)
	d.fact("URL", c.q.URL)
	d.fact("body", c.q.Body)
	d.gap()
	for _, note := range c.q.Notes {
		d.say(st.Warn, "! ", note)
	}
	d.say(st.Faint, "", "It is sent once and never repeated by this program.")
	d.gap()
	foot := c.foot(d)
	const frame = 2
	d.fit(h - 2 - frame - len(foot))
	c.row = len(d.rows) + len(foot) - 1
	rows := append(d.rows, foot...)
	box := paint.Box{Digit: "Send this request?", Focused: true, Right: []paint.Span{{Style: st.Faint, Text: "esc goes back"}}}
	return box.Draw(st, d.width+2, len(rows)+2, rows)
}

// foot is what is to be done: a name to type, or buttons.
func (c *Confirm) foot(d *sheet) []string {
	st, f := d.st, &sheet{st: d.st, width: d.width}
	c.buttons = c.buttons[:0]
	if !c.q.Production {
		f.rows = append(f.rows, c.choice(st, f.width))
		return f.rows
	}
	f.say(st.Text, "", "To send it, type the tenant's name and press enter:")
	l := paint.NewLine(f.width).Add(st.Accent, "  › ").Add(st.Text, c.input.Value())
	if !c.counting() {
		l.Add(st.Accent, "▏")
	}
	f.rows = append(f.rows, l.String())
	l = paint.NewLine(f.width).Add(st.Text, "  ")
	switch {
	case c.counting():
		left := (countdown - c.now.Since(c.started) + time.Second - 1) / time.Second
		l.Add(st.Bad, "Sending in "+strconv.Itoa(max(int(left), 0))+" s").Add(st.Text, " – any key stops it")
	case c.message != "":
		l.Add(st.Warn, "! ").Add(st.Text, c.message)
	case c.graced():
		l.Add(st.Faint, "a moment …")
	case c.named():
		l.Add(st.Good, "✓ ").Add(st.Text, "That is its name. enter sends the request after "+strconv.Itoa(int(countdown/time.Second))+" seconds.")
	}
	f.rows = append(f.rows, l.String())
	return f.rows
}

// choice are the two buttons. The one that does nothing is chosen first.
func (c *Confirm) choice(st *paint.Styles, width int) string {
	l := paint.NewLine(width).Add(st.Text, "  ")
	for _, b := range []struct {
		text   string
		chosen bool
		result overlay.Result
	}{
		{"Cancel", !c.send, overlay.Result{Close: true, Action: action.CancelSend}},
		{"Send", c.send, overlay.Result{Action: action.ConfirmSend}},
	} {
		look, left, right := st.Faint, "  ", "  "
		if b.chosen {
			look, left, right = st.Selected.Strong, "› ", " ‹"
		}
		from := width - l.Left()
		l.Add(look, left+b.text+right)
		c.buttons = append(c.buttons, button{from, width - l.Left(), b.result})
		l.Add(st.Text, "   ")
	}
	return l.String()
}

// sheet are rows being written.
type sheet struct {
	st    *paint.Styles
	width int
	rows  []string
}

// fit leaves out blank rows where there is no room for all, and says where even
// that is not enough.
func (d *sheet) fit(most int) {
	blank := paint.NewLine(d.width).String()
	if len(d.rows) > most {
		d.rows = slices.DeleteFunc(d.rows, func(row string) bool { return row == blank })
	}
	if most > 0 && len(d.rows) > most {
		d.rows = append(d.rows[:most-1], paint.NewLine(d.width).Add(d.st.Warn, "  ! The terminal is too small to show all of it.").String())
	}
}

func (d *sheet) gap() { d.rows = append(d.rows, paint.NewLine(d.width).String()) }

// fact is a name with its value, which is never cut: all of it is agreed to.
func (d *sheet) fact(name, value string) {
	const names = 14
	for i, line := range paint.WrapHard(value, max(d.width-names-3, 1)) {
		l := paint.NewLine(d.width).Add(d.st.Text, "  ")
		if i == 0 {
			l.Add(d.st.Key, name)
		}
		l.Blank(d.st.Text, names-(d.width-2-l.Left()))
		d.rows = append(d.rows, l.Add(d.st.Text, line).String())
	}
}

func (d *sheet) say(look paint.Style, sign, text string) {
	for i, line := range paint.Wrap(sign+text, max(d.width-4, 1)) {
		lead := "  "
		if i > 0 && sign != "" {
			lead = "    "
		}
		d.rows = append(d.rows, paint.NewLine(d.width).Add(look, lead+line).String())
	}
}
