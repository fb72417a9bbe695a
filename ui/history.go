package ui

import "slices"

// history is the lines that were typed in this session, the latest last. They
// are kept in memory only: a filter may hold what a customer's data says.
type history struct {
	lines []string
	at    int    // of the line that is shown; len(lines) for what is being typed
	typed string // what was being typed before an earlier line took its place
}

// mostLines bounds what is kept.
const mostLines = 200

// begin is the history as a line that is about to be typed sees it.
func (h history) begin() history {
	return history{lines: h.lines, at: len(h.lines)}
}

func (h *history) add(line string) {
	lines := slices.DeleteFunc(slices.Clone(h.lines), func(l string) bool { return l == line })
	lines = append(lines, line)
	h.lines = lines[max(len(lines)-mostLines, 0):]
}

// move gives the line before the one that is shown, or the one after; false at
// the ends.
func (h *history) move(shown string, earlier bool) (line string, ok bool) {
	to := h.at + 1
	if earlier {
		to = h.at - 1
	}
	if to < 0 || to > len(h.lines) {
		return "", false
	}
	if h.at == len(h.lines) {
		h.typed = shown
	}
	h.at = to
	if to == len(h.lines) {
		return h.typed, true
	}
	return h.lines[to], true
}
