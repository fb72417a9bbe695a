package openapi

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
)

const base = "https://sandbox-api.brincr.com/api/v1/"

// load reads a text as a file of that name.
func load(t *testing.T, name, text string) (Description, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(t.Context(), Source{At: file, APIURL: base}, nil)
}

func mustLoad(t *testing.T, text string) Description {
	t.Helper()
	d, err := load(t, "openapi.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func find(t *testing.T, d Description, method, path string) api.Endpoint {
	t.Helper()
	for _, e := range d.Endpoints {
		if e.Method == method && e.Path == path {
			return e
		}
	}
	t.Fatalf("no %s %s in %+v", method, path, d.Endpoints)
	return api.Endpoint{}
}

const three = `
openapi: 3.0.3
info: {title: Orders, version: "2"}
servers: [{url: "https://{host}/api/{version}", variables: {host: {default: x.example}, version: {default: v1}}}]
security: [{connect: ["brincr:order"]}]
components:
  securitySchemes:
    connect: {type: oauth2, flows: {}}
    key: {type: apiKey, in: header, name: X-Key}
  parameters:
    Page: {name: page, in: query, description: Which page, schema: {type: integer, default: 1}}
  schemas:
    Line: {type: object, required: [amount], properties: {amount: {type: integer, minimum: 1}, of: {$ref: "#/components/schemas/Order"}}}
    Order:
      type: object
      required: [id, number, lines]
      properties:
        id: {type: string, format: uuid, readOnly: true}
        number: {type: string, maxLength: 5, example: A-1}
        total: {type: number, example: 12.3400}
        state: {type: string, enum: [open, sent]}
        lines: {type: array, items: {$ref: "#/components/schemas/Line"}}
paths:
  /orders:
    parameters: [{$ref: "#/components/parameters/Page"}]
    get:
      operationId: listOrders
      summary: List the orders
      tags: [Orders, Sales]
      deprecated: true
      security: [{}, {key: []}, {connect: ["brincr:order", "brincr:customer"]}]
      parameters:
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {status: {type: string, enum: [open, sent]}, from: {type: string, format: date}}}}
        - {name: "filter[number]", in: query, schema: {type: array, items: {type: string}}, example: A-1}
        - {name: Authorization, in: header, schema: {type: string}}
    post:
      requestBody: {required: true, content: {text/plain: {}, application/json; charset=utf-8: {schema: {$ref: "#/components/schemas/Order"}}}}
  "/orders/{order id}/lines/{line}":
    get: {security: [], parameters: [{name: line, in: path, required: true, schema: {type: string, format: uuid}}]}
`

func TestLoadTakesWhatADescriptionTells(t *testing.T) {
	d := mustLoad(t, three)
	if d.Title != "Orders" || d.Version != "2" || len(d.Endpoints) != 3 || d.Found != 0 {
		t.Fatalf("%+v", d)
	}
	e := find(t, d, "GET", "orders")
	o := e.Operation
	if e.Name != "List the orders" || e.Evidence != api.Described || !slices.Equal(o.Tags, []string{"Orders", "Sales"}) || !o.Deprecated {
		t.Errorf("%+v, %+v", e, o)
	}
	if !slices.Equal(e.Scopes(), []string{"brincr:order", "brincr:customer"}) {
		t.Errorf("its own security names %v", e.Scopes())
	}
	var params []string
	for _, p := range o.Parameters {
		params = append(params, strings.TrimSpace(p.Name+" "+p.Type+" "+strings.Join(p.Enum, "|")+p.Default+p.Example))
	}
	want := []string{"page integer 1", "filter[status] string open|sent", "filter[from] string (date)", "filter[number] array of string A-1"}
	if !slices.Equal(params, want) {
		t.Errorf("parameters %q", params)
	}
	line := find(t, d, "GET", "orders/{order id}/lines/{line}")
	if line.Scopes() != nil {
		t.Errorf("an empty security asks for %v", line.Scopes())
	}
	if p := line.Operation.Parameters; len(p) != 2 || p[1].Name != "order id" || !p[1].Required || p[1].In != api.InPath {
		t.Errorf("a parameter of the path that is not described: %+v", p)
	}
	if find(t, d, "POST", "orders").Scope != "brincr:order" {
		t.Error("the security of the whole description does not count")
	}
}

func TestABodyHasAnExampleAndIsChecked(t *testing.T) {
	b := find(t, mustLoad(t, three), "POST", "orders").Operation.Body
	if b == nil || !b.Required {
		t.Fatalf("%+v", b)
	}
	want := "{\n  \"number\": \"A-1\",\n  \"total\": 12.3400,\n  \"state\": \"open\",\n  \"lines\": [\n    {\n      \"amount\": 1\n    }\n  ]\n}\n"
	if string(b.Example) != want {
		t.Errorf("example\n%s", b.Example)
	}
	if wrong := b.Check(b.Example); wrong != nil {
		t.Errorf("its own example: %v", wrong)
	}
	got := b.Check([]byte(`{"total": "x", "lines": [{"amount": 1}, {"amount": 0}, {}], "number": "A-12345"}`))
	var paths []string
	for _, f := range got {
		paths = append(paths, f.Path)
	}
	if !slices.Equal(paths, []string{"total", "lines.1.amount", "lines.2.amount", "number"}) {
		t.Errorf("wrong, in the order of the text: %v", got)
	}
	if got := b.Check([]byte(`{"number": 1,`)); len(got) != 1 || !strings.Contains(got[0].Messages[0], "line 1, column 14") {
		t.Errorf("no JSON: %v", got)
	}
}

const two = `{"swagger": "2.0", "info": {"title": "Old"}, "host": "x.example", "basePath": "/api",
 "securityDefinitions": {"c": {"type": "oauth2"}}, "security": [{"c": ["brincr:product"]}],
 "definitions": {"P": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string", "x-nullable": true}}}},
 "paths": {"/v1/products": {
   "get": {"parameters": [{"name": "ids[]", "in": "query", "type": "array", "items": {"type": "integer"}}]},
   "post": {"parameters": [{"name": "p", "in": "body", "required": true, "schema": {"$ref": "#/definitions/P"}}]},
   "put": {"consumes": ["multipart/form-data"], "parameters": [{"name": "f", "in": "formData", "type": "file"}]}}}}`

func TestLoadReadsSwagger2(t *testing.T) {
	d, err := load(t, "swagger.json", two)
	if err != nil {
		t.Fatal(err)
	}
	if p := find(t, d, "GET", "products").Operation.Parameters; len(p) != 1 || p[0].Name != "ids[]" || p[0].Type != "array of integer" {
		t.Errorf("%+v", p)
	}
	post := find(t, d, "POST", "products")
	b := post.Operation.Body
	if b == nil || len(post.Operation.Parameters) != 0 || string(b.Example) != "{\n  \"sku\": \"string\"\n}\n" {
		t.Fatalf("%+v", b)
	}
	if got := b.Check([]byte(`{"sku": null}`)); got != nil {
		t.Errorf("null where x-nullable allows it: %v", got)
	}
	if got := b.Check([]byte(`{}`)); len(got) != 1 || got[0].Path != "sku" || got[0].Messages[0] != "is missing" {
		t.Errorf("%v", got)
	}
	if find(t, d, "PUT", "products").Operation.Body != nil {
		t.Error("a form is offered as JSON")
	}
}

func TestLoadReadsOpenAPI31(t *testing.T) {
	d := mustLoad(t, `
openapi: 3.1.0
paths:
  /x:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                name: {type: [string, "null"], examples: [Anna]}
                kind: {const: a}
                count: {type: integer, exclusiveMinimum: 3}
`)
	b := find(t, d, "POST", "x").Operation.Body
	if string(b.Example) != "{\n  \"name\": \"Anna\",\n  \"kind\": \"a\",\n  \"count\": 0\n}\n" {
		t.Errorf("example\n%s", b.Example)
	}
	if got := b.Check([]byte(`{"name": null, "kind": "b", "count": 3}`)); len(got) != 2 || got[0].Path != "kind" || got[1].Path != "count" {
		t.Errorf("%v", got)
	}
}

func TestPathsAreRelativeToTheAPI(t *testing.T) {
	for name, test := range map[string]struct{ head, path, want string }{
		"servers with the base":    {`servers: [{url: "https://a.example/api/v1"}]`, "/products", "products"},
		"servers with a slash":     {`servers: [{url: "/api/v1/"}]`, "/products", "products"},
		"paths with the base":      {``, "/api/v1/products", "products"},
		"half and half":            {`servers: [{url: "https://a.example/api"}]`, "/v1/products", "products"},
		"neither":                  {``, "/products", "products"},
		"a base of its own":        {`servers: [{url: "https://a.example/v7"}]`, "/products", "products"},
		"the second of servers":    {`servers: [{url: "https://a.example/v7"}, {url: "/api"}]`, "/v1/products", "products"},
		"not only half of a name":  {``, "/api/v10/products", "api/v10/products"},
		"a slash at the end stays": {``, "/products/", "products/"},
	} {
		t.Run(name, func(t *testing.T) {
			d := mustLoad(t, "openapi: 3.0.0\n"+test.head+"\npaths: {"+test.path+": {get: {}}}\n")
			if d.Endpoints[0].Path != test.want {
				t.Errorf("%q", d.Endpoints[0].Path)
			}
		})
	}
	whole := mustLoad(t, "openapi: 3.0.0\npaths: {/products: {get: {}}, \"https://other.example/products\": {get: {}}, //other.example/x: {get: {}}}\n")
	if len(whole.Endpoints) != 1 || whole.Found != 2 {
		t.Errorf("whole addresses: %+v", whole)
	}
	d := mustLoad(t, "openapi: 3.0.0\npaths: {/api/v1/products: {get: {}}, /api/v2/products: {get: {}}}\n")
	if len(d.Endpoints) != 1 || d.Found != 1 || !strings.Contains(d.Notes[0].Text, "outside the API's address") {
		t.Errorf("another API beside it: %+v", d)
	}
}

func TestWhatIsWrongHasItsPlace(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no JSON":          {"{\n  \"openapi\": \"3.0.0\",\n  \"paths\": {,}\n}", "line 3, column 13: is no JSON from here on"},
		"no YAML":          {"openapi: 3.0.0\npaths:\n  /x: [\n", "is no YAML from here on"},
		"empty":            {" \n", "is empty"},
		"a page":           {"<!DOCTYPE html><html>", "is a web page"},
		"another document": {"{\"a\": 1}", "it has neither openapi nor swagger at its top"},
		"a text":           {"hello", "there is a text where an object belongs"},
		"an old version":   {"swagger: '1.2'\npaths: {}", "line 1, column 10 (#/swagger): is Swagger “1.2”, which is not known here"},
		"no paths":         {"openapi: 3.0.0", "it has no paths"},
		"all broken":       {"openapi: 3.0.0\npaths:\n  /x: {$ref: '#/nowhere'}\n", "line 3, column 14 (#/paths/~1x/$ref): the $ref “#/nowhere” leads nowhere"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := load(t, "openapi.yaml", test.text)
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), test.want) || e.Next == "" {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestWhatIsBrokenCostsNothingElse(t *testing.T) {
	d := mustLoad(t, `
openapi: 3.0.0
paths:
  /good: {get: {parameters: [7, {$ref: "#/nope"}, {name: q, in: query}]}}
  /bad: 3
  /worse: {get: [], post: {requestBody: {$ref: "#/components/requestBodies/Gone"}}}
`)
	if len(d.Endpoints) != 2 || d.Found != 5 || len(find(t, d, "GET", "good").Operation.Parameters) != 1 {
		t.Errorf("%+v", d)
	}
	if got := d.Notes[2].String(); got != "line 5, column 9 (#/paths/~1bad): the path “/bad” holds a number where an object belongs" {
		t.Errorf("%q", got)
	}
}

func TestFilesAreFollowedWithinTheFolderOnly(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.yaml", "get: {summary: not yours}")
	write("api/paths/orders.yaml", "get: {summary: Orders, parameters: [{$ref: '../openapi.yaml#/components/parameters/Q'}]}")
	write("api/openapi.yaml", `
openapi: 3.0.0
components: {parameters: {Q: {name: q, in: query}}}
paths:
  /orders: {$ref: paths/orders.yaml}
  /up: {$ref: ../secret.yaml}
  /link: {$ref: link.yaml}
  /gone: {$ref: gone.yaml}
  /far: {$ref: "https://other.example/x.yaml"}
`)
	_ = os.Symlink(filepath.Join(folder, "secret.yaml"), filepath.Join(folder, "api", "link.yaml"))
	never := func(context.Context, string, int64) ([]byte, error) {
		t.Error("something is fetched that nobody asked for")
		return nil, io.EOF
	}
	d, err := Load(t.Context(), Source{At: filepath.Join(folder, "api", "openapi.yaml"), APIURL: base}, never)
	if err != nil || len(d.Endpoints) != 1 || find(t, d, "GET", "orders").Operation.Parameters[0].Name != "q" {
		t.Fatalf("%+v, %v", d, err)
	}
	said := ""
	for _, n := range d.Notes {
		said += n.String() + "\n"
	}
	for _, want := range []string{"leads out of the folder", "there is no such file", "“https://other.example/x.yaml”, and one reference to another address is not fetched; set openapi_remote = true"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	d, err = Load(t.Context(), Source{At: filepath.Join(folder, "api", "openapi.yaml"), APIURL: base, Remote: true}, func(_ context.Context, url string, _ int64) ([]byte, error) {
		return []byte("get: {summary: " + url + "}"), nil
	})
	if err != nil || find(t, d, "GET", "far").Name != "https://other.example/x.yaml" {
		t.Errorf("asked for: %+v, %v", d, err)
	}
}

// A description from elsewhere has nothing asked of this machine's own servers.
func TestADescriptionFromElsewhereLeadsNotToThisMachine(t *testing.T) {
	var asked []string
	fetch := func(_ context.Context, url string, _ int64) ([]byte, error) {
		asked = append(asked, url)
		return []byte(`{"openapi":"3.0.3","paths":{"/a":{"get":{"parameters":[{"$ref":"http://127.0.0.1:9/admin"},{"$ref":"https://LOCALHOST/x"},{"$ref":"http://[::1]/x"}]}}}}`), nil
	}
	d, err := Load(t.Context(), Source{At: "https://elsewhere.example/openapi.json", APIURL: base, Remote: true}, fetch)
	if err != nil || len(d.Notes) == 0 || !strings.Contains(d.Notes[0].Text, "this machine") {
		t.Errorf("%v, %v", d.Notes, err)
	}
	if len(asked) != 1 {
		t.Errorf("asked for %q", asked)
	}
}

func TestCirclesAndBombsEnd(t *testing.T) {
	bomb := "a0: &a0 {x: 1}\n"
	for i := 1; i < 40; i++ {
		n, before := string(rune('0'+i/10))+string(rune('0'+i%10)), ""
		if i == 1 {
			before = "0"
		} else {
			before = string(rune('0'+(i-1)/10)) + string(rune('0'+(i-1)%10))
		}
		bomb += "a" + n + ": &a" + n + " {allOf: [*a" + before + ", *a" + before + "], properties: {p: *a" + before + ", q: *a" + before + "}}\n"
	}
	for name, text := range map[string]string{
		"references": "openapi: 3.0.0\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}",
		"allOf":      "openapi: 3.0.0\ncomponents: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}, {anyOf: [{$ref: '#/components/schemas/A'}]}]}}}\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}",
		"aliases":    "openapi: 3.1.0\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: &s {allOf: [*s], properties: {a: *s}, example: &e [*e]}}}}}}}",
		"a bomb":     bomb + "openapi: 3.0.0\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: *a39}}}}}}",
		"itself":     "openapi: 3.0.0\npaths: &p {/x: {post: {requestBody: {content: {application/json: {schema: {$ref: '#'}}}}}}}",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			d := mustLoad(t, text)
			if b := d.Endpoints[0].Operation.Body; b.Check != nil {
				b.Check([]byte(`{"a": {"a": {"p": {"q": 1}}}, "p": {"p": {"q": 1}}}`))
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestEnormousAndOddFilesAreRefused(t *testing.T) {
	huge := filepath.Join(t.TempDir(), "huge.yaml")
	f, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(MaxBytes+1), f.Close()); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{huge: "is larger than 64 MiB", t.TempDir(): "is a folder", "/nowhere/at/all.yaml": "there is no such file"} {
		if _, err := Load(t.Context(), Source{At: file}, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
	}
	if _, err := Load(t.Context(), Source{At: "https://x.example/a?key=secret"}, func(context.Context, string, int64) ([]byte, error) { return nil, io.ErrUnexpectedEOF }); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
	for name, text := range map[string]string{"many.json": `{"openapi":"3.0.0","x":[` + strings.Repeat("1,", maxValues) + "1]}", "many.yaml": "openapi: 3.0.0\nx:\n" + strings.Repeat("- 1\n", maxValues)} {
		if _, err := load(t, name, text); err == nil || !strings.Contains(err.Error(), "more than 2,000,000 values") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := load(t, "deep.json", `{"openapi": "3.0.0", "x": `+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+"}"); err == nil || !strings.Contains(err.Error(), "nested deeper") {
		t.Errorf("%v", err)
	}
}

func TestLeavingEndsTheLoading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(file, generated(20), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(ctx, Source{At: file}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestOnAQuietDayNobodyIsSentToABrowser(t *testing.T) {
	held := func(context.Context, string, int64) ([]byte, error) {
		return nil, &api.Error{Kind: api.KindQuiet, Summary: "Nothing was sent."}
	}
	_, err := Load(t.Context(), Source{At: "https://developer.example/openapi.json", APIURL: base}, held)
	if err == nil || !strings.Contains(err.Error(), "quiet day") || strings.Contains(err.Error(), "browser") {
		t.Errorf("%v", err)
	}
}

// TestABodyOfSeveralForms: of a value that has the type of one form, that form's
// own words are told, and not those of all the others beside them.
func TestABodyOfSeveralForms(t *testing.T) {
	for _, version := range []string{"3.0.3", "3.1.0"} {
		for _, word := range []string{"oneOf", "anyOf"} {
			b := find(t, mustLoad(t, `
openapi: `+version+`
paths:
  /x:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                price: {`+word+`: [{type: number, minimum: 0}, {type: string}]}
                part:
                  `+word+`:
                    - {type: object, required: [sku, amount], properties: {amount: {type: integer}}}
                    - {type: string}
`), "POST", "x").Operation.Body
			for body, want := range map[string]string{
				`{"price": 1, "part": "A-1"}`: "",
				`{"price": -1}`:               "price: number must be at least 0 | price: minimum: got -1, want 0",
				`{"price": null}`:             "price: fits none of the forms that the description allows",
				`{"part": {"amount": "x"}}`:   "part.amount: value must be an integer, part.sku: is missing | part.amount: got string, want integer, part.sku: is missing",
			} {
				if version == "3.0.3" && word == "anyOf" && want != "" { // the library does not tell more
					path, _, _ := strings.Cut(want, ":")
					want = strings.TrimSuffix(path, ".amount") + ": fits none of the forms that the description allows"
				}
				var got []string
				for _, f := range b.Check([]byte(body)) {
					got = append(got, strings.TrimSuffix(f.Path+": "+strings.Join(f.Messages, "; "), ", or more than one"))
				}
				slices.Sort(got)
				if all := strings.Join(got, ", "); !slices.Contains(strings.Split(want, " | "), all) {
					t.Errorf("%s, %s of %s: %s", version, word, body, all)
				}
			}
		}
	}
}
