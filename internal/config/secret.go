package config

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"brincr-explorer/auth"
)

const secretForms = `Write client_secret = { keyring = "NAME" }, { env = "NAME" }, { file = "path" } or { command = ["program", "argument"] }, or the secret itself in quotes.`

// secret reads client_secret: the secret itself, or where it comes from.
// Nothing is fetched here, and no message repeats what stands there.
func (l *loader) secret(t *table, environment string) auth.SecretSource {
	const name = environmentsTable + ".client_secret"
	m := t.find("client_secret")
	if m == nil {
		l.errorAt(t.offset, name, "client_secret is missing"+ofEnvironment(environment), secretForms)
		return nil
	}
	switch m.value.kind {
	case text:
		return l.plainSecret(m.value, name)
	case object:
		return l.secretFrom(m.value.table, environment)
	}
	l.errorAt(m.value.offset, name, "client_secret must be a text in quotes or a table in braces, not "+m.value.kind.String(), secretForms)
	return nil
}

func (l *loader) plainSecret(v *value, name string) auth.SecretSource {
	s := v.text
	switch {
	case strings.TrimSpace(s) == "":
		l.errorAt(v.offset, name, "client_secret is empty", secretForms)
		return nil
	case strings.ContainsFunc(s, unicode.IsControl):
		l.errorAt(v.offset, name, "client_secret has a line break or another control character in it", "Write it on one line, in single quotes if it has a backslash.")
		return nil
	case strings.TrimSpace(s) != s:
		l.warnAt(v.offset, name, "client_secret has blanks before or after it; they are taken as a part of it", "Delete them, unless the secret really has them.")
	case strings.HasPrefix(s, "$") || strings.HasPrefix(s, "env:") || strings.HasPrefix(s, "op://"):
		l.warnAt(v.offset, name, "client_secret looks like a reference, but a text in quotes is taken as the secret itself", secretForms)
	}
	l.plain = append(l.plain, v.offset)
	return auth.Plain(s)
}

// secretFrom reads { env = … } and the like: exactly one of them.
func (l *loader) secretFrom(t *table, environment string) auth.SecretSource {
	var given []string
	for _, m := range t.members {
		if !slices.Contains(keysOf(secretTable), m.name) {
			l.unknownSecretKey(m)
			continue
		}
		given = append(given, m.name)
	}
	switch {
	case len(given) == 0 && len(t.members) == 0:
		l.errorAt(t.offset, secretTable, "client_secret does not say where the secret comes from", secretForms)
		return nil
	case len(given) > 1:
		l.errorAt(t.offset, secretTable, "client_secret names several sources: "+strings.Join(given, ", "), "Keep exactly one of them.")
		return nil
	case len(given) == 0:
		return nil
	}
	return l.secretSource(t, given[0], environment)
}

// unknownSecretKey does not name the key: it may be the secret itself, put
// where the name of a source belongs.
func (l *loader) unknownSecretKey(m *member) {
	hint := secretForms
	if near := nearest(m.name, keysOf(secretTable)); near != "" {
		hint = "Did you mean " + near + "?"
	}
	l.errorAt(m.offset, dottedName(secretTable, key{name: m.name}), "unknown key in client_secret", hint)
}

func (l *loader) secretSource(t *table, name, environment string) auth.SecretSource {
	if name == "command" {
		return l.commandSource(t, environment)
	}
	m := l.member(t, secretTable, name, text)
	if m == nil {
		return nil
	}
	switch name {
	case "env":
		return l.envSource(m, environment)
	case "keyring":
		return l.keyringSource(m, environment)
	}
	return l.fileSource(m, environment)
}

func (l *loader) envSource(m *member, environment string) auth.SecretSource {
	name := m.value.text
	if !isVariable(name) {
		l.errorAt(m.value.offset, secretTable+".env", "env does not hold the name of an environment variable",
			`Write the name alone, without $: { env = "BRINCR_SANDBOX_SECRET" }. The secret itself belongs in that variable, not here.`)
		return nil
	}
	l.variables = append(l.variables, name)
	return &envSource{environment: environment, name: name, lookup: l.env.Lookup}
}

// isVariable: names of variables as POSIX has them ("Environment Variables",
// 8.1), lower case included.
func isVariable(name string) bool {
	for i, r := range name {
		letter := r == '_' || (r >= 'A' && r <= 'Z') || (r >= 'a' && r <= 'z')
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return name != ""
}

func (l *loader) fileSource(m *member, environment string) auth.SecretSource {
	path, ok := l.filePath(m, secretTable, `Write the path of the file with the secret: { file = "~/.brincr-secret" }.`)
	if !ok {
		return nil
	}
	s := &fileSource{environment: environment, path: path}
	if mode, shared := s.sharedWithOthers(); shared {
		l.errorAt(m.value.offset, secretTable+".file",
			fmt.Sprintf("others on this machine can read the secret in %s (mode %04o)", quotePath(path), mode.Perm()),
			"Type: chmod 600 "+shellQuote(path))
	}
	return s
}

func (l *loader) commandSource(t *table, environment string) auth.SecretSource {
	const name = secretTable + ".command"
	m := l.member(t, secretTable, "command", list)
	if m == nil {
		return nil
	}
	var words []string
	for _, v := range l.texts(t, secretTable, "command") {
		if strings.ContainsRune(v.text, 0) {
			l.errorAt(v.offset, name, "an argument of command has a NUL character in it", "Delete it.")
			return nil
		}
		words = append(words, v.text)
	}
	if len(words) != len(m.value.items) {
		return nil
	}
	if len(words) == 0 || strings.TrimSpace(words[0]) == "" {
		l.errorAt(m.value.offset, name, "command names no program", kindHint("command", list))
		return nil
	}
	if strings.ContainsAny(words[0], `/\`) {
		path, err := l.expand(words[0])
		if err != nil {
			l.errorAt(m.value.offset, name, "the program of command cannot be resolved: "+err.Error(), "Write the whole path.")
			return nil
		}
		words[0] = path
	}
	c := &commandSource{environment: environment, words: words, env: l.env}
	l.commands = append(l.commands, c)
	return c
}
