package follow

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// Resolve tells where the id in a field leads: first what gives the thing
// itself, then what gives the things that belong to it. The request that brought
// the field is left out. False where the field holds no id.
func (x *Index) Resolve(f Field) (Leads, bool) {
	from := segmentsOf(f.From)
	s, ok := newSubject(f, x.asked(from))
	if !ok {
		return Leads{}, false
	}
	found, how := x.find(s)
	if how == unlike && s.isRelative() {
		s.words, s.around = s.around[0], s.around[1:]
		found, how = x.find(s)
	}
	leads := Leads{Of: s.said(), Named: s.named, Own: s.own, Near: how == wider || how == narrower}
	for _, t := range found {
		path, ok := t.fill(f.Value, from)
		if !ok || path == strings.Trim(f.From, "/") || leads.has(path) {
			continue
		}
		leads.All = append(leads.All, Candidate{Endpoint: t.endpoint, Path: path, List: t.kind >= belonging})
	}
	return leads, true
}

func (l Leads) has(path string) bool {
	return slices.ContainsFunc(l.All, func(c Candidate) bool { return c.Path == path })
}

// closeness says how well the words of a target fit those of a field; less is
// closer.
type closeness uint8

const (
	exact     closeness = iota // customer_id: customers
	qualified                  // the id of a line within an order: order-lines
	wider                      // shipping_address_id: customer-shipping-addresses
	narrower                   // default_warehouse_id: warehouses
	unlike
)

func (s subject) closeness(words []string) closeness {
	switch {
	case same(s.words, words):
		return exact
	case slices.ContainsFunc(s.around, func(a []string) bool { return same(slices.Concat(a, s.words), words) }):
		return qualified
	case endsWith(words, s.words):
		return wider
	case endsWith(s.words, words):
		return narrower
	}
	return unlike
}

// find lists the targets that take an id of a subject: of those that give the
// thing itself only the closest, of those that list what belongs to it only
// those that name just that.
func (x *Index) find(s subject) (found []*target, how closeness) {
	near := x.byStem[stem(s.words[len(s.words)-1])]
	wanted, how := thing, s.closest(near, thing)
	if how == unlike {
		wanted, how = chosen, s.closest(near, chosen)
	}
	names := [][]string{s.words}
	for _, t := range near {
		if t.kind == wanted && how < unlike && s.closeness(t.words) == how {
			found = append(found, t)
			names = append(names, t.words)
		}
	}
	for _, t := range near {
		named := slices.ContainsFunc(names, func(words []string) bool { return same(words, t.words) })
		if t.kind >= belonging && (named || how == unlike && s.closeness(t.words) == qualified) {
			found = append(found, t)
		}
	}
	for _, t := range x.byStem[stem(parent)] {
		its := slices.ContainsFunc(names, func(words []string) bool { return same(words, t.entity()) })
		if its && t.kind == filtered && same(t.words, []string{parent}) {
			found = append(found, t)
		}
	}
	slices.SortStableFunc(found, func(a, b *target) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), compareBool(a.deprecated(), b.deprecated()), cmp.Compare(b.blanks, a.blanks), cmp.Compare(a.order, b.order))
	})
	return found, how
}

// closest is how close the targets of a kind come.
func (s subject) closest(targets []*target, k kind) closeness {
	best := unlike
	for _, t := range targets {
		if t.kind == k {
			best = min(best, s.closeness(t.words))
		}
	}
	return best
}

func (t *template) deprecated() bool {
	return t.endpoint.Operation != nil && t.endpoint.Operation.Deprecated
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// fill is the path of a target with an id in it. Its other parameters have the
// values that they had in the request that the id was found with; false where it
// did not have them.
func (t *target) fill(id string, from []string) (string, bool) {
	filled := slices.Clone(t.segments)
	before := t.last // up to there, the segments come from the request
	if t.takes == "" && t.last >= 0 {
		filled[t.last] = url.PathEscape(id)
		before--
	}
	for before >= 0 && !isBlank(t.segments[before]) {
		before--
	}
	for i := range before + 1 {
		switch {
		case i >= len(from) || from[i] == "":
			return "", false
		case isBlank(t.segments[i]):
			filled[i] = from[i]
		case t.segments[i] != from[i]:
			return "", false
		}
	}
	path := strings.Join(filled, "/")
	if query := t.filledQuery(id); query != "" {
		path += "?" + query
	}
	return path, true
}

// filledQuery is the query with an id in it, where that is what takes it.
func (t *target) filledQuery(id string) string {
	switch {
	case t.takes == "":
		return t.query
	case t.asks != "":
		start := strings.IndexByte(t.query, '{')
		end := strings.IndexByte(t.query, '}')
		return t.query[:start] + url.QueryEscape(id) + t.query[end+1:]
	}
	pair := parameterName(t.takes) + "=" + url.QueryEscape(id)
	if t.query != "" {
		return t.query + "&" + pair
	}
	return pair
}

// parameterName escapes what a query does not take, and leaves brackets as they
// are written everywhere.
func parameterName(name string) string {
	return strings.NewReplacer("%5B", "[", "%5D", "]").Replace(url.QueryEscape(name))
}
