package openapi

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// generated is a description with so many operations, each with parameters and
// every other one with a body, over schemas that hold one another in a circle.
func generated(operations int) []byte {
	object := func(pairs ...any) map[string]any {
		m := make(map[string]any, len(pairs)/2)
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	}
	ref := func(i int) map[string]any { return object("$ref", fmt.Sprintf("#/components/schemas/Thing%d", i)) }
	paths, schemas := object(), object()
	const kinds = 100
	for i := range kinds {
		properties := object("id", object("type", "string", "format", "uuid", "readOnly", true), "next", ref((i+1)%kinds), "lines", object("type", "array", "items", ref((i+7)%kinds)))
		for f := range 12 {
			properties[fmt.Sprintf("field_%d", f)] = object("type", "string", "description", strings.Repeat("What the field means. ", 4), "maxLength", 40)
		}
		schemas[fmt.Sprintf("Thing%d", i)] = object("type", "object", "required", []any{"id", "field_0"}, "properties", properties)
	}
	for i := range operations / 2 {
		answer := object("200", object("description", "done", "content", object("application/json", object("schema", ref(i%kinds)))))
		tags := []any{fmt.Sprintf("group %d", i%20)}
		list := object("operationId", fmt.Sprintf("list%d", i), "summary", fmt.Sprintf("List the things of kind %d", i), "tags", tags, "responses", answer,
			"parameters", []any{object("name", "filter[name]", "in", "query", "schema", object("type", "string")), object("name", "page", "in", "query", "schema", object("type", "integer"))},
			"security", []any{object("connect", []any{fmt.Sprintf("brincr:thing%d", i)})})
		create := object("operationId", fmt.Sprintf("create%d", i), "summary", fmt.Sprintf("Create a thing of kind %d", i), "tags", tags, "responses", answer,
			"requestBody", object("required", true, "content", object("application/json", object("schema", ref(i%kinds)))))
		paths[fmt.Sprintf("/things-%d", i)] = object("get", list, "post", create)
	}
	text, err := json.MarshalIndent(object("openapi", "3.0.3", "info", object("title", "Generated", "version", "1"), "paths", paths,
		"components", object("schemas", schemas, "securitySchemes", object("connect", object("type", "oauth2", "flows", object())))), "", "  ")
	if err != nil {
		panic(err)
	}
	return text
}

func generatedYAML(tb testing.TB, operations int) []byte {
	tb.Helper()
	var v any
	if err := json.Unmarshal(generated(operations), &v); err != nil {
		tb.Fatal(err)
	}
	text, err := yaml.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return text
}
