package jqfilter

import (
	"slices"
	"strconv"

	"github.com/itchyny/gojq"
)

// plan is a filter split in two: the plain steps that it starts with, which are walked on the index of the document,
// and the rest, which gojq runs on each value that the steps lead to.
type plan struct {
	steps []step
	rest  *gojq.Query // nil: the value as it is
	each  *plan       // the rest is an array built of the results of this; nil: it is something else
}

// step leads from a value to those below it.
type step struct {
	suffix   *gojq.Suffix // the step as gojq has it
	way      way
	key      string
	index    int
	optional bool // a value that does not have such a step gives nothing

	condition *gojq.Query // of select
	needs     []string    // the keys that it looks at
}

type way uint8

const (
	byKey    way = iota // .name, ."name", .["name"]
	byIndex             // .[0], .[-1]
	byEach              // .[]
	bySelect            // select(…), to the value itself
)

// planOf splits a query. What is not surely the same when walked is left to gojq: anything that binds variables,
// anything whose argument is itself a filter.
func planOf(q *gojq.Query) *plan {
	p := &plan{}
	for q.Op == gojq.OpPipe && len(q.Patterns) == 0 && q.Left.Term != nil && len(q.Left.FuncDefs) == 0 {
		steps, left := leading(q.Left.Term, q.FuncDefs)
		p.steps = append(p.steps, steps...)
		if left != nil {
			p.rest = &gojq.Query{FuncDefs: q.FuncDefs, Left: &gojq.Query{Term: left}, Op: gojq.OpPipe, Right: q.Right}
			return p
		}
		q = within(q.FuncDefs, q.Right)
	}
	p.rest = q
	if q.Term == nil {
		return p
	}
	steps, left := leading(q.Term, q.FuncDefs)
	p.steps = append(p.steps, steps...)
	if left == nil {
		p.rest = nil
		return p
	}
	p.rest = &gojq.Query{FuncDefs: q.FuncDefs, Term: left}
	if inner := elements(left, q.FuncDefs); inner != nil {
		p.each = planOf(inner)
	}
	return p
}

// within is a query that sees some definitions.
func within(defs []*gojq.FuncDef, q *gojq.Query) *gojq.Query {
	if len(defs) == 0 {
		return q
	}
	inner := *q
	inner.FuncDefs = slices.Concat(defs, q.FuncDefs)
	return &inner
}

// elements is the query whose results are the elements of the array that a term builds: that of [q], and .[] | f of
// map(f), which is jq's definition of it.
func elements(t *gojq.Term, defs []*gojq.FuncDef) *gojq.Query {
	switch {
	case len(t.SuffixList) > 0:
	case t.Type == gojq.TermTypeArray && t.Array.Query != nil:
		return within(defs, t.Array.Query)
	case t.Type == gojq.TermTypeFunc && t.Func.Name == "map" && len(t.Func.Args) == 1:
		if redefined(defs, "map") {
			return nil
		}
		all := &gojq.Term{Type: gojq.TermTypeIdentity, SuffixList: []*gojq.Suffix{{Iter: true}}}
		return &gojq.Query{FuncDefs: defs, Left: &gojq.Query{Term: all}, Op: gojq.OpPipe, Right: t.Func.Args[0]}
	}
	return nil
}

// redefined says whether a function of one argument is no longer jq's own.
func redefined(defs []*gojq.FuncDef, name string) bool {
	return slices.ContainsFunc(defs, func(d *gojq.FuncDef) bool { return d.Name == name && len(d.Args) == 1 })
}

// leading takes the steps from the start of a term that stands between pipes.
func leading(t *gojq.Term, defs []*gojq.FuncDef) (steps []step, left *gojq.Term) {
	if t.Type != gojq.TermTypeFunc || t.Func.Name != "select" || len(t.Func.Args) != 1 || len(t.SuffixList) > 0 || redefined(defs, "select") {
		return stepsOf(t)
	}
	keys, ok := needs(t.Func.Args[0])
	if !ok {
		return nil, t
	}
	return []step{{way: bySelect, condition: within(defs, t.Func.Args[0]), needs: keys}}, nil
}

