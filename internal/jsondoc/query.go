package jsondoc

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

// Case says whether a query tells upper from lower case.
type Case uint8

const (
	SmartCase  Case = iota // only when the query has an upper-case letter
	MatchCase              // always
	IgnoreCase             // never
)

// Query is what to find.
type Query struct {
	Text   string
	Regexp bool // Text is a regular expression of package regexp (RE2)
	Case   Case
}

// Pattern is a compiled Query. It may be used by several goroutines at once.
//
// A literal is looked for in keys, strings, numbers and the names true, false and null. It is found in a string as
// decoded, so that é finds \u00e9; with a backslash in it also as sent. The quotes around a string count, so that
// "id" with quotes finds that key or value alone. Without regard to case it finds the letters whose other case takes
// the same number of bytes.
//
// A regular expression is matched against one decoded key or value at a time, without its quotes; ^ and $ are its ends.
type Pattern struct {
	needle *needle // the literal; or one that every match of re has; nil when there is none
	re     *regexp.Regexp
	prog   *syntax.Prog // of re
	slash  bool         // the literal has a backslash
}

// Compile prepares a query. The error says what is wrong with a regular expression.
func (q Query) Compile() (*Pattern, error) {
	fold := q.Case == IgnoreCase || q.Case == SmartCase && !hasUpper(q.Text, q.Regexp)
	if !q.Regexp {
		return &Pattern{needle: newNeedle(letters(q.Text, fold)), slash: containsSlash(q.Text)}, nil
	}
	flags := syntax.Perl
	if fold {
		flags |= syntax.FoldCase
	}
	tree, err := syntax.Parse(q.Text, flags)
	if err != nil {
		return nil, fmt.Errorf("the regular expression is not valid: %w", err)
	}
	text := q.Text
	if fold {
		text = "(?i)" + text
	}
	re, err := regexp.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("the regular expression is not valid: %w", err)
	}
	needed := required(tree)
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, fmt.Errorf("the regular expression is not valid: %w", err)
	}
	return &Pattern{needle: newNeedle(needed), re: re, prog: prog}, nil
}

// hasUpper says whether a query has an upper-case letter. In a regular expression the letter after a backslash is
// none: \S and \D are not.
func hasUpper(text string, isRegexp bool) bool {
	escaped := false
	for _, c := range text {
		if unicode.IsUpper(c) && !escaped {
			return true
		}
		escaped = isRegexp && c == '\\' && !escaped
	}
	return false
}

func containsSlash(text string) bool {
	for i := range len(text) {
		if text[i] == '\\' {
			return true
		}
	}
	return false
}

// letter is a character of a literal, with or without regard to case.
type letter struct {
	c    rune
	fold bool
}

func letters(text string, fold bool) []letter {
	out := make([]letter, 0, len(text))
	for _, c := range text {
		out = append(out, letter{c, fold})
	}
	return out
}

// required returns the longest literal that is in everything that a regular expression matches; nil when there is
// none.
func required(re *syntax.Regexp) []letter {
	switch re.Op {
	case syntax.OpLiteral:
		return longest(literalRuns(re))
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var best, run []letter
		for _, sub := range re.Sub {
			if sub.Op != syntax.OpLiteral {
				best, run = longer(best, run), nil
				best = longer(best, required(sub))
				continue
			}
			for i, part := range literalRuns(sub) {
				if i > 0 {
					best, run = longer(best, run), nil
				}
				run = append(run, part...)
			}
		}
		return longer(best, run)
	}
	return nil
}

// literalRuns splits a literal where a letter has an other case of another length, such as the Kelvin sign for k: the
// parts are what a needle can find. U+FFFD also stands for a byte that is not UTF-8.
func literalRuns(re *syntax.Regexp) [][]letter {
	runs := [][]letter{nil}
	fold := re.Flags&syntax.FoldCase != 0
	for _, c := range re.Rune {
		if l := (letter{c, fold}); c != utf8.RuneError && (!fold || evenOrbit(c)) {
			runs[len(runs)-1] = append(runs[len(runs)-1], l)
			continue
		}
		runs = append(runs, nil)
	}
	return runs
}

func longest(runs [][]letter) []letter {
	var best []letter
	for _, run := range runs {
		best = longer(best, run)
	}
	return best
}

func longer(a, b []letter) []letter {
	if len(b) > len(a) {
		return b
	}
	return a
}
