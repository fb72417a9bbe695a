package jqfilter

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

const (
	// shortText is the length of a string that any regular expression gets through.
	shortText = 1 << 14
	// mostTries bounds the length of a string times the instructions of a regular expression: a few seconds.
	mostTries = 1 << 28
	// mostCounted bounds the length of a string times the matches in it: gojq counts the characters before each match.
	mostCounted = 1 << 29
)

// matched is for regular expressions on long strings, which nothing interrupts.
func matched(_ *bounds, v any, args []any) error {
	s, _ := v.(string)
	if len(s) <= shortText {
		return nil
	}
	text, _ := args[0].(string)
	flags, _ := args[1].(string)
	if strings.Contains(flags, "i") {
		text = "(?i)" + text
	}
	parsed, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil // gojq will say so
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil
	}
	if len(s) > mostTries/len(prog.Inst) {
		return boundError(fmt.Sprintf("matching this regular expression in a string of %s takes too long", size(int64(len(s)))))
	}
	if strings.Contains(flags, "g") {
		return fewMatches(s, text)
	}
	return nil
}

func fewMatches(s, text string) error {
	re, err := regexp.Compile(text)
	if err != nil {
		return nil
	}
	if most := int(mostCounted / int64(len(s))); len(re.FindAllStringIndex(s, most+1)) > most {
		return boundError(fmt.Sprintf("there are more than %d matches in a string of %s", most, size(int64(len(s)))))
	}
	return nil
}
