package textdoc

import "brincr-explorer/internal/safetext"

// Layout is a text as rows of a width. It is a small value, made anew for every
// drawing; a place is good in a layout when a row starts there, which Align
// sees to.
type Layout struct {
	grid  grid
	width int
	bytes int // in a hexadecimal row; 0: the text is wrapped
}

// Row is a part of the text: its text is Start to End, and the next row starts
// at Next.
type Row struct {
	Start, End, Next int
	First            bool // it starts a line
}

// splitEvery is about how often a long line is split, in bytes.
const splitEvery = 4096

// Wrap lays the text in rows of at most width cells. A character that takes
// more, as a number in signs does, has a row of its own.
//
// The rows of a long line are counted from splits, every so many full rows of
// ASCII: only the row before the first split, or before one amid wider
// characters, can be short.
func (t *Text) Wrap(width int) Layout {
	width = max(width, 1)
	return Layout{grid: grid{t.src, max(splitEvery/width, 1) * width}, width: width}
}

// Hex lays the bytes in rows of 16, or of 8 or 4 where width has no room.
func (t *Text) Hex(width int) Layout {
	bytes := 16
	for bytes > 4 && hexWidth(len(t.src), bytes) > width {
		bytes /= 2
	}
	return Layout{grid: grid{t.src, splitEvery}, width: width, bytes: bytes}
}

// Rows are at most n rows from a place on.
func (l Layout) Rows(at, n int) []Row {
	rows := make([]Row, 0, max(n, 0))
	if at >= len(l.grid.src) || n <= 0 {
		return rows
	}
	if l.bytes > 0 {
		for ; len(rows) < n && at < len(l.grid.src); at += l.bytes {
			next := min(at+l.bytes, len(l.grid.src))
			rows = append(rows, Row{Start: at, End: next, Next: next, First: true})
		}
		return rows
	}
	for p := l.grid.at(at); len(rows) < n; {
		next := l.next(p, at)
		rows = append(rows, Row{Start: at, End: min(next, p.content), Next: next, First: p.first && at == p.start})
		if at = next; at >= p.end {
			var ok bool
			if p, ok = l.grid.after(p); !ok {
				break
			}
		}
	}
	return rows
}

// next is where the row of a piece that starts at a place ends.
func (l Layout) next(p piece, at int) int {
	at += safetext.Fitting(l.grid.src[at:p.content], l.width)
	if at >= p.content {
		return p.end
	}
	return at
}

// starts are where the rows of a piece start.
func (l Layout) starts(p piece) []int {
	starts := make([]int, 0, 1+(p.end-p.start)/l.width)
	for at := p.start; at < p.end; at = l.next(p, at) {
		starts = append(starts, at)
	}
	return starts
}

// Align is the start of the row that an offset is in.
func (l Layout) Align(offset int) int {
	offset = max(min(offset, len(l.grid.src)-1), 0)
	if l.bytes > 0 {
		return offset - offset%l.bytes
	}
	if len(l.grid.src) == 0 {
		return 0
	}
	p := l.grid.at(offset)
	for at := p.start; ; {
		next := l.next(p, at)
		if next > offset {
			return at
		}
		at = next
	}
}

// Move goes n rows on from a place, or back where n is negative, and stops at
// the ends.
func (l Layout) Move(at, n int) int {
	switch {
	case len(l.grid.src) == 0:
		return 0
	case l.bytes > 0:
		rows := len(l.grid.src)/l.bytes + 1
		return max(min(at+max(min(n, rows), -rows)*l.bytes, l.Align(len(l.grid.src))), 0)
	case n < 0:
		return l.back(at, -n)
	}
	p := l.grid.at(at)
	for ; n > 0; n-- {
		next := l.next(p, at)
		if next >= p.end {
			var ok bool
			if p, ok = l.grid.after(p); !ok {
				break
			}
		}
		at = next
	}
	return at
}

func (l Layout) back(at, n int) int {
	p := l.grid.at(at)
	for {
		starts := l.starts(p)
		i := len(starts) - 1
		for i > 0 && starts[i] > at {
			i--
		}
		if i >= n {
			return starts[i-n]
		}
		var ok bool
		if p, ok = l.grid.before(p); !ok {
			return 0
		}
		n -= i + 1
		at = p.end
	}
}

// Last is the place from which the last n rows are in view.
func (l Layout) Last(n int) int {
	return l.Move(l.Align(len(l.grid.src)), 1-max(n, 1))
}

// Percent is the place at so many hundredths of the text.
func (l Layout) Percent(p int) int {
	return l.Align(int(int64(len(l.grid.src)) * int64(max(min(p, 100), 0)) / 100))
}
