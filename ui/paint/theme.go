// Package paint turns meaning into cells. It exists so that nothing else in
// the ui names a colour or writes an escape sequence: a pane says "this text
// is a number", and every text, ours or a server's, passes the one sanitiser
// on its way into a line.
package paint

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// A Style is one look of text: the sequence that turns it on. The zero Style
// is the terminal's own look.
type Style struct{ on string }

// A Set holds the looks that text within one row can have. Rows under the
// cursor use a Set of their own, so that a selection never loses the colours
// of what it covers.
type Set struct {
	Text, Faint, Strong, Accent    Style
	Key, String, Number, Literal   Style
	Punct, Link                    Style
	Match, Found                   Style // what a find matches, and the match it stands at
	Good, Warn, Bad                Style
	Digit, Badge, DemoBadge        Style
	BarFull, BarEmpty, Placeholder Style
}

// Styles is the whole theme. It is built once for each kind of terminal and
// passed by pointer.
type Styles struct {
	Set                       // an ordinary row
	Selected              Set // the row under the cursor of the focused pane
	Blurred               Set // the row under the cursor of any other pane
	Border, BorderFocused Style
	Title, TitleFocused   Style
}

// A Look says what kind of terminal, and which environment, Styles are for.
type Look struct {
	Light      bool // the background is light
	Colours    Colours
	Production bool
}

// Colours is how many a terminal has.
type Colours uint8

const (
	Full    Colours = iota // any
	Indexed                // 256: greys for backgrounds, as the cube's dark colours are gaudy
	Basic                  // 16, whose shades are the terminal's own
	Plain                  // none
)

// New builds the theme for a look.
func New(l Look) *Styles {
	p := dark
	switch {
	case l.Colours == Basic && l.Light:
		p = basicLight
	case l.Colours == Basic:
		p = basicDark
	case l.Light:
		p = light
	}
	if l.Production {
		p.accent, p.selected = p.production, p.productionSelected
	}
	if l.Colours == Indexed {
		p.selected, p.blurred = lipgloss.Color("239"), lipgloss.Color("236")
		if l.Light {
			p.selected, p.blurred = lipgloss.Color("252"), lipgloss.Color("255")
		}
	}
	s := &Styles{}
	s.Set = p.set(lipgloss.NewStyle())
	switch l.Colours {
	case Plain, Basic:
		s.Selected = uniform(lipgloss.NewStyle().Reverse(true))
		s.Blurred = p.set(lipgloss.NewStyle().Bold(true))
	default:
		s.Selected = p.set(lipgloss.NewStyle().Background(p.selected))
		s.Blurred = p.set(lipgloss.NewStyle().Background(p.blurred))
	}
	base := lipgloss.NewStyle()
	if l.Colours == Plain {
		s.Match, s.Found = style(base.Underline(true)), style(base.Bold(true).Reverse(true))
	}
	s.Border = style(base.Foreground(p.border))
	s.BorderFocused = style(base.Foreground(p.accent))
	s.Title = style(base.Foreground(p.faint))
	s.TitleFocused = style(base.Foreground(p.accent).Bold(true))
	return s
}

// palette holds the colours of one kind of terminal.
type palette struct {
	faint, border, accent, production            color.Color
	key, str, number, literal, punct             color.Color
	good, warn, bad                              color.Color
	selected, blurred, productionSelected        color.Color
	badgeText, match, matchText, empty, demoBack color.Color
}

var dark = palette{
	faint: lipgloss.Color("#8b93a7"), border: lipgloss.Color("#4a5268"),
	accent: lipgloss.Color("#5cc8e0"), production: lipgloss.Color("#ff9466"),
	key: lipgloss.Color("#82b7ff"), str: lipgloss.Color("#a9d58e"), number: lipgloss.Color("#ecbf75"),
	literal: lipgloss.Color("#cf9cf2"), punct: lipgloss.Color("#737c92"),
	good: lipgloss.Color("#7fd596"), warn: lipgloss.Color("#f0c15d"), bad: lipgloss.Color("#ff7f87"),
	selected: lipgloss.Color("#2c3a57"), blurred: lipgloss.Color("#262c3a"), productionSelected: lipgloss.Color("#55301f"),
	badgeText: lipgloss.Color("#1a1210"), match: lipgloss.Color("#f0c15d"), matchText: lipgloss.Color("#1a1a1a"),
	empty: lipgloss.Color("#3a4152"), demoBack: lipgloss.Color("#b58cf0"),
}

