package openapi

import "slices"

const (
	exampleDepth = 6   // of what is made of a schema
	exampleSize  = 200 // values of it: more is not edited by hand
)

// example makes a value that fits a schema, as far as that can be done without
// thinking: the description's own examples, defaults and choices where it has
// them. A schema that holds itself ends where it would begin again.
func (r *reader) example(schema *value) *value {
	m := maker{r: r, left: exampleSize}
	return m.value(schema, 0)
}

type maker struct {
	r    *reader
	left int
	open []*value // the schemas that are being made
}

func (m *maker) value(schema *value, depth int) *value {
	if m.left--; m.left < 0 || depth > exampleDepth {
		return nil
	}
	s := m.r.deref(schema)
	if !s.is(object) || slices.Contains(m.open, s) {
		return nil
	}
	if given := firstValue(s.member("example"), s.member("const"), firstItem(s.member("examples")), s.member("default"), firstItem(s.member("enum"))); given != nil {
		return given
	}
	m.open = append(m.open, s)
	defer func() { m.open = m.open[:len(m.open)-1] }()
	for _, name := range []string{"oneOf", "anyOf"} {
		if choices := s.member(name); choices.is(list) && !s.member("properties").is(object) {
			if v := m.choice(choices, depth); v != nil {
				return v
			}
		}
	}
	if s.member("allOf").is(list) {
		return m.all(s, depth)
	}
	return m.typed(s, depth)
}

func firstItem(v *value) *value {
	if v.is(list) && len(v.items) > 0 {
		return v.items[0]
	}
	return nil
}

// choice is the first that can be made and is more than null.
func (m *maker) choice(choices *value, depth int) *value {
	for _, c := range choices.items {
		if s := m.r.deref(c); s == nil || typeOf(s) == "" && s.str("type") == "null" {
			continue
		}
		if v := m.value(c, depth+1); v != nil && v.kind != null {
			return v
		}
	}
	return nil
}

// all is an object with the members of all its parts.
func (m *maker) all(s *value, depth int) *value {
	out := &value{kind: object}
	have := make(map[string]bool)
	var other *value
	for _, part := range append(slices.Clone(s.member("allOf").items), nil) {
		var v *value
		if part == nil {
			if !s.member("properties").is(object) {
				continue
			}
			v = m.typed(s, depth)
		} else {
			v = m.value(part, depth+1)
		}
		if !v.is(object) {
			other = firstValue(other, v)
			continue
		}
		for i, key := range v.keys {
			if !have[key] {
				have[key] = true
				out.keys, out.items = append(out.keys, key), append(out.items, v.items[i])
			}
		}
	}
	if len(out.keys) == 0 && other != nil {
		return other
	}
	return out
}

func (m *maker) typed(s *value, depth int) *value {
	switch typeOf(s) {
	case "object":
		return m.object(s, depth)
	case "array":
		return m.list(s, depth)
	case "string":
		return &value{kind: text, text: sampleText(s)}
	case "integer", "number":
		least := s.member("minimum")
		if least.is(number) {
			return &value{kind: number, text: least.text}
		}
		return &value{kind: number, text: "0"}
	case "boolean":
		return &value{kind: boolean, text: "false"}
	}
	return &value{kind: null}
}

func (m *maker) object(s *value, depth int) *value {
	out := &value{kind: object}
	properties := s.member("properties")
	if !properties.is(object) {
		return out
	}
	for i, key := range properties.keys {
		if m.left <= 0 {
			break
		}
		of := m.r.deref(properties.items[i])
		if of == nil || of.yes("readOnly") || of.yes("deprecated") {
			continue
		}
		if v := m.value(properties.items[i], depth+1); v != nil {
			out.keys, out.items = append(out.keys, key), append(out.items, v)
		}
	}
	return out
}

func (m *maker) list(s *value, depth int) *value {
	out := &value{kind: list}
	if v := m.value(s.member("items"), depth+1); v != nil {
		out.items = append(out.items, v)
	}
	return out
}

func sampleText(s *value) string {
	switch s.str("format") {
	case "date":
		return "2026-01-31"
	case "date-time":
		return "2026-01-31T12:00:00Z"
	case "time":
		return "12:00:00Z"
	case "uuid":
		return "00000000-0000-4000-8000-000000000000"
	case "email":
		return "name@example.com"
	case "uri", "url":
		return "https://example.com/"
	case "byte":
		return ""
	}
	return "string"
}
