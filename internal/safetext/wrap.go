package safetext

import "strings"

// Wrap breaks prose into lines of at most width cells, at blanks where it can.
// Line ends in the text are kept; the result is clean.
func Wrap(text string, width int) []string {
	if width < 1 {
		return nil
	}
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapParagraph(Clean(paragraph), width)...)
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
		case Width(line)+1+Width(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
		for Width(line) > width {
			head, rest := Head(line, width)
			lines = append(lines, head)
			line = rest
		}
	}
	return append(lines, line)
}
