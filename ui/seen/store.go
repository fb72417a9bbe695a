package seen

import (
	"slices"
	"strings"
)

// The bounds of what is kept of one place.
const (
	mostKinds = 64  // of things that ids name
	mostKept  = 200 // ids of each
)

// Store keeps the ids of one place. The zero Store is empty.
type Store struct {
	kinds []string // the one that was added to last comes last
	ids   map[string][]ID
}

// Add takes over what an answer held; the newest ids come first.
func (s *Store) Add(f Found) {
	if s.ids == nil {
		s.ids = map[string][]ID{}
	}
	for _, kind := range f.names {
		s.ids[kind] = merged(f.ids[kind], s.ids[kind])
		s.kinds = append(slices.DeleteFunc(s.kinds, func(k string) bool { return k == kind }), kind)
	}
	for len(s.kinds) > mostKinds {
		delete(s.ids, s.kinds[0])
		s.kinds = s.kinds[1:]
	}
}

// merged are the ids of both, each once. A label that only one of them knows is
// kept.
func merged(newer, older []ID) []ID {
	var out []ID
	at := map[string]int{}
	for _, id := range slices.Concat(newer, older) {
		if i, known := at[id.Value]; known {
			if out[i].Label == "" {
				out[i].Label = id.Label
			}
			continue
		}
		if len(out) == mostKept {
			break
		}
		at[id.Value] = len(out)
		out = append(out, id)
	}
	return out
}

// For are the ids that may be meant by a parameter of a path or of its query:
// {id} behind categories, {customer_id}, filter[customer_id].
func (s *Store) For(path, name string) []ID {
	if _, inner, ok := strings.Cut(name, "["); ok {
		name = strings.TrimSuffix(inner, "]")
	}
	var out []ID
	if !strings.EqualFold(name, "id") && !strings.EqualFold(name, "uuid") {
		out = s.ids[Stem(name)]
	}
	segments := strings.Split(path, "/")
	if i := slices.Index(segments, "{"+name+"}"); i > 0 {
		out = merged(out, s.ids[Stem(segments[i-1])])
	}
	return out
}

// Stem is what a list or a field names: "category" for categories and for
// category_id.
func Stem(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "-", "_")
	name = strings.TrimSuffix(name, "_id")
	switch {
	case strings.HasSuffix(name, "ies"):
		return strings.TrimSuffix(name, "ies") + "y"
	case endsIn(name, "sses", "uses", "xes", "ches", "shes"):
		return strings.TrimSuffix(name, "es")
	case strings.HasSuffix(name, "s") && !endsIn(name, "ss", "us"):
		return strings.TrimSuffix(name, "s")
	}
	return name
}

func endsIn(name string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(name, e) })
}
