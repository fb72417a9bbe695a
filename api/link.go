package api

import (
	"net/url"
	"strings"
	"unicode"
)

// Links judges the URLs that stand in the answers of one environment. The zero
// Links knows no URL.
type Links struct{ base base }

// NewLinks is for the answers of an API. One whose URL is wrong has none.
func NewLinks(apiURL string) Links {
	b, err := newBase(apiURL)
	if err != nil {
		return Links{}
	}
	return Links{base: b}
}

// Link is a URL of an answer.
type Link struct {
	Path    string // relative to the API base, query included; "" where it leads out of the API
	Outside string // why it is not followed, to continue a sentence that names it; "" where it leads into the API
}

// longestLink bounds what is taken for a URL, in bytes.
const longestLink = 4096

// Judge tells where a text leads; false where it is no URL. from is the URL of
// the answer that it stands in. A reference without a slash or a "?" before it
// ("products/5") is taken for one only where the name of its field says so.
func (l Links) Judge(from, text string, named bool) (Link, bool) {
	if l.base.origin == "" || text == "" || len(text) > longestLink || strings.ContainsFunc(text, unicode.IsSpace) {
		return Link{}, false
	}
	full, query := isWeb(text), text[0] == '?' && strings.Contains(text, "=")
	if !full && !named && !query && text[0] != '/' {
		return Link{}, false
	}
	at, err := url.Parse(from)
	if err != nil || at.Host == "" {
		if at, err = url.Parse(l.base.String()); err != nil {
			return Link{}, false
		}
	}
	target, inside := l.base.follow(at, text)
	switch {
	case inside:
		path := l.relative(target)
		return Link{Path: path}, path != ""
	case !full:
		return Link{}, false
	}
	return Link{Outside: l.outside(text, target)}, true
}

// isWeb knows a URL that names its server.
func isWeb(text string) bool {
	lower := strings.ToLower(text[:min(len(text), len("https://"))])
	if rest, ok := strings.CutPrefix(text, "//"); ok {
		u, err := url.Parse("https://" + rest)
		return err == nil && strings.Contains(u.Hostname(), ".")
	}
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}

// outside says why a URL is not followed.
func (l Links) outside(text string, target *url.URL) string {
	if target != nil {
		text = target.String()
	}
	if _, err := l.base.resolve(text); err != nil {
		return err.Error()
	}
	return "lies outside " + l.base.String()
}

// Relative is the path of a URL within the API, with its query; "" for a URL
// outside.
func (l Links) Relative(address string) string {
	u, err := url.Parse(address)
	if err != nil || l.base.origin == "" || !l.base.contains(u) {
		return ""
	}
	return l.relative(u)
}

func (l Links) relative(u *url.URL) string {
	path := strings.TrimPrefix(u.EscapedPath(), l.base.path)
	if path == strings.TrimSuffix(l.base.path, "/") {
		path = ""
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}
