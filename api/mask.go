package api

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
)

// fields sorts header lines by name; the lines of one name keep their order. It
// counts the tokens that it masked.
func (do *run) fields(h http.Header) (list []Field, masked int) {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range h[name] {
			shown := do.masked(value)
			if shown != value {
				masked++
			}
			list = append(list, Field{Name: name, Value: shown})
		}
	}
	return list, masked
}

// shortestMasked is the length from which a token can be told from other text.
const shortestMasked = 20

const maskedToken = "••••••"

// masked takes the tokens of this run out of a text that the server sent.
func (do *run) masked(s string) string {
	for _, t := range do.used {
		s = strings.ReplaceAll(s, t, maskedToken)
	}
	return s
}

// maskBody does the same for a body. A server in debug mode prints the headers
// it received; such a page must not carry the token into an export.
func (do *run) maskBody(body []byte) []byte {
	for _, t := range do.used {
		if n := bytes.Count(body, []byte(t)); n > 0 {
			do.x.Masked += n
			body = bytes.ReplaceAll(body, []byte(t), []byte(maskedToken))
		}
	}
	return body
}
