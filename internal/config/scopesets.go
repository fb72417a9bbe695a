package config

import (
	"fmt"

	"brincr-explorer/api"
)

const scopeSetHint = `Write scopes = ["brincr:order", "brincr:orderLine"].`

// scopeSets are the selections of an environment that have a name.
func (l *loader) scopeSets(t *table, environment string) []api.ScopeSet {
	var sets []api.ScopeSet
	seen := newNames()
	for _, row := range l.tables(t, environmentsTable, "scope_sets") {
		sets = append(sets, l.scopeSet(row, seen, environment))
	}
	return sets
}

func (l *loader) scopeSet(t *table, seen names, environment string) api.ScopeSet {
	l.unknownKeys(t, scopeSetsTable)
	name, at := l.required(t, scopeSetsTable, "name", "this set of scopes has no name", "Give it one to choose it by, such as \"orders\".")
	if first, again := seen.seen(name, at); again {
		l.errorAt(at, scopeSetsTable+".name",
			fmt.Sprintf("a second set of scopes has the name %s%s; the first is in line %d", quote(name), ofEnvironment(environment), l.line(first)),
			"Give each set a name of its own.")
	}
	set := api.ScopeSet{Name: name, Scopes: l.scopes(t, scopeSetsTable)}
	m := t.find("scopes")
	switch {
	case m == nil:
		l.errorAt(t.offset, scopeSetsTable+".scopes", "the set of scopes "+quote(name)+" has no scopes", scopeSetHint)
	case m.value.kind == list && len(m.value.items) == 0:
		l.errorAt(m.value.offset, scopeSetsTable+".scopes", "the set of scopes "+quote(name)+" is empty", scopeSetHint)
	}
	return set
}
