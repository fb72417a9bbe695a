package follow

import (
	"slices"
	"strings"

	"brincr-explorer/api"
)

// Index is a catalogue, made ready to be asked at every key press. It never
// changes.
type Index struct {
	byStem map[string][]*target // by the last word of what a target takes an id of
	bySize map[int][]*template  // by the number of segments
}

// template is an endpoint that reads, with its path in pieces.
type template struct {
	endpoint api.Endpoint
	order    int // in the catalogue
	segments []string
	last     int    // the last segment that is a parameter; -1 for none
	blanks   int    // how many are parameters
	query    string // that the path brings along
	asks     string // the parameter of that query whose value is one in braces; "" for none
	odd      bool   // there is more in braces, which nothing here fills in
}

// target is one way in which an endpoint takes an id.
type target struct {
	*template
	words []string // of what it takes the id
	kind  kind
	takes string // the parameter of the query that takes it; "" for the path
}

// kind says what an endpoint gives for an id. The order is that in which they
// are offered.
type kind uint8

const (
	thing     kind = iota // customers/{id}
	chosen                // customers?filter[id]=
	belonging             // customers/{id}/orders
	filtered              // orders?filter[customer_id]=
)

// New reads a catalogue.
func New(catalogue []api.Endpoint) *Index {
	x := &Index{byStem: map[string][]*target{}, bySize: map[int][]*template{}}
	for i, e := range catalogue {
		if e.Method != "" && !strings.EqualFold(e.Method, "GET") {
			continue
		}
		t := newTemplate(e, i)
		if t.odd {
			continue
		}
		x.bySize[len(t.segments)] = append(x.bySize[len(t.segments)], t)
		if t.asks != "" { // the path alone would be sent with braces in it
			x.addParameter(t, t.asks)
			continue
		}
		x.addPath(t)
		x.addQuery(t)
	}
	return x
}

func newTemplate(e api.Endpoint, order int) *template {
	path, query, _ := strings.Cut(e.Path, "?")
	t := &template{endpoint: e, order: order, segments: strings.Split(strings.Trim(path, "/"), "/"), last: -1, query: query}
	for i, s := range t.segments {
		if isBlank(s) {
			t.last = i
			t.blanks++
		}
		t.odd = t.odd || !isBlank(s) && strings.ContainsAny(s, "{}")
	}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		switch {
		case isBlank(value) && t.asks == "":
			t.asks = name
		case strings.ContainsAny(pair, "{}"):
			t.odd = true
		}
	}
	return t
}

func isBlank(segment string) bool {
	return len(segment) > 2 && segment[0] == '{' && segment[len(segment)-1] == '}'
}

// addPath enters what the last parameter of a path takes the id of: what stands
// before it, and what its own name says, where that is something else.
func (x *Index) addPath(t *template) {
	if t.last < 0 {
		return
	}
	var owner []string
	if t.last > 0 && !isBlank(t.segments[t.last-1]) {
		owner = split(t.segments[t.last-1])
	}
	k := thing
	if t.last < len(t.segments)-1 {
		k = belonging
	}
	x.add(t, owner, k, "")
	name := withoutID(split(t.segments[t.last]))
	if len(name) == 0 || same(name, owner) || endsWith(owner, name) {
		return
	}
	x.add(t, name, belonging, "") // such as orders/by-customer/{customer_id}
}

// addQuery enters the parameters that take ids: "filter[customer_id]",
// "customerId", "ids". An endpoint that demands other ones is left out, as it
// would answer nothing.
func (x *Index) addQuery(t *template) {
	if t.endpoint.Operation == nil || t.last == len(t.segments)-1 {
		return
	}
	var demanded []string
	for _, p := range t.endpoint.Operation.Parameters {
		if p.In == api.InQuery && p.Required && p.Default == "" {
			demanded = append(demanded, p.Name)
		}
	}
	for _, p := range t.endpoint.Operation.Parameters {
		if p.In == api.InQuery && !slices.ContainsFunc(demanded, func(name string) bool { return name != p.Name }) {
			x.addParameter(t, p.Name)
		}
	}
}

// addParameter enters a parameter of the query, if it takes ids by its name.
func (x *Index) addParameter(t *template, name string) {
	words := split(strings.TrimPrefix(name, "filter"))
	if len(words) == 0 || !isIDWord(words[len(words)-1]) {
		return
	}
	if of := withoutID(words); len(of) > 0 {
		x.add(t, of, filtered, name)
	} else {
		x.add(t, t.entity(), chosen, name)
	}
}

func (x *Index) add(t *template, words []string, k kind, takes string) {
	if len(words) == 0 {
		return
	}
	at := stem(words[len(words)-1])
	x.byStem[at] = append(x.byStem[at], &target{template: t, words: words, kind: k, takes: takes})
}

// entity is what a path is about: its last segment that is no parameter.
func (t *template) entity() []string {
	for _, s := range slices.Backward(t.segments) {
		if !isBlank(s) {
			return split(s)
		}
	}
	return nil
}

func withoutID(words []string) []string {
	if n := len(words); n > 0 && isIDWord(words[n-1]) {
		return words[:n-1]
	}
	return words
}

// asked is what a request was for, by the endpoint that it is of or, where the
// catalogue has none, by its path alone.
func (x *Index) asked(segments []string) []string {
	if t := x.fitting(segments); t != nil {
		return t.entity()
	}
	for _, s := range slices.Backward(segments) {
		if !isNumber(s) && !isUUID(s) {
			return split(s)
		}
	}
	return nil
}

// Knows says whether a path is one of the catalogue's, with its parameters
// filled in.
func (x *Index) Knows(path string) bool { return x.fitting(segmentsOf(path)) != nil }

// fitting is the endpoint that a path is of: the one with the fewest parameters.
func (x *Index) fitting(segments []string) *template {
	var best *template
	for _, t := range x.bySize[len(segments)] {
		if t.fits(segments) && (best == nil || t.blanks < best.blanks) {
			best = t
		}
	}
	return best
}

func (t *template) fits(segments []string) bool {
	for i, s := range t.segments {
		if segments[i] == "" || !isBlank(s) && s != segments[i] {
			return false
		}
	}
	return true
}

func segmentsOf(path string) []string {
	path, _, _ = strings.Cut(path, "?")
	return strings.Split(strings.Trim(path, "/"), "/")
}
