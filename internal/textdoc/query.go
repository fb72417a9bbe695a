package textdoc

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is what to find. Upper and lower case are told apart only when the
// query has an upper-case letter.
type Query struct {
	Text   string
	Regexp bool // Text is a regular expression of package regexp (RE2)
	Hex    bool // the bytes are shown in hexadecimal: Text may name some
}

// Pattern is a compiled Query. It may be used by several goroutines at once.
//
// A literal is found at every place where it stands, even where one overlaps
// another. Without regard to case it finds the letters whose other case takes
// the same number of bytes. Where Hex is set, "de ad be ef" and "0xdead" are
// those bytes.
//
// A regular expression is matched against one line at a time, without its line
// end; ^ and $ are its ends. A line of more than 16 KiB is matched in windows:
// there a match of more than 4 KiB may be cut or missed.
type Pattern struct {
	literal *literal // or what every match of re has; nil when there is none
	re      *regexp.Regexp
	edges   bool // re looks at what is beside a match
}

// Compile prepares a query. The error says what is wrong with a regular
// expression.
func (q Query) Compile() (*Pattern, error) {
	if bytes, ok := hexQuery(q.Text); ok && q.Hex && !q.Regexp {
		return &Pattern{literal: newLiteral([]letter{{cases: [][]byte{bytes}}})}, nil
	}
	fold := !hasUpper(q.Text, q.Regexp)
	if !q.Regexp {
		return &Pattern{literal: newLiteral(letters([]rune(q.Text), fold))}, nil
	}
	text := q.Text
	if fold {
		text = "(?i)" + text
	}
	re, err := regexp.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("the regular expression is not valid: %w", err)
	}
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("the regular expression is not valid: %w", err)
	}
	return &Pattern{literal: newLiteral(required(tree)), re: re, edges: looksAround(tree)}, nil
}

// hasUpper says whether a query has an upper-case letter. In a regular
// expression the letter after a backslash is none: \S and \D are not.
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

// hexQuery reads pairs of digits with blanks between them, at least two, or
// any number of pairs after 0x.
func hexQuery(text string) (bytes []byte, ok bool) {
	pairs := strings.Fields(text)
	if len(pairs) == 1 {
		digits, prefixed := strings.CutPrefix(strings.ToLower(pairs[0]), "0x")
		if !prefixed || len(digits)%2 != 0 {
			return nil, false
		}
		for pairs = nil; digits != ""; digits = digits[2:] {
			pairs = append(pairs, digits[:2])
		}
	}
	for _, pair := range pairs {
		b, ok := hexPair(pair)
		if !ok {
			return nil, false
		}
		bytes = append(bytes, b)
	}
	return bytes, len(bytes) > 0
}

func hexPair(pair string) (b byte, ok bool) {
	if len(pair) != 2 {
		return 0, false
	}
	for _, c := range []byte(strings.ToLower(pair)) {
		i := strings.IndexByte("0123456789abcdef", c)
		if i < 0 {
			return 0, false
		}
		b = b<<4 | byte(i)
	}
	return b, true
}

// required is the longest literal in everything that an expression matches;
// nil when there is none. U+FFFD also stands for a byte that is not UTF-8.
func required(re *syntax.Regexp) []letter {
	switch re.Op {
	case syntax.OpLiteral:
		var best []letter
		fold := re.Flags&syntax.FoldCase != 0
		start := 0
		for i, c := range re.Rune {
			if c != utf8.RuneError && (!fold || evenCases(c)) {
				best = longer(best, letters(re.Rune[start:i+1], fold))
				continue
			}
			start = i + 1
		}
		return best
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []letter
		for _, sub := range re.Sub {
			best = longer(best, required(sub))
		}
		return best
	}
	return nil
}

func longer(a, b []letter) []letter {
	if len(b) > len(a) {
		return b
	}
	return a
}

func looksAround(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	for _, sub := range re.Sub {
		if looksAround(sub) {
			return true
		}
	}
	return false
}
