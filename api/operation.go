package api

// Operation is what an OpenAPI description tells of an endpoint beyond its
// method and path.
type Operation struct {
	ID          string // operationId; "" when there is none
	Summary     string // one line
	Description string
	Tags        []string // the first is the group that it is shown in
	Scopes      []string // all of these are needed, as its security says
	Parameters  []Parameter
	Body        *RequestBody // nil when it takes none
	Deprecated  bool
}

// In is where a parameter stands (OpenAPI 3.1, section 4.8.12.1).
type In string

// The places of parameters. Cookies are not sent.
const (
	InPath   In = "path"
	InQuery  In = "query"
	InHeader In = "header"
)

// Parameter is one parameter of an operation. Values are texts, as they are
// typed before they are escaped; "" when there is none.
type Parameter struct {
	Name        string // as it is sent, brackets included: "filter[status]"
	In          In
	Required    bool
	Deprecated  bool
	Description string
	Type        string // for people: "string (uuid)", "integer", "array of string"
	Enum        []string
	Default     string
	Example     string
}

// RequestBody is the JSON that an operation takes.
type RequestBody struct {
	Required    bool
	Description string
	Example     []byte // JSON, indented: the description's own, or one made of its schema
	// Check says what is wrong with a JSON text against the schema, in the order
	// of the text; nil when it fits. A nil Check knows no schema.
	Check func(body []byte) []FieldError
}

// Scopes are all the scopes that the endpoint needs, as far as known.
func (e Endpoint) Scopes() []string {
	switch {
	case e.Operation != nil && len(e.Operation.Scopes) > 0:
		return e.Operation.Scopes
	case e.Scope != "":
		return []string{e.Scope}
	default:
		return nil
	}
}

// Safe says whether the endpoint only reads (RFC 9110, section 9.2.1).
func (e Endpoint) Safe() bool { return Request{Method: e.Method}.Safe() }
