package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with the file. No field ever holds a
// secret of the file; what is quoted from the file has its control characters
// escaped.
type Problem struct {
	// File is the path as Load was given it.
	File string
	// Line and Column count from 1, Column in characters. 0: the file as a
	// whole.
	Line, Column int
	// Key is the dotted key the problem is about, such as
	// "environments.client_id"; "" for the file as a whole.
	Key string
	// Message says what is wrong, Hint what to do about it. Hint may be "".
	Message, Hint string
	// Warning: the config works all the same.
	Warning bool
}

// String is the problem in one line: "config.toml:12:3: message (hint)".
func (p Problem) String() string {
	if p.Hint == "" {
		return p.headline()
	}
	return p.headline() + ". " + p.Hint
}

func (p Problem) headline() string {
	var b strings.Builder
	b.WriteString(printable(p.File))
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	b.WriteString(": ")
	if p.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(p.Message)
	return b.String()
}

// Problems is everything wrong with one file, sorted by line. It is returned
// as an error when at least one of them is not a warning.
type Problems []Problem

// listed is how many problems a person is shown at once: beyond that the file
// is probably not what it was taken for.
const listed = 50

// Error lists them, a line each, with its hint indented beneath; of very many
// only the first, and how many more there are.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i == listed {
			fmt.Fprintf(&b, "and %d more", len(ps)-listed)
			break
		}
		b.WriteString(p.headline())
		if p.Hint != "" {
			b.WriteString("\n    ")
			b.WriteString(p.Hint)
		}
	}
	return b.String()
}

func (ps Problems) fatal() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return !p.Warning })
}

func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
