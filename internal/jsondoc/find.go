package jsondoc

import (
	"bytes"
	"context"
	"sort"
)

// Find looks for a query in the nodes after from, or with forward false before it, and then from the other end of the
// document on up to and including from. With from None it starts at an end. It stops at the first node that has a
// match and returns the first match in it. The error is that of a regular expression or the context's.
func (d *Document) Find(ctx context.Context, q Query, from Node, forward bool) (Match, bool, error) {
	p, err := q.Compile()
	if err != nil {
		return Match{}, false, err
	}
	return p.Find(ctx, d, from, forward)
}

// CountMatches returns the number of nodes with a match: as many as Find stops at.
func (d *Document) CountMatches(ctx context.Context, q Query) (int, error) {
	p, err := q.Compile()
	if err != nil {
		return 0, err
	}
	_, total, err := p.Count(ctx, d, None)
	return total, err
}

// Find is Document.Find with a compiled query.
func (p *Pattern) Find(ctx context.Context, d *Document, from Node, forward bool) (Match, bool, error) {
	return p.FindWithin(ctx, d, 0, from, forward)
}

// FindWithin is Find in one value and what lies in it.
func (p *Pattern) FindWithin(ctx context.Context, d *Document, root, from Node, forward bool) (Match, bool, error) {
	s := newSearch(p, d)
	start, end := d.reach(root)
	from = min(max(from, start-1), end)
	if forward {
		m, ok, err := s.forward(ctx, from+1, end)
		if ok || err != nil {
			return m, ok, err
		}
		m, ok, err = s.forward(ctx, start, min(from+1, end))
		m.Wrapped = ok
		return m, ok, err
	}
	if from < start {
		from = end
	}
	m, ok, err := s.backward(ctx, start, from)
	if ok || err != nil {
		return m, ok, err
	}
	m, ok, err = s.backward(ctx, from, end)
	m.Wrapped = ok
	return m, ok, err
}

// reach is the nodes of a value: the first, and one past the last.
func (d *Document) reach(root Node) (start, end Node) {
	if root <= 0 {
		return 0, Node(d.Len())
	}
	return root, d.End(root)
}

// Count returns the number of nodes with a match, and how many of them are at or before a node: "rank of total".
func (p *Pattern) Count(ctx context.Context, d *Document, at Node) (rank, total int, err error) {
	return p.CountWithin(ctx, d, 0, at)
}

// CountWithin is Count in one value and what lies in it.
func (p *Pattern) CountWithin(ctx context.Context, d *Document, root, at Node) (rank, total int, err error) {
	s := newSearch(p, d)
	for low, end := d.reach(root); low < end; {
		if err := ctx.Err(); err != nil {
			return rank, total, err
		}
		high := s.window(low, end)
		s.scan(low, high, func(m Match) bool {
			total++
			if m.Node <= at {
				rank++
			}
			return true
		})
		low = high
	}
	return rank, total, nil
}

// search is a Pattern at work on one Document.
type search struct {
	p         *Pattern
	d         *Document
	probe     probe
	automaton *automaton // of a regular expression; nil when it can't be used
	scratch   []byte
}

func newSearch(p *Pattern, d *Document) *search {
	s := &search{p: p, d: d}
	if p.needle != nil {
		s.probe = newProbe(p.needle, d.src)
	}
	if p.prog != nil {
		s.automaton = newAutomaton(p.prog)
	}
	return s
}

// searchStride is how much text is searched between two looks at the context.
const searchStride = 1 << 20

// window returns the end of the nodes that start within a stride of low; at least one.
func (s *search) window(low, end Node) Node {
	high := s.d.firstFrom(int(low), int(end), s.d.first(low)+searchStride)
	return max(Node(high), low+1)
}

func (s *search) forward(ctx context.Context, low, end Node) (found Match, ok bool, err error) {
	for low < end {
		if err := ctx.Err(); err != nil {
			return Match{}, false, err
		}
		high := s.window(low, end)
		s.scan(low, high, func(m Match) bool {
			found, ok = m, true
			return false
		})
		if ok {
			return found, true, nil
		}
		low = high
	}
	return Match{}, false, nil
}

