package follow

import "strings"

// IsID says whether a text looks like an id: a UUID, a number, or a short word
// without blanks as in "cus_9s6XKzkNRiz8i3".
func IsID(text string) bool {
	const longest = 64
	if text == "" || len(text) > longest || !alphanumeric(text[0]) {
		return false
	}
	for i := range len(text) {
		if !alphanumeric(text[i]) && strings.IndexByte("-_.~", text[i]) < 0 {
			return false
		}
	}
	return !strings.Contains(text, "..")
}

// isUUID is stricter: eight, four, four, four and twelve hexadecimal digits.
func isUUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i := range len(text) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (text[i] == '-') || !dash && !hexadecimal(text[i]) {
			return false
		}
	}
	return true
}

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func hexadecimal(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
