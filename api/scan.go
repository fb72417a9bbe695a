package api

import (
	"bytes"
	"encoding/json"
)

// A body of 256 MiB must be asked for its page links without a second copy of
// it in memory, and without a float touching a number. So values are skipped
// here as bytes, iteratively, whatever their depth; nothing is validated beyond
// what finding the end of a value needs.

// visitObject calls visit with each member of a JSON object, key unquoted and
// value as it was sent, in the order sent. It is false when text is not an
// object that ends where the text ends.
func visitObject(text []byte, visit func(key string, value []byte)) bool {
	return visitItems(text, '{', '}', func(item []byte) []byte {
		end := stringEnd(item)
		if end < 0 {
			return nil
		}
		rest := trimLeft(item[end:])
		if len(rest) == 0 || rest[0] != ':' {
			return nil
		}
		rest = trimLeft(rest[1:])
		value := rest[:max(valueEnd(rest), 0)]
		if len(value) == 0 {
			return nil
		}
		key, ok := jsonString(item[:end])
		if ok {
			visit(key, value)
		}
		return rest[len(value):]
	})
}

// visitArray does the same for the items of an array.
func visitArray(text []byte, visit func(value []byte)) bool {
	return visitItems(text, '[', ']', func(item []byte) []byte {
		end := valueEnd(item)
		if end <= 0 {
			return nil
		}
		visit(item[:end])
		return item[end:]
	})
}

// visitItems walks what stands between open and shut; eat takes one item off
// the text and returns the rest, nil when it cannot.
func visitItems(text []byte, open, shut byte, eat func([]byte) []byte) bool {
	rest := trimLeft(text)
	if len(rest) == 0 || rest[0] != open {
		return false
	}
	rest = trimLeft(rest[1:])
	if len(rest) > 0 && rest[0] == shut {
		return len(trimLeft(rest[1:])) == 0
	}
	for {
		rest = eat(rest)
		if rest == nil {
			return false
		}
		rest = trimLeft(rest)
		switch {
		case len(rest) == 0:
			return false
		case rest[0] == ',':
			rest = trimLeft(rest[1:])
		case rest[0] == shut:
			return len(trimLeft(rest[1:])) == 0
		default:
			return false
		}
	}
}

// valueEnd is where the JSON value at the start of text ends, -1 when it does not.
func valueEnd(text []byte) int {
	if len(text) == 0 {
		return -1
	}
	switch text[0] {
	case '"':
		return stringEnd(text)
	case '{', '[':
		return containerEnd(text)
	}
	end := bytes.IndexAny(text, ",]} \t\r\n")
	if end < 0 {
		return len(text)
	}
	return end
}

// stringEnd is where the JSON string at the start of text ends, quotes included.
func stringEnd(text []byte) int {
	if len(text) == 0 || text[0] != '"' {
		return -1
	}
	for i := 1; i < len(text); i++ {
		if text[i] == '"' {
			return i + 1
		}
		if text[i] == '\\' {
			i++
		}
	}
	return -1
}

// containerEnd is where the object or array at the start of text ends. Brackets
// are counted, not matched: depth is one number, however deep it goes.
func containerEnd(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			n := stringEnd(text[i:])
			if n < 0 {
				return -1
			}
			i += n - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// jsonString unquotes a JSON string.
func jsonString(value []byte) (string, bool) {
	if len(value) < 2 || value[0] != '"' {
		return "", false
	}
	if bytes.IndexByte(value, '\\') < 0 {
		return string(value[1 : len(value)-1]), true
	}
	var s string
	if json.Unmarshal(value, &s) != nil {
		return "", false
	}
	return s, true
}

// jsonNumber is a whole number as text, digit by digit as it was sent, whether
// it was written as a number or as a string; "" for anything else.
func jsonNumber(value []byte) string {
	if s, ok := jsonString(value); ok {
		value = []byte(s)
	}
	if len(value) == 0 || len(value) > maxDigits {
		return ""
	}
	for i, c := range value {
		if (c < '0' || c > '9') && !(i == 0 && c == '-' && len(value) > 1) {
			return ""
		}
	}
	return string(value)
}

const maxDigits = 40

func trimLeft(text []byte) []byte {
	for len(text) > 0 && isSpace(text[0]) {
		text = text[1:]
	}
	return text
}

// isSpace is JSON's white space (RFC 8259, section 2).
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
