package ui

// The smallest screen that the panes are drawn on; below it one line says so.
const (
	minWidth  = 60
	minHeight = 16
	wideFrom  = 110 // columns from which rail and response stand side by side
)

// rect is a place on the screen in cells.
type rect struct{ x, y, w, h int }

func (r rect) contains(x, y int) bool {
	return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h
}

// layout says where everything is. A pane with height 0 is not on the screen.
type layout struct {
	w, h     int
	tooSmall bool
	wide     bool
	panes    [7]rect // by the digit of the pane, 1 to 6
}

// arrange is a pure function: the screen's size, the focused pane and what
// each rail pane would like give the rectangles.
func arrange(w, h, focus int, want [6]int) layout {
	l := layout{w: w, h: h, tooSmall: w < minWidth || h < minHeight, wide: w >= wideFrom}
	if l.tooSmall {
		return l
	}
	body := h - 2 // status line above, key line below
	switch {
	case l.wide:
		rail := min(max(w*29/100, 32), 46)
		l.stack(rect{0, 1, rail, body}, focus, want)
		l.panes[6] = rect{rail, 1, w - rail, body}
	case focus == 6:
		l.panes[6] = rect{0, 1, w, body}
	default:
		l.stack(rect{0, 1, w, body}, focus, want)
	}
	return l
}

// stack shares the rail's rows among its five panes.
func (l *layout) stack(rail rect, focus int, want [6]int) {
	heights := share(rail.h, focus, want)
	y := rail.y
	for pane := 1; pane <= 5; pane++ {
		l.panes[pane] = rect{rail.x, y, rail.w, heights[pane]}
		y += heights[pane]
	}
}

// generous is the order in which panes are given rows beyond their one-row
// form: the token first, whose countdown is what the program is for.
var generous = [...]int{4, 2, 5, 1, 3}

// share is the accordion. Every pane keeps a row with its title and its chosen
// item; then the focused one is given up to half of the rows, then each of the others a
// small one, then a larger one, and then all what they would like, the focused
// one first. What is left goes to the endpoints, or to the last pane that has a frame.
func share(rows, focus int, want [6]int) [6]int {
	const small, medium, frame = 4, 9, 3
	fair := max(rows/2, frame)
	var got [6]int
	left := rows
	for pane := 1; pane <= 5; pane++ {
		got[pane], left = 1, left-1
	}
	give := func(pane, upTo int) {
		n := min(upTo-got[pane], left)
		if n <= 0 || got[pane]+n < frame {
			return
		}
		got[pane], left = got[pane]+n, left-n
	}
	onRail := focus >= 1 && focus <= 5
	if onRail {
		give(focus, min(max(want[focus], frame), fair))
	}
	for _, pane := range generous {
		upTo := small
		if pane == 4 {
			upTo = 6
		}
		give(pane, min(want[pane], upTo))
	}
	for _, pane := range generous {
		give(pane, min(want[pane], medium))
	}
	if onRail {
		give(focus, want[focus])
	}
	for _, pane := range generous {
		give(pane, want[pane])
	}
	for pane := 5; pane >= 1 && left > 0; pane-- {
		if got[pane] >= frame {
			got[pane], left = got[pane]+left, 0
		}
	}
	return got
}
