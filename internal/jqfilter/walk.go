package jqfilter

import (
	"cmp"
	"context"
	"slices"

	"brincr-explorer/internal/jsondoc"
)

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
	case s.way == bySelect:
		return e.selected(p, k, n, to)
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

// selected goes on from a node once for every time that the condition is met.
func (e *evaluation) selected(p *plan, k int, n jsondoc.Node, to emit) error {
	v, err := e.partly(n, p.steps[k].needs)
	if err != nil {
		return err
	}
	return e.results(place{p, k, true}, v, func(met any) error {
		if met == nil || met == false {
			return nil
		}
		return e.walk(p, k+1, n, to)
	})
}
