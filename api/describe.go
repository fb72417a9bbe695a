package api

import "strings"

// Describe adds what a description tells to a catalogue: to endpoints that it has
// already, and those that it lacks behind them. What the user's own config says of
// an endpoint stays, and so does that one exists in the demo only.
func Describe(catalogue, described []Endpoint) []Endpoint {
	all := make([]Endpoint, 0, len(catalogue)+len(described))
	at := make(map[string]int, cap(all))
	for _, e := range catalogue {
		at[placeOf(e)] = len(all)
		all = append(all, e)
	}
	for _, d := range described {
		i, known := at[placeOf(d)]
		if !known {
			at[placeOf(d)] = len(all)
			all = append(all, d)
			continue
		}
		if all[i].Operation == nil {
			all[i] = mergeDescribed(all[i], d)
		}
	}
	return all
}

// mergeDescribed is an endpoint of the catalogue with what a description tells of it.
func mergeDescribed(e, d Endpoint) Endpoint {
	if d.Scope == "" {
		d.Scope = e.Scope
	}
	if e.Evidence == Illustrative {
		d.Evidence = Illustrative
	}
	if e.Evidence != FromConfig || d.Operation == nil {
		return d
	}
	own := *d.Operation
	if e.Scope != "" && e.Scope != d.Scope {
		d.Scope, own.Scopes = e.Scope, []string{e.Scope}
	}
	d.Name, d.Evidence, d.Source, d.Operation = e.Name, e.Evidence, e.Source, &own
	return d
}

// placeOf is the same for endpoints that are the same, whatever their parameters
// are called.
func placeOf(e Endpoint) string {
	segments := strings.Split(barePath(e.Path), "/")
	for i, s := range segments {
		if isParameter(s) {
			segments[i] = "{}"
		}
	}
	return methodOf(e.Method) + " " + strings.Join(segments, "/")
}
