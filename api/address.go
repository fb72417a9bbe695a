package api

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// base is the origin and the path under which every request stays.
type base struct {
	origin string // scheme://host[:port], lower case, no default port
	path   string // begins and ends with "/", escaped
}

// newBase reads an API URL; its error continues a sentence that names the URL.
func newBase(apiURL string) (base, error) {
	u, err := serviceURL(apiURL)
	if err != nil {
		return base{}, err
	}
	path := u.EscapedPath()
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	if climbs(path) {
		return base{}, errors.New(`has "." or ".." in its path`)
	}
	return base{origin: originOf(u), path: path}, nil
}

// serviceURL accepts an absolute https URL of a server, or an http one on this
// machine, that has neither user, query nor fragment.
func serviceURL(s string) (*url.URL, error) {
	if s == "" {
		return nil, errors.New("is empty")
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return nil, errors.New("is not a URL")
	case u.Host == "" || u.Hostname() == "":
		return nil, errors.New("names no server")
	case u.User != nil:
		return nil, errors.New("holds a user name or password")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(s, "#"):
		return nil, errors.New(`has a "?" or "#" part`)
	case u.Scheme == "https":
		return u, nil
	case u.Scheme == "http" && loopback(u.Hostname()):
		return u, nil
	case u.Scheme == "http":
		return nil, errors.New("is not encrypted: http is accepted for this machine only, use https")
	}
	return nil, errors.New("begins with neither https:// nor, for this machine, http://")
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// originOf is scheme, host and port in one comparable form (RFC 6454).
func originOf(u *url.URL) string {
	scheme, host, port := strings.ToLower(u.Scheme), strings.ToLower(u.Hostname()), u.Port()
	if port == "" || (scheme == "https" && port == "443") || (scheme == "http" && port == "80") {
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return scheme + "://" + host
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// resolve makes the absolute URL of what a user or a link asked for. The URL is
// always inside the base; the error says in what way the text was not.
func (b base) resolve(asked string) (*url.URL, error) {
	if err := plain(asked); err != nil {
		return nil, err
	}
	rest, err := b.relative(asked)
	if err != nil {
		return nil, err
	}
	path, query, _ := strings.Cut(rest, "?")
	if i := strings.IndexByte(path, '{'); i >= 0 {
		return nil, errors.New("still has a blank to fill in: " + quoted(path[i:]))
	}
	if strings.ContainsRune(path, '\\') {
		return nil, errors.New(`holds a "\"`)
	}
	if climbs(path) {
		return nil, errors.New(`has "." or ".." in it, which leads out of its place`)
	}
	full := b.origin + b.path + escape(path)
	if query != "" {
		full += "?" + escape(query)
	}
	u, err := url.Parse(full)
	if err != nil || !b.contains(u) {
		return nil, errors.New("does not make a URL under " + b.String())
	}
	return u, nil
}

// relative takes the base off a path, if it is there.
func (b base) relative(asked string) (string, error) {
	if strings.HasPrefix(asked, "//") {
		return "", errors.New(`begins with "//", which names another server`)
	}
	if !absolute(asked) {
		path, _, _ := strings.Cut(asked, "?")
		if strings.HasPrefix(path+"/", b.path) {
			return strings.TrimPrefix(strings.TrimPrefix(asked, strings.TrimSuffix(b.path, "/")), "/"), nil
		}
		return strings.TrimPrefix(asked, "/"), nil
	}
	u, err := url.Parse(asked)
	if err != nil {
		return "", errors.New("is not a URL that can be read")
	}
	if u.User != nil || strings.Contains(u.Host, "@") {
		return "", errors.New("holds a user name or password")
	}
	if originOf(u) != b.origin {
		return "", errors.New("points to " + quoted(originOf(u)) + ", and requests go only to " + b.origin)
	}
	if !strings.HasPrefix(u.EscapedPath()+"/", b.path) {
		return "", errors.New("lies outside " + b.String())
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(u.EscapedPath(), strings.TrimSuffix(b.path, "/")), "/")
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	return rest, nil
}

// contains says that a URL has this base's origin and lies under its path.
func (b base) contains(u *url.URL) bool {
	return u.User == nil && u.Opaque == "" && originOf(u) == b.origin &&
		strings.HasPrefix(u.EscapedPath()+"/", b.path) && !climbs(u.EscapedPath())
}

// follow resolves a link of an answer at the URL from (RFC 3986, section 5). It
// gives the absolute form in any case, for telling, and whether the link stays
// inside the base.
func (b base) follow(from *url.URL, link string) (target *url.URL, inside bool) {
	link, _, _ = strings.Cut(link, "#")
	if plain(link) != nil {
		return nil, false
	}
	ref, err := url.Parse(link)
	if err != nil {
		return nil, false
	}
	u := from.ResolveReference(ref)
	if !b.contains(u) {
		return u, false
	}
	target, err = b.resolve(u.String())
	return target, err == nil
}

func (b base) String() string { return b.origin + b.path }

// under is the path of a URL relative to the base, escaped, without its query.
func (b base) under(u *url.URL) string { return strings.TrimPrefix(u.EscapedPath(), b.path) }

func absolute(s string) bool {
	scheme, _, found := strings.Cut(s, "://")
	if !found || scheme == "" {
		return false
	}
	return strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+-.") == ""
}

// plain refuses what no address may hold, before anything is made of it.
func plain(s string) error {
	switch {
	case !utf8.ValidString(s):
		return errors.New("is not valid UTF-8")
	case strings.ContainsFunc(s, unicode.IsControl):
		return errors.New("holds a control character, such as a line end")
	case strings.TrimSpace(s) != s:
		return errors.New("begins or ends with a blank")
	case strings.ContainsRune(s, '#'):
		return errors.New(`holds a "#"; a fragment is never sent (write %23 for the sign itself)`)
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			return errors.New(`holds a "%" without two hexadecimal digits behind it (write %25 for the sign itself)`)
		}
	}
	return nil
}

// climbs says that a path has a "." or ".." segment, escaped or not. Some
// servers decode before they look, so an escaped one counts as well.
func climbs(path string) bool {
	decoded, err := url.PathUnescape(path)
	if err != nil {
		return true
	}
	for _, s := range strings.FieldsFunc(decoded, func(r rune) bool { return r == '/' || r == '\\' }) {
		if s == "." || s == ".." {
			return true
		}
	}
	return false
}

// escape percent-encodes the bytes that RFC 3986 lets nowhere in a URL. It
// leaves the rest as it was typed: "filter[name]" goes out as "filter[name]".
func escape(s string) string {
	return percentEncode(s, func(c byte) bool {
		return c > 0x20 && c < 0x7f && strings.IndexByte("\"<>\\^`{|}", c) < 0
	})
}

// percentEncode encodes the bytes that are not kept (RFC 3986, section 2.1).
func percentEncode(s string, keeps func(byte) bool) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(s) {
		c := s[i]
		if keeps(c) {
			out.WriteByte(c)
			continue
		}
		out.WriteByte('%')
		out.WriteByte(digits[c>>4])
		out.WriteByte(digits[c&15])
	}
	return out.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
