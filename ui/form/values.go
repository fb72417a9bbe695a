package form

import (
	"slices"
	"strings"

	"brincr-explorer/api"
)

// Values are what was filled in.
type Values struct {
	Blanks map[string]string // by the name of the {parameter}; nil where no form was filled in yet
	Query  []api.Field
	Header []api.Field
}

// newFields are the rows of a form: the path, then what the catalogue knows of
// the query, then what else is in it.
func newFields(s Setup) []*field {
	var fields []*field
	path, fixed, _ := strings.Cut(s.Path, "?")
	query := slices.Clone(s.Values.Query)
	if s.Values.Blanks == nil { // nothing was filled in before, so what stands in the catalogue counts
		query = append(api.ParseQuery(fixed), query...)
	}
	if s.Endpoint == nil {
		fields = append(fields, newField(whole, api.Parameter{In: api.InPath, Required: true}, path, nil))
	}
	for _, name := range api.Blanks(path) {
		if s.Endpoint != nil && !slices.ContainsFunc(fields, func(x *field) bool { return x.p.Name == name }) {
			fields = append(fields, newField(blank, described(s.Endpoint, name), s.Values.Blanks[name], nil))
		}
	}
	for _, p := range parameters(s.Endpoint) {
		if p.In != api.InQuery {
			continue
		}
		value := ""
		if p.Required {
			value = p.Default
		}
		if i := slices.IndexFunc(query, func(f api.Field) bool { return f.Name == p.Name }); i >= 0 {
			value = query[i].Value
			query = slices.Delete(query, i, i+1)
		}
		fields = append(fields, newField(known, p, value, nil))
	}
	for _, p := range parameters(s.Endpoint) {
		if p.In != api.InHeader || api.OwnHeader(p.Name) {
			continue
		}
		value := ""
		if p.Required {
			value = p.Default
		}
		if i := slices.IndexFunc(s.Values.Header, func(f api.Field) bool { return strings.EqualFold(f.Name, p.Name) }); i >= 0 {
			value = s.Values.Header[i].Value
		}
		fields = append(fields, newField(header, p, value, nil))
	}
	for _, q := range query {
		fields = append(fields, newField(free, api.Parameter{In: api.InQuery}, q.Name+"="+q.Value, nil))
	}
	if len(fields) == 0 {
		fields = append(fields, newField(free, api.Parameter{In: api.InQuery}, "", nil))
	}
	return fields
}

// Asks says whether an endpoint cannot be sent before something is filled in.
func Asks(e *api.Endpoint) bool {
	return len(api.Blanks(e.Path)) > 0 || slices.ContainsFunc(parameters(e), func(p api.Parameter) bool {
		return p.Required && (p.In == api.InQuery || p.In == api.InHeader && !api.OwnHeader(p.Name))
	})
}

func parameters(e *api.Endpoint) []api.Parameter {
	if e == nil || e.Operation == nil {
		return nil
	}
	return e.Operation.Parameters
}

// described is what the catalogue tells of a blank.
func described(e *api.Endpoint, name string) api.Parameter {
	for _, p := range parameters(e) {
		if p.In == api.InPath && p.Name == name {
			return p
		}
	}
	return api.Parameter{Name: name, In: api.InPath, Required: true}
}

// values are what the fields hold.
func (f *Form) values() Values {
	v := Values{Blanks: map[string]string{}}
	for _, x := range f.fields {
		switch {
		case x.value() == "":
		case x.kind == blank:
			v.Blanks[x.p.Name] = x.value()
		case x.kind == known:
			v.Query = append(v.Query, api.Field{Name: x.p.Name, Value: x.value()})
		case x.kind == header:
			v.Header = append(v.Header, api.Field{Name: x.p.Name, Value: x.value()})
		case x.kind == free:
			name, value := x.split()
			v.Query = append(v.Query, api.Field{Name: name, Value: value})
		}
	}
	return v
}

// request is what the fields make. Where a blank cannot be filled, it stays:
// such a request is not sent.
func (f *Form) request() api.Request {
	v := f.values()
	path, _, _ := strings.Cut(f.setup.Path, "?")
	if f.fields[0].kind == whole {
		path = strings.TrimSpace(f.fields[0].value())
	} else if filled, err := api.Fill(path, v.Blanks); err == nil {
		path = filled
	}
	if query := api.Query(v.Query); query != "" {
		path += separator(path) + query
	}
	return api.Request{Method: f.setup.Method, Path: path, Header: v.Header}
}

// separator is what comes between a path and a query: a path of the user's own
// may have one already.
func separator(path string) string {
	if strings.Contains(path, "?") {
		return "&"
	}
	return "?"
}
