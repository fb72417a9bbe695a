package keyring

import "strings"

// maxName is the most characters of a name: a longer one is something else, put
// in its place.
const maxName = 60

// NameRule is the rule of ValidName, for messages.
const NameRule = "letters, digits and . _ - @ : /, at most 60 of them, the first a letter or a digit"

// ValidName tells whether a secret can have this name. It is so strict that a
// name can be typed into any shell, and be the argument of any program, as it is.
func ValidName(name string) bool {
	alphanumeric := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
	for i, r := range name {
		if !alphanumeric(r) && (i == 0 || !strings.ContainsRune("._-@:/", r)) {
			return false
		}
	}
	return name != "" && len(name) <= maxName
}
