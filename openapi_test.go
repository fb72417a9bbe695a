//go:build unix

package main

import (
	"os"
	"path/filepath"
	"testing"
)

const openAPIFile = `openapi: 3.1.0
info: {title: Orders, version: "1"}
servers: [{url: /api/v1}]
components: {securitySchemes: {c: {type: oauth2, flows: {}}}}
paths:
  /categories:
    get: {tags: [Shop], summary: "All the categories of the shop\u001b[31m", security: [{c: ["brincr:category"]}]}
  /orders/{order}/order-lines:
    get: {tags: [Sales], summary: The lines of one order, deprecated: true, security: [{c: ["brincr:order", "brincr:orderLine"]}]}
  /broken: 7
`

// TestADescriptionBecomesTheCatalogue: by the config, which the demo's own comes
// by, and by a key; a broken one takes nothing away.
func TestADescriptionBecomesTheCatalogue(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:", "Products", "List the categories", "categories", "✓")
	s.types("/", "ordlin")
	s.sees("GET order-lines", "+ orderLine: List the order", "lines")
	s.types("esc")

	file := filepath.Join(t.TempDir(), "my orders.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(openAPIFile)
	s.types("o", file, "enter")
	s.sees("Took 2 operations from my orders.yaml", "1 thing in it could not be used", "line 10, column 12")
	s.types("/", "lines of one")
	s.sees("GET orders/{ord…order-lines +", "+ order orderLine, deprecated:", "The lines of one order")
	s.types("esc", "g")

	write(openAPIFile[:30] + "\n  - [")
	s.types("o", file, "enter")
	s.sees("my orders.yaml, line ", "is no YAML from here on")
	s.types("/", "of the shop", "enter")
	s.sees("GET categories", "All the categories of the", "shop␛[31m")
	s.types("enter")
	s.sees("GET categories ─ 200 OK", "Rode wijn", "1 sent")
	if got := server.logged("docs  GET", "openapi.json 200"); len(got) != 1 {
		t.Errorf("the demo's description was fetched %d times: %q", len(got), got)
	}
}
