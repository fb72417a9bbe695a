package api

import (
	"errors"
	"net/http"
	"slices"
	"strings"
)

// ownHeaders are those that this client decides on: what is accepted, who asks,
// and how the message is carried. OpenAPI, too, ignores parameters that are
// named like some of them. So it does on those by which some servers take one
// method for another: what reads could change data, unasked and twice.
var ownHeaders = []string{
	"Accept", "Accept-Encoding", "Authorization", "Connection", "Cookie", "Date", "Expect", "Host", "Keep-Alive", "Te", "Trailer",
	"Transfer-Encoding", "Upgrade", "User-Agent", "Via", "X-Http-Method", "X-Http-Method-Override", "X-Method-Override",
}

// OwnHeader says whether a header is left to this client, so that no request can
// name it.
func OwnHeader(name string) bool {
	name = http.CanonicalHeaderKey(strings.TrimSpace(name))
	return slices.Contains(ownHeaders, name) || strings.HasPrefix(name, "Content-") || strings.HasPrefix(name, "Proxy-") || strings.HasPrefix(name, "Sec-")
}

// CheckHeader says why a header cannot be sent; nil when it can. What could end
// the line and begin another is no part of a value.
func CheckHeader(f Field) error {
	const most = 4096
	switch {
	case f.Name == "" || strings.ContainsFunc(f.Name, func(r rune) bool { return !tokenRune(r) }):
		return errors.New("the name of a header is made of letters, digits and signs such as -")
	case OwnHeader(f.Name):
		return errors.New("the header " + f.Name + " is set by this program and cannot be replaced")
	case strings.ContainsFunc(f.Value, func(r rune) bool { return r < 0x20 || r > 0x7e }):
		return errors.New("a header carries printable ASCII only")
	case strings.TrimSpace(f.Value) != f.Value:
		return errors.New("the blanks around a header's value are lost on the way")
	case len(f.Value) > most:
		return errors.New("it is longer than the 4096 bytes that servers usually take")
	}
	return nil
}

// tokenRune is a character of a header's name (RFC 9110, section 5.6.2).
func tokenRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}
