package rail

import (
	"slices"
	"strings"

	"brincr-explorer/api"
	"brincr-explorer/ui/paint"
)

// coverage is whether the chosen scopes are enough for an endpoint.
type coverage uint8

const (
	unknown coverage = iota // which scopes it needs is not known
	covered
	uncovered
)

func (p *Endpoints) state(i int) coverage {
	switch scopes := p.catalogue[i].Scopes(); {
	case len(scopes) == 0:
		return unknown
	case len(p.missing(i)) > 0:
		return uncovered
	default:
		return covered
	}
}

// missing are the scopes that an endpoint needs and that are not chosen.
func (p *Endpoints) missing(i int) []string {
	return slices.DeleteFunc(slices.Clone(p.catalogue[i].Scopes()), func(s string) bool { return p.covered[s] })
}

// View draws the pane.
func (p *Endpoints) View(st *paint.Styles, h int, focused bool) []string {
	box := paint.Box{Digit: "5", Focused: focused, Title: []paint.Span{{Text: "Endpoints"}}, Right: p.position(st)}
	if h == 1 {
		box.Right = nil
		if i, ok := p.Endpoint(); ok {
			box.Title = append(box.Title, paint.Span{Style: st.Text, Text: " " + p.catalogue[i].Method + " " + p.catalogue[i].Path})
		}
		return box.Draw(st, p.width, h, nil)
	}
	rows := p.window(st, focused)
	if n := p.summaryRows(h); n > 0 {
		for len(rows) < p.height {
			rows = append(rows, paint.NewLine(p.width-2).String())
		}
		rows = append(rows, p.summary(st, n)...)
	}
	return box.Draw(st, p.width, h, rows)
}

func (p *Endpoints) window(st *paint.Styles, focused bool) []string {
	width := p.width - 2
	rows := make([]string, 0, p.height)
	for at := p.top; at < len(p.lines) && len(rows) < p.height; at++ {
		line := paint.NewLine(width)
		if p.lines[at] == heading {
			rows = append(rows, line.Add(st.Faint, " "+p.heading(p.shown[p.lines[at+1]])).String())
			continue
		}
		set, mark := &st.Set, "  "
		if p.lines[at] == p.cursor {
			set = &st.Blurred
			if focused {
				set, mark = &st.Selected, "› "
			}
		}
		line.Add(set.Accent, mark)
		p.row(p.shown[p.lines[at]], set, line)
		rows = append(rows, line.Fill(set.Text))
	}
	if len(p.catalogue) > 0 && len(p.shown) == 0 && p.height > 0 {
		rows = append(rows, paint.NewLine(width).Add(st.Placeholder, "  nothing matches "+p.filter).String())
	}
	return rows
}

// heading names the group that begins with an endpoint. Of a group that the scopes
// cover in part, the rest comes later under a heading of its own.
func (p *Endpoints) heading(i int) string {
	group := p.group(i)
	if p.rank(i) != 0 && p.coveredIn[group] {
		return group + " – with more scopes"
	}
	return group
}

func (p *Endpoints) row(i int, set *paint.Set, l *paint.Line) {
	e := p.catalogue[i]
	method, path := set.Accent, set.Text
	if p.state(i) == uncovered {
		method, path = set.Faint, set.Faint
	}
	if !e.Safe() { // it stands out from those that read
		method = set.Warn
	}
	l.Add(method, e.Method+" ")
	for _, note := range p.notes(i) {
		room := l.Left() - paint.SpansWidth([]paint.Span{{Text: note}}) - 2
		if paint.SpansWidth([]paint.Span{{Text: e.Path}}) <= room || len([]rune(note)) == 1 && room >= 10 {
			l.AddMiddle(path, e.Path, room)
			l.Right(set.Text, paint.Span{Style: set.Faint, Text: note + " "})
			return
		}
	}
	l.AddMiddle(path, e.Path, l.Left())
}

// notes say why an endpoint may not answer as wished, or that nothing stands in
// the way: in words, and as the sign that is left of them where the path needs the
// room. The summary then has the words.
func (p *Endpoints) notes(i int) []string {
	e := p.catalogue[i]
	switch state := p.state(i); {
	case state == uncovered:
		return []string{"+ " + short(p.missing(i)), "+"}
	case e.Operation != nil && e.Operation.Deprecated:
		return []string{"deprecated", "!"}
	case e.Evidence == api.Guess, e.Evidence == api.Illustrative && e.Operation == nil:
		return []string{string(e.Evidence), "?"}
	case state == covered && e.Operation != nil:
		return []string{"✓"}
	default:
		return nil
	}
}

// summary says in n rows what the endpoint under the cursor is for, and what the
// sign in its row stands for.
func (p *Endpoints) summary(st *paint.Styles, n int) []string {
	width := p.width - 2
	rows := make([]string, n)
	lines := paint.Wrap(p.about(), max(width-2, 1))
	for at := range rows {
		l := paint.NewLine(width).Add(st.Faint, " ")
		switch {
		case at == n-1 && len(lines) > n: // cut, and marked so
			l.Add(st.Faint, strings.Join(lines[at:], " "))
		case at < len(lines):
			l.Add(st.Faint, lines[at])
		}
		rows[at] = l.String()
	}
	return rows
}

func (p *Endpoints) about() string {
	i, ok := p.Endpoint()
	if !ok {
		return ""
	}
	e := p.catalogue[i]
	var words []string
	if p.state(i) == uncovered {
		words = append(words, "+ "+short(p.missing(i)))
	}
	if e.Operation != nil && e.Operation.Deprecated {
		words = append(words, "deprecated")
	}
	if e.Evidence == api.Illustrative || e.Evidence == api.Guess {
		words = append(words, string(e.Evidence))
	}
	text := e.Name
	if e.Operation != nil && e.Operation.Summary != "" {
		text = e.Operation.Summary
	}
	if len(words) == 0 {
		return text
	}
	return strings.Join(words, ", ") + ": " + text
}
