package ui

import (
	"slices"
	"strconv"
	"strings"

	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/rail"
)

// statusLine says, at any size, where one is and how long the token lives.
// Short of room it gives up the request count, the limit, the bar and the scope
// count, in this order, and then shortens the tenant's name in its middle:
// environment and countdown are never cut.
func (m *model) statusLine() string {
	if m.isFile() {
		return m.fileLine()
	}
	st := m.st
	where := m.whereSpans()
	token := m.tokenSpans()
	bar, scopes, sent := m.barSpans(), m.scopeSpans(), m.sentSpans()
	limit, gauge := m.limitSpans()
	extra := []*[]paint.Span{&sent, &gauge, &limit, &bar, &scopes}
	name := m.here.tenant.Name
	var writes []paint.Span // in production it stands out, before the tenant
	if env := m.here.env; !env.ReadOnly && !env.Production {
		writes = []paint.Span{{Style: st.Warn, Text: " writes"}}
	}
	fixed := paint.SpansWidth(where) + paint.SpansWidth(writes) + paint.SpansWidth(token) + 4
	nameWidth := safetext.Width(safetext.Clean(name))
	for _, e := range extra {
		if fixed+nameWidth+paint.SpansWidth(bar)+paint.SpansWidth(scopes)+paint.SpansWidth(limit)+paint.SpansWidth(gauge)+paint.SpansWidth(sent) <= m.w {
			break
		}
		*e = nil
	}
	room := max(m.w-fixed-paint.SpansWidth(bar)-paint.SpansWidth(scopes), 4)
	l := paint.NewLine(m.w).Spans(where...).AddMiddle(st.Strong, name, min(room, nameWidth)).Spans(writes...)
	l.Add(st.Text, "   ").Spans(token...).Spans(bar...).Spans(scopes...)
	return l.Right(st.Text, slices.Concat(gauge, limit, sent)...).String()
}

func (m *model) whereSpans() []paint.Span {
	st := m.st
	var spans []paint.Span
	if m.o.Demo {
		spans = append(spans, paint.Span{Style: st.DemoBadge, Text: " DEMO "}, paint.Span{Text: " "})
	}
	env := m.here.env
	if env.Production {
		badge := " PRODUCTION "
		if env.Name != "production" {
			badge += "· " + env.Name + " "
		}
		spans = append(spans, paint.Span{Style: st.Badge, Text: badge})
	} else {
		spans = append(spans, paint.Span{Style: st.Accent, Text: " " + env.Name})
	}
	if env.Production && !env.ReadOnly {
		spans = append(spans, paint.Span{Text: " "}, paint.Span{Style: st.Badge, Text: " WRITES "})
	}
	return append(spans, paint.Span{Style: st.Faint, Text: " ▸ "})
}

func (m *model) state() rail.State { return rail.Describe(m.here.status, m.now) }

func (m *model) tokenSpans() []paint.Span {
	if day := m.quietDay(); day != "" {
		return []paint.Span{{Style: m.st.Warn, Text: "‖ quiet day " + day}}
	}
	s, st := m.state(), m.st
	spans := []paint.Span{s.Sign(st), {Style: st.Faint, Text: " token "}}
	if !s.HasLife || s.Word != "valid" {
		spans = append(spans, paint.Span{Style: st.Strong, Text: s.Word})
	}
	if s.HasLife {
		lead := ""
		if s.Word != "valid" {
			lead = " "
		}
		spans = append(spans, paint.Span{Style: st.Strong, Text: lead + paint.Clock(s.Left)})
	}
	return spans
}

func (m *model) barSpans() []paint.Span {
	s := m.state()
	if !s.HasLife || m.quietDay() != "" {
		return nil
	}
	const cells = 12
	spans := append([]paint.Span{{Text: " "}}, s.Bar(m.st, cells)...)
	return spans
}

func (m *model) scopeSpans() []paint.Span {
	return []paint.Span{{Text: " "}, {Style: m.st.Faint, Text: paint.Count(len(m.here.asked), "scope")}}
}

func (m *model) sentSpans() []paint.Span {
	return []paint.Span{{Style: m.st.Faint, Text: strconv.Itoa(m.sent) + " sent "}}
}

// fileLine names the files, the one on the screen between brackets. Short of
// room, the ones before it are left out.
func (m *model) fileLine() string {
	st := m.st
	if len(m.files) == 1 {
		return paint.NewLine(m.w).Add(st.Accent, " "+m.here.id.Tenant).String()
	}
	which := " " + strconv.Itoa(m.here.file+1) + " of " + strconv.Itoa(len(m.files)) + " "
	l := paint.NewLine(m.w-len(which)).Add(st.Text, " ")
	first := m.here.file
	for room := l.Left()/2 - nameWidth(m.here); first > 0 && room >= nameWidth(m.files[first-1]); first-- {
		room -= nameWidth(m.files[first-1])
	}
	if first > 0 {
		l.Add(st.Faint, "…")
	}
	for _, p := range m.files[first:] {
		look, left, right := st.Faint, " ", " "
		if p == m.here {
			look, left, right = st.Accent, "[", "]"
		}
		l.Add(look, left+p.id.Tenant+right)
	}
	return l.String() + paint.NewLine(len(which)).Add(st.Faint, which).String()
}

