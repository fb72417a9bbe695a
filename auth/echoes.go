package auth

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"
)

// Echoes are the texts as which a server can send a secret back that it received: as it is, or as forms, URLs, HTML
// and JSON write it, or in base64, whatever stands before and after it there. None is given twice, and none for the
// empty secret.
func (s Secret) Echoes() []string {
	text := s.Reveal()
	if text == "" {
		return nil
	}
	forHTML, forJSON := inJSON(text, true), inJSON(text, false)
	forms := []string{
		text, url.QueryEscape(text), url.PathEscape(text), strings.ToLower(url.QueryEscape(text)), html.EscapeString(text),
		forHTML, forJSON, strings.ReplaceAll(forHTML, "/", `\/`), strings.ReplaceAll(forJSON, "/", `\/`),
		base64.StdEncoding.EncodeToString([]byte(text)), base64.RawURLEncoding.EncodeToString([]byte(text)),
	}
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		for before := range 3 {
			if form := amid(encoding, text, before); len(form) >= shortestAmid {
				forms = append(forms, form)
			}
		}
	}
	var once []string
	for _, form := range forms {
		if !slices.Contains(once, form) {
			once = append(once, form)
		}
	}
	return once
}

// shortestAmid is the length from which a piece of base64 can be told from other text.
const shortestAmid = 12

// amid is what all base64 texts have in common in which a text stands after 3n+before other bytes: without the
// characters that hold bits of its neighbours as well.
func amid(encoding *base64.Encoding, text string, before int) string {
	whole := encoding.EncodeToString([]byte("\x00\x00"[:before] + text))
	first := [...]int{0, 2, 3}[before]
	last := (before + len(text)) * 8 / 6
	return whole[min(first, last):last]
}

// inJSON is s as it stands between quotes in a JSON text, where some writers escape what HTML would take amiss.
func inJSON(s string, forHTML bool) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(forHTML)
	_ = encoder.Encode(s) // a string has always a JSON text
	return strings.TrimSuffix(out.String(), "\"\n")[1:]
}
