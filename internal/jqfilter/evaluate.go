package jqfilter

import (
	"context"
	"errors"
	"fmt"

	"github.com/itchyny/gojq"

	"brincr-explorer/internal/jsondoc"
)

// evaluation is one run of a filter, in a goroutine of its own.
type evaluation struct {
	bounds
	doc      *jsondoc.Document
	out      *output
	enc      encoder
	programs map[place]*gojq.Code
}

// place is where a plan is left to gojq: at which step.
type place struct {
	plan      *plan
	step      int
	condition bool // only the condition of that step
}

// emit takes a result, which write appends to the encoder's buffer.
type emit func(write func() error) error

func newEvaluation(ctx context.Context, d *jsondoc.Document, l Limits, out *output) *evaluation {
	v := newValues(ctx, d)
	return &evaluation{
		bounds: bounds{ctx: ctx, memory: l.Memory, values: v}, doc: d, out: out,
		enc: encoder{ctx: ctx, values: v}, programs: make(map[place]*gojq.Code),
	}
}

// run evaluates a plan at a node; at the root of newline-delimited JSON once for each line. What it returns is why
// it stopped, nil at the end.
func (e *evaluation) run(p *plan, n jsondoc.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &RuntimeError{Problem: "jq fell over this filter", Said: printable(fmt.Sprint(r))}
		}
	}()
	if n != 0 || !e.doc.Lines() {
		return e.one(p, n)
	}
	var first *RuntimeError
	for c := e.doc.FirstChild(0); c != jsondoc.None; c = e.doc.Next(c) {
		err := e.one(p, c)
		var failed *RuntimeError
		if err != nil && !errors.As(err, &failed) {
			return err
		}
		switch {
		case failed == nil:
			continue
		case first == nil:
			first, failed.Line = failed, e.doc.Line(c)
		default:
			first.More++
		}
		if failed.halts {
			break
		}
	}
	if first != nil {
		return first
	}
	return nil
}

func (e *evaluation) one(p *plan, n jsondoc.Node) error {
	return e.walk(p, 0, n, func(write func() error) error {
		e.enc.buf, e.enc.room = e.enc.buf[:0], e.out.room()
		if err := write(); err != nil {
			return err
		}
		return e.out.put(e.enc.buf)
	})
}

// program runs what is left of a plan on a value.
func (e *evaluation) program(p *plan, k int, v any, to emit) error {
	return e.results(place{plan: p, step: k}, v, func(v any) error {
		return to(func() error { return e.enc.value(v, e.enc.depth) })
	})
}

// results runs a program on a value and hands on what it gives.
func (e *evaluation) results(at place, v any, each func(any) error) error {
	code, err := e.compiled(at)
	if err != nil {
		return err
	}
	defer e.values.forget()
	for results := code.RunWithContext(e.ctx, v); ; {
		v, ok := results.Next()
		if !ok {
			return nil
		}
		if err, ok := v.(error); ok {
			return e.failure(err)
		}
		if err := each(v); err != nil {
			return err
		}
	}
}

func (e *evaluation) compiled(at place) (*gojq.Code, error) {
	if code := e.programs[at]; code != nil {
		return code, nil
	}
	q := at.plan.from(at.step)
	if at.condition {
		q = at.plan.steps[at.step].condition
	}
	code, err := program(q)
	if err != nil {
		return nil, &RuntimeError{Problem: "jq does not take this filter", Said: printable(err.Error())}
	}
	guard(code, &e.bounds)
	e.programs[at] = code
	return code, nil
}
