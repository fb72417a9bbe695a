package doctor

import "fmt"

// The smallest screen that the panes are made for.
const leastWidth, leastHeight = 60, 16

func (t Terminal) checks() []Check {
	if !t.Is {
		return skipped("standard output is no terminal", terminal, characters, clipboard)
	}
	return []Check{t.screen(), t.characters(), t.clipboard()}
}

func (t Terminal) screen() Check {
	check := Check{Name: terminal, State: OK, Seen: t.Name + ", " + t.Colours}
	if t.Width > 0 {
		check.Seen = fmt.Sprintf("%s, %dx%d, %s", t.Name, t.Width, t.Height, t.Colours)
	}
	switch {
	case t.Name == "" || t.Name == "dumb":
		check.State = Warn
		check.Seen = "TERM says that it cannot move its cursor"
		check.Next = "For the panes use another terminal. The commands get and token work in any."
	case t.Width > 0 && (t.Width < leastWidth || t.Height < leastHeight):
		check.State = Warn
		check.Next = fmt.Sprintf("The panes need %dx%d or more: make the window larger, or its letters smaller.", leastWidth, leastHeight)
	}
	return check
}

func (t Terminal) characters() Check {
	check := Check{Name: characters, State: OK, Seen: "UTF-8 (" + t.Locale + ")"}
	if !t.UTF8 {
		check.State, check.Seen = Warn, "the locale is not UTF-8 ("+t.Locale+")"
		check.Why = "The panes draw their lines in UTF-8 whatever it says. Usually only the setting is missing."
		check.Next = "If the lines look odd, set the locale, in bash or zsh: export LANG=C.UTF-8"
	}
	return check
}

func (t Terminal) clipboard() Check {
	check := Check{Name: clipboard, State: OK, Seen: "copying uses OSC 52; the terminal has to allow it"}
	switch t.Within {
	case "tmux":
		check.Seen = "by OSC 52; tmux needs: set -g set-clipboard on"
	case "screen":
		check.State, check.Seen = Warn, "by OSC 52, which GNU screen usually does not pass on"
		check.Next = "To copy, use another terminal, or tmux with: set -g set-clipboard on"
	}
	return check
}
