package compose

import (
	"strings"
	"unicode/utf8"

	"brincr-explorer/ui/paint"
)

// piece is a part of a line in one look.
type piece struct {
	from, to int
	look     paint.Style
}

// visible are the pieces of a line from an offset on, as many as can have room
// in so many cells. Strings of JSON do not go over the end of a line, so a line
// can be coloured by itself; one that is scrolled far is not. The byte at bad is
// marked.
func visible(st *paint.Styles, line string, from, cells, bad int) []piece {
	const farthest = 4096
	to := from
	for n := 0; to < len(line) && n <= cells; n++ {
		_, size := utf8.DecodeRuneInString(line[to:])
		to += size
	}
	var list []piece
	if from > farthest {
		list = []piece{{from, to, st.Text}}
	} else {
		near := line[:min(len(line), to+farthest)] // a string may be a megabyte
		for at := 0; at < to; {
			end, look := token(st, near, at)
			if end > from {
				list = append(list, piece{max(at, from), min(end, to), look})
			}
			at = end
		}
	}
	if bad < from || bad >= to {
		return list
	}
	return markAt(list, line, bad, st.Found)
}

// markAt gives one character a look of its own.
func markAt(list []piece, line string, at int, look paint.Style) []piece {
	_, size := utf8.DecodeRuneInString(line[at:])
	var out []piece
	for _, p := range list {
		if at < p.from || at >= p.to {
			out = append(out, p)
			continue
		}
		for _, q := range []piece{{p.from, at, p.look}, {at, min(at+size, p.to), look}, {min(at+size, p.to), p.to, p.look}} {
			if q.from < q.to {
				out = append(out, q)
			}
		}
	}
	return out
}

// token is the end and the look of what begins at a place of a line.
func token(st *paint.Styles, line string, at int) (end int, look paint.Style) {
	switch c := line[at]; {
	case c == '"':
		end = quotedEnd(line, at)
		if strings.HasPrefix(strings.TrimLeft(line[end:], " \t"), ":") {
			return end, st.Key
		}
		return end, st.String
	case c == '-' || c >= '0' && c <= '9':
		return at + span(line[at:], "0123456789+-.eE"), st.Number
	case c >= 'a' && c <= 'z':
		return at + span(line[at:], "abcdefghijklmnopqrstuvwxyz"), st.Literal
	case strings.IndexByte("{}[],:", c) >= 0:
		return at + span(line[at:], "{}[],:"), st.Punct
	default:
		end = at + 1
		for end < len(line) && strings.IndexByte("\"-0123456789{}[],:", line[end]) < 0 && (line[end] < 'a' || line[end] > 'z') {
			end++
		}
		return end, st.Text
	}
}

func quotedEnd(line string, at int) int {
	for i := at + 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(line)
}

func span(s, of string) int {
	for i := range len(s) {
		if strings.IndexByte(of, s[i]) < 0 {
			return i
		}
	}
	return len(s)
}
