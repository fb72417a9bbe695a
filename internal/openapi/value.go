package openapi

import "strings"

type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	list
	object
)

func (k kind) String() string {
	return [...]string{"null", "true or false", "a number", "a text", "a list", "an object"}[k]
}

// value is one value of a description. The values of an alias in YAML are shared,
// so a tree may be wider than the file, and even hold itself: whoever walks one
// has a bound.
type value struct {
	kind         kind
	text         string   // of a scalar; a number as it is written
	keys         []string // of an object, beside items
	items        []*value
	index        map[string]int // of a large object
	doc          *document
	parent       *value
	name         string // in its parent
	line, column int
}

// indexed is the number of members from which on an object gets an index.
const indexed = 24

// seal makes the index, once all members are there. Of keys given twice the last
// counts, as nearly everywhere.
func (v *value) seal() {
	if len(v.keys) < indexed {
		return
	}
	v.index = make(map[string]int, len(v.keys))
	for i, key := range v.keys {
		v.index[key] = i
	}
}

// member is a member of an object; nil where there is none, or no object.
func (v *value) member(name string) *value {
	if v == nil || v.kind != object {
		return nil
	}
	if v.index != nil {
		if i, ok := v.index[name]; ok {
			return v.items[i]
		}
		return nil
	}
	for i := len(v.keys) - 1; i >= 0; i-- {
		if v.keys[i] == name {
			return v.items[i]
		}
	}
	return nil
}

// str is the text of a member; "" where it is none.
func (v *value) str(name string) string {
	if m := v.member(name); m != nil && m.kind == text {
		return m.text
	}
	return ""
}

// yes is whether a member is true.
func (v *value) yes(name string) bool {
	m := v.member(name)
	return m != nil && m.kind == boolean && m.text == "true"
}

func (v *value) is(k kind) bool { return v != nil && v.kind == k }

// pointer is the JSON pointer (RFC 6901) of a value in its document.
func (v *value) pointer() string {
	var parts []string
	for at := v; at.parent != nil && len(parts) < maxDepth; at = at.parent {
		parts = append(parts, escapePointer(at.name))
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteByte('/')
		b.WriteString(parts[i])
	}
	return b.String()
}

// The escapes of RFC 6901, section 3.
var (
	pointerEscapes   = strings.NewReplacer("~", "~0", "/", "~1")
	pointerUnescapes = strings.NewReplacer("~1", "/", "~0", "~")
)

func escapePointer(part string) string { return pointerEscapes.Replace(part) }

func unescapePointer(part string) string { return pointerUnescapes.Replace(part) }
