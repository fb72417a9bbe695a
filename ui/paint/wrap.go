package paint

import "brincr-explorer/internal/safetext"

// Wrap breaks prose into lines of at most width cells, at blanks where it can.
// Line ends in the text are kept; the result is clean.
func Wrap(text string, width int) []string {
	return safetext.Wrap(text, width)
}

// WrapHard breaks text without regard to words, as a token needs it.
func WrapHard(text string, width int) []string {
	if width < 1 {
		return nil
	}
	var lines []string
	rest := safetext.Clean(text)
	for rest != "" {
		var head string
		head, rest = safetext.Head(rest, width)
		lines = append(lines, head)
	}
	return lines
}