// stepsOf takes the plain steps from the start of a term. What is left is nil when the term has nothing else.
func stepsOf(t *gojq.Term) (steps []step, left *gojq.Term) {
	suffixes := t.SuffixList
	switch t.Type {
	case gojq.TermTypeIdentity:
	case gojq.TermTypeIndex:
		suffixes = append([]*gojq.Suffix{{Index: t.Index}}, suffixes...)
	default:
		return nil, t
	}
	for i, s := range suffixes {
		if s.Optional && i > 0 && suffixes[i-1].Optional || s.Index != nil && !constant(s.Index) {
			return nil, t // the first stands for the whole term, the second's argument is a filter of the whole's input
		}
	}
	for i, s := range suffixes {
		if s.Optional {
			if len(steps) > 0 {
				steps[len(steps)-1].optional = true
			}
			continue
		}
		next, ok := stepOf(s)
		if !ok {
			return steps, &gojq.Term{Type: gojq.TermTypeIdentity, SuffixList: suffixes[i:]}
		}
		steps = append(steps, next)
	}
	return steps, nil
}

func stepOf(s *gojq.Suffix) (step, bool) {
	if s.Iter {
		return step{suffix: s, way: byEach}, true
	}
	x := s.Index
	switch {
	case x.Name != "":
		return step{suffix: s, way: byKey, key: x.Name}, true
	case x.Str != nil:
		return step{suffix: s, way: byKey, key: x.Str.Str}, true
	case x.IsSlice:
		return step{}, false
	case x.Start.Term.Type == gojq.TermTypeString:
		return step{suffix: s, way: byKey, key: x.Start.Term.Str.Str}, true
	}
	i, err := strconv.Atoi(x.Start.String())
	const most = 1 << 30
	return step{suffix: s, way: byIndex, index: i}, err == nil && -most < i && i < most
}

// constant says whether an index is written out.
func constant(x *gojq.Index) bool {
	switch {
	case x.Name != "":
		return true
	case x.Str != nil:
		return x.Str.Queries == nil
	case x.IsSlice:
		return (x.Start == nil || literal(x.Start)) && (x.End == nil || literal(x.End))
	}
	return literal(x.Start)
}

// literal says whether a query is a string or a number, perhaps with a minus.
func literal(q *gojq.Query) bool {
	t := q.Term
	if t == nil || len(q.FuncDefs) > 0 || len(t.SuffixList) > 0 {
		return false
	}
	switch t.Type {
	case gojq.TermTypeString:
		return t.Str.Queries == nil
	case gojq.TermTypeUnary:
		n := t.Unary.Term
		return n.Type == gojq.TermTypeNumber && len(n.SuffixList) == 0
	}
	return t.Type == gojq.TermTypeNumber
}

// from is the part of the filter from a step on, as a query.
func (p *plan) from(k int) *gojq.Query {
	if k == len(p.steps) {
		return p.rest
	}
	t, next := p.stretch(k)
	q := &gojq.Query{Term: t}
	if rest := p.from(next); rest != nil {
		q = &gojq.Query{Left: q, Op: gojq.OpPipe, Right: rest}
	}
	return q
}

// stretch is the steps from k on as one term, as far as one goes.
func (p *plan) stretch(k int) (t *gojq.Term, next int) {
	if s := p.steps[k]; s.way == bySelect {
		return &gojq.Term{Type: gojq.TermTypeFunc, Func: &gojq.Func{Name: "select", Args: []*gojq.Query{s.condition}}}, k + 1
	}
	t = &gojq.Term{Type: gojq.TermTypeIdentity}
	for ; k < len(p.steps) && p.steps[k].way != bySelect; k++ {
		t.SuffixList = append(t.SuffixList, p.steps[k].suffix)
		if p.steps[k].optional {
			t.SuffixList = append(t.SuffixList, &gojq.Suffix{Optional: true})
		}
	}
	return t, k
}
