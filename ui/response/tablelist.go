package response

import "brincr-explorer/internal/jsondoc"

const (
	listGlimpse = 8  // elements that tell whether an array holds objects
	rootGlimpse = 64 // members of the root among which a list is looked for
)

// listAt is the array that a table of the document shows: the nearest one of
// objects around a node, or the document's own list. The work for it grows
// with the depth of the node alone.
func listAt(doc *jsondoc.Document, at jsondoc.Node) jsondoc.Node {
	for n := at; n != jsondoc.None; n = doc.Parent(n) {
		if isList(doc, n) {
			return n
		}
	}
	return ownList(doc)
}

// ownList is the root, its member "data", or the only member of the root that
// is a list; None where nothing or too much comes into question.
func ownList(doc *jsondoc.Document) jsondoc.Node {
	if isList(doc, 0) {
		return 0
	}
	if doc.Kind(0) != jsondoc.Object {
		return jsondoc.None
	}
	only, lists := jsondoc.None, 0
	c := doc.FirstChild(0)
	for i := 0; i < rootGlimpse && c != jsondoc.None; i, c = i+1, doc.Next(c) {
		if !isList(doc, c) {
			continue
		}
		if doc.Key(c) == "data" {
			return c
		}
		only = c
		lists++
	}
	if lists != 1 {
		return jsondoc.None
	}
	return only
}

// isList reports whether a node is an array that is best read as rows: of its
// first elements at least half are objects, and one has a member.
func isList(doc *jsondoc.Document, n jsondoc.Node) bool {
	if doc.Kind(n) != jsondoc.Array {
		return false
	}
	seen, objects, members := 0, 0, 0
	for c := doc.FirstChild(n); c != jsondoc.None && seen < listGlimpse; c = doc.Next(c) {
		seen++
		if doc.Kind(c) == jsondoc.Object {
			objects++
			members += doc.Count(c)
		}
	}
	return members > 0 && 2*objects >= seen
}

// elementOver is the element of a list that a node lies in; None where it lies
// elsewhere.
func elementOver(doc *jsondoc.Document, list, n jsondoc.Node) jsondoc.Node {
	for n != jsondoc.None {
		up := doc.Parent(n)
		if up == list {
			return n
		}
		n = up
	}
	return jsondoc.None
}
