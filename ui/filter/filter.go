// Package filter is what a filter line lets through. It exists so that lists
// and menus, which know nothing of each other, find by the same rule.
package filter

import "strings"

// A Filter lets a text through that holds every one of its words, whatever
// their case and order. The zero Filter lets everything through.
type Filter struct{ words []string }

// New is the filter that a person typed.
func New(typed string) Filter {
	return Filter{words: strings.Fields(strings.ToLower(typed))}
}

// Lets reports whether a text comes through.
func (f Filter) Lets(text string) bool {
	text = strings.ToLower(text)
	for _, w := range f.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
