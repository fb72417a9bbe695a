package jsondoc

import "slices"

// FoldState is a fold state by path. It holds on to no document, so that it can be kept and applied to a later answer
// to the same request. Its size is that of what was folded by hand. In the zero value nothing is folded.
type FoldState struct {
	rule  int // 0: fold nothing; else one more than the depth from which on everything is folded
	steps []foldStep
}

// foldStep is a container on the way to one that was folded by hand, in order of the text, the outer before the inner.
type foldStep struct {
	depth int    // at least 0, the root's
	key   string // of a member
	nth   int    // of members with this key; of elements the index
	isKey bool
	odd   bool // its state is not the rule's
}

// State returns the present state.
func (f *Folds) State() FoldState {
	var s FoldState
	if f.rule.k != everything {
		s.rule = f.rule.k + 1
	}
	var above []Node // the way to the present place, the root first
	var way []Node
	for _, n := range f.odd {
		for len(above) > 0 && f.d.End(above[len(above)-1]) <= n {
			above = above[:len(above)-1]
		}
		way = way[:0]
		for a := n; a != None && (len(above) == 0 || a != above[len(above)-1]); a = f.d.Parent(a) {
			way = append(way, a)
		}
		slices.Reverse(way)
		for _, a := range way {
			s.steps = append(s.steps, f.stepTo(a, len(above), a == n))
			above = append(above, a)
		}
	}
	return s
}

func (f *Folds) stepTo(n Node, depth int, odd bool) foldStep {
	if !f.d.HasKey(n) {
		return foldStep{depth: depth, nth: f.d.Index(n), odd: odd}
	}
	s := foldStep{depth: depth, key: f.d.Key(n), isKey: true, odd: odd}
	for c := f.d.FirstChild(f.d.Parent(n)); c < n; c = f.d.End(c) {
		if f.d.keyIs(c, s.key) {
			s.nth++
		}
	}
	return s
}

// Apply sets a state that was taken from another document, or from this one. What no longer exists is left out.
func (f *Folds) Apply(s FoldState) {
	if s.rule == 0 {
		f.UnfoldAll()
	} else {
		f.FoldToDepth(s.rule - 1)
	}
	if f.d.Len() == 0 {
		return
	}
	var way []place
	for _, step := range s.steps {
		if step.depth > len(way) {
			continue // its container no longer exists
		}
		way = way[:step.depth]
		n := Node(0)
		if step.depth > 0 {
			n = f.find(&way[step.depth-1], step)
		}
		if f.d.box(n) == nil {
			continue
		}
		way = append(way, place{node: n, next: n + 1})
		if step.odd {
			f.odd = append(f.odd, n)
		}
	}
	slices.Sort(f.odd)
	f.odd = slices.Compact(f.odd)
}

// place is a container that was found, and the child at which the next search in it starts: documents of the same
// request mostly have the same order, so that one walk finds all.
type place struct {
	node Node
	next Node
}

// find returns the child that a step means, or None.
func (f *Folds) find(p *place, s foldStep) Node {
	if (f.d.Kind(p.node) == Object) != s.isKey {
		return None
	}
	if !s.isKey {
		return f.d.Child(p.node, s.nth)
	}
	if s.nth > 0 {
		return f.nthMember(p.node, s)
	}
	end := f.d.End(p.node)
	for _, part := range [2][2]Node{{p.next, end}, {p.node + 1, p.next}} {
		for c := part[0]; c < part[1]; c = f.d.End(c) {
			if f.d.keyIs(c, s.key) {
				p.next = f.d.End(c)
				return c
			}
		}
	}
	return None
}

func (f *Folds) nthMember(n Node, s foldStep) Node {
	nth := s.nth
	for c := f.d.FirstChild(n); c != None; c = f.d.Next(c) {
		if !f.d.keyIs(c, s.key) {
			continue
		}
		if nth == 0 {
			return c
		}
		nth--
	}
	return None
}
