package jqfilter

import (
	"slices"

	"github.com/itchyny/gojq"
)

// needs lists the keys of its input that a condition looks at, when these are surely all that it looks at: of a long
// list only those are then decoded. ok is false for a condition that may look at anything else.
func needs(q *gojq.Query) (keys []string, ok bool) {
	n := needed{}
	ok = n.query(q)
	slices.Sort(n.keys)
	return slices.Compact(n.keys), ok && len(n.keys) > 0
}

type needed struct{ keys []string }

func (n *needed) query(q *gojq.Query) bool {
	switch {
	case len(q.FuncDefs) > 0 || len(q.Patterns) > 0:
		return false
	case q.Term != nil:
		return n.term(q.Term)
	case q.Op == gojq.OpPipe:
		return n.query(q.Left) // what follows sees only what comes through the pipe
	}
	switch q.Op {
	case gojq.OpEq, gojq.OpNe, gojq.OpGt, gojq.OpLt, gojq.OpGe, gojq.OpLe, gojq.OpAnd, gojq.OpOr, gojq.OpAlt,
		gojq.OpAdd, gojq.OpSub, gojq.OpMul, gojq.OpDiv, gojq.OpMod, gojq.OpComma:
		return n.query(q.Left) && n.query(q.Right)
	}
	return false
}

func (n *needed) term(t *gojq.Term) bool {
	for _, s := range t.SuffixList {
		if s.Index != nil && !constant(s.Index) {
			return false
		}
	}
	switch t.Type {
	case gojq.TermTypeIndex:
		if !constant(t.Index) {
			return false
		}
		s, ok := stepOf(&gojq.Suffix{Index: t.Index})
		n.keys = append(n.keys, s.key)
		return ok && s.way == byKey
	case gojq.TermTypeQuery:
		return n.query(t.Query)
	case gojq.TermTypeUnary:
		return n.term(t.Unary.Term)
	case gojq.TermTypeString:
		return t.Str.Queries == nil
	case gojq.TermTypeNull, gojq.TermTypeTrue, gojq.TermTypeFalse, gojq.TermTypeNumber:
		return true
	}
	return false
}
