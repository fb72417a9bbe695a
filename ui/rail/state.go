package rail

import (
	"errors"
	"strings"
	"time"

	"brincr-explorer/auth"
	"brincr-explorer/ui/paint"
)

// State is a token's status at one moment, in words and signs: the pane and
// the status line say the same, and neither says it by colour alone.
type State struct {
	Word    string
	HasLife bool // Left and Share mean something
	Left    time.Duration
	Share   float64 // of the lifetime, 0 to 1
	sign    string
	level   level
}

type level uint8

const (
	idle level = iota
	good
	warn
	bad
)

// Describe puts a status into words for a moment.
func Describe(s auth.Status, now auth.Instant) State {
	d := describePhase(s.Phase)
	held := s.Err != nil && errors.Is(s.Err, auth.ErrQuiet)
	switch {
	case s.Paused:
		d = State{Word: "paused", sign: "‖", level: warn}
	case held && s.Phase == auth.PhaseFailed:
		d = State{Word: "held today", sign: "‖", level: warn}
	}
	life, known := s.Token.Lifetime()
	if s.Token.Zero() || !known || life <= 0 {
		return d
	}
	d.HasLife, d.Left = true, s.Token.Remaining(now)
	d.Share = float64(d.Left) / float64(life)
	switch {
	case s.Paused && d.Left <= 0:
		d.Word, d.level = "paused, expired", bad
	case s.Paused:
	case d.Left <= 0 && s.Phase == auth.PhaseValid:
		d.Word, d.sign, d.level = "expired", "○", bad
	case s.Phase == auth.PhaseFailed && d.Left > 0 && !held:
		d.Word, d.level = "renewal failed", warn
	}
	return d
}

func describePhase(p auth.Phase) State {
	switch p {
	case auth.PhaseRequesting:
		return State{Word: "requesting", sign: "◌", level: warn}
	case auth.PhaseValid:
		return State{Word: "valid", sign: "●", level: good}
	case auth.PhaseRenewing:
		return State{Word: "renewing", sign: "◌", level: warn}
	case auth.PhaseFailed:
		return State{Word: "failed", sign: "✗", level: bad}
	case auth.PhaseUnknownLifetime:
		return State{Word: "valid, lifetime unknown", sign: "●", level: good}
	default:
		return State{Word: "none", sign: "○", level: idle}
	}
}

// TimeLeft is the countdown behind a lead, or nothing where nothing counts.
func (s State) TimeLeft(lead string) string {
	if !s.HasLife {
		return ""
	}
	if lead == "" {
		return paint.Clock(s.Left) + " left"
	}
	return lead + paint.Clock(s.Left)
}

// Sign is the state as one coloured sign.
func (s State) Sign(st *paint.Styles) paint.Span {
	return paint.Span{Style: s.look(st), Text: s.sign}
}

// BarFull and BarEmpty make a bar, which tells what is left from what is gone by
// weight, not by colour alone.
const BarFull, BarEmpty = "━", "─"

// Bar is the rest of the life in a number of cells, for the status line.
func (s State) Bar(st *paint.Styles, cells int) []paint.Span {
	full := int(float64(cells)*s.Share + 0.5)
	return []paint.Span{
		{Style: s.look(st), Text: strings.Repeat(BarFull, full)},
		{Style: st.BarEmpty, Text: strings.Repeat(BarEmpty, cells-full)},
	}
}

func (s State) look(st *paint.Styles) paint.Style {
	switch s.level {
	case good:
		return st.Good
	case warn:
		return st.Warn
	case bad:
		return st.Bad
	default:
		return st.Faint
	}
}
