package config

import (
	"fmt"
	"strings"

	"brincr-explorer/api"
)

// bundle is one environment, with what is needed to compare it with others.
type bundle struct {
	api.Environment
	side     side
	clientAt int
	tenantAt []int // of each of Tenants, its id
}

func (l *loader) environments(root *table) []bundle {
	found := root.find(environmentsTable)
	all := l.tables(root, topTable, environmentsTable)
	if found == nil || (found.value.kind == list && len(found.value.items) == 0) {
		l.errorAt(0, environmentsTable, "the file names no environment", "Each starts with [[environments]] and has a name, a client_id, a client_secret and tenants.")
	}
	names := newNames()
	var bundles []bundle
	for _, t := range all {
		bundles = append(bundles, l.environment(t, names))
	}
	return bundles
}

func (l *loader) environment(t *table, names names) bundle {
	l.unknownKeys(t, environmentsTable)
	var b bundle
	name, nameAt := l.required(t, environmentsTable, "name",
		"this environment has no name", `Write name = "sandbox" or name = "production", or a name of your own together with token_url and api_url.`)
	if first, again := names.seen(name, nameAt); again {
		l.errorAt(nameAt, environmentsTable+".name",
			fmt.Sprintf("a second environment has the name %s; the first is in line %d", quote(name), l.line(first)),
			"Give each environment a name of its own.")
	}
	b.Environment, b.side = l.addresses(t, name)
	b.Name = name
	b.CA = l.authorities(t)
	b.ClientID, b.clientAt = l.required(t, environmentsTable, "client_id",
		"client_id is missing"+ofEnvironment(name), "The developer portal shows it with the application.")
	if strings.ContainsFunc(b.ClientID, notVisible) {
		l.warnAt(b.clientAt, environmentsTable+".client_id", "client_id"+ofEnvironment(name)+" has a blank or an invisible character in it",
			"Type it again by hand; it was perhaps copied with something around it.")
	}
	b.Secret = l.secret(t, name)
	b.Scopes = l.scopes(t, environmentsTable)
	b.ScopeSets = l.scopeSets(t, name)
	b.OpenAPI = l.description(t)
	b.OpenAPIRemote = l.flag(t, environmentsTable, "openapi_remote", false)
	b.QuietDays = l.quietDays(t)
	b.ReadOnly = l.flag(t, environmentsTable, "read_only", true)
	b.ReloadOnRenewal = l.flag(t, environmentsTable, "reload_on_renewal", false)
	b.Tenants, b.tenantAt = l.tenants(t, name)
	return b
}

// notVisible: RFC 6749, appendix A.1, allows %x20-7E in a client id; a blank in
// the middle of one is allowed and never meant.
func notVisible(r rune) bool { return r <= 0x20 || r > 0x7e }

// ofEnvironment tells which of several environments a message is about.
func ofEnvironment(name string) string {
	if name == "" {
		return ""
	}
	return " in environment " + quote(name)
}

// names remembers where each name first stood.
type names map[string]int

func newNames() names { return names{} }

// seen tells where a name stood before. An empty name is never seen: that it is
// empty has been reported.
func (n names) seen(name string, offset int) (first int, again bool) {
	if name == "" {
		return 0, false
	}
	if first, again = n[name]; !again {
		n[name] = offset
	}
	return first, again
}
