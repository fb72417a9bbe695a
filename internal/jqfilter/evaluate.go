package jqfilter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

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
	plan *plan
	step int
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

// walk goes on from a node that the steps before k have led to; None stands for null.
func (e *evaluation) walk(p *plan, k int, n jsondoc.Node, to emit) error {
	if k == len(p.steps) {
		return e.finish(p, n, to)
	}
	kind := e.doc.Kind(n)
	switch s := p.steps[k]; {
	case s.way == byEach && kind == jsondoc.Array:
		return e.elements(p, k+1, n, to)
	case s.way == byEach && kind == jsondoc.Object:
		return e.members(p, k+1, n, to)
	case s.way == byKey && kind == jsondoc.Object:
		return e.walk(p, k+1, e.doc.Member(n, s.key), to)
	case s.way == byIndex && kind == jsondoc.Array:
		if s.index < 0 {
			return e.walk(p, k+1, e.doc.Child(n, s.index+e.doc.Count(n)), to)
		}
		return e.walk(p, k+1, e.doc.Child(n, s.index), to)
	case s.way != byEach && kind == jsondoc.Null:
		return e.walk(p, k+1, jsondoc.None, to)
	}
	return e.program(p, k, e.sketch(n), to)
}

func (e *evaluation) elements(p *plan, k int, n jsondoc.Node, to emit) error {
	i := 0
	for c := e.doc.FirstChild(n); c != jsondoc.None; c = e.doc.Next(c) {
		if i++; i%lookEvery == 0 && e.ctx.Err() != nil {
			return context.Cause(e.ctx)
		}
		if err := e.walk(p, k, c, to); err != nil {
			return err
		}
	}
	return nil
}

// members goes through an object as gojq does: in the order of the keys, of several with the same key the last.
func (e *evaluation) members(p *plan, k int, n jsondoc.Node, to emit) error {
	type member struct {
		key  string
		node jsondoc.Node
	}
	list := make([]member, 0, e.doc.Count(n))
	for c := e.doc.FirstChild(n); c != jsondoc.None; c = e.doc.Next(c) {
		list = append(list, member{e.values.key(c), c})
	}
	slices.SortFunc(list, func(a, b member) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.node, b.node)) })
	for i, m := range list {
		if i+1 < len(list) && list[i+1].key == m.key {
			continue
		}
		if i%lookEvery == 0 && e.ctx.Err() != nil {
			return context.Cause(e.ctx)
		}
		if err := e.walk(p, k, m.node, to); err != nil {
			return err
		}
	}
	return nil
}

// finish does what follows the steps.
func (e *evaluation) finish(p *plan, n jsondoc.Node, to emit) error {
	switch {
	case p.rest == nil:
		return to(func() error { return e.enc.node(n) })
	case p.each != nil:
		return to(func() error { return e.collect(p.each, n) })
	}
	v, err := e.decoded(n)
	if err != nil {
		return err
	}
	return e.program(p, len(p.steps), v, to)
}

// collect appends the array of a plan's results.
func (e *evaluation) collect(p *plan, n jsondoc.Node) error {
	e.enc.buf = append(e.enc.buf, '[')
	e.enc.depth++
	first := true
	err := e.walk(p, 0, n, func(write func() error) error {
		if !first {
			e.enc.buf = append(e.enc.buf, ',')
		}
		first = false
		if err := e.enc.look(); err != nil {
			return err
		}
		return write()
	})
	e.enc.buf = append(e.enc.buf, ']')
	e.enc.depth--
	return err
}

// program runs what is left of a plan on a value.
func (e *evaluation) program(p *plan, k int, v any, to emit) error {
	code := e.programs[place{p, k}]
	if code == nil {
		var err error
		if code, err = program(p.from(k)); err != nil {
			return &RuntimeError{Problem: "jq does not take this filter", Said: printable(err.Error())}
		}
		guard(code, &e.bounds)
		e.programs[place{p, k}] = code
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
		if err := to(func() error { return e.enc.value(v, e.enc.depth) }); err != nil {
			return err
		}
	}
}

// perNode is about what a decoded value takes, with what is remembered of it (BenchmarkDecode).
const perNode = 110

// decoded is a node as a Go value. One that would not fit is refused before.
func (e *evaluation) decoded(n jsondoc.Node) (any, error) {
	if n == jsondoc.None {
		return nil, nil
	}
	count := int64(e.doc.End(n) - n)
	if count*perNode > e.memory {
		start, end := e.doc.Offset(n)
		return nil, &RuntimeError{Problem: fmt.Sprintf(
			"this filter needs a value of %s with %d values in it as a whole, which would take about %s of memory "+
				"(at most %s); begin with a path to go through it piece by piece: .data[] | …",
			size(int64(end-start)), count, size(count*perNode), size(e.memory))}
	}
	return e.values.of(n)
}

// sketch is a value that a step does not fit, for jq to say so: of a container its first few elements will do.
func (e *evaluation) sketch(n jsondoc.Node) any {
	const few = 8
	switch e.doc.Kind(n) {
	case jsondoc.Array:
		list := make([]any, 0, few)
		for c := e.doc.FirstChild(n); c != jsondoc.None && len(list) < few; c = e.doc.Next(c) {
			list = append(list, e.outline(c))
		}
		return list
	case jsondoc.Object:
		m := make(map[string]any, few)
		for c := e.doc.FirstChild(n); c != jsondoc.None && len(m) < few; c = e.doc.Next(c) {
			m[e.values.key(c)] = e.outline(c)
		}
		return m
	}
	v, _ := e.values.of(n) // a scalar takes no time that a context could end
	return v
}

// outline is a value without what it contains.
func (e *evaluation) outline(n jsondoc.Node) any {
	switch e.doc.Kind(n) {
	case jsondoc.Array:
		return []any{}
	case jsondoc.Object:
		return map[string]any{}
	}
	v, _ := e.values.of(n)
	return v
}
