package firstconfig

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Scopes reads numbers of a list that was shown, counted from 1, and names, with
// blanks or commas between them. A name without a colon gets Brincr's prefix.
// What is wrong comes back for people.
func Scopes(text string, shownList []string) (scopes []string, complaint string) {
	for _, word := range strings.FieldsFunc(tidy(text), func(r rune) bool { return strings.ContainsRune(" ,;", r) }) {
		name, complaint := scope(word, shownList)
		if complaint != "" {
			return nil, complaint
		}
		if !slices.Contains(scopes, name) {
			scopes = append(scopes, name)
		}
	}
	if len(scopes) == 0 {
		return nil, "At least one scope is needed: a token is for scopes."
	}
	return scopes, ""
}

func scope(word string, shownList []string) (name, complaint string) {
	if n, err := strconv.Atoi(word); err == nil {
		if n < 1 || n > len(shownList) {
			return "", fmt.Sprintf("There is no number %d: they go from 1 to %d.", n, len(shownList))
		}
		return shownList[n-1], ""
	}
	if strings.ContainsFunc(word, func(r rune) bool { return r < 0x21 || r > 0x7e || r == '"' || r == '\\' }) {
		return "", shown(word) + " holds a character that no scope can have."
	}
	if !strings.Contains(word, ":") {
		word = "brincr:" + word
	}
	return word, ""
}
