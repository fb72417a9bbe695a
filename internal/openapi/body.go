package openapi

import (
	"mime"
	"strings"

	"brincr-explorer/api"
)

// body is the JSON that an operation takes; nil where it takes none.
func (r *reader) body(op *value, parameters []given) *api.RequestBody {
	if r.dialect == swagger2 {
		return r.body2(op, parameters)
	}
	declared := op.member("requestBody")
	if declared == nil {
		return nil
	}
	at := r.resolved(declared)
	if at == nil {
		return nil
	}
	media := jsonMedia(at.member("content"))
	if media == nil {
		return nil
	}
	b := &api.RequestBody{Required: at.yes("required"), Description: strings.TrimSpace(at.str("description"))}
	schema := media.member("schema")
	example := firstValue(media.member("example"), r.exampleOf(media.member("examples"), "examples"))
	r.fillBody(b, schema, example)
	return b
}

// body2 is the body of Swagger 2.0, which is a parameter. Forms are no JSON.
func (r *reader) body2(op *value, parameters []given) *api.RequestBody {
	consumes := op.member("consumes")
	if consumes == nil {
		consumes = r.first.root.member("consumes")
	}
	if types := names(consumes); len(types) > 0 && !anyJSON(types) {
		return nil
	}
	for _, g := range parameters {
		if g.in != "body" {
			continue
		}
		b := &api.RequestBody{Required: g.at.yes("required"), Description: strings.TrimSpace(g.at.str("description"))}
		r.fillBody(b, g.at.member("schema"), firstValue(g.at.member("x-example"), g.at.member("example")))
		return b
	}
	return nil
}

func anyJSON(types []string) bool {
	for _, t := range types {
		if isJSONType(t) {
			return true
		}
	}
	return false
}

func firstValue(values ...*value) *value {
	for _, v := range values {
		if v != nil {
			return v
		}
	}
	return nil
}

func (r *reader) fillBody(b *api.RequestBody, schema, example *value) {
	// Some write an example as the text of a JSON document.
	if example.is(text) && r.expects(schema) {
		left := maxPrinted
		if d := (&document{}); parseJSON(d, []byte(example.text), &left) == nil {
			example = d.root
		}
	}
	if example == nil && schema != nil {
		example = r.example(schema)
	}
	if example != nil {
		b.Example = indented(example)
	}
	if schema != nil {
		b.Check = r.checker(schema)
	}
}

// expects tells a schema whose JSON is an object or a list.
func (r *reader) expects(schema *value) bool {
	s := r.deref(schema)
	if s == nil {
		return false
	}
	t := typeOf(s)
	return t == "object" || t == "array" || t == ""
}

// jsonMedia is the JSON of what a body may be.
func jsonMedia(content *value) *value {
	if !content.is(object) {
		return nil
	}
	for i, name := range content.keys {
		if isJSONType(name) {
			return content.items[i]
		}
	}
	return content.member("*/*")
}

func isJSONType(name string) bool {
	media, _, err := mime.ParseMediaType(name)
	if err != nil {
		media = strings.ToLower(name)
	}
	return media == "application/json" || strings.HasSuffix(media, "+json") || strings.HasSuffix(media, "/json") || media == "*/*" || media == "application/*"
}
