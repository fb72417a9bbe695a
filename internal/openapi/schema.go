package openapi

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
)

const (
	maxSchemas     = 20_000 // of one body
	maxSchemaDepth = 200    // written into one another
	maxInPlace     = 5_000  // that one value is checked against
)

// portable writes the schema of one body, and what it refers to, as a document
// of its own. Only keywords that say something about a value are kept, and only
// where they are well formed: one that is not, or that this program does not know,
// lets everything through, for a check that complains about a right body is worse
// than none.
type portable struct {
	r     *reader
	names map[*value]string
	todo  []*value
	count int
	loops map[*value]bool
}

// document is an OpenAPI document with the schema as "root"; nil where it is
// beyond the bounds.
func (r *reader) document(schema *value) []byte {
	p := portable{r: r, names: make(map[*value]string), loops: make(map[*value]bool)}
	if p.inPlace(schema, make(map[*value]int)) > maxInPlace {
		return nil
	}
	schemas := map[string]any{"root": p.schema(schema, 0)}
	for len(p.todo) > 0 {
		next := p.todo[0]
		p.todo = p.todo[1:]
		if p.inPlace(next, make(map[*value]int)) > maxInPlace {
			return nil
		}
		schemas[p.names[next]] = p.schema(next, 0)
	}
	if p.count > maxSchemas {
		return nil
	}
	version := "3.0.3"
	if r.dialect == openapi31 {
		version = "3.1.0"
	}
	text, err := json.Marshal(map[string]any{
		"openapi": version, "info": map[string]any{"title": "one body", "version": "1"}, "paths": map[string]any{},
		"components": map[string]any{"schemas": schemas},
	})
	if err != nil {
		return nil
	}
	return text
}

// anything lets every value through.
func anything() map[string]any { return map[string]any{} }

func (p *portable) schema(s *value, depth int) any {
	p.count++
	switch {
	case s.is(boolean) && p.r.dialect == openapi31:
		return s.text == "true"
	case !s.is(object), depth > maxSchemaDepth, p.count > maxSchemas:
		return anything()
	}
	if s.member("$ref").is(text) {
		ref := p.ref(s)
		if p.r.dialect != openapi31 || len(s.keys) == 1 {
			return ref
		}
		out := p.keywords(s, depth)
		if len(out) == 0 {
			return ref
		}
		return map[string]any{"allOf": []any{ref, out}}
	}
	return p.keywords(s, depth)
}

// ref names what a reference leads to, once for each target.
func (p *portable) ref(s *value) map[string]any {
	to := p.r.deref(s)
	if to == nil || p.looping(to) {
		return anything()
	}
	name, known := p.names[to]
	if !known {
		name = "schema" + strconv.Itoa(len(p.names))
		p.names[to] = name
		p.todo = append(p.todo, to)
	}
	return map[string]any{"$ref": "#/components/schemas/" + name}
}

// The keywords by what they hold.
var (
	oneSchema  = []string{"not", "additionalProperties", "items", "contains", "propertyNames", "if", "then", "else", "unevaluatedProperties", "unevaluatedItems"}
	schemaList = []string{"allOf", "anyOf", "oneOf", "prefixItems"}
	schemaMap  = []string{"properties", "patternProperties", "dependentSchemas"}
	counts     = []string{"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains"}
	limits     = []string{"minimum", "maximum", "multipleOf"}
	flags      = []string{"uniqueItems", "nullable"}
	// Those that OpenAPI 3.0 does not have.
	newer = []string{
		"contains", "propertyNames", "if", "then", "else", "unevaluatedProperties", "unevaluatedItems", "prefixItems", "patternProperties",
		"dependentSchemas", "minContains", "maxContains",
	}
)

func (p *portable) keywords(s *value, depth int) map[string]any {
	out := make(map[string]any)
	for i, name := range s.keys {
		v := s.items[i]
		if slices.Contains(newer, name) && p.r.dialect != openapi31 {
			continue
		}
		switch {
		case slices.Contains(oneSchema, name):
			p.one(out, name, v, depth)
		case slices.Contains(schemaList, name) && v.kind == list && len(v.items) > 0:
			var all []any
			for _, item := range v.items {
				all = append(all, p.schema(item, depth+1))
			}
			out[name] = all
		case slices.Contains(schemaMap, name) && v.kind == object:
			p.properties(out, name, v, depth)
		default:
			p.plainKeyword(out, name, v)
		}
	}
	p.required(out, s)
	p.typed(out, s)
	return out
}

