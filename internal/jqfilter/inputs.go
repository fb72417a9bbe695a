package jqfilter

import (
	"fmt"

	"brincr-explorer/internal/jsondoc"
)

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

// partly is a node of which only some members matter.
func (e *evaluation) partly(n jsondoc.Node, keys []string) (any, error) {
	if e.doc.Kind(n) != jsondoc.Object {
		return e.decoded(n)
	}
	m := make(map[string]any, len(keys))
	for _, key := range keys {
		c := e.doc.Member(n, key)
		if c == jsondoc.None {
			continue
		}
		v, err := e.decoded(c)
		if err != nil {
			return nil, err
		}
		m[key] = v
	}
	return m, nil
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
