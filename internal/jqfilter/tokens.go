package jqfilter

import "strings"

// tokenKind is what the search for the place of an error tells apart.
type tokenKind uint8

const (
	aSign     tokenKind = iota // a bracket or an operator
	aName                      // a function or a keyword; not a field, not the key of an object
	aVariable                  // with its $
	aWord                      // a field, a key, a number, a format: nothing that can be undefined
)

type token struct {
	kind  tokenKind
	text  string
	start int
	args  int    // of a name: how many arguments follow in brackets
	after string // the token before
}

// tokens splits a filter, what stands in \(…) of strings included. It need not be a good one.
func tokens(expr string) []token {
	s := splitter{expr: expr}
	for s.at < len(expr) {
		s.next()
	}
	s.classify()
	return s.tokens
}

type splitter struct {
	expr   string
	at     int
	open   []byte // brackets around the place; '"' for the \( of a string
	tokens []token
}

func (s *splitter) next() {
	start := s.at
	c := s.expr[s.at]
	s.at++
	switch {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
	case c == '#':
		if end := strings.IndexAny(s.expr[s.at:], "\r\n"); end >= 0 {
			s.at += end
		} else {
			s.at = len(s.expr)
		}
	case c == '"':
		s.add(aWord, start)
		s.text()
	case nameByte(c) && !digit(c):
		s.word(true)
		s.add(aName, start)
	case c == '$':
		s.word(true)
		s.add(aVariable, start)
	case c == '.' || c == '@' || digit(c):
		s.word(false)
		s.add(aWord, start)
	default:
		s.bracket(c, start)
	}
}

// bracket takes a sign, and goes on with the string when it closes its \(.
func (s *splitter) bracket(c byte, start int) {
	switch c {
	case '(', '[', '{':
		s.open = append(s.open, c)
	case ')', ']', '}':
		if len(s.open) == 0 {
			break
		}
		last := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		if last == '"' && c == ')' {
			s.text()
			return
		}
	}
	s.add(aSign, start)
}

// text goes on to the end of a string, or into the next \( of it.
func (s *splitter) text() {
	for s.at < len(s.expr) {
		c := s.expr[s.at]
		s.at++
		switch {
		case c == '"':
			return
		case c == '\\' && s.at < len(s.expr):
			s.at++
			if s.expr[s.at-1] == '(' {
				s.open = append(s.open, '"')
				return
			}
		}
	}
}

func (s *splitter) word(modules bool) {
	for s.at < len(s.expr) {
		switch rest := s.expr[s.at:]; {
		case nameByte(rest[0]):
			s.at++
		case modules && len(rest) > 2 && rest[:2] == "::" && nameByte(rest[2]):
			s.at += 2
		default:
			return
		}
	}
}

func (s *splitter) add(k tokenKind, start int) {
	t := token{kind: k, text: s.expr[start:s.at], start: start}
	if n := len(s.tokens); n > 0 {
		t.after = s.tokens[n-1].text
	}
	s.tokens = append(s.tokens, t)
}

// classify finds the names that are keys or definitions, and counts arguments.
func (s *splitter) classify() {
	type call struct{ name, depth int }
	var calls []call
	depth := 0
	for i, t := range s.tokens {
		switch {
		case t.kind == aName && (t.after == "def" || t.after == "." || i+1 < len(s.tokens) && s.tokens[i+1].text == ":" && (t.after == "{" || t.after == ",")):
			s.tokens[i].kind = aWord
		case t.kind != aSign:
		case t.text == "(" || t.text == "[" || t.text == "{":
			depth++
			if t.text == "(" && i > 0 && s.tokens[i-1].kind == aName {
				calls = append(calls, call{i - 1, depth})
				s.tokens[i-1].args = 1
			}
		case t.text == ";" && len(calls) > 0 && calls[len(calls)-1].depth == depth:
			s.tokens[calls[len(calls)-1].name].args++
		case t.text == ")" || t.text == "]" || t.text == "}":
			if len(calls) > 0 && calls[len(calls)-1].depth == depth {
				calls = calls[:len(calls)-1]
			}
			depth--
		}
	}
}

// unclosed is the innermost bracket that a filter leaves open.
func unclosed(expr string) (string, bool) {
	s := splitter{expr: expr}
	for s.at < len(expr) {
		s.next()
	}
	if len(s.open) == 0 {
		return "", false
	}
	if b := s.open[len(s.open)-1]; b != '"' {
		return string(b), true
	}
	return `\(`, true
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func nameByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || digit(c) || c == '_' }
