package filter

import (
	"slices"
	"strings"
)

// A Field is one text that is looked in; a find in a weightier one ranks higher.
type Field struct {
	Text   string // in lower case
	Weight int
}

// Rank says how well the fields of something fit what was typed; false where one
// of the words is in none of them. A word is in a text as it stands, or letter by
// letter with a few others in between: "ordln" finds "order-lines".
func (f Filter) Rank(fields []Field) (rank int, ok bool) {
	for _, w := range f.words {
		best := 0
		for _, field := range fields {
			if n := fit(w, field.Text); n > 0 {
				best = max(best, n*field.Weight)
			}
		}
		if best == 0 {
			return 0, false
		}
		rank += best
	}
	return rank, true
}

// How well a word fits a text, best first. Letters that stand apart count for
// less the more there is between them.
const (
	whole   = 100
	begins  = 80
	atWord  = 60
	within  = 40
	apart   = 20
	loosest = 3 // times the word's length, that its letters may be spread over
)

func fit(word, text string) int {
	i := strings.Index(text, word)
	switch {
	case i < 0:
		return fitApart(word, text)
	case len(word) == len(text):
		return whole
	case i == 0:
		return begins
	case !isLetter(text[i-1]):
		return atWord
	}
	// It may begin a later word.
	for rest := i + 1; ; {
		next := strings.Index(text[rest:], word)
		if next < 0 {
			return within
		}
		if at := rest + next; !isLetter(text[at-1]) {
			return atWord
		}
		rest += next + 1
	}
}

// fitApart looks for the letters of a word in their order, the first of them at
// the beginning of a word, and close together: letters that are anywhere are in
// nearly every text.
func fitApart(word, text string) int {
	if len(word) < 2 {
		return 0
	}
	best := 0
	for i := 0; i < len(text); i++ {
		if text[i] != word[0] || i > 0 && isLetter(text[i-1]) {
			continue
		}
		if end := lettersEnd(word, text, i); end > 0 {
			best = max(best, apart-apart*(end-i-len(word))/(loosest*len(word)+1))
		}
	}
	return best
}

// lettersEnd is where the letters of a word end in a text, the first of them
// standing at i; 0 where they are not there or spread too far.
func lettersEnd(word, text string, i int) int {
	most, at := min(len(text), i+loosest*len(word)+1), i+1
	for k := 1; k < len(word); k++ {
		next := strings.IndexByte(text[at:most], word[k])
		if next < 0 {
			return 0
		}
		at += next + 1
	}
	return at
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 }

// Ranked are the numbers of the things whose fields fit, best first; what fits
// equally well stays in its order.
func (f Filter) Ranked(all [][]Field) []int {
	type found struct{ i, rank int }
	var list []found
	for i, fields := range all {
		if rank, ok := f.Rank(fields); ok {
			list = append(list, found{i, rank})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int { return b.rank - a.rank })
	out := make([]int, len(list))
	for i, x := range list {
		out[i] = x.i
	}
	return out
}

// Empty says that nothing was typed.
func (f Filter) Empty() bool { return len(f.words) == 0 }
