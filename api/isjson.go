package api

import (
	"bytes"
	"encoding/json"
	"mime"
	"strings"
)

// looksJSON judges by a few bytes of a body whether it is a JSON text. A server
// that forgets its Content-Type still answers JSON, and a login page that calls
// itself application/json still is none.
func looksJSON(body []byte, contentType string, truncated bool) bool {
	text := bytes.Trim(withoutBOM(body), " \t\r\n")
	if len(text) == 0 {
		return false
	}
	first, last := text[0], text[len(text)-1]
	switch first {
	case '{':
		next := trimLeft(text[1:])
		begins := len(next) == 0 && truncated || len(next) > 0 && (next[0] == '"' || next[0] == '}')
		return begins && (truncated || last == '}' || saysJSON(contentType))
	case '[':
		next := trimLeft(text[1:])
		begins := len(next) == 0 && truncated || len(next) > 0 && strings.IndexByte("{[\"]-0123456789tfn", next[0]) >= 0
		return begins && (truncated || last == ']' || saysJSON(contentType))
	case '"':
		return truncated || len(text) > 1 && last == '"'
	}
	if len(text) <= len("false") && json.Valid(text) {
		return true
	}
	return (first == '-' || first >= '0' && first <= '9') && numeric(text)
}

// numeric says that text has a number's characters only (RFC 8259, section 6).
func numeric(text []byte) bool {
	for _, c := range text {
		if strings.IndexByte("+-.0123456789Ee", c) < 0 {
			return false
		}
	}
	return true
}

// saysJSON reads the header: application/json or any type with the +json suffix
// (RFC 6839).
func saysJSON(contentType string) bool {
	t := mediaType(contentType)
	return t == "application/json" || t == "text/json" || strings.HasSuffix(t, "+json")
}

func mediaType(contentType string) string {
	if t, _, err := mime.ParseMediaType(contentType); err == nil {
		return t
	}
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

func withoutBOM(body []byte) []byte { return bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")) }

func looksHTML(body []byte, contentType string) bool {
	start := bytes.ToLower(trimLeft(withoutBOM(body[:min(len(body), 512)])))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<title", "<h1"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return mediaType(contentType) == "text/html" && bytes.HasPrefix(start, []byte("<"))
}

func looksUTF16(body []byte) bool {
	return bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff"))
}
