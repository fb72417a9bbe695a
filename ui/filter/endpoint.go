package filter

import (
	"strings"

	"brincr-explorer/api"
)

// OfEndpoint are the fields that an endpoint is found by: its path before all
// else, then what it is for, its scopes, its groups and its method.
func OfEndpoint(e api.Endpoint) []Field {
	fields := []Field{
		{Text: strings.ToLower(e.Path), Weight: 6},
		{Text: strings.ToLower(e.Name), Weight: 4},
		{Text: strings.ToLower(strings.Join(e.Scopes(), " ")), Weight: 3},
		{Text: strings.ToLower(e.Method), Weight: 3},
	}
	if o := e.Operation; o != nil {
		fields = append(fields, Field{Text: strings.ToLower(o.Summary), Weight: 4}, Field{Text: strings.ToLower(strings.Join(o.Tags, " ")), Weight: 3})
	}
	return fields
}
