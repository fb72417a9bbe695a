package openapi

import (
	"context"
	"encoding/json"
	"io"
	"testing"
	"time"
)

// FuzzLoad: whatever a description says, reading it ends, its examples are JSON,
// and no check throws.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		three, two, "", "{}", "[]", "openapi: 3.1.0\npaths: {/x: {post: {requestBody: {content: {'*/*': {schema: true}}}}}}",
		"openapi: 3.0.0\npaths: {/a: &a {get: {parameters: *a}, <<: *a}}",
		"openapi: 3.0.0\ncomponents: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}], enum: [], pattern: '(', minimum: x}}}\npaths: {'/{': {put: {requestBody: {content: {a/json: {schema: {$ref: '#/components/schemas/A'}, examples: []}}}}}}",
		string(generated(4)),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 100_000 {
			return
		}
		start := time.Now()
		fetch := func(_ context.Context, url string, _ int64) ([]byte, error) {
			if url == "http://127.0.0.1/x" {
				return content, nil
			}
			return nil, io.EOF
		}
		d, err := Load(t.Context(), Source{At: "http://127.0.0.1/x", APIURL: base, Remote: true}, fetch)
		if err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		for _, e := range d.Endpoints {
			b := e.Operation.Body
			if b == nil {
				continue
			}
			if b.Example != nil && !json.Valid(b.Example) {
				t.Errorf("no JSON: %q", b.Example)
			}
			if b.Check != nil {
				b.Check(b.Example)
				b.Check([]byte(`{"a": [1, "x", {"b": null}]}`))
			}
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}
