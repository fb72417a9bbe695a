package doctor

import (
	"fmt"
	"io"
	"strings"

	"brincr-explorer/internal/safetext"
)

// Text writes checks for people, wrapped to a width: a line each where all is
// well, what to do beneath where it is not.
type Text struct {
	Out   io.Writer
	Width int
}

const (
	stateColumn = 6
	nameColumn  = 14
	leastText   = 30 // a narrower terminal gets its texts on lines of their own
)

// Begin says what will be sent, before it is.
func (t Text) Begin(s Subject) {
	where := s.Environment.Name
	if where == "" {
		return
	}
	if s.Demo {
		where += " of the demo"
	}
	if s.Environment.Production {
		where += " (PRODUCTION)"
	}
	what := "This requests one token, then sends one GET that reads a list; nothing else reaches Brincr."
	switch {
	case s.quiet() != nil:
		what = "Today nothing is sent."
	case s.NoRead:
		what = "This requests one token; nothing is sent to Brincr."
	}
	t.write("", fmt.Sprintf("%s, tenant %s. %s", where, s.Tenant.Name, what))
}

// Checks writes what was found so far. Several scopes that are granted share a
// line, and so do checks that were not tried for the same reason.
func (t Text) Checks(checks ...Check) {
	for i := 0; i < len(checks); {
		n := 1
		for i+n < len(checks) && shareLine(checks[i], checks[i+n]) {
			n++
		}
		t.group(checks[i : i+n])
		i += n
	}
}

func shareLine(a, b Check) bool {
	return a.State == b.State && a.Seen == b.Seen && (a.State == Skipped || a.State == OK && a.Name == scope && b.Name == scope)
}

func (t Text) group(checks []Check) {
	c := checks[0]
	switch {
	case c.Name == scope && c.State == OK:
		var names []string
		for _, other := range checks {
			names = append(names, other.About)
		}
		t.row(c.State, "scopes", fmt.Sprintf("%d granted: %s", len(names), strings.Join(names, " ")))
	case len(checks) > 1:
		var names []string
		for _, other := range checks {
			names = append(names, label(other.Name))
		}
		t.row(c.State, "", strings.Join(names, ", ")+": "+c.Seen)
	case c.About != "":
		t.row(c.State, label(c.Name), c.About+": "+c.Seen)
	default:
		t.row(c.State, label(c.Name), c.Seen)
	}
	t.advice(c)
}

func (t Text) advice(c Check) {
	for _, line := range []struct{ name, text string }{
		{"why", c.Why},
		{"server", c.Server},
		{"usually right", strings.Join(c.Right, ", ")},
		{"not looked at", strings.Join(c.Unseen, ", ")},
		{"next", c.Next},
	} {
		if line.text != "" {
			t.write(t.margin(), line.name+": "+line.text)
		}
	}
}

// End is the last line: what the first thing to do is, and what was sent.
func (t Text) End(r Report) {
	sent := "one token request"
	if r.TokenRequests == 0 {
		sent = "no token request"
	}
	if r.Sent != "" {
		sent += ", and to Brincr " + r.Sent
	} else {
		sent += ", and nothing to Brincr"
	}
	verdict := "All is well."
	if n := r.count(Warn); n == 1 {
		verdict = "It works; one line deserves a look."
	} else if n > 1 {
		verdict = fmt.Sprintf("It works; %d lines deserve a look.", n)
	}
	if c, failed := r.Failed(); failed {
		verdict = "To be put right first: " + label(c.Name) + "."
	}
	t.write("", verdict+" Sent: "+sent+".")
}

func (t Text) margin() string {
	if t.Width < stateColumn+nameColumn+leastText {
		return strings.Repeat(" ", min(stateColumn, t.Width/4))
	}
	return strings.Repeat(" ", stateColumn+nameColumn)
}

func (t Text) row(s State, name, text string) {
	head := fmt.Sprintf("%-*s", stateColumn, sign(s))
	if name == "" {
		t.hang(head, strings.Repeat(" ", len(head)), text)
		return
	}
	if margin := t.margin(); len(margin) == stateColumn+nameColumn {
		t.hang(head+fmt.Sprintf("%-*s", nameColumn, name), margin, text)
		return
	}
	t.hang(head[:min(len(head), len(t.margin())+2)], t.margin(), name+": "+text)
}

func (t Text) write(margin, text string) { t.hang(margin, margin, text) }

// hang writes a text behind a head, and its further lines behind a margin. No
// line is wider than the terminal.
func (t Text) hang(head, margin, text string) {
	room := max(t.Width-max(len(head), len(margin)), 1)
	for _, line := range safetext.Wrap(text, room) {
		_, _ = fmt.Fprintln(t.Out, strings.TrimRight(head+line, " ")) // the stream keeps its first error
		head = margin
	}
}

// sign is a state in so few letters that a glance down the column tells.
func sign(s State) string {
	switch s {
	case Failed:
		return "FAIL"
	case Skipped:
		return "--"
	}
	return string(s)
}

// Label is the name of a check for people.
func Label(c Check) string { return label(c.Name) }

func label(name string) string {
	name = strings.ReplaceAll(name, "_", " ")
	return strings.ReplaceAll(strings.ReplaceAll(name, "tls", "TLS"), "api", "API")
}
