// Package jqfilter runs jq filters over a jsondoc.Document: the engine behind a prompt that shows results while one
// types, and behind a filter on the command line. No terminal in it.
//
// It exists because gojq alone works on decoded Go values. Those have lost the digits of numbers, the order of keys
// and the escapes of strings, cost ten times the text, and gojq can be made to hang or to eat the machine by a filter
// of twenty characters. Here
//
//   - what a filter passes through is written as it was sent, byte for byte, white space included: numbers, strings,
//     objects and arrays, alone or within something that the filter built;
//   - the plain steps that a filter starts with (.data[].lines[0], also within map(…) and […] at its end) are walked on
//     the document's index, so that a list of any length is decoded one element at a time;
//   - time, memory, text and number of results are bounded, whatever the filter is (Limits).
//
// The language is gojq's, which differs from jq's in a few places; these are seen most often. An object that the
// filter built or changed has its keys sorted, and .[] goes through an object in the order of its keys. Of members
// with the same key the last counts. A number is computed with as an integer of any size where it is one, else as a
// float64, and is then written as gojq writes it. Newline-delimited JSON is filtered as jq does a stream: the filter
// runs once for each line, and an error ends only what its line gives.
//
// A filter sees nothing of the outside but the clock: env is empty, there are no modules and no further inputs, debug
// and stderr write nothing, halt ends the results.
package jqfilter

import (
	"fmt"

	"github.com/itchyny/gojq"
)

// MaxExpr is the length of the longest filter, in bytes. It bounds what parsing and compiling can take.
const MaxExpr = 1 << 14

// Filter is a compiled filter. It never changes and may run in several goroutines at once.
type Filter struct{ plan *plan }

// Compile reads a filter. The error is a *SyntaxError. A filter without content is the identity.
func Compile(expr string) (f *Filter, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, &SyntaxError{Expr: expr, Problem: fmt.Sprintf("this filter cannot be read (%.100v)", p)}
		}
	}()
	if len(expr) > MaxExpr {
		return nil, &SyntaxError{
			Expr: expr, Offset: MaxExpr, Length: len(expr) - MaxExpr,
			Problem: fmt.Sprintf("a filter has at most %d characters", MaxExpr),
		}
	}
	query, err := gojq.Parse(expr)
	if err != nil {
		return nil, parseProblem(expr, err)
	}
	if query.Term == nil && query.Op == 0 {
		query.Term = &gojq.Term{Type: gojq.TermTypeIdentity}
	}
	if _, err := program(query); err != nil {
		return nil, compileProblem(expr, err)
	}
	return &Filter{plan: planOf(query)}, nil
}

// program compiles a query into what gojq runs. Every run compiles anew: gojq writes into the constants of its
// program (deleteEmpty), which an evaluation that was left behind may still do.
func program(q *gojq.Query) (*gojq.Code, error) {
	same := func(v any, _ []any) any { return v }
	return gojq.Compile(
		q,
		gojq.WithFunction("debug", 0, 0, same),
		gojq.WithFunction("stderr", 0, 0, same),
		gojq.WithFunction("input_filename", 0, 0, func(any, []any) any { return nil }),
	)
}
