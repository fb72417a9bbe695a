package config

import (
	"fmt"
	"slices"
	"strings"
)

// member is a key of a table when it is there and of the kind it has to be; a
// wrong kind is reported, and nil.
func (l *loader) member(t *table, section, name string, want kind) *member {
	m := t.find(name)
	if m == nil {
		return nil
	}
	if m.value.kind != want {
		l.errorAt(m.value.offset, dottedName(section, key{name: name}),
			fmt.Sprintf("%s must be %s, not %s", name, wanted(name, want), m.value.kind), kindHint(name, want))
		return nil
	}
	return m
}

func wanted(name string, want kind) string {
	switch {
	case want == text:
		return "a text in quotes"
	case name == "scopes", name == "command", name == "quiet_days":
		return "a list of texts"
	case want == list:
		return "a list of tables"
	}
	return want.String()
}

// kindHint shows how a key of the right kind is written.
func kindHint(name string, want kind) string {
	switch {
	case name == "environments", name == "endpoints":
		return "Write [[" + name + "]] in double brackets, once for each."
	case name == "tenants", name == "scope_sets":
		return "Write [[environments." + name + "]] in double brackets, once for each, below its [[environments]]."
	case name == "scopes":
		return `Write scopes = ["brincr:country", "brincr:category"].`
	case name == "quiet_days":
		return `Write quiet_days = ["2026-12-01"].`
	case name == "history":
		return `Write history = "file".`
	case name == "command":
		return `Write the program and each argument apart, as no shell reads them: command = ["op", "read", "op://vault/item/field"].`
	case name == "timeout":
		return `Write timeout = "30s".`
	case name == "page_budget":
		return "Write page_budget = 50, without quotes."
	case name == "max_body":
		return `Write max_body = "256MiB".`
	case want == boolean:
		return fmt.Sprintf("Write %s = true or %s = false, without quotes.", name, name)
	}
	return fmt.Sprintf(`Write %s = "…".`, name)
}

// required is the text of a key that has to be there and to say something,
// without blanks around it; "" after reporting that it is not so.
func (l *loader) required(t *table, section, name, message, hint string) (string, int) {
	if t.find(name) == nil {
		l.errorAt(t.offset, dottedName(section, key{name: name}), message, hint)
		return "", t.offset
	}
	m := l.member(t, section, name, text)
	if m == nil {
		return "", t.offset
	}
	s := l.trimmed(m, section)
	if s == "" {
		l.errorAt(m.value.offset, dottedName(section, key{name: name}), name+" is empty", hint)
	}
	return s, m.value.offset
}

// trimmed is a text without the blanks around it, which come with copying and
// make a right id a wrong one. They are taken off, and mentioned.
func (l *loader) trimmed(m *member, section string) string {
	s := strings.TrimSpace(m.value.text)
	if s != m.value.text && s != "" {
		l.warnAt(m.value.offset, dottedName(section, key{name: m.name}),
			m.name+" has blanks before or after it; they are left out",
			"Delete them between the quotes.")
	}
	return s
}

// flag is true or false, or what it is by default.
func (l *loader) flag(t *table, section, name string, byDefault bool) bool {
	m := l.member(t, section, name, boolean)
	if m == nil {
		return byDefault
	}
	return m.value.yes
}

// tables are the tables under a key such as [[environments]].
func (l *loader) tables(t *table, section, name string) []*table {
	m := l.member(t, section, name, list)
	if m == nil {
		return nil
	}
	var all []*table
	for _, v := range m.value.items {
		if v.kind != object {
			l.errorAt(v.offset, dottedName(section, key{name: name}),
				fmt.Sprintf("%s must hold tables only, not %s", name, v.kind), kindHint(name, list))
			continue
		}
		all = append(all, v.table)
	}
	return all
}

// texts are the texts of a list, each with its place.
func (l *loader) texts(t *table, section, name string) []*value {
	m := l.member(t, section, name, list)
	if m == nil {
		return nil
	}
	var all []*value
	for _, v := range m.value.items {
		if v.kind != text {
			l.errorAt(v.offset, dottedName(section, key{name: name}),
				fmt.Sprintf("%s must hold texts only, not %s", name, v.kind), kindHint(name, list))
			continue
		}
		all = append(all, v)
	}
	return all
}

// unknownKeys reports what a table holds and should not.
func (l *loader) unknownKeys(t *table, section string) {
	known := keysOf(section)
	for _, m := range t.members {
		if slices.Contains(known, m.name) {
			continue
		}
		l.errorAt(m.offset, dottedName(section, key{name: m.name}),
			fmt.Sprintf("unknown key %s %s", keyName(m.name), placeName(section)), unknownKeyHint(m.name, section))
	}
}
