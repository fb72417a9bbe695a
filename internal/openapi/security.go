package openapi

import "slices"

// schemes are the security schemes whose lists hold scopes. OpenAPI 3.1 lets any
// scheme name roles there, which are no scopes.
func (r *reader) schemes() map[string]bool {
	root := r.first.root
	all := root.member("components").member("securitySchemes")
	if r.dialect == swagger2 {
		all = root.member("securityDefinitions")
	}
	scoped := make(map[string]bool)
	if !all.is(object) {
		return scoped
	}
	for i, name := range all.keys {
		if s := r.deref(all.items[i]); s != nil {
			kind := s.str("type")
			scoped[name] = kind == "oauth2" || kind == "openIdConnect"
		}
	}
	return scoped
}

// scopes are those that an operation needs: its own security, an empty one
// included, takes the place of the document's. Of alternatives the first counts
// that names scopes.
func (r *reader) scopes(op *value) []string {
	security := op.member("security")
	if security == nil {
		security = r.first.root.member("security")
	}
	if !security.is(list) {
		if security != nil {
			r.note(security, "security holds %s where a list belongs", security.kind)
		}
		return nil
	}
	for _, alternative := range security.items {
		if scopes := r.required(alternative); len(scopes) > 0 {
			return scopes
		}
	}
	return nil
}

func (r *reader) required(alternative *value) []string {
	if !alternative.is(object) {
		return nil
	}
	var scopes []string
	for i, name := range alternative.keys {
		// A scheme that is not defined is most likely the one that was forgotten.
		if scoped, defined := r.security[name]; defined && !scoped || alternative.items[i].kind != list {
			continue
		}
		for _, s := range alternative.items[i].items {
			if scope := oneLine(s.text); s.kind == text && scope != "" && !slices.Contains(scopes, scope) {
				scopes = append(scopes, scope)
			}
		}
	}
	return scopes
}
