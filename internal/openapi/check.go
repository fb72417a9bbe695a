package openapi

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
	failure "github.com/santhosh-tekuri/jsonschema/v6/kind"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
)

// maxFindings bounds what one check says.
const maxFindings = 100

// checker is the check of a body. The schema is prepared when the first body is
// checked: most operations of a description never are.
func (r *reader) checker(schema *value) func([]byte) []api.FieldError {
	prepared := sync.OnceValue(func() *openapi3.Schema { return r.prepare(schema) })
	options := []openapi3.SchemaValidationOption{openapi3.MultiErrors(), openapi3.VisitAsRequest()}
	if r.dialect == openapi31 {
		options = append(options, openapi3.EnableJSONSchema2020())
	}
	return func(body []byte) (wrong []api.FieldError) {
		// A schema that the library stumbles over is one that is not known.
		defer func() {
			if recover() != nil {
				wrong = nil
			}
		}()
		text, err := jsondoc.Parse(body)
		if err != nil {
			return []api.FieldError{{Messages: []string{"is no JSON: " + err.Error()}}}
		}
		s := prepared()
		if s == nil {
			return nil
		}
		d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))))
		d.UseNumber()
		var v any
		if err := d.Decode(&v); err != nil {
			return nil // nested deeper than that decoder follows
		}
		return findings(s.VisitJSON(v, options...), text)
	}
}

// prepare makes the schema that bodies are checked against; nil where that is
// not possible.
func (r *reader) prepare(schema *value) (s *openapi3.Schema) {
	defer func() {
		if recover() != nil {
			s = nil
		}
	}()
	text := r.document(schema)
	if text == nil {
		return nil
	}
	d, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil
	}
	if d.Validate(context.Background(), openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation()) != nil {
		return nil
	}
	root := d.Components.Schemas["root"]
	if root == nil {
		return nil
	}
	return root.Value
}

// finding is one thing that is wrong, with where it stands.
type finding struct {
	offset        int
	path, message string
}

// findings tells what is wrong field by field, in the order of the text.
func findings(err error, text *jsondoc.Document) []api.FieldError {
	var all []finding
	collect(err, func(path []string, message string) {
		if len(all) < maxFindings {
			all = append(all, finding{offsetOf(text, path), strings.Join(path, "."), message})
		}
	})
	slices.SortStableFunc(all, func(a, b finding) int { return cmp.Compare(a.offset, b.offset) })
	var out []api.FieldError
	for _, f := range all {
		if i := slices.IndexFunc(out, func(e api.FieldError) bool { return e.Path == f.path }); i >= 0 {
			if !slices.Contains(out[i].Messages, f.message) {
				out[i].Messages = append(out[i].Messages, f.message)
			}
			continue
		}
		out = append(out, api.FieldError{Path: f.path, Messages: []string{f.message}})
	}
	return out
}

// collect takes the errors of a check apart.
func collect(err error, found func(path []string, message string)) {
	many, one := apart(err)
	for _, e := range many {
		collect(e, found)
	}
	if one == nil {
		return
	}
	below, _ := apart(one.Origin)
	if alternatives(one) {
		// Of a number that is too small, that it could also have been a string helps nobody.
		below = slices.DeleteFunc(slices.Clone(below), func(e error) bool { return ofOtherType(e, one) })
		if len(below) != 1 {
			below = nil
		}
	}
	if len(below) > 0 { // they tell more than one that only says that there are some
		collect(below, found)
		return
	}
	missing := missingOf(one)
	for _, name := range missing {
		found(append(one.JSONPointer(), name), "is missing")
	}
	if len(missing) == 0 {
		found(one.JSONPointer(), message(one))
	}
}

// missingOf are the members that an object lacks, where that is all that is wrong
// and OpenAPI 3.1's validator found it: it names the object, and the other one the
// member.
func missingOf(e *openapi3.SchemaError) []string {
	var schema *jsonschema.ValidationError
	if !errors.As(e, &schema) {
		return nil
	}
	if required, ok := schema.ErrorKind.(*failure.Required); ok {
		return required.Missing
	}
	return nil
}

// apart is the outermost of several errors or of one, whatever wraps it: what
// errors.As finds may lie within the other.
func apart(err error) (many openapi3.MultiError, one *openapi3.SchemaError) {
	for ; err != nil; err = errors.Unwrap(err) {
		switch e := err.(type) {
		case openapi3.MultiError:
			return e, nil
		case *openapi3.SchemaError:
			return nil, e
		}
	}
	return nil, nil
}

// alternatives says whether what failed below an error are forms of which one
// would have been enough.
func alternatives(e *openapi3.SchemaError) bool {
	return e.SchemaField == "oneOf" || e.SchemaField == "anyOf"
}

// ofOtherType says whether a form of a value failed since the value is of another
// type altogether.
func ofOtherType(form error, of *openapi3.SchemaError) bool {
	many, one := apart(form)
	if len(many) == 1 {
		return ofOtherType(many[0], of)
	}
	return one != nil && one.SchemaField == "type" && slices.Equal(one.JSONPointer(), of.JSONPointer())
}

func message(e *openapi3.SchemaError) string {
	reason := oneLine(e.Reason)
	switch {
	case e.SchemaField == "required":
		return "is missing"
	case e.SchemaField == "anyOf":
		return "fits none of the forms that the description allows"
	case e.SchemaField == "oneOf":
		return "fits none of the forms that the description allows, or more than one"
	case reason == "":
		return "does not fit the description"
	}
	// Where the library names the place itself, the path says it already.
	if _, rest, ok := strings.Cut(reason, `": at '`); ok && strings.HasPrefix(reason, `error at "`) {
		reason = "at '" + rest
	}
	if place, rest, ok := strings.Cut(reason, "': "); ok && strings.HasPrefix(place, "at '") {
		return rest
	}
	return reason
}

// offsetOf is where a field stands in the text; one that is missing stands at the
// end of what it is missing from.
func offsetOf(text *jsondoc.Document, path []string) int {
	for n := len(path); n >= 0; n-- {
		var pointer strings.Builder
		for _, part := range path[:n] {
			pointer.WriteString("/" + escapePointer(part))
		}
		if at, ok := text.At(pointer.String()); ok {
			start, end := text.Offset(at)
			if n == len(path) {
				return start
			}
			return end
		}
	}
	return 0
}
