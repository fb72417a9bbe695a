package config

import (
	"fmt"
	"regexp"
	"strings"

	"brincr-explorer/api"
)

const tenantHint = "The developer portal lists the tenants under My Applications > Integration > Customers."

func (l *loader) tenants(t *table, environment string) ([]api.Tenant, []int) {
	m := t.find("tenants")
	all := l.tables(t, environmentsTable, "tenants")
	if m == nil || (m.value.kind == list && len(m.value.items) == 0) {
		l.errorAt(t.offset, tenantsTable, "no tenant is given"+ofEnvironment(environment),
			"Add below it [[environments.tenants]] with a name and an id. "+tenantHint)
	}
	var tenants []api.Tenant
	var places []int
	seen := tenantNames{names: newNames(), ids: newNames()}
	for _, row := range all {
		tenant, at := l.tenant(row, seen, environment)
		tenants, places = append(tenants, tenant), append(places, at)
	}
	return tenants, places
}

// tenantNames are what --tenant can choose by: it takes a name or an id.
type tenantNames struct{ names, ids names }

func (l *loader) tenant(t *table, seen tenantNames, environment string) (api.Tenant, int) {
	l.unknownKeys(t, tenantsTable)
	id, idAt := l.required(t, tenantsTable, "id", "this tenant has no id", tenantHint)
	name, nameAt := id, idAt
	if m := l.member(t, tenantsTable, "name", text); m != nil && strings.TrimSpace(m.value.text) != "" {
		name, nameAt = l.trimmed(m, tenantsTable), m.value.offset
	}
	if id != "" && !isUUID(id) {
		l.warnAt(idAt, tenantsTable+".id", "the id of tenant "+quote(name)+" is not a UUID, as tenant ids are",
			"Copy it again. "+tenantHint)
	}
	if first, again := seen.ids.seen(strings.ToLower(id), idAt); again {
		l.errorAt(idAt, tenantsTable+".id",
			fmt.Sprintf("a second tenant has the id %s%s; the first is in line %d", quote(id), ofEnvironment(environment), l.line(first)),
			"Delete one of the two, or correct its id.")
	}
	if first, again := seen.names.seen(name, nameAt); again && name != id {
		l.errorAt(nameAt, tenantsTable+".name",
			fmt.Sprintf("a second tenant has the name %s%s; the first is in line %d", quote(name), ofEnvironment(environment), l.line(first)),
			"Give each tenant a name of its own.")
	}
	return api.Tenant{Name: name, ID: id}, idAt
}

// isUUID tells whether a text has the form of RFC 9562, section 4.
func isUUID(s string) bool {
	ok, _ := regexp.MatchString(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`, s)
	return ok
}
