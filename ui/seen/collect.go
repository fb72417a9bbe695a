// Package seen remembers the ids that the answers of one place held, so that
// nobody has to type or copy them. It exists apart from the answers because they
// come and go while the ids stay useful, and because what it reads and keeps is
// bounded, whatever an answer holds.
//
// An id belongs to what it names: those of the list at categories, and what
// stands in a category_id anywhere, are ids of a category.
package seen

import (
	"context"
	"net/url"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// The bounds of what is read of one answer.
const (
	mostItems   = 200   // of each list
	mostMembers = 64    // of each object
	mostDepth   = 3     // objects within objects
	mostVisits  = 20000 // values in all
	longestID   = 200   // bytes
	longestName = 120
)

// ID is one that was seen. Label says whose it is, "" when nothing did; Source
// is the list or the field that it stood in.
type ID struct{ Value, Label, Source string }

// Found are the ids of one answer, by what they name.
type Found struct {
	names []string // in the order of the answer
	ids   map[string][]ID
}

// Collect reads the ids off the answer to a request for a path. The work is
// bounded; what was found when ctx ends is what counts.
func Collect(ctx context.Context, doc *jsondoc.Document, path string) Found {
	c := collector{ctx: ctx, doc: doc, left: mostVisits, found: Found{ids: map[string][]ID{}}}
	if doc == nil {
		return c.found
	}
	path, _, _ = strings.Cut(path, "?")
	segments := strings.Split(strings.Trim(path, "/"), "/")
	last := segments[len(segments)-1]
	root := jsondoc.Node(0)
	if data := c.member(root, "data"); data != jsondoc.None {
		root = data
	}
	switch doc.Kind(root) {
	case jsondoc.Array:
		c.list(last, root, 0)
	case jsondoc.Object:
		if id, ok := c.id(root); ok {
			of := last // that of what was just created, at the path of its list
			if len(segments) > 1 && id == unescaped(last) {
				of = segments[len(segments)-2]
			}
			c.add(of, ID{Value: id, Label: c.label(root)})
		}
		c.object(root, 0)
	}
	return c.found
}

func unescaped(segment string) string {
	if s, err := url.PathUnescape(segment); err == nil {
		return s
	}
	return segment
}

type collector struct {
	ctx   context.Context
	doc   *jsondoc.Document
	left  int
	found Found
}

func (c *collector) add(source string, id ID) {
	stem := Stem(source)
	if stem == "" || len(c.found.ids[stem]) >= mostKept {
		return
	}
	if _, known := c.found.ids[stem]; !known {
		if len(c.found.names) == mostKinds {
			return
		}
		c.found.names = append(c.found.names, stem)
	}
	id.Source = source
	c.found.ids[stem] = append(c.found.ids[stem], id)
}

// list reads the items of a list, which are of the kind that it is named after.
func (c *collector) list(name string, n jsondoc.Node, depth int) {
	item := c.doc.FirstChild(n)
	for i := 0; i < mostItems && item != jsondoc.None && c.ctx.Err() == nil; i, item = i+1, c.doc.Next(item) {
		if c.doc.Kind(item) != jsondoc.Object {
			continue
		}
		if id, ok := c.id(item); ok {
			c.add(name, ID{Value: id, Label: c.label(item)})
		}
		c.object(item, depth)
	}
}

// object reads what the members of an object refer to.
func (c *collector) object(n jsondoc.Node, depth int) {
	child := c.doc.FirstChild(n)
	for i := 0; i < mostMembers && child != jsondoc.None && c.left > 0; i, child = i+1, c.doc.Next(child) {
		c.left--
		if len(c.doc.RawKey(child)) > longestName {
			continue
		}
		key := c.doc.Key(child)
		switch c.doc.Kind(child) {
		case jsondoc.String, jsondoc.Number:
			if value, ok := c.value(child); ok && strings.HasSuffix(key, "_id") {
				c.add(key, ID{Value: value})
			}
		case jsondoc.Object:
			if depth == mostDepth {
				continue
			}
			if id, ok := c.id(child); ok {
				c.add(key, ID{Value: id, Label: c.label(child)})
			}
			c.object(child, depth+1)
		case jsondoc.Array:
			if depth < mostDepth {
				c.list(key, child, depth+1)
			}
		}
	}
}

// member is a member of an object, looked for among its first ones only.
func (c *collector) member(n jsondoc.Node, key string) jsondoc.Node {
	child := c.doc.FirstChild(n)
	for i := 0; i < mostMembers && child != jsondoc.None; i, child = i+1, c.doc.Next(child) {
		if raw := c.doc.RawKey(child); len(raw) == len(key)+2 && string(raw[1:len(raw)-1]) == key {
			return child
		}
	}
	return jsondoc.None
}

func (c *collector) id(n jsondoc.Node) (string, bool) { return c.value(c.member(n, "id")) }

// value is an id exactly as it was sent: no number is reckoned with.
func (c *collector) value(n jsondoc.Node) (string, bool) {
	if n == jsondoc.None || len(c.doc.Raw(n)) > longestID {
		return "", false
	}
	if kind := c.doc.Kind(n); kind != jsondoc.String && kind != jsondoc.Number {
		return "", false
	}
	text := c.doc.Text(n)
	return text, text != ""
}

// labels are the members that say whose an id is, best first.
var labels = [...]string{"name", "title", "label", "company_name", "number", "order_number", "code", "sku", "email"}

func (c *collector) label(n jsondoc.Node) string {
	for _, key := range labels {
		m := c.member(n, key)
		if c.doc.Kind(m) == jsondoc.Object { // a text per language
			m = c.doc.FirstChild(m)
		}
		if kind := c.doc.Kind(m); m == jsondoc.None || kind != jsondoc.String && kind != jsondoc.Number || len(c.doc.Raw(m)) > longestName {
			continue
		}
		if text := strings.TrimSpace(c.doc.Text(m)); text != "" {
			return text
		}
	}
	return ""
}
