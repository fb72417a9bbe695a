package api

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	quoteBytes  = 200  // of foreign text inside our own sentences
	serverBytes = 2000 // of the server's own words
)

// quoted makes foreign text fit for one of our sentences: quoted, ASCII, short.
func quoted(s string) string { return strconv.QuoteToASCII(clip(s, quoteBytes)) }

// clip cuts text to at most n bytes, at a rune's start, and marks the cut.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// withoutUser quotes a configured URL, which may hold a password by mistake.
func withoutUser(s string) string {
	u, err := url.Parse(s)
	if err != nil || (u.User == nil && strings.Contains(s, "@")) {
		return "it"
	}
	u.User = nil
	return quoted(u.String())
}

// listed joins words as "a, b and c".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// sentences joins what is not empty by blanks.
func sentences(parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}

// size is a number of bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return strconv.FormatInt(n>>20, 10) + " MiB"
	case n >= 1<<10 && n%(1<<10) == 0:
		return strconv.FormatInt(n>>10, 10) + " KiB"
	case n == 1:
		return "1 byte"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}