var light = palette{
	faint: lipgloss.Color("#5d6475"), border: lipgloss.Color("#a9b1c2"),
	accent: lipgloss.Color("#00698c"), production: lipgloss.Color("#b23a00"),
	key: lipgloss.Color("#1b4ea3"), str: lipgloss.Color("#21702b"), number: lipgloss.Color("#8f5200"),
	literal: lipgloss.Color("#7433a8"), punct: lipgloss.Color("#6f7789"),
	good: lipgloss.Color("#17702f"), warn: lipgloss.Color("#8f5200"), bad: lipgloss.Color("#b01e2c"),
	selected: lipgloss.Color("#cfe4f4"), blurred: lipgloss.Color("#e4e9f1"), productionSelected: lipgloss.Color("#fbdccb"),
	badgeText: lipgloss.Color("#ffffff"), match: lipgloss.Color("#ffd86b"), matchText: lipgloss.Color("#1a1a1a"),
	empty: lipgloss.Color("#ccd3df"), demoBack: lipgloss.Color("#6b35b5"),
}

// The sixteen colours are named by number: a shade of ours would be mapped to
// the nearest of them, and a selection to one that hides its text.
var basicDark = palette{
	faint: lipgloss.BrightBlack, border: lipgloss.BrightBlack, accent: lipgloss.Cyan, production: lipgloss.Yellow,
	key: lipgloss.BrightBlue, str: lipgloss.Green, number: lipgloss.Yellow, literal: lipgloss.Magenta, punct: lipgloss.BrightBlack,
	good: lipgloss.Green, warn: lipgloss.Yellow, bad: lipgloss.Red,
	badgeText: lipgloss.Black, match: lipgloss.Yellow, matchText: lipgloss.Black, empty: lipgloss.BrightBlack, demoBack: lipgloss.Magenta,
}

var basicLight = palette{
	faint: lipgloss.BrightBlack, border: lipgloss.BrightBlack, accent: lipgloss.Blue, production: lipgloss.Red,
	key: lipgloss.Blue, str: lipgloss.Green, number: lipgloss.Red, literal: lipgloss.Magenta, punct: lipgloss.BrightBlack,
	good: lipgloss.Green, warn: lipgloss.Red, bad: lipgloss.Red,
	badgeText: lipgloss.BrightWhite, match: lipgloss.Yellow, matchText: lipgloss.Black, empty: lipgloss.BrightBlack, demoBack: lipgloss.Magenta,
}

// uniform is a row in which everything looks alike: in reverse, colours of the
// text would become patches of background.
func uniform(base lipgloss.Style) Set {
	s, strong := style(base), style(base.Bold(true))
	return Set{
		Text: s, Faint: s, Strong: strong, Accent: strong, Key: s, String: s, Number: s, Literal: s, Punct: s, Link: s, Match: strong, Found: strong,
		Good: s, Warn: s, Bad: strong, Digit: strong, Badge: strong, DemoBadge: strong, BarFull: s, BarEmpty: s, Placeholder: s,
	}
}

// set derives the looks of one row from its base, which carries the row's
// background.
func (p palette) set(base lipgloss.Style) Set {
	fg := func(c color.Color) Style { return style(base.Foreground(c)) }
	badge := lipgloss.NewStyle().Bold(true).Foreground(p.badgeText)
	return Set{
		Text: style(base), Faint: fg(p.faint), Strong: style(base.Bold(true)), Accent: style(base.Foreground(p.accent).Bold(true)),
		Key: fg(p.key), String: fg(p.str), Number: fg(p.number), Literal: fg(p.literal),
		Punct: fg(p.punct), Link: style(base.Foreground(p.str).Underline(true)),
		Match: style(lipgloss.NewStyle().Background(p.match).Foreground(p.matchText)),
		Found: style(lipgloss.NewStyle().Background(p.accent).Foreground(p.badgeText).Bold(true).Underline(true)),
		Good:  fg(p.good), Warn: fg(p.warn), Bad: style(base.Foreground(p.bad).Bold(true)),
		Digit: style(base.Foreground(p.accent).Bold(true)),
		Badge: style(badge.Background(p.production)), DemoBadge: style(badge.Background(p.demoBack)),
		BarFull: fg(p.accent), BarEmpty: fg(p.empty), Placeholder: style(base.Foreground(p.faint).Italic(true)),
	}
}

// style keeps the sequence with which Lip Gloss turns a look on. Rendering
// through Lip Gloss for every span would cost more than the frame itself.
func style(s lipgloss.Style) Style {
	on, _, _ := strings.Cut(s.Render("x"), "x")
	return Style{on: on}
}

// Mark is text in a look as a line writes it. It is for tests: text from outside
// would have to be cleaned.
func (s Style) Mark(text string) string { return s.on + text + off }
