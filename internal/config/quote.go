package config

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotable is the most characters of a value that a message repeats.
const quotable = 60

// quote repeats a value of the file in a message, with everything escaped that
// is not printable. A value that holds a line break or an equals sign is only
// counted: a forgotten closing quote makes whole lines of the file, and so
// perhaps its secret, part of some other value.
func quote(s string) string {
	if !mayQuote(s) {
		return fmt.Sprintf("(a text of %d characters)", utf8.RuneCountInString(s))
	}
	if r := []rune(s); len(r) > quotable {
		s = string(r[:quotable-1]) + "…"
	}
	return strconv.Quote(s)
}

// quotePath is quote for the path of a file, of which the end tells most.
func quotePath(path string) string {
	const most = 200
	if !mayQuote(path) {
		return quote(path)
	}
	if r := []rune(path); len(r) > most {
		path = "…" + string(r[len(r)-most+1:])
	}
	return strconv.Quote(path)
}

func mayQuote(s string) bool { return !strings.ContainsAny(s, "=\r\n") }

// printable is s itself, or s quoted where a terminal would not print it as
// it is. For names that the user chose, such as paths.
func printable(s string) string {
	odd := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
	if strings.ContainsFunc(s, odd) {
		return strconv.Quote(s)
	}
	return s
}

// shellQuote is a path as it can be typed into a shell.
func shellQuote(path string) string {
	odd := func(r rune) bool {
		return !strings.ContainsRune("/._-+:@%,", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	if path != "" && !strings.ContainsFunc(path, odd) {
		return path
	}
	return "'" + strings.ReplaceAll(printable(path), "'", `'\''`) + "'"
}

// indent puts four blanks before every line of text.
func indent(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "")
}
