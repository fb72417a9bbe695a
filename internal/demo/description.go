package demo

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// descriptionPath is beside the API's base, and needs no token.
const descriptionPath = "/openapi.json"

// members is a JSON object that keeps the order of its members.
type members []pair

type pair struct {
	name  string
	value any
}

// MarshalJSON implements json.Marshaler.
func (m members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(p.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// serveDescription answers with the OpenAPI description of an environment, which
// is made of what the server does: routes, filters and sorts are its own.
func serveDescription(w http.ResponseWriter, r *http.Request, env *environment, path string) bool {
	if path != descriptionPath || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	respond(w, r, http.StatusOK, openAPIOf(env))
	return true
}

func openAPIOf(env *environment) members {
	return members{
		{"openapi", "3.0.3"},
		{"info", members{
			{"title", "Demo of Brincr's API, " + env.Name},
			{"version", "1"},
			{"description", "What the demo servers of brincr-explorer answer. This is not Brincr: the data is invented, and operations marked illustrative say nothing about Brincr's own paths."},
		}},
		{"servers", []any{members{{"url", strings.TrimSuffix(env.APIURL, "/")}}}},
		{"paths", describePaths(env)},
		{"components", members{
			{"parameters", sharedParameters()},
			{"schemas", members{{"NewProduct", newProductSchema()}, {"ProductChange", productChangeSchema()}}},
			{"securitySchemes", members{{"connect", members{
				{"type", "oauth2"},
				{"flows", members{{"clientCredentials", members{{"tokenUrl", env.TokenURL}, {"scopes", describeScopes()}}}}},
			}}}},
		}},
	}
}

func describeScopes() members {
	var all members
	for _, s := range knownScopes() {
		all = append(all, pair{s, strings.TrimPrefix(s, "brincr:")})
	}
	return all
}

func describePaths(env *environment) members {
	var paths members
	at := map[string]int{}
	for _, r := range routes() {
		if env.ReadOnly && r.Method != http.MethodGet {
			continue
		}
		operation := pair{strings.ToLower(r.Method), describeOperation(r)}
		path := "/" + r.Path
		if i, known := at[path]; known {
			paths[i].value = append(paths[i].value.(members), operation)
			continue
		}
		at[path] = len(paths)
		paths = append(paths, pair{path, members{operation}})
	}
	return paths
}

func describeOperation(r route) members {
	o := members{{"summary", summaryOf(r)}, {"tags", []string{tagOf(r.Path)}}}
	if r.Illustrative {
		o = append(o, pair{"description", "Illustrative: there is no public evidence for this path of Brincr's API."})
	}
	if p := describeParameters(r); len(p) > 0 {
		o = append(o, pair{"parameters", p})
	}
	scopes := []string{}
	if r.Scope != "" {
		scopes = append(scopes, r.Scope)
	}
	o = append(o, pair{"security", []any{members{{"connect", scopes}}}})
	refused := pair{"422", members{{"description", "Something is wrong with the fields, each of which is named"}}}
	switch r.Method {
	case http.MethodPost:
		return append(o, pair{"requestBody", productBody("NewProduct", newProductExample())}, pair{"responses", members{{"201", members{{"description", "Created"}}}, refused}})
	case http.MethodPut:
		return append(o, pair{"requestBody", productBody("NewProduct", newProductExample())}, pair{"responses", members{{"200", members{{"description", "Replaced"}}}, refused}})
	case http.MethodPatch:
		return append(o, pair{"requestBody", productBody("ProductChange", members{{"price", json.RawMessage("12.5000")}})}, pair{"responses", members{{"200", members{{"description", "Changed"}}}, refused}})
	case http.MethodDelete:
		return append(o, pair{"responses", members{{"204", members{{"description", "Deleted"}}}}})
	}
	return append(o, pair{"responses", members{{"200", members{{"description", "Done"}}}}})
}

func summaryOf(r route) string {
	switch {
	case r.Method != http.MethodGet, strings.HasPrefix(r.Path, "demo/"):
		return r.Name
	case strings.HasSuffix(r.Path, idSegment):
		return "One " + strings.ToLower(r.Name[:1]) + r.Name[1:]
	}
	return "List the " + strings.ToLower(r.Name[:1]) + r.Name[1:]
}

// tagOf is the group that an operation is listed in.
func tagOf(path string) string {
	switch strings.TrimSuffix(path, idSegment) {
	case pathCategories, pathProducts, pathImages, pathVariants, pathStocks, pathWarehouses:
		return "Products"
	case pathCustomers, pathContacts, pathShippingAddresses:
		return "Customers"
	case pathOrders, pathConnectedOrders, pathOrderLines, pathSalesOrders, pathStatuses:
		return "Orders"
	case pathCountries:
		return "Countries"
	}
	return "Demo: unusual answers"
}
