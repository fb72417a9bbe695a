package api

import (
	"net/url"
	"slices"
	"strings"
)

// Evidence says how well an endpoint is known.
type Evidence string

const (
	Documented   Evidence = "documented"   // Brincr's own documentation
	Seen         Evidence = "seen"         // observed in public third-party material
	Guess        Evidence = "guess"        // inferred
	FromConfig   Evidence = "config"       // the user's config
	Described    Evidence = "described"    // an OpenAPI description that the user has
	Illustrative Evidence = "illustrative" // exists in the demo only
)

// Endpoint is one line of the catalogue. Path is relative to the API base and
// may hold {parameters}; Scope is the scope that it needs, "" when unknown;
// Source says where the line comes from, for people.
type Endpoint struct {
	Name, Method, Path, Scope string
	Evidence                  Evidence
	Source                    string
	Operation                 *Operation // what an OpenAPI description tells of it; nil when none does
}

// BuiltIn lists the endpoints for which there is public evidence. The rest of
// Brincr's API is described in a Swagger file that users have: paths are never
// made up here.
func BuiltIn() []Endpoint {
	return []Endpoint{
		{Name: "Categories", Method: "GET", Path: "categories", Scope: "brincr:category", Evidence: Documented, Source: "Brincr's documentation"},
		{Name: "Countries", Method: "GET", Path: "countries", Scope: "brincr:country", Evidence: Guess, Source: "named after the documented scope"},
		{Name: "Products", Method: "GET", Path: "products", Scope: "brincr:product", Evidence: Seen, Source: "public integrations"},
		{Name: "Create a product", Method: "POST", Path: "products", Scope: "brincr:product", Evidence: Seen, Source: "public integrations"},
	}
}

// Catalogue is the built-in endpoints followed by the extras. An extra with the
// method and path of an earlier one replaces it where it stands, so the order a
// user knows stays.
func Catalogue(extra ...[]Endpoint) []Endpoint {
	all := BuiltIn()
	for _, list := range extra {
		for _, e := range list {
			if i := slices.IndexFunc(all, func(x Endpoint) bool { return sameEndpoint(x, e) }); i >= 0 {
				all[i] = e
				continue
			}
			all = append(all, e)
		}
	}
	return all
}

func sameEndpoint(a, b Endpoint) bool {
	return methodOf(a.Method) == methodOf(b.Method) && barePath(a.Path) == barePath(b.Path)
}

// ScopesFor names the scopes that a method on a path relative to the API base
// usually needs, none when that is not known. A path with an id behind a known
// one ("categories/5") has the scope of the known one; anything deeper is an
// entity of its own and not guessed. A method that the catalogue lacks has the
// scope of the path's other methods, as Brincr's scopes have no read or write
// part.
func ScopesFor(cat []Endpoint, method, path string) []string {
	e, _ := endpointFor(cat, method, path)
	return e.Scopes()
}

// endpointFor finds the endpoint that says most about a request: the whole
// path before the path with an id behind, the same method before another.
func endpointFor(cat []Endpoint, method, path string) (Endpoint, bool) {
	segments := strings.Split(barePath(path), "/")
	var best Endpoint
	rank := 0
	for _, e := range cat {
		if len(e.Scopes()) == 0 {
			continue
		}
		if r := fit(e, methodOf(method), segments); r > rank {
			best, rank = e, r
		}
	}
	return best, rank > 0
}

// fit ranks an endpoint for a request; 0 says that it tells nothing about it.
func fit(e Endpoint, method string, segments []string) int {
	template := strings.Split(barePath(e.Path), "/")
	rank := 0
	switch {
	case len(template) == len(segments) && matches(template, segments):
		rank = 3 + literals(template)*4
	case len(template)+1 == len(segments) && matches(template, segments[:len(template)]):
		rank = 1
	default:
		return 0
	}
	if methodOf(e.Method) == method {
		rank++
	}
	return rank
}

func matches(template, segments []string) bool {
	for i, t := range template {
		if segments[i] == "" || (t != segments[i] && t != unescaped(segments[i]) && !isParameter(t)) {
			return false
		}
	}
	return true
}

func unescaped(segment string) string {
	if plain, err := url.PathUnescape(segment); err == nil {
		return plain
	}
	return segment
}

func literals(template []string) int {
	n := 0
	for _, t := range template {
		if !isParameter(t) {
			n++
		}
	}
	return n
}

func isParameter(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}")
}

// barePath takes the query and the slashes around a path away.
func barePath(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return strings.Trim(path, "/")
}

func methodOf(m string) string {
	if m == "" {
		return "GET"
	}
	return strings.ToUpper(m)
}
