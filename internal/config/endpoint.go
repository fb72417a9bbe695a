package config

import (
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"brincr-explorer/api"
)

func (l *loader) endpoints(root *table) []api.Endpoint {
	byName, byPlace := newNames(), newNames()
	var all []api.Endpoint
	for _, t := range l.tables(root, topTable, endpointsTable) {
		e := l.endpoint(t)
		if m := t.find("name"); m != nil {
			if first, again := byName.seen(e.Name, m.value.offset); again {
				l.errorAt(m.value.offset, endpointsTable+".name",
					fmt.Sprintf("a second endpoint has the name %s; the first is in line %d", quote(e.Name), l.line(first)),
					"Give each endpoint a name of its own.")
			}
		}
		if e.Path != "" {
			if first, again := byPlace.seen(e.Method+" "+e.Path, t.offset); again {
				l.warnAt(t.offset, endpointsTable+".path",
					fmt.Sprintf("a second endpoint has this method and path; the first is in line %d", l.line(first)),
					"The later one counts; delete one of the two.")
			}
		}
		all = append(all, e)
	}
	return all
}

func (l *loader) endpoint(t *table) api.Endpoint {
	l.unknownKeys(t, endpointsTable)
	e := api.Endpoint{Method: "GET", Evidence: api.FromConfig}
	e.Source = fmt.Sprintf("%s, line %d", filepath.Base(l.src.path), l.line(t.offset))
	e.Path = l.path(t)
	e.Name = e.Path
	if m := l.member(t, endpointsTable, "name", text); m != nil && strings.TrimSpace(m.value.text) != "" {
		e.Name = l.trimmed(m, endpointsTable)
	}
	if m := l.member(t, endpointsTable, "method", text); m != nil {
		e.Method = l.method(m)
	}
	if m := l.member(t, endpointsTable, "scope", text); m != nil {
		scope := strings.TrimSpace(m.value.text)
		if l.scope(m.value, scope, endpointsTable+".scope") {
			e.Scope = scope
		}
	}
	return e
}

func methods() []string {
	return []string{"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
}

// method reads one of the methods of RFC 9110 and PATCH of RFC 5789, whose
// names are in capitals.
func (l *loader) method(m *member) string {
	if slices.Contains(methods(), m.value.text) {
		return m.value.text
	}
	hint := "Possible are: " + strings.Join(methods(), ", ") + "."
	if near := nearest(m.value.text, methods()); near != "" {
		hint = "Did you mean " + near + "?"
	}
	l.errorAt(m.value.offset, endpointsTable+".method", "method = "+quote(m.value.text)+" is not possible", hint)
	return "GET"
}

func (l *loader) path(t *table) string {
	path, at := l.required(t, endpointsTable, "path", "this endpoint has no path",
		`Write what follows the API's address, such as path = "categories".`)
	if path == "" {
		return ""
	}
	if message, hint := judgePath(path); message != "" {
		l.errorAt(at, endpointsTable+".path", "path "+message, hint)
		return ""
	}
	return path
}

// judgePath says what is wrong with a path relative to the API's address, in
// words to follow "path". It must not be able to lead out of that address. The
// path is not repeated: a whole address may hold a password.
func judgePath(path string) (message, hint string) {
	const example = `Write only what follows the API's address, such as "categories".`
	bare, _, _ := strings.Cut(path, "?")
	u, err := url.Parse(path)
	switch {
	case strings.ContainsFunc(path, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }):
		return "has a blank or an invisible character in it", "Write a blank in a path as %20."
	case strings.Contains(bare, "://") || strings.HasPrefix(path, "//") || (err == nil && u.Scheme != ""):
		return "is a whole address", example
	case strings.HasPrefix(path, "/"):
		return "starts with a slash, which would leave the API's address", example
	case strings.Contains(path, `\`):
		return "has a backslash in it", "Paths have forward slashes."
	case strings.Contains(path, "#"):
		return "has a fragment", "Delete everything from the # on."
	case err != nil:
		return "is not the path of a URL", example
	case bare == "":
		return "has nothing before its ?", example
	case dotSegments(u.Path):
		return "has . or .. in it", "Write the path as it is meant."
	case !balanced(bare):
		return "has braces that do not fit together", `A parameter looks like {id}: "categories/{id}".`
	}
	return "", ""
}

// balanced tells whether every parameter is opened, named and closed.
func balanced(path string) bool {
	for {
		before, rest, opened := strings.Cut(path, "{")
		if strings.Contains(before, "}") {
			return false
		}
		if !opened {
			return true
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || name == "" || strings.ContainsAny(name, "{/") {
			return false
		}
		path = after
	}
}