func (p *portable) one(out map[string]any, name string, v *value, depth int) {
	if v.kind == boolean && name == "additionalProperties" {
		out[name] = v.text == "true"
		return
	}
	if v.kind == object || v.kind == boolean {
		out[name] = p.schema(v, depth+1)
	}
}

func (p *portable) properties(out map[string]any, name string, v *value, depth int) {
	all := make(map[string]any, len(v.keys))
	for i, key := range v.keys {
		if _, err := regexp.Compile(key); name == "patternProperties" && err != nil {
			continue
		}
		all[key] = p.schema(v.items[i], depth+1)
	}
	out[name] = all
}

func (p *portable) plainKeyword(out map[string]any, name string, v *value) {
	switch {
	case slices.Contains(counts, name) && v.kind == number && isCount(v.text),
		slices.Contains(limits, name) && v.kind == number:
		out[name] = json.Number(v.text)
	case slices.Contains(flags, name) && v.kind == boolean:
		out[name] = v.text == "true"
	case name == "x-nullable" && v.kind == boolean && p.r.dialect == swagger2:
		out["nullable"] = v.text == "true"
	case name == "exclusiveMinimum" || name == "exclusiveMaximum":
		if v.kind == number && p.r.dialect == openapi31 {
			out[name] = json.Number(v.text)
		} else if v.kind == boolean && p.r.dialect != openapi31 {
			out[name] = v.text == "true"
		}
	case name == "format" && v.kind == text:
		out[name] = v.text
	case name == "pattern" && v.kind == text:
		if _, err := regexp.Compile(v.text); err == nil {
			out[name] = v.text
		}
	case name == "enum" && v.kind == list && len(v.items) > 0, name == "const" && p.r.dialect == openapi31:
		out[name] = json.RawMessage(compact(v))
	}
}

func isCount(s string) bool {
	n, err := strconv.ParseUint(s, 10, 31)
	return err == nil && strconv.FormatUint(n, 10) == s
}

// required leaves out what only answers have.
func (p *portable) required(out map[string]any, s *value) {
	var all []string
	for _, name := range names(s.member("required")) {
		if of := p.r.deref(s.member("properties").member(name)); !of.yes("readOnly") && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	if len(all) > 0 {
		out["required"] = all
	}
}

func (p *portable) typed(out map[string]any, s *value) {
	known := []string{"object", "array", "string", "integer", "number", "boolean"}
	t := s.member("type")
	switch {
	case t.is(text) && slices.Contains(known, t.text):
		out["type"] = t.text
	case t.is(list) && p.r.dialect == openapi31:
		var all []string
		for _, name := range names(t) {
			if slices.Contains(append(known, "null"), name) && !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
		if len(all) > 0 {
			out["type"] = all
		}
	}
	if out["type"] == "array" && out["items"] == nil && p.r.dialect != openapi31 {
		out["items"] = anything()
	}
}

// around are the schemas that a value has to fit at the same place as this one.
func (p *portable) around(s *value) []*value {
	if !s.is(object) {
		return nil
	}
	var all []*value
	if s.member("$ref").is(text) {
		all = append(all, p.r.deref(s))
	}
	for _, name := range []string{"allOf", "anyOf", "oneOf"} {
		if m := s.member(name); m.is(list) {
			all = append(all, m.items...)
		}
	}
	for _, name := range []string{"not", "if", "then", "else"} {
		all = append(all, s.member(name))
	}
	return slices.DeleteFunc(all, func(v *value) bool { return v == nil })
}

// looping finds a schema that leads to itself at the same place: checking it
// would not end.
func (p *portable) looping(s *value) bool {
	if known, ok := p.loops[s]; ok {
		return known
	}
	seen := make(map[*value]bool)
	todo := p.around(s)
	found := false
	for len(todo) > 0 && !found {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if found = next == s; found || seen[next] || len(seen) > maxSchemas {
			continue
		}
		seen[next] = true
		todo = append(todo, p.around(next)...)
	}
	p.loops[s] = found
	return found
}

// inPlace counts the schemas that one value is checked against, however often one
// of them is met: lists of lists of references make many out of few.
func (p *portable) inPlace(s *value, known map[*value]int) int {
	if n, ok := known[s]; ok {
		return n
	}
	known[s] = 1 // for one that leads back here
	n := 1
	for _, next := range p.around(s) {
		n = min(n+p.inPlace(next, known), maxInPlace+1)
	}
	known[s] = n
	return n
}
