package follow

import (
	"slices"
	"strings"
)

// subject is what an id is of.
type subject struct {
	words  []string
	around [][]string // what that lies in, the nearest first
	named  bool
	own    bool
}

// idWords end the names of fields that hold ids.
var idWords = [...]string{"id", "uuid", "guid", "ulid"}

// wrappers are names of what only holds the data.
var wrappers = [...]string{
	"data", "items", "item", "results", "result", "records", "record", "rows", "row", "attributes", "relationships", "embedded", "included",
	"nodes", "node", "edges", "list", "values", "value", "entries", "content", "contents", "response", "payload", "body", "member", "members",
}

const parent = "parent"

// relatives are things of the same kind as what they are of.
var relatives = [...]string{parent, "child", "children", "root", "ancestor", "ancestors", "sibling", "siblings", "original"}

func isIDWord(word string) bool {
	return slices.ContainsFunc(idWords[:], func(w string) bool { return word == w || word == w+"s" })
}

// newSubject finds out what the id in a field is of; false where the field holds
// none. from is what the request was for.
func newSubject(f Field, from []string) (subject, bool) {
	var names [][]string
	for _, key := range f.Keys {
		for part := range strings.SplitSeq(key, ".") { // "product.id", as flattened answers have it
			if words := split(part); len(words) > 0 {
				names = append(names, words)
			}
		}
	}
	if len(names) == 0 || !IsID(f.Value) {
		return subject{}, false
	}
	last, outer := names[len(names)-1], holders(names[:len(names)-1], from)
	switch n := len(last); {
	case !isIDWord(last[n-1]):
		return subject{words: last, around: outer}, isUUID(f.Value)
	case n > 1:
		return subject{words: last[:n-1], around: outer, named: true}, true
	case len(outer) == 0:
		return subject{}, false
	}
	s := subject{words: outer[0], around: outer[1:]}
	s.own = len(from) > 0 && len(outer) == 1
	return s, true
}

// holders are the things that something lies in, the nearest first, and what the
// request was for last.
func holders(names [][]string, from []string) [][]string {
	var all [][]string
	for _, words := range slices.Backward(names) {
		if len(words) > 1 || !slices.Contains(wrappers[:], words[0]) {
			all = append(all, words)
		}
	}
	if len(from) > 0 {
		all = append(all, from)
	}
	return all
}

// said is what a person calls it.
func (s subject) said() string {
	n := len(s.words) - 1
	return strings.Join(append(slices.Clone(s.words[:n]), singular(s.words[n])), " ")
}

func (s subject) isRelative() bool {
	return len(s.words) == 1 && slices.Contains(relatives[:], s.words[0]) && len(s.around) > 0
}
