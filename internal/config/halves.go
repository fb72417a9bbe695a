package config

import (
	"fmt"
	"net/url"
	"strings"

	"brincr-explorer/api"
)

// side is which of the vendor's two worlds an address belongs to; "" for a host
// that the vendor does not document, such as a test server.
type side string

const (
	sandbox    side = "sandbox"
	production side = "production"
)

func (s side) String() string {
	if s == sandbox {
		return "the sandbox"
	}
	return "production"
}

func (s side) other() side {
	if s == production {
		return sandbox
	}
	return production
}

func (s side) defaults() api.Environment {
	if s == production {
		return api.ProductionDefaults()
	}
	return api.SandboxDefaults()
}

// sideOf finds a host among the documented ones, and which key it belongs to.
func sideOf(u *url.URL) (s side, key string) {
	if u == nil {
		return "", ""
	}
	for _, s := range []side{sandbox, production} {
		env := s.defaults()
		switch host(u) {
		case hostOf(env.TokenURL):
			return s, "token_url"
		case hostOf(env.APIURL):
			return s, "api_url"
		}
	}
	return "", ""
}

func host(u *url.URL) string { return strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")) }

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return host(u)
}

func issuerOf(token *url.URL) string {
	if s, key := sideOf(token); key == "token_url" {
		return s.defaults().Issuer
	}
	return ""
}

// halves refuses an environment whose parts belong to different worlds. Client,
// secret and tenants differ between the two, so such an environment can only
// fail, and the failure (invalid_client, or a 401 with a good token) would not
// say why.
func (l *loader) halves(t *table, name string, token, base address) side {
	tokenSide, tokenKey := sideOf(token.url)
	baseSide, baseKey := sideOf(base.url)
	at, key := l.placeOf(t, token, base)
	switch {
	case tokenKey == "api_url" || baseKey == "token_url":
		l.swapped(token, base, tokenKey, baseKey)
		return ""
	case tokenSide != "" && baseSide != "" && tokenSide != baseSide:
		l.errorAt(at, key, fmt.Sprintf("%s belongs to %s and %s to %s", whose(token), tokenSide, whose(base), baseSide),
			"A token of one is refused by the other, and client, secret and tenants differ as well. "+l.mixHint(name))
		return ""
	}
	where := tokenSide
	if where == "" {
		where = baseSide
	}
	if where == "" {
		return ""
	}
	if !l.nameFits(name, where, at, key) {
		return where
	}
	l.documentedHalves(token, base, tokenSide, baseSide)
	return where
}

// placeOf is where the file decides on the addresses: the last of those given.
func (l *loader) placeOf(t *table, token, base address) (int, string) {
	switch {
	case base.given && (!token.given || base.offset > token.offset):
		return base.offset, environmentsTable + ".api_url"
	case token.given:
		return token.offset, environmentsTable + ".token_url"
	}
	return t.offset, environmentsTable + ".name"
}

// whose names an address; one that the file does not give needs saying where it
// comes from.
func whose(a address) string {
	if a.given {
		return a.key
	}
	return a.key + " (by the environment's name)"
}

func (l *loader) mixHint(name string) string {
	if defaultsOf(name).Name == "" {
		return "Take both addresses from the same one."
	}
	return fmt.Sprintf("Leave both out: %s knows its documented URLs.", quote(name))
}

func (l *loader) swapped(token, base address, tokenKey, baseKey string) {
	if tokenKey == "api_url" && token.given {
		l.errorAt(token.offset, environmentsTable+".token_url", "token_url is an address of Brincr's API, where no token is issued", swapHint())
	}
	if baseKey == "token_url" && base.given {
		l.errorAt(base.offset, environmentsTable+".api_url", "api_url is an address of Visma Connect, which issues tokens and is not the API", swapHint())
	}
}

func swapHint() string {
	return "Tokens come from Visma Connect (token_url), data from Brincr (api_url); the two are perhaps exchanged."
}

// nameFits compares an environment's name with where it points. "sandbox" and
// "production" must tell the truth; a name that merely contains one of the
// words and points to the other gets a warning.
func (l *loader) nameFits(name string, where side, at int, key string) bool {
	other := where.other()
	if name == string(other) {
		l.errorAt(at, key, fmt.Sprintf("environment %s points to %s", quote(name), where),
			fmt.Sprintf("Leave out token_url and api_url, which %s knows, or name the environment %s.", quote(name), quote(string(where))))
		return false
	}
	if strings.Contains(strings.ToLower(name), string(other)) {
		l.warnAt(at, key, fmt.Sprintf("environment %s points to %s, which its name does not say", quote(name), where),
			"Give it a name that nobody can misread.")
	}
	return true
}

// documentedHalves warns of an address that only begins like the documented
// one, and of a documented address beside another host: both happen on purpose
// in tests, and seldom otherwise.
func (l *loader) documentedHalves(token, base address, tokenSide, baseSide side) {
	for _, a := range []struct {
		address
		side side
		want string
	}{
		{token, tokenSide, tokenSide.defaults().TokenURL},
		{base, baseSide, baseSide.defaults().APIURL},
	} {
		if a.side != "" && a.given && !strings.EqualFold(a.url.String(), a.want) {
			l.warnAt(a.offset, environmentsTable+"."+a.key, a.key+" is not the documented address of its host", "That is "+a.want)
		}
	}
	if tokenSide != "" && baseSide == "" && base.url != nil && base.given {
		l.warnAt(base.offset, environmentsTable+".api_url",
			fmt.Sprintf("tokens of %s would be sent to %s, which is not Brincr's", tokenSide, quote(base.url.Host)),
			"Leave api_url out, unless this is a test server of your own.")
	}
	if baseSide != "" && tokenSide == "" && token.url != nil && token.given {
		l.warnAt(token.offset, environmentsTable+".token_url",
			fmt.Sprintf("the client secret of %s would be sent to %s, which is not Visma Connect", baseSide, quote(token.url.Host)),
			"Leave token_url out, unless this is a test server of your own.")
	}
}
