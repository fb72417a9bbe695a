package openapi

import (
	"net/url"
	"strings"
)

// paths makes the paths of a description relative to the API's base. A
// description may say where it counts from: in servers, in basePath, in the paths
// themselves, or not at all.
type paths struct {
	base   string // of the API's URL: "/api/v1"
	strict bool   // some path lies under the base, so one that does not is another API's
}

func (r *reader) newPaths(all *value) paths {
	p := paths{}
	if u, err := url.Parse(r.source.APIURL); err == nil {
		p.base = strings.Trim(u.Path, "/")
	}
	servers := r.servers(nil, nil)
	for _, template := range all.keys {
		if _, ok := p.under(template, servers); ok && p.base != "" {
			p.strict = true
			break
		}
	}
	return p
}

// relative is a path below the API's base, in a form that a request takes.
func (p paths) relative(template string, servers []string) (string, bool) {
	if path, ok := p.under(template, servers); ok {
		return path, true
	}
	return strings.TrimLeft(template, "/"), !p.strict
}

// under takes the base off: off the path with a server's before it, or off the
// path itself.
func (p paths) under(template string, servers []string) (string, bool) {
	bare := strings.TrimLeft(template, "/")
	for _, s := range servers {
		full := bare
		if s != "" {
			full = s + "/" + bare
		}
		if rest, ok := cutBase(full, p.base); ok {
			return rest, true
		}
	}
	return cutBase(bare, p.base)
}

func cutBase(path, base string) (string, bool) {
	if base == "" {
		return path, true
	}
	if path == base {
		return "", true
	}
	return strings.CutPrefix(path, base+"/")
}

// servers are the paths that the description counts from, without slashes around
// them, the nearest list that there is: the operation's, the path's, the document's.
func (r *reader) servers(op, item *value) []string {
	if r.dialect == swagger2 {
		return []string{strings.Trim(r.first.root.str("basePath"), "/")}
	}
	for _, at := range []*value{op, item, r.first.root} {
		if all := at.member("servers"); all.is(list) && len(all.items) > 0 {
			var found []string
			for _, s := range all.items {
				found = append(found, serverPath(s))
			}
			return found
		}
	}
	return nil
}

// serverPath is the path of a server's URL, its variables at their defaults.
func serverPath(s *value) string {
	address := s.str("url")
	if vars := s.member("variables"); vars.is(object) {
		for i, name := range vars.keys {
			if d := vars.items[i].member("default"); d != nil {
				address = strings.ReplaceAll(address, "{"+name+"}", d.text)
			}
		}
	}
	if i := strings.Index(address, "//"); i >= 0 {
		_, path, _ := strings.Cut(address[i+2:], "/")
		address = path
	}
	return strings.Trim(address, "/")
}
