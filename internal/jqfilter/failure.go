package jqfilter

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/itchyny/gojq"
)

// RuntimeError is what a filter met that ended its results.
type RuntimeError struct {
	Problem string // in words
	Said    string // by jq or by the filter itself; printable but for letters of any script; "" when nobody said anything
	Line    int    // of newline-delimited JSON, the line whose value it was; else 0
	More    int    // further lines on which the filter failed

	halts bool // no further line is filtered
}

func (e *RuntimeError) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", e.Line)
	}
	b.WriteString(e.Problem)
	if e.Said != "" {
		b.WriteString(" (jq: " + e.Said + ")")
	}
	switch {
	case e.More == 1:
		b.WriteString("; it failed on 1 more line")
	case e.More > 1:
		fmt.Fprintf(&b, "; it failed on %d more lines", e.More)
	}
	return b.String()
}

// failure makes of an error of gojq one in words. What ends the run otherwise is returned as it is.
func (e *evaluation) failure(err error) error {
	var halt *gojq.HaltError
	switch {
	case e.ctx.Err() != nil:
		return context.Cause(e.ctx)
	case errors.As(err, &halt):
		if halt.Value() == nil {
			return errHalt
		}
		return &RuntimeError{Problem: "the filter ended itself with halt_error", Said: e.preview(halt.Value()), halts: true}
	}
	var refused boundError
	if errors.As(err, &refused) {
		return &RuntimeError{Problem: refused.Error()}
	}
	var thrown gojq.ValueError
	if errors.As(err, &thrown) { // its own text may be of any length
		return &RuntimeError{Problem: "the filter raised an error", Said: e.preview(thrown.Value())}
	}
	said := err.Error()
	return &RuntimeError{Problem: inWords(said), Said: printable(said)}
}

// errHalt ends the results without an error.
var errHalt = errors.New("halted")

// preview is a value as short text: a string as it is, anything else as the start of its JSON.
func (e *evaluation) preview(v any) string {
	if s, ok := v.(string); ok {
		return printable(s)
	}
	return printable(gojq.Preview(v))
}

// inWords says what usually lies behind an error of jq.
func inWords(said string) string {
	for _, w := range words {
		if strings.HasPrefix(said, w.said) {
			return w.problem
		}
	}
	switch {
	case strings.Contains(said, "cannot be applied to"):
		return "a function does not take a value of this kind"
	case strings.HasPrefix(said, "cannot "):
		return "an operator does not take values of these kinds"
	}
	return "the filter failed"
}

var words = []struct{ said, problem string }{
	{"expected an object but got: array", "a list has no keys: go through its elements first with [], as in .data[].name"},
	{"expected an object but got", "only an object has keys, this value is none; a ? after the step leaves such values out"},
	{"expected an array but got: object", "an object has no numbered elements: ask for a key, as in .name, or for all values with .[]"},
	{"expected an array but got", "only a list has numbered elements, this value is none; a ? after the step leaves such values out"},
	{"cannot iterate over: null", "there is nothing to go through: the value is null, as a key that does not exist is; a ? after [] leaves it out"},
	{"cannot iterate over", "[] goes through a list or an object, this value is neither; a ? after [] leaves such values out"},
	{"cannot divide", "this division is not possible"},
	{"cannot modulo", "this division is not possible"},
	{"expected a string for object key", "the key of an object has to be a string: tostring makes one"},
	{"invalid path", "only what is a path, such as .a[0].b, can be assigned to or deleted"},
	{"invalid regular expression", "this is no regular expression"},
	{"cannot load module", "modules are not available here"},
}
