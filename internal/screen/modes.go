package screen

import (
	"fmt"
	"slices"
	"strings"
)

// Modes are the terminal modes that differ from what a terminal starts with.
// After a program that gives the terminal back, all of it is zero.
type Modes struct {
	AltScreen       bool // ?47, ?1047, ?1049
	CursorHidden    bool // ?25 reset
	Mouse           bool // ?9, ?1000 to ?1003 and their encodings
	BracketedPaste  bool // ?2004
	Focus           bool // ?1004
	Synchronized    bool // ?2026: an update was begun and not ended
	Kitty           int  // entries on the keyboard stacks of both screens
	ModifyOtherKeys int  // xterm's resource 4
	Other           []string
}

// Left names every mode that is still set, in the words of the escape
// sequence that would end it. It is empty when there is none.
func (m Modes) Left() []string {
	var left []string
	add := func(set bool, name string) {
		if set {
			left = append(left, name)
		}
	}
	add(m.AltScreen, "alternate screen")
	add(m.CursorHidden, "hidden cursor (?25)")
	add(m.Mouse, "mouse reports (?1000 to ?1003)")
	add(m.BracketedPaste, "bracketed paste (?2004)")
	add(m.Focus, "focus reports (?1004)")
	add(m.Synchronized, "synchronized output (?2026)")
	add(m.Kitty != 0, fmt.Sprintf("kitty keyboard protocol (%d deep)", m.Kitty))
	add(m.ModifyOtherKeys != 0, fmt.Sprintf("modifyOtherKeys (%d)", m.ModifyOtherKeys))
	return append(left, m.Other...)
}

// String lists what Left names, or says "none".
func (m Modes) String() string {
	if left := m.Left(); len(left) > 0 {
		return strings.Join(left, ", ")
	}
	return "none"
}

// modeState follows the private modes and keyboard protocols that a program
// sets. The emulator knows the modes but doesn't tell them, and doesn't know
// the keyboard protocols.
type modeState struct {
	dec             map[int]bool // set or reset by the program
	ansi            map[int]bool
	kitty           [2][]int // stacks of the main and the alternate screen
	modifyOtherKeys int
}

func newModeState() modeState {
	return modeState{dec: make(map[int]bool), ansi: make(map[int]bool)}
}

// startsSet tells the private modes that a terminal starts with.
func startsSet(mode int) bool {
	return mode == 7 || mode == 25 // auto wrap, visible cursor
}

func (s *modeState) isSet(mode int) bool {
	if set, known := s.dec[mode]; known {
		return set
	}
	return startsSet(mode)
}

func (s *modeState) modes() Modes {
	m := Modes{Kitty: len(s.kitty[0]) + len(s.kitty[1]), ModifyOtherKeys: s.modifyOtherKeys}
	for mode, set := range s.dec {
		if set == startsSet(mode) {
			continue
		}
		switch mode {
		case 47, 1047, 1049:
			m.AltScreen = true
		case 25:
			m.CursorHidden = true
		case 9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016:
			m.Mouse = true
		case 2004:
			m.BracketedPaste = true
		case 1004:
			m.Focus = true
		case 2026:
			m.Synchronized = true
		case 1048: // saves and restores the cursor; leaves nothing
		default:
			m.Other = append(m.Other, fmt.Sprintf("private mode ?%d", mode))
		}
	}
	for mode, set := range s.ansi {
		if set {
			m.Other = append(m.Other, fmt.Sprintf("mode %d", mode))
		}
	}
	slices.Sort(m.Other)
	return m
}

// kittyFlags returns the flags in force on a screen (0 main, 1 alternate).
func (s *modeState) kittyFlags(screen int) int {
	if n := len(s.kitty[screen]); n > 0 {
		return s.kitty[screen][n-1]
	}
	return 0
}

func (s *modeState) kittyPush(screen, flags int) {
	s.kitty[screen] = append(s.kitty[screen], flags)
}

func (s *modeState) kittyPop(screen, n int) {
	depth := len(s.kitty[screen])
	s.kitty[screen] = s.kitty[screen][:max(depth-max(n, 1), 0)]
}

// kittySet changes the flags in force: how is 1 to replace, 2 to add, 3 to
// remove. On an empty stack it counts as one entry, so that it isn't missed.
func (s *modeState) kittySet(screen, flags, how int) {
	switch how {
	case 2:
		flags = s.kittyFlags(screen) | flags
	case 3:
		flags = s.kittyFlags(screen) &^ flags
	}
	n := len(s.kitty[screen])
	switch {
	case n > 0:
		s.kitty[screen][n-1] = flags
	case flags != 0:
		s.kittyPush(screen, flags)
	}
}
