package openapi

import (
	"strings"

	"brincr-explorer/api"
)

// methodNames are the methods that are taken, in the order in which they are
// listed; TRACE is sent by no program like this.
func methodNames() []string {
	return []string{"get", "post", "put", "patch", "delete", "head", "options"}
}

// maxEndpoints bounds what one description adds.
const maxEndpoints = 20_000

// endpoints reads the operations, in the order of the description.
func (r *reader) endpoints() []api.Endpoint {
	paths := r.first.root.member("paths")
	if !paths.is(object) {
		if paths != nil {
			r.note(paths, "paths holds %s where an object belongs", paths.kind)
		}
		return nil
	}
	p := r.newPaths(paths)
	var all []api.Endpoint
	seen := make(map[string]bool)
	for i, template := range paths.keys {
		if strings.HasPrefix(template, "x-") {
			continue
		}
		item := paths.items[i]
		if strings.Contains(template, "://") || strings.HasPrefix(template, "//") {
			r.note(item, "the path %s is a whole address, which no request of this API goes to", quoted(template))
			continue
		}
		if !item.is(object) {
			r.note(item, "the path %s holds %s where an object belongs", quoted(template), item.kind)
			continue
		}
		if item = r.resolved(item); item == nil {
			continue
		}
		all = r.pathItem(all, seen, p, template, item)
		switch {
		case r.ctx.Err() != nil:
			return nil
		case len(all) > maxEndpoints:
			r.note(item, "there are more than %d operations; the rest is not listed", maxEndpoints)
			return all[:maxEndpoints]
		}
	}
	return all
}

func (r *reader) pathItem(all []api.Endpoint, seen map[string]bool, p paths, template string, item *value) []api.Endpoint {
	for _, method := range methodNames() {
		op := item.member(method)
		if op == nil {
			continue
		}
		if !op.is(object) {
			r.note(op, "%s %s holds %s where an operation belongs", strings.ToUpper(method), quoted(template), op.kind)
			continue
		}
		path, ok := p.relative(template, r.servers(op, item))
		if !ok {
			r.note(op, "%s %s lies outside the API's address, and is not listed", strings.ToUpper(method), quoted(template))
			continue
		}
		e := api.Endpoint{Method: strings.ToUpper(method), Path: path, Evidence: api.Described, Source: sourceName(r.source.At)}
		if seen[e.Method+" "+e.Path] {
			r.note(op, "%s %s is described twice; the first counts", e.Method, quoted(path))
			continue
		}
		seen[e.Method+" "+e.Path] = true
		e.Operation = r.operation(op, item, path)
		e.Name = firstOf(e.Operation.Summary, e.Operation.ID, path)
		if len(e.Operation.Scopes) > 0 {
			e.Scope = e.Operation.Scopes[0]
		}
		all = append(all, e)
	}
	return all
}

func (r *reader) operation(op, item *value, path string) *api.Operation {
	o := &api.Operation{
		ID:          oneLine(op.str("operationId")),
		Summary:     oneLine(firstOf(op.str("summary"), item.str("summary"))),
		Description: firstOf(op.str("description"), item.str("description")),
		Deprecated:  op.yes("deprecated"),
		Scopes:      r.scopes(op),
	}
	if tags := op.member("tags"); tags.is(list) {
		for _, t := range tags.items {
			if t.kind == text && strings.TrimSpace(t.text) != "" {
				o.Tags = append(o.Tags, oneLine(t.text))
			}
		}
	}
	given := r.parameters(item, op)
	o.Parameters = r.withPathParameters(given, path)
	o.Body = r.body(op, given)
	return o
}

// firstOf is the first text that says something.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

// oneLine is a text on one line, without blanks around it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
