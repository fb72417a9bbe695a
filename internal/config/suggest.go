package config

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nearest is the candidate that name was probably meant to be: one that differs
// in case and separators only, or else the one with the fewest slips (typed
// wrong, left out, added, swapped), at most a third of its length. "" when none
// is near.
func nearest(name string, candidates []string) string {
	if len(name) > quotable {
		return ""
	}
	best, slips := "", 0
	short := plain(name)
	for _, c := range candidates {
		known := plain(c)
		if short == known {
			return c
		}
		limit := min(max(1, len(c)/3), len(c)-1)
		if gap := utf8.RuneCountInString(short) - utf8.RuneCountInString(known); gap > limit || -gap > limit {
			continue
		}
		if n := distance(short, known); n <= limit && (best == "" || n < slips) {
			best, slips = c, n
		}
	}
	return best
}

// plain is a name without what people write differently: case and separators.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// sharesWord is the one candidate that has all words of name, or whose words
// name has all: "secret" for client_secret. "" when none has, or several.
func sharesWord(name string, candidates []string) string {
	found := ""
	for _, c := range candidates {
		a, b := words(name), words(c)
		if !within(a, b) && !within(b, a) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return found
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '_' || r == '-' })
}

func within(some, all []string) bool {
	if len(some) == 0 {
		return false
	}
	return !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(all, w) })
}

// distance counts the slips between two texts: Damerau and Levenshtein's
// distance in its "optimal string alignment" form.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var before, above []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, above, row = above, row, make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(y)]
}