// backward searches pieces forward, the last piece first, and takes the last match of a piece. The pieces grow, so
// that a match nearby is found soon.
func (s *search) backward(ctx context.Context, low, end Node) (found Match, ok bool, err error) {
	for size := searchStride / 64; low < end; size = min(2*size, searchStride) {
		if err := ctx.Err(); err != nil {
			return Match{}, false, err
		}
		from := Node(s.d.firstFrom(int(low), int(end), s.d.first(end-1)-size))
		from = min(from, end-1)
		s.scan(from, end, func(m Match) bool {
			found, ok = m, true
			return true
		})
		if ok {
			return found, true, nil
		}
		end = from
	}
	return Match{}, false, nil
}

// scan yields the first match of every node from low up to but not including high that has one.
func (s *search) scan(low, high Node, yield func(Match) bool) {
	switch {
	case s.p.needle != nil:
		s.scanCandidates(low, high, yield)
	case s.p.re != nil:
		s.scanAll(low, high, yield)
	}
}

// first returns the first match in a node.
func (s *search) first(n Node) (Match, bool) {
	if !s.possible(n, true) && !s.possible(n, false) {
		return Match{}, false
	}
	return s.p.first(s.d, n)
}

// possible says whether the key or the value of a node can have a match.
func (s *search) possible(n Node, key bool) bool {
	raw, isText := s.d.token(n, key)
	if raw == nil || s.automaton == nil {
		return raw != nil
	}
	if isText {
		raw = inside(raw)
		if bytes.IndexByte(raw, '\\') >= 0 {
			s.scratch = appendDecoded(s.scratch[:0], raw)
			raw = s.scratch
		}
	}
	found, ok := s.automaton.match(raw)
	if !ok {
		s.automaton = nil
		return true
	}
	return found
}

// scanAll looks at every node.
func (s *search) scanAll(low, high Node, yield func(Match) bool) {
	for n := low; n < high; n++ {
		if m, ok := s.first(n); ok && !yield(m) {
			return
		}
	}
}

// scanCandidates looks at the nodes whose text has the literal, or an escape that means a letter of it.
func (s *search) scanCandidates(low, high Node, yield func(Match) bool) {
	d := s.d
	to := d.textEnd(high - 1)
	hit, escape := -1, -1
	for at := d.first(low); at < to; {
		if hit < at {
			hit = s.probe.next(d.src, at, to)
		}
		if escape < at {
			escape = s.nextEscape(at, to)
		}
		if at = min(hit, escape); at == to {
			return
		}
		low = d.lastFrom(low, high, at)
		m, ok := s.first(low)
		if ok && !yield(m) {
			return
		}
		if low++; low == high {
			return
		}
		at = d.first(low)
	}
}

// textEnd is where the key and the value of n end, without its children. What follows may be no good JSON.
func (d *Document) textEnd(n Node) int {
	start, end := d.Offset(n)
	if k := d.Kind(n); k == Array || k == Object {
		return start + 1
	}
	return end
}

// nextEscape returns the next backslash whose escape means a letter of the literal.
func (s *search) nextEscape(from, to int) int {
	src := s.d.src[:to]
	for {
		i := bytes.IndexByte(src[from:], '\\')
		if i < 0 {
			return to
		}
		from += i
		c, size := unescape(src[from:])
		if s.probe.concerns(c) {
			return from
		}
		from += size
	}
}

// lastFrom returns the last node of [low, high) that starts at or before an offset. It is fast when that is near low,
// which must start there or before.
func (d *Document) lastFrom(low, high Node, offset int) Node {
	step := Node(1)
	for low+step < high && d.first(low+step) <= offset {
		low += step
		step *= 2
	}
	high = min(low+step, high)
	return low + Node(sort.Search(int(high-low), func(i int) bool { return d.first(low+Node(i)) > offset })) - 1
}
