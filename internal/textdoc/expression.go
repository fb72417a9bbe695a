package textdoc

import "bytes"

const (
	window  = 16 << 10 // a line of more than this is matched in parts
	overlap = 4 << 10  // what is seen on both sides of a part
)

// scanLines applies the regular expression to the lines, and the parts of long
// lines, in which a match can start.
func (s *search) scanLines(from, to int, yield func(Match) bool) {
	if from >= to {
		return
	}
	p, seen := s.grid.at(from), min(s.grid.at(to-1).end+overlap, len(s.src))
	for {
		if s.find != nil {
			var ok bool
			if p, ok = s.candidate(p, seen); !ok || p.start >= to {
				return
			}
		}
		if !s.scanPiece(p, from, to, yield) || p.end >= to {
			return
		}
		p, _ = s.grid.after(p)
	}
}

// candidate is the first piece, from p on, in or just behind which the literal
// stands that every match has; false where it does not stand before an offset.
func (s *search) candidate(p piece, to int) (piece, bool) {
	at := s.find.index(p.start, to)
	if at < 0 {
		return p, false
	}
	if at < p.end {
		return p, true
	}
	has := s.grid.at(at)
	if before, ok := s.grid.before(has); ok && !has.first && at-before.end < overlap && before.start >= p.start {
		has = before
	}
	return has, true
}

// scanPiece yields the matches that start in a piece, from one offset up to but
// not including another.
func (s *search) scanPiece(p piece, from, to int, yield func(Match) bool) bool {
	low, high := p.start, p.content
	if !p.first {
		low -= overlap
	}
	if !p.last {
		high = s.seen(p.end)
	}
	whole := p.last || s.endsLine(high)
	for _, at := range s.p.re.FindAllIndex(s.src[low:high], -1) {
		start, end := low+at[0], low+at[1]
		switch {
		case start == end, start < max(p.start, from), !whole && end == high && s.p.edges:
			continue
		case start >= min(p.end, to):
			return true
		}
		if !yield(Match{Start: start, End: end}) {
			return false
		}
	}
	return true
}

// seen is how far a match may reach that starts in a part that ends here: into
// the next one, but not over the end of the line.
func (s *search) seen(end int) int {
	high := min(end+overlap, len(s.src))
	if i := bytes.IndexByte(s.src[end:high], '\n'); i >= 0 {
		high = end + i
		if i > 0 && s.src[high-1] == '\r' {
			high--
		}
		return high
	}
	return runeStart(s.src, high)
}

// endsLine says whether a line's text ends at a place.
func (s *search) endsLine(at int) bool {
	rest := s.src[at:]
	return len(rest) == 0 || rest[0] == '\n' || bytes.HasPrefix(rest, []byte("\r\n"))
}
