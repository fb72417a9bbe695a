package jqfilter

import (
	"context"
	"fmt"

	"github.com/itchyny/gojq"
)

// bounds are what the checks know of an evaluation.
type bounds struct {
	ctx    context.Context
	memory int64
	values *values
}

const (
	perValue     = 16 // bytes of a value in an array
	perCharacter = 40 // of a character in an array: a value, and the number or the string that it points to

	// deepest is what gojq's recursions may be given: about 700 bytes of stack a level, of the 512 MiB that there are.
	deepest = 100_000
	// longestPath is the length of a path that is set, which nests as deep. A value may be deeper by several such.
	longestPath = 10_000
)

func (b *bounds) fits(bytes int64, what string) error {
	if bytes > b.memory {
		return tooLarge(what)
	}
	return nil
}

// path checks the path of an assignment.
func (b *bounds) path(p any) error {
	path, _ := p.([]any)
	if len(path) > longestPath {
		return boundError(fmt.Sprintf("a path of %d steps is too long to assign to (at most %d)", len(path), longestPath))
	}
	for _, at := range path {
		if i, ok := gojq.ToInt(at); ok {
			if err := b.fits(perValue*min(int64(i), 1<<40), fmt.Sprintf("an array with an element number %d", i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// within goes through a value as if every part of it stood there on its own, however often the filter shares it, and
// refuses what is too large or too deep.
func (b *bounds) within(v any) error {
	_, err := b.measure(v)
	return err
}

// measure is within, and tells the size.
func (b *bounds) measure(v any) (bytes int64, err error) {
	m := measure{bounds: b, most: b.memory}
	err = m.add(v, 0)
	return m.bytes, err
}

// mostPairs is how many comparisons one call may make: a few seconds.
const mostPairs = 1 << 27

// pairs refuses to compare each of l values with each of r.
func (b *bounds) pairs(l, r int64) error {
	if l > 0 && r > mostPairs/l {
		return boundError(fmt.Sprintf("comparing each of %d values with each of %d takes too long", l, r))
	}
	return nil
}

// small says whether a value is small and flat; of the document's own values, whether it is not deeper than those are.
func (b *bounds) small(v any) bool {
	m := measure{bounds: b, most: 1 << 16, whole: true}
	return m.add(v, 0) == nil
}

// measure adds up the size of a value.
type measure struct {
	*bounds
	most  int64
	bytes int64
	done  int
	whole bool // take no account of the size of the document's own values
}

func (m *measure) add(v any, depth int) error {
	if m.done++; m.done%lookEvery == 0 && m.ctx.Err() != nil {
		return context.Cause(m.ctx)
	}
	m.bytes += perValue
	switch v := v.(type) {
	case string:
		m.bytes += int64(len(v))
	case []any, map[string]any:
		return m.container(v, depth+1)
	}
	return m.enough()
}

func (m *measure) enough() error {
	if m.bytes > m.most {
		return tooLarge("what this filter makes of a value")
	}
	return nil
}

func (m *measure) container(v any, depth int) error {
	if depth > deepest {
		return boundError(fmt.Sprintf("a value is nested deeper than %d levels", deepest))
	}
	if n, ok := m.values.node(v); ok {
		if !m.whole {
			m.bytes += int64(len(m.values.doc.Raw(n)))
		}
		return m.enough()
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if err := m.add(e, depth); err != nil {
				return err
			}
		}
	case map[string]any:
		for k, e := range v {
			m.bytes += int64(len(k))
			if err := m.add(e, depth); err != nil {
				return err
			}
		}
	}
	return m.enough()
}
