package textdoc

import "context"

// Match is one place that a query found.
type Match struct {
	Start, End int
	Wrapped    bool // Find had to go on from the other end of the text
}

// searchStride is how much text is searched between two looks at the context.
const searchStride = 1 << 20

// Find is the next match that starts after an offset or, with forward false,
// the last one that starts before it; then it goes on from the other end of
// the text, up to and including that offset. With -1, and for going back with
// the text's length, it starts at an end. The error is the context's.
func (p *Pattern) Find(ctx context.Context, t *Text, from int, forward bool) (Match, bool, error) {
	s := newSearch(p, t)
	from = min(max(from, -1), t.Len())
	if forward {
		m, ok, err := s.forward(ctx, from+1, t.Len())
		if ok || err != nil {
			return m, ok, err
		}
		m, ok, err = s.forward(ctx, 0, min(from+1, t.Len()))
		m.Wrapped = ok
		return m, ok, err
	}
	from = max(from, 0)
	m, ok, err := s.backward(ctx, 0, from)
	if ok || err != nil {
		return m, ok, err
	}
	m, ok, err = s.backward(ctx, from, t.Len())
	m.Wrapped = ok
	return m, ok, err
}

// Count is the number of matches, and how many of them start at or before an
// offset: "rank of total".
func (p *Pattern) Count(ctx context.Context, t *Text, at int) (rank, total int, err error) {
	s := newSearch(p, t)
	err = s.each(ctx, 0, t.Len(), func(m Match) bool {
		total++
		if m.Start <= at {
			rank++
		}
		return true
	})
	return rank, total, err
}

// Matches are those that have something from one offset up to but not including
// another, in order and at most so many. Literals may overlap.
func (p *Pattern) Matches(t *Text, from, to, most int) []Match {
	var found []Match
	s := newSearch(p, t)
	s.scan(s.before(from), min(to, t.Len()), func(m Match) bool {
		if m.End > from {
			found = append(found, m)
		}
		return len(found) < most
	})
	return found
}

// search is a Pattern at work on one Text.
type search struct {
	p    *Pattern
	src  []byte
	grid grid
	find *finder // of the literal; nil when there is none
}

func newSearch(p *Pattern, t *Text) *search {
	s := &search{p: p, src: t.src, grid: grid{t.src, window}}
	if p.literal != nil {
		s.find = p.literal.newFinder(t.src)
	}
	return s
}

// before is the first offset at which a match can start that reaches over
// another.
func (s *search) before(offset int) int {
	switch {
	case s.p.re == nil && s.find != nil:
		return max(offset-s.find.size()+1, 0)
	case s.p.re == nil || offset >= len(s.src):
		return offset
	}
	p := s.grid.at(offset)
	if !p.first {
		return max(p.start-overlap, 0)
	}
	return p.start
}

func (s *search) forward(ctx context.Context, from, to int) (found Match, ok bool, err error) {
	err = s.each(ctx, from, to, func(m Match) bool {
		found, ok = m, true
		return false
	})
	return found, ok, err
}

// each yields the matches that start from one offset up to but not including
// another.
func (s *search) each(ctx context.Context, from, to int, yield func(Match) bool) error {
	goOn := true
	for from < to && goOn {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := min(from+searchStride, to)
		s.scan(from, end, func(m Match) bool {
			goOn = yield(m)
			return goOn
		})
		from = end
	}
	return nil
}

// backward searches parts forwards, the last part first, and takes the last
// match of a part. The parts grow, so that a match nearby is found soon.
func (s *search) backward(ctx context.Context, from, to int) (found Match, ok bool, err error) {
	for size := searchStride / 64; from < to && !ok; size = min(2*size, searchStride) {
		if err := ctx.Err(); err != nil {
			return Match{}, false, err
		}
		start := max(to-size, from)
		s.scan(start, to, func(m Match) bool {
			found, ok = m, true
			return true
		})
		to = start
	}
	return found, ok, nil
}

// scan is each without a look at the context.
func (s *search) scan(from, to int, yield func(Match) bool) {
	switch {
	case s.p.re != nil:
		s.scanLines(from, to, yield)
	case s.find != nil:
		for from < to {
			at := s.find.index(from, to)
			if at < 0 || !yield(Match{Start: at, End: at + s.find.size()}) {
				return
			}
			from = at + 1
		}
	}
}
