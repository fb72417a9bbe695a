package config

import (
	"slices"
	"strings"
)

// The tables of a config, by the name that messages give them.
const (
	topTable          = ""
	environmentsTable = "environments"
	tenantsTable      = "environments.tenants"
	scopeSetsTable    = "environments.scope_sets"
	secretTable       = "environments.client_secret"
	endpointsTable    = "endpoints"
)

// keysOf lists what may stand in a table: the schema of the file. Whatever is
// added here has to be explained in config.toml.example, by test.
func keysOf(table string) []string {
	switch table {
	case topTable:
		return []string{"environment", "timeout", "max_body", "page_budget", "history", "environments", "endpoints"}
	case environmentsTable:
		return []string{
			"name", "token_url", "api_url", "ca_file", "client_id", "client_secret",
			"scopes", "scope_sets", "openapi", "openapi_remote", "quiet_days", "read_only", "reload_on_renewal", "tenants",
		}
	case tenantsTable:
		return []string{"name", "id"}
	case scopeSetsTable:
		return []string{"name", "scopes"}
	case secretTable:
		return []string{"keyring", "env", "file", "command"}
	case endpointsTable:
		return []string{"name", "method", "path", "scope"}
	}
	return nil
}

func tables() []string {
	return []string{topTable, environmentsTable, tenantsTable, scopeSetsTable, secretTable, endpointsTable}
}

// placeName is where a message says that a key stands or belongs.
func placeName(table string) string {
	if table == topTable {
		return "at the top of the file"
	}
	return "in [[" + table + "]]"
}

// dottedName is the name of a key for people. Keys that need quotes are quoted
// as other values of the file are; what stands in client_secret is named only
// when it is known, because it may be the secret itself.
func dottedName(table string, ks ...key) string {
	parts := []string{}
	if table != "" {
		parts = append(parts, table)
	}
	for _, k := range ks {
		within := strings.Join(parts, ".")
		if strings.HasSuffix(within, "client_secret") && !slices.Contains(keysOf(secretTable), k.name) {
			return within + ".…"
		}
		parts = append(parts, keyName(k.name))
	}
	return strings.Join(parts, ".")
}

func keyName(name string) string {
	bare := func(r rune) bool {
		return r == '_' || r == '-' || (r >= '0' && r <= '9') || (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z')
	}
	odd := strings.ContainsFunc(name, func(r rune) bool { return !bare(r) })
	if name == "" || odd || len(name) > quotable {
		return quote(name)
	}
	return name
}

// unknownKeyHint is the probable intention behind a key that a table does not
// know: a slip of the pen, a key of another table, or part of a longer name.
func unknownKeyHint(name, table string) string {
	if near := nearest(name, keysOf(table)); near != "" {
		return "Did you mean " + near + "?"
	}
	for _, other := range tables() {
		if other == table || other == secretTable || !slices.Contains(keysOf(other), name) {
			continue
		}
		if other == topTable {
			return name + " belongs at the top of the file, above the first [[header]]."
		}
		return name + " belongs " + placeName(other) + "."
	}
	if longer := sharesWord(name, keysOf(table)); longer != "" {
		return "Did you mean " + longer + "?"
	}
	return "Known here: " + strings.Join(keysOf(table), ", ") + "."
}
