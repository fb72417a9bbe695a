package config

import (
	"fmt"
	"strings"

	"brincr-explorer/api"
)

// scopeLimit is how long a token request's scopes may be in all before
// IdentityServer, by its default, refuses the request.
const scopeLimit = 300

// scopes are those of an environment, or of one of its sets.
func (l *loader) scopes(t *table, section string) []string {
	name := section + ".scopes"
	seen := newNames()
	var scopes []string
	for _, v := range l.texts(t, section, "scopes") {
		scope := strings.TrimSpace(v.text)
		if !l.scope(v, scope, name) {
			continue
		}
		if first, again := seen.seen(scope, v.offset); again {
			l.warnAt(v.offset, name, fmt.Sprintf("the scope %s is listed twice; first in line %d", quote(scope), l.line(first)), "Delete one of the two.")
			continue
		}
		scopes = append(scopes, scope)
	}
	if n := len(strings.Join(scopes, " ")); n > scopeLimit {
		l.warnAt(t.find("scopes").value.offset, name,
			fmt.Sprintf("the scopes make %d characters in all; a token request with more than %d is usually refused", n, scopeLimit),
			"List those that are needed together; others can be chosen on the screen.")
	}
	return scopes
}

// scope judges one scope by RFC 6749, section 3.3, and by Brincr's names.
func (l *loader) scope(v *value, scope, name string) bool {
	switch {
	case scope == "":
		l.errorAt(v.offset, name, "a scope is empty", "Delete it, or write a name such as \"brincr:category\".")
		return false
	case strings.ContainsAny(scope, " \t\r\n,;"):
		l.errorAt(v.offset, name, "the scope "+quote(scope)+" has a blank or comma in it; these are probably several scopes",
			"Write each in quotes of its own: "+apart(scope)+".")
		return false
	case strings.ContainsFunc(scope, notInScope):
		l.errorAt(v.offset, name, "the scope "+quote(scope)+" holds a character that no scope can have",
			"Type it again by hand.")
		return false
	}
	if scope != v.text {
		l.warnAt(v.offset, name, "the scope "+quote(scope)+" has blanks before or after it; they are left out", "Delete them between the quotes.")
	}
	if !strings.HasPrefix(scope, "brincr:") {
		l.warnAt(v.offset, name, "the scope "+quote(scope)+" does not start with brincr:, as Brincr's scopes do", scopeHint(scope))
	} else if near := nearScope(scope); near != "" {
		l.warnAt(v.offset, name, "the scope "+quote(scope)+" is not one of the known scopes", "Did you mean "+quote(near)+"?")
	}
	return true
}

// notInScope: RFC 6749 allows %x21, %x23-5B and %x5D-7E.
func notInScope(r rune) bool {
	return r < 0x21 || r > 0x7e || r == '"' || r == '\\'
}

// apart shows how several scopes in one text are written; those of a text that
// must not be repeated are replaced by an example.
func apart(scope string) string {
	if !mayQuote(scope) {
		scope = "brincr:country brincr:category"
	}
	names := strings.FieldsFunc(scope, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) })
	for i, n := range names {
		names[i] = quote(n)
	}
	return "[" + strings.Join(names, ", ") + "]"
}

func scopeHint(scope string) string {
	if near := nearScope("brincr:" + scope); near != "" {
		return "Did you mean " + quote(near) + "?"
	}
	for _, known := range api.KnownScopes() {
		if known == "brincr:"+scope {
			return "Did you mean " + quote(known) + "?"
		}
	}
	return `They look like "brincr:category".`
}

// nearScope is the known scope that one was probably meant to be. The list of
// known scopes is not complete, so only one slip, or the case of letters, makes
// another scope a slip.
func nearScope(scope string) string {
	near := ""
	for _, known := range api.KnownScopes() {
		if scope == known {
			return ""
		}
		if strings.EqualFold(scope, known) || distance(scope, known) == 1 {
			near = known
		}
	}
	return near
}
