package api

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// AddQuery adds a parameter to the query of a path. Brackets stay as people and
// Brincr write them, filter[name]; what would end the parameter or mean something
// else in a query is escaped, a percent sign included: values are given as they
// are meant, not as they are sent.
func AddQuery(path, name, value string) (string, error) {
	switch {
	case name == "":
		return "", errors.New("has no name")
	case !utf8.ValidString(name) || !utf8.ValidString(value):
		return "", errors.New("is not valid UTF-8")
	}
	separator := "?"
	if _, query, found := strings.Cut(path, "?"); found {
		separator = "&"
		if query == "" || strings.HasSuffix(query, "&") {
			separator = ""
		}
	}
	return path + separator + escapeParameter(name) + "=" + escapeParameter(value), nil
}

// escapeParameter leaves letters, digits and the signs that mean nothing by
// themselves in a query.
func escapeParameter(s string) string {
	const digits, plainSigns = "0123456789ABCDEF", "-._~[],:/@!$'()*"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(plainSigns, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}
