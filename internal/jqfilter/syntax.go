package jqfilter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/itchyny/gojq"
)

// SyntaxError says where a filter is no jq, or names what does not exist.
type SyntaxError struct {
	Expr    string
	Offset  int    // bytes before the place
	Length  int    // of what is wrong there, in bytes; 0 where something is missing
	Problem string // printable, without the place
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("jq filter, character %d: %s", 1+utf8.RuneCountInString(e.Expr[:e.Offset]), e.Problem)
}

// parseProblem puts an error of gojq's parser in words. gojq tells how much it has read: the token is the end of that.
func parseProblem(expr string, err error) *SyntaxError {
	var p *gojq.ParseError
	if !errors.As(err, &p) {
		return &SyntaxError{Expr: expr, Problem: fmt.Sprintf("this filter cannot be read (%.100s)", err)}
	}
	e := &SyntaxError{Expr: expr, Offset: min(max(p.Offset, 0), len(expr))}
	if start := e.Offset - len(p.Token); start >= 0 && expr[start:e.Offset] == p.Token {
		e.Offset, e.Length = start, len(p.Token)
	} else if e.Offset > 0 {
		e.Offset, e.Length = e.Offset-1, 1
	}
	said := err.Error()
	switch {
	case said == "unexpected EOF":
		e.Offset, e.Length, e.Problem = len(expr), 0, "the filter ends too early"
		if open, ok := unclosed(expr); ok {
			e.Problem = fmt.Sprintf("%q is not closed", open)
		}
	case strings.HasPrefix(said, "unterminated string"):
		e.Offset, e.Length, e.Problem = len(expr), 0, `a string lacks its closing quote (")`
	case strings.HasPrefix(said, "invalid escape"):
		e.Problem = fmt.Sprintf("%s is no escape that a string may have", strconv.Quote(p.Token))
	case strings.HasPrefix(said, "invalid token"):
		e.Problem = fmt.Sprintf("%s is neither a number nor a name", strconv.Quote(p.Token))
	default:
		e.Problem = fmt.Sprintf("%s does not fit here", strconv.Quote(p.Token))
	}
	return e
}

// compileProblem puts an error of gojq's compiler in words. It knows names, not places: the name is looked for.
func compileProblem(expr string, err error) *SyntaxError {
	said := err.Error()
	kind, name, _ := strings.Cut(said, ": ")
	e := &SyntaxError{Expr: expr}
	switch kind {
	case "function not defined":
		name, arity, _ := strings.Cut(name, "/")
		args, _ := strconv.Atoi(arity)
		e.place(func(t token) bool { return t.kind == aName && t.text == name && t.args == args })
		e.Problem = unknownFunction(name, args)
	case "variable not defined":
		e.place(func(t token) bool { return t.kind == aVariable && t.text == name })
		e.Problem = fmt.Sprintf("there is no variable %s here", name)
	case "label not defined":
		e.place(func(t token) bool { return t.kind == aVariable && t.text == name && t.after == "break" })
		e.Problem = fmt.Sprintf("there is no label %s here to break out to", name)
	case "cannot load module":
		e.place(func(t token) bool { return t.kind == aName && (t.text == "import" || t.text == "include") })
		e.Problem = "modules are not available here"
	case "input(s)/0 is not allowed":
		e.place(func(t token) bool { return t.kind == aName && (t.text == "input" || t.text == "inputs") })
		e.Problem = "input and inputs are not available here: the document is the only input"
	default:
		e.Problem = fmt.Sprintf("jq does not take this filter (%s)", printable(said))
	}
	return e
}

// place sets the offset to the first token that is meant, or leaves it at the start.
func (e *SyntaxError) place(meant func(token) bool) {
	for _, t := range tokens(e.Expr) {
		if meant(t) {
			e.Offset, e.Length = t.start, len(t.text)
			return
		}
	}
}

// printable shortens a text of somebody else and shows what cannot be printed as escapes.
func printable(s string) string {
	const most = 200
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	q := strconv.Quote(s)
	return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(q[1 : len(q)-1])
}
