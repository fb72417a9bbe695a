package openapi

import (
	"slices"
	"strings"

	"brincr-explorer/api"
)

// given is a parameter with what it was read from.
type given struct {
	name, in string
	at       *value // dereferenced
	schema   *value // dereferenced; in Swagger 2.0 the parameter itself; may be nil
}

// parameters are those of an operation, with those of its path that it does not
// replace. What is wrong with one costs no other.
func (r *reader) parameters(item, op *value) []given {
	var all []given
	for _, from := range []*value{item, op} {
		declared := from.member("parameters")
		if declared == nil {
			continue
		}
		if !declared.is(list) {
			r.note(declared, "parameters holds %s where a list belongs", declared.kind)
			continue
		}
		for _, p := range declared.items {
			g, ok := r.given(p)
			if !ok {
				continue
			}
			if i := slices.IndexFunc(all, func(x given) bool { return x.name == g.name && x.in == g.in }); i >= 0 {
				all[i] = g
				continue
			}
			all = append(all, g)
		}
	}
	return all
}

func (r *reader) given(p *value) (given, bool) {
	if !p.is(object) {
		r.note(p, "a parameter is %s where an object belongs", kindOf(p))
		return given{}, false
	}
	at := r.resolved(p)
	if at == nil {
		return given{}, false
	}
	g := given{name: at.str("name"), in: at.str("in"), at: at}
	if g.in == "" || g.name == "" && g.in != "body" {
		r.note(p, "a parameter lacks its name or its place (in)")
		return given{}, false
	}
	g.schema = at
	if r.dialect != swagger2 || g.in == "body" {
		g.schema = at.member("schema")
		if content := at.member("content"); g.schema == nil && content.is(object) && len(content.items) > 0 {
			g.schema = content.items[0].member("schema")
		}
		if g.schema != nil {
			g.schema = r.resolved(g.schema)
		}
	}
	return g, true
}

// withPathParameters makes the parameters that are asked for, and adds those that
// the path has and nobody described.
func (r *reader) withPathParameters(all []given, path string) []api.Parameter {
	var out []api.Parameter
	for _, g := range all {
		out = append(out, r.asked(g)...)
	}
	for name := range templateNames(path) {
		if !slices.ContainsFunc(out, func(p api.Parameter) bool { return p.In == api.InPath && p.Name == name }) {
			out = append(out, api.Parameter{Name: name, In: api.InPath, Required: true})
		}
	}
	return out
}

// templateNames are the names in the braces of a path.
func templateNames(path string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			_, rest, ok := strings.Cut(path, "{")
			name, after, closed := strings.Cut(rest, "}")
			if !ok || !closed || !yield(name) {
				return
			}
			path = after
		}
	}
}

// asked are the parameters that a given one is sent as: an object in a query is
// one for each of its members. Cookies, and the headers that OpenAPI leaves to
// others (3.1, section 4.8.12.2), are not asked for.
func (r *reader) asked(g given) []api.Parameter {
	in := api.In(g.in)
	switch {
	case in != api.InPath && in != api.InQuery && in != api.InHeader:
		return nil
	case in == api.InHeader && slices.Contains([]string{"accept", "content-type", "authorization"}, strings.ToLower(g.name)):
		return nil
	}
	p := api.Parameter{
		Name: g.name, In: in, Required: g.at.yes("required") || in == api.InPath, Deprecated: g.at.yes("deprecated"),
		Description: strings.TrimSpace(firstOf(g.at.str("description"), g.schema.str("description"))),
	}
	members := g.schema.member("properties")
	if in == api.InQuery && members.is(object) && len(members.items) > 0 && r.dialect != swagger2 && g.at.member("content") == nil {
		if deep := g.at.str("style") == "deepObject"; deep || explodes(g.at) {
			return r.members(p, g.schema, deep, 0)
		}
	}
	r.describe(&p, g)
	return []api.Parameter{p}
}

// explodes: the members of an object are parameters of their own where nothing
// else is said (style form).
func explodes(at *value) bool {
	style, explode := at.str("style"), at.member("explode")
	return (style == "" || style == "form") && (explode == nil || explode.text == "true")
}

