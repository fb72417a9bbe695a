package config

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"brincr-explorer/api"
)

// address is the token_url or the api_url of one environment.
type address struct {
	key    string
	url    *url.URL // nil: neither given nor known, or wrong
	given  bool     // by the file; else it is the documented one
	offset int      // in the file, when given
}

// address reads a URL, or takes the documented one of the environment's name.
// example is what a message shows.
func (l *loader) address(t *table, name, byDefault, example string) address {
	a := address{key: name}
	m := t.find(name)
	if m == nil {
		if byDefault != "" {
			a.url, _ = url.Parse(byDefault)
		}
		return a
	}
	a.given, a.offset = true, m.value.offset
	if l.member(t, environmentsTable, name, text) == nil {
		return a
	}
	raw := l.trimmed(m, environmentsTable)
	u, message, hint := parseURL(raw)
	if message != "" {
		if u, err := url.Parse(raw); err == nil && byDefault == "" {
			example = documented(u, name, example)
		}
		l.errorAt(a.offset, environmentsTable+"."+name, name+" "+message, hint+" The documented one is "+example)
		return a
	}
	if name == "api_url" && !strings.HasSuffix(u.Path, "/") {
		u = u.JoinPath("/")
	}
	a.url = u
	return a
}

// documented is the address to hint at for an environment whose name does not
// tell: that of the host that was meant, so that no hint leads to the other side.
func documented(u *url.URL, key, otherwise string) string {
	s, known := sideOf(u)
	switch {
	case known != key:
		return otherwise
	case key == "token_url":
		return s.defaults().TokenURL
	default:
		return s.defaults().APIURL
	}
}

// parseURL judges a URL that secrets and tokens are sent to. What is wrong with
// it comes back as a message to follow the key's name, which does not repeat
// the URL: it may hold a password.
func parseURL(raw string) (u *url.URL, message, hint string) {
	u, err := url.Parse(raw)
	switch {
	case raw == "":
		return nil, "is empty", "Write the whole address."
	case strings.ContainsFunc(raw, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return nil, "has a blank in it", "Delete it."
	case err != nil && strings.Contains(err.Error(), "invalid port"):
		return nil, "has an impossible port", "Ports are numbers from 1 to 65535."
	case err != nil || u.Scheme == "" || u.Hostname() == "":
		return nil, "is not an absolute URL", "Write it from the https:// on."
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, "does not start with https://", "Only https:// is possible, and http:// to this machine."
	case u.User != nil:
		return nil, "holds a user name or password", "Delete everything from the // to the @."
	case strings.ContainsRune(raw, '?'):
		return nil, "has a query", "Delete everything from the ? on."
	case strings.ContainsRune(raw, '#'):
		return nil, "has a fragment", "Delete everything from the # on."
	case strings.ContainsFunc(u.Host, func(r rune) bool { return r > 0x7e }):
		return nil, "has a letter beyond a to z in its host; it may only look like the right one", "Type the address by hand."
	case u.Port() != "" && !isPort(u.Port()):
		return nil, "has an impossible port", "Ports are numbers from 1 to 65535."
	case dotSegments(u.Path):
		return nil, "has . or .. in its path", "Write the path as it is meant."
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, "would send secrets and tokens unencrypted to " + quote(u.Hostname()),
			"Write https://; http:// is possible to this machine only (localhost, 127.0.0.1, [::1])."
	}
	return u, "", ""
}

func isPort(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 1 && n <= 65535
}

func dotSegments(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "." || segment == ".." {
			return true
		}
	}
	return false
}

// isLoopback: "localhost" is this machine by RFC 6761, section 6.3; another name
// could be made to point anywhere.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Zone() == "" && ip.Unmap().IsLoopback()
}

// addresses puts the two URLs of an environment together, with the issuer and
// the production mark that follow from them.
func (l *loader) addresses(t *table, name string) (api.Environment, side) {
	env := defaultsOf(name)
	example := env
	if example.Name == "" {
		example = api.SandboxDefaults()
	}
	token := l.address(t, "token_url", env.TokenURL, example.TokenURL)
	base := l.address(t, "api_url", env.APIURL, example.APIURL)
	l.missingAddresses(t, name, token, base)
	where := l.halves(t, name, token, base)
	if token.url != nil {
		env.TokenURL, env.Issuer = token.url.String(), issuerOf(token.url)
	}
	if base.url != nil {
		env.APIURL = base.url.String()
	}
	env.Production = env.Production || where == production
	return env, where
}

// defaultsOf is what the name of an environment alone says; nothing for names
// other than the two documented ones.
func defaultsOf(name string) api.Environment {
	for _, env := range documentedEnvironments() {
		if env.Name == name {
			return env
		}
	}
	return api.Environment{}
}

func documentedEnvironments() []api.Environment {
	return []api.Environment{api.SandboxDefaults(), api.ProductionDefaults()}
}

func (l *loader) missingAddresses(t *table, name string, token, base address) {
	var missing []string
	for _, a := range []address{token, base} {
		if a.url == nil && !a.given {
			missing = append(missing, a.key)
		}
	}
	if name == "" || len(missing) == 0 {
		return
	}
	hint := `Only "sandbox" and "production" know their documented URLs.`
	if near := nearest(name, []string{"sandbox", "production"}); near != "" {
		hint += " Did you mean " + quote(near) + "?"
	}
	l.errorAt(t.offset, environmentsTable+"."+missing[0],
		fmt.Sprintf("environment %s needs %s", quote(name), strings.Join(missing, " and ")), hint)
}
