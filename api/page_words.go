package api

import (
	"bytes"
	"html"
	"strings"
)

const titleBytes = 64 << 10 // of a page in which its title is looked for

// pageWords gives the title of an HTML page, or the start of a text: what a
// gateway says that stands between here and Brincr.
func pageWords(body []byte, contentType string) string {
	body = withoutBOM(body[:min(len(body), titleBytes)])
	if !looksHTML(body, contentType) {
		return readable(string(body))
	}
	lower := asciiLower(body)
	start := bytes.Index(lower, []byte("<title"))
	if start < 0 {
		return ""
	}
	open := bytes.IndexByte(lower[start:], '>')
	if open < 0 {
		return ""
	}
	start += open + 1
	end := bytes.Index(lower[start:], []byte("</title"))
	if end < 0 {
		return ""
	}
	return readable(html.UnescapeString(string(body[start : start+end])))
}

// readable puts text on one line and cuts it.
func readable(s string) string {
	return clip(strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " "), quoteBytes)
}

// asciiLower keeps every byte in its place, which bytes.ToLower does not when
// the text is not UTF-8.
func asciiLower(text []byte) []byte {
	low := bytes.Clone(text)
	for i, c := range low {
		if c >= 'A' && c <= 'Z' {
			low[i] = c + 'a' - 'A'
		}
	}
	return low
}
