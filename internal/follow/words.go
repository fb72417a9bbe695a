package follow

import (
	"slices"
	"strings"
	"unicode"
)

// split cuts a name into lower-case words, whether they are joined by case, by
// "_", "-" or blanks: "shippingAddressID" is shipping, address, id.
func split(name string) []string {
	var words []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			words = append(words, string(word))
		}
		word = nil
	}
	letters := []rune(name)
	for i, r := range letters {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end()
			continue
		case unicode.IsUpper(r) && startsWord(letters, i):
			end()
		}
		word = append(word, unicode.ToLower(r))
	}
	end()
	return words
}

// startsWord says of a capital whether a word begins with it: after a small
// letter or a digit, or as the last of several before a small letter.
func startsWord(letters []rune, i int) bool {
	if i == 0 {
		return false
	}
	before := letters[i-1]
	if unicode.IsLower(before) || unicode.IsDigit(before) {
		return true
	}
	return unicode.IsUpper(before) && i+1 < len(letters) && unicode.IsLower(letters[i+1]) && !(letters[i+1] == 's' && endsWord(letters, i+2))
}

// endsWord keeps the plural of an acronym together: "productIDs".
func endsWord(letters []rune, i int) bool {
	return i == len(letters) || !unicode.IsLower(letters[i])
}

// same compares words, each in the singular or in the plural.
func same(a, b []string) bool {
	return slices.EqualFunc(a, b, sameWord)
}

func sameWord(a, b string) bool {
	return a == b || plural(a) == b || plural(b) == a || slices.Contains(irregular[:], [2]string{a, b}) || slices.Contains(irregular[:], [2]string{b, a})
}

// plural is the regular plural of an English word.
func plural(word string) string {
	n := len(word)
	switch {
	case n < 2:
		return word + "s"
	case word[n-1] == 'y' && strings.IndexByte("aeiou", word[n-2]) < 0:
		return word[:n-1] + "ies"
	case word[n-1] == 's', word[n-1] == 'x', word[n-1] == 'z', strings.HasSuffix(word, "ch"), strings.HasSuffix(word, "sh"):
		return word + "es"
	}
	return word + "s"
}

// singular is a word of a path as a person says it of one. It is for reading
// alone: which words are the same is never decided by it.
func singular(word string) string {
	for _, pair := range irregular {
		if word == pair[1] {
			return pair[0]
		}
	}
	for _, end := range [...][2]string{{"ies", "y"}, {"sses", "ss"}, {"ches", "ch"}, {"shes", "sh"}, {"xes", "x"}, {"ouses", "ouse"}, {"uses", "us"}, {"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"s", ""}} {
		if stem, ok := strings.CutSuffix(word, end[0]); ok && stem != "" {
			return stem + end[1]
		}
	}
	return word
}

// irregular are other plurals, behind their singulars.
var irregular = [...][2]string{
	{"person", "people"},
	{"child", "children"},
	{"shelf", "shelves"},
	{"half", "halves"},
	{"medium", "media"},
	{"criterion", "criteria"},
	{"analysis", "analyses"},
	{"index", "indices"},
	{"matrix", "matrices"},
}

// stem is alike for the singular and the plural of a word. Other words may share
// it: it only says where to look.
func stem(word string) string {
	for _, pair := range irregular {
		if word == pair[1] {
			word = pair[0]
		}
	}
	return strings.TrimRight(strings.ReplaceAll(word, "y", "i"), "es")
}

// endsWith says whether words end with others, and have more before them.
func endsWith(words, end []string) bool {
	n := len(words) - len(end)
	return n > 0 && len(end) > 0 && same(words[n:], end)
}