// nameWidth is what a file takes in the line of files.
func nameWidth(p *place) int { return safetext.Width(safetext.Clean(p.id.Tenant)) + 2 }

// bottomLine is the key line, or what stands in its place: the line that is
// being typed, a notice, or the choices of a key sequence.
func (m *model) bottomLine() string {
	st := m.st
	switch {
	case m.overlay != nil:
		return paint.NewLine(m.w).Add(st.Faint, " "+fitting(m.overlay.Hint(), m.w-1)).String()
	case m.prompt != nil:
		return m.promptLine()
	case m.prefix != "":
		return paint.NewLine(m.w).Add(st.Accent, " "+m.prefix+" ").Add(st.Faint, "then 1-9: unfold to that depth, 0: fold everything").String()
	case m.notice.Text != "":
		return m.noticeLine(m.notice.Text, true)
	default:
		return m.keyLine()
	}
}

// noticeLine is one line of a notice, with its sign before the first.
func (m *model) noticeLine(text string, first bool) string {
	look, sign := m.st.Good, " ✓ "
	switch {
	case !first:
		sign = "   "
	case m.notice.Bad:
		look, sign = m.st.Warn, " ! "
	}
	return paint.NewLine(m.w).Add(look, sign).Add(m.st.Text, text).String()
}

// longNotice are the rows of a notice that one line has no room for: the end of
// such a text often says what to do. They lie over the panes until the next key.
func (m *model) longNotice() []string {
	text, room := m.notice.Text, m.w-len(" ! ")
	if text == "" || m.overlay != nil || m.prompt != nil || m.prefix != "" || safetext.Width(safetext.Clean(text)) <= room {
		return nil
	}
	lines := paint.Wrap(text, room-1)
	if most := max(m.h/3, 1); len(lines) > most {
		lines[most-1] += " …"
		lines = lines[:most]
	}
	var rows []string
	for i, line := range lines {
		rows = append(rows, m.noticeLine(line, i == 0))
	}
	return rows
}

// fitting leaves out of a hint what has no room, its last parts first, but never
// the very last, which mostly says how to get out.
func fitting(hint string, width int) string {
	const between = " · "
	parts := strings.Split(hint, between)
	for len(parts) > 1 && safetext.Width(strings.Join(parts, between)) > width {
		at := max(len(parts)-2, 0)
		parts = slices.Delete(parts, at, at+1)
	}
	return strings.Join(parts, between)
}

// hint is a key of the key line, and where it stands there.
type hint struct {
	action   action.Action
	spans    []paint.Span
	from, to int // cells
}

// keyLine shows the keys that matter here.
func (m *model) keyLine() string {
	l := paint.NewLine(m.w)
	for _, h := range m.hints() {
		l.Blank(m.st.Text, h.from-(m.w-l.Left())).Spans(h.spans...)
	}
	return l.String()
}

// hints are the keys that have room in the key line, at their places. What comes
// last in the table, help and quit, is never left out.
func (m *model) hints() []hint {
	var near, always []hint
	seen := map[string]bool{}
	now := m.facts()
	for _, b := range m.keys.bound(m.scopes(), now) {
		if b.hint == "" || seen[b.keys[0]] {
			continue
		}
		seen[b.keys[0]] = true
		if b.action == action.Open {
			b.hint = now.openable // it says whether a string holds JSON
		}
		h := m.newHint(b.keys[0], b.hint, b.action)
		switch {
		case b.action == action.Help, b.action == action.Quit:
			always = append(always, h)
		case b.urgent:
			near = append([]hint{h}, near...)
		default:
			near = append(near, h)
		}
	}
	if m.here.running() || m.here.probing() || m.here.trial != nil {
		text := "cancel"
		if m.here.unsafe != "" {
			text = "stop waiting"
		}
		near = append([]hint{m.newHint("esc", text, action.Back)}, near...)
	}
	width := func(hints []hint) (w int) {
		for _, h := range hints {
			w += paint.SpansWidth(h.spans)
		}
		return w
	}
	x, end := 0, m.w-width(always)
	for i, h := range near {
		if x+paint.SpansWidth(h.spans) > end {
			near = near[:i]
			break
		}
		near[i].from, near[i].to = x, x+paint.SpansWidth(h.spans)
		x = near[i].to
	}
	for i, h := range always {
		always[i].from, always[i].to = end, end+paint.SpansWidth(h.spans)
		end = always[i].to
	}
	return append(near, always...)
}

func (m *model) newHint(key, text string, a action.Action) hint {
	return hint{action: a, spans: []paint.Span{{Style: m.st.Digit, Text: " " + key}, {Style: m.st.Faint, Text: " " + text + " "}}}
}