// members are one parameter for each member: "filter[status]" of a deepObject, or
// plainly "status".
func (r *reader) members(p api.Parameter, schema *value, deep bool, depth int) []api.Parameter {
	const mostDeep, most = 3, 200
	properties, required := schema.member("properties"), names(schema.member("required"))
	var out []api.Parameter
	for i, name := range properties.keys {
		of := r.deref(properties.items[i])
		if of == nil || of.yes("readOnly") || len(out) >= most {
			continue
		}
		m := p
		m.Name = name
		if deep {
			m.Name = p.Name + "[" + name + "]"
		}
		m.Required = p.Required && slices.Contains(required, name)
		m.Deprecated = p.Deprecated || of.yes("deprecated")
		m.Description = strings.TrimSpace(firstOf(of.str("description"), p.Description))
		if inner := of.member("properties"); deep && depth < mostDeep && inner.is(object) && len(inner.items) > 0 {
			out = append(out, r.members(m, of, deep, depth+1)...)
			continue
		}
		r.describe(&m, given{at: of, schema: of})
		out = append(out, m)
	}
	return out
}

func names(v *value) []string {
	if !v.is(list) {
		return nil
	}
	var all []string
	for _, item := range v.items {
		if item.kind == text {
			all = append(all, item.text)
		}
	}
	return all
}

// describe fills in what the schema of a parameter says.
func (r *reader) describe(p *api.Parameter, g given) {
	s := g.schema
	p.Type = r.typeName(s, 0)
	p.Default = plain(s.member("default"))
	p.Enum = enum(s)
	if items := r.deref(s.member("items")); len(p.Enum) == 0 && items != nil {
		p.Enum = enum(items)
	}
	for _, from := range []*value{g.at, s} {
		for _, name := range []string{"example", "x-example", "examples"} {
			if p.Example == "" {
				p.Example = plain(r.exampleOf(from.member(name), name))
			}
		}
	}
}

// exampleOf is the value of an example; of several, the first.
func (r *reader) exampleOf(v *value, name string) *value {
	if v == nil || name != "examples" {
		return v
	}
	if len(v.items) == 0 {
		return nil
	}
	first := r.deref(v.items[0])
	if v.kind == object {
		return first.member("value")
	}
	return first
}

func enum(s *value) []string {
	const most = 200
	all := s.member("enum")
	if !all.is(list) {
		return nil
	}
	var out []string
	for _, v := range all.items {
		if t := plain(v); t != "" && len(out) < most {
			out = append(out, t)
		}
	}
	return out
}

// plain is a value as it is typed; a list as its values with commas between.
func plain(v *value) string {
	const most = 1000
	switch {
	case v == nil:
		return ""
	case v.kind == list:
		var parts []string
		for _, item := range v.items[:min(len(v.items), most)] {
			if item.kind != list && item.kind != object {
				parts = append(parts, item.text)
			}
		}
		return strings.Join(parts, ",")
	case v.kind == object:
		return string(compact(v))
	}
	return v.text
}

// typeName is the type of a schema for people.
func (r *reader) typeName(s *value, depth int) string {
	if s = r.deref(s); s == nil || depth > 3 {
		return ""
	}
	name := typeOf(s)
	switch {
	case name == "array":
		if of := r.typeName(s.member("items"), depth+1); of != "" {
			return "array of " + of
		}
	case s.str("format") != "" && name != "":
		return name + " (" + oneLine(s.str("format")) + ")"
	}
	return name
}

// typeOf is the type of a schema, "" where it says none; of several the first that
// is not null.
func typeOf(s *value) string {
	t := s.member("type")
	switch {
	case t.is(text):
		return oneLine(t.text)
	case t.is(list):
		for _, item := range t.items {
			if item.kind == text && item.text != "null" {
				return oneLine(item.text)
			}
		}
	case s.member("properties").is(object):
		return "object"
	case s.member("items") != nil:
		return "array"
	}
	return ""
}
