package response

import (
	"slices"

	"brincr-explorer/internal/jsondoc"
)

// Pointed is the value under the cursor, with where it stands.
type Pointed struct {
	Keys   []string // the names around it, from the outside in, its own last: the nearest ones
	Text   string
	Number bool
	Apart  bool // it stands in a JSON text that a string of the answer holds
}

// Pointed is the string or the number under the cursor of the tree or of the
// table; false for anything else, and for what is too long to mean anything
// beyond itself.
func (m *Model) Pointed() (Pointed, bool) {
	n := jsondoc.None
	switch {
	case m.HasTree():
		n = m.tree.node()
	case m.HasTable():
		n = m.table.cell()
	}
	if n == jsondoc.None {
		return Pointed{}, false
	}
	const longest = 4096
	kind := m.doc.Kind(n)
	if kind != jsondoc.String && kind != jsondoc.Number || len(m.doc.Raw(n)) > longest {
		return Pointed{}, false
	}
	return m.pointedAt(n), true
}

func (m *Model) pointedAt(n jsondoc.Node) Pointed {
	p := Pointed{Keys: namesAround(m.doc, n), Text: m.doc.Text(n), Number: m.doc.Kind(n) == jsondoc.Number}
	p.Apart = slices.ContainsFunc(m.layers, func(l *layer) bool { return l.kind == embedded })
	return p
}

// PointedThing is the id of the object under the cursor: of the row in a table,
// of the object or of the one around the value in a tree. False where it has
// none among its first members.
func (m *Model) PointedThing() (Pointed, bool) {
	n := jsondoc.None
	switch {
	case m.HasTree():
		if n = m.tree.node(); m.doc.Kind(n) != jsondoc.Object {
			n = m.doc.Parent(n)
		}
	case m.HasTable():
		n = m.table.node()
	}
	if n == jsondoc.None || m.doc.Kind(n) != jsondoc.Object {
		return Pointed{}, false
	}
	const most, longest = 16, 256
	c := m.doc.FirstChild(n)
	for range most {
		if c == jsondoc.None {
			break
		}
		kind, key := m.doc.Kind(c), string(m.doc.RawKey(c)[:min(len(m.doc.RawKey(c)), 8)])
		if (kind == jsondoc.String || kind == jsondoc.Number) && len(m.doc.Raw(c)) <= longest && (key == `"id"` || key == `"_id"` || key == `"uuid"`) {
			return m.pointedAt(c), true
		}
		c = m.doc.Next(c)
	}
	return Pointed{}, false
}

// namesAround are the names of a value and of what it lies in: no more of them
// than say what it is, whatever the depth.
func namesAround(doc *jsondoc.Document, n jsondoc.Node) []string {
	const most, deepest, longest = 8, 64, 256
	var names []string
	for depth := 0; n != jsondoc.None && len(names) < most && depth < deepest; depth++ {
		if doc.HasKey(n) && len(doc.RawKey(n)) <= longest {
			names = append(names, doc.Key(n))
		}
		n = doc.Parent(n)
	}
	slices.Reverse(names)
	return names
}
