package openapi

import (
	"net/url"
	"strconv"
	"strings"
)

// maxHops is how many references may lead from one to the next.
const maxHops = 32

// references are the $refs of a document, each value once.
func (r *reader) references(d *document) []*value {
	var found []*value
	seen := make(map[*value]bool)
	var walk func(v *value, depth int)
	walk = func(v *value, depth int) {
		if v == nil || len(v.items) == 0 || seen[v] || depth > maxDepth {
			return
		}
		seen[v] = true
		for i, item := range v.items {
			if v.kind == object && v.keys[i] == "$ref" && item.kind == text && !strings.HasPrefix(item.text, "#") {
				found = append(found, item)
			}
			walk(item, depth+1)
		}
	}
	walk(d.root, 0)
	return found
}

// deref follows the references of a value to what they mean; nil, after noting
// it, where they lead nowhere.
func (r *reader) deref(v *value) *value {
	at := v
	for range maxHops {
		ref := at.member("$ref")
		if !ref.is(text) {
			return at
		}
		next := r.target(ref)
		if next == nil {
			return nil
		}
		at = next
	}
	return nil
}

// resolved is deref for what an operation needs: that it leads nowhere is noted.
func (r *reader) resolved(v *value) *value {
	to := r.deref(v)
	if to == nil && v != nil {
		ref := v.member("$ref")
		r.note(ref, "the $ref %s leads nowhere", quoted(v.str("$ref")))
	}
	return to
}

// target is the value that a reference names; nil where there is none.
func (r *reader) target(ref *value) *value {
	d := ref.doc
	id, _, err := r.locate(ref.doc, ref.text)
	switch {
	case err != nil:
		return nil
	case id != "":
		d = r.docs[id]
	}
	if d == nil {
		return nil
	}
	_, pointer, _ := strings.Cut(ref.text, "#")
	if p, err := url.PathUnescape(pointer); err == nil {
		pointer = p
	}
	if pointer == "" {
		return d.root
	}
	if pointer[0] != '/' {
		return nil
	}
	at := d.root
	for part := range strings.SplitSeq(pointer[1:], "/") {
		if at = step(at, unescapePointer(part)); at == nil {
			return nil
		}
	}
	return at
}

func step(v *value, name string) *value {
	if v.kind == object {
		return v.member(name)
	}
	i, err := strconv.Atoi(name)
	if err != nil || i < 0 || i >= len(v.items) {
		return nil
	}
	return v.items[i]
}
