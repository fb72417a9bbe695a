package paint

import (
	"strings"

	"brincr-explorer/internal/safetext"
)

// Wrap breaks prose into lines of at most width cells, at blanks where it can.
// Line ends in the text are kept; the result is clean.
func Wrap(text string, width int) []string {
	if width < 1 {
		return nil
	}
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, wrapParagraph(safetext.Clean(paragraph), width)...)
	}
	return lines
}

func wrapParagraph(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case safetext.Width(line)+1+safetext.Width(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
		for safetext.Width(line) > width {
			head, rest := safetext.Head(line, width)
			lines = append(lines, head)
			line = rest
		}
	}
	return append(lines, line)
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
