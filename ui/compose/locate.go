package compose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"brincr-explorer/internal/jsondoc"
)

// Locate is where the field of a dotted path stands in a document, or where the
// container stands that lacks it; line and column from 1, and 0 for a path that
// names nothing. Besides "lines.0.amount" it takes "lines[0].amount" and a JSON
// Pointer: servers differ.
func Locate(doc *jsondoc.Document, path string) (line, column int, missing bool) {
	if path == "" || doc.Len() == 0 {
		return 0, 0, false
	}
	n, whole := walk(doc, path)
	line, column = position(doc, n)
	return line, column, !whole
}

// valueAt is the text of a field's value, and of everything for the empty path; ""
// where there is none.
func valueAt(doc *jsondoc.Document, path string) string {
	if doc.Len() == 0 {
		return ""
	}
	if path == "" {
		return string(doc.Raw(0))
	}
	if n, whole := walk(doc, path); whole {
		return string(doc.Raw(n))
	}
	return ""
}

// walk goes along a path as far as it leads.
func walk(doc *jsondoc.Document, path string) (n jsondoc.Node, whole bool) {
	if strings.HasPrefix(path, "/") {
		if n, ok := doc.At(path); ok {
			return n, true
		}
		path = strings.ReplaceAll(path[1:], "/", ".")
	}
	steps := strings.Split(strings.NewReplacer("[", ".", "]", "").Replace(path), ".")
	for len(steps) > 0 {
		next, used := step(doc, n, steps)
		if next == jsondoc.None {
			return n, false
		}
		n, steps = next, steps[used:]
	}
	return n, true
}

// step enters a container. A key may hold dots itself, so that it takes more than
// one part of the path.
func step(doc *jsondoc.Document, n jsondoc.Node, steps []string) (next jsondoc.Node, used int) {
	switch doc.Kind(n) {
	case jsondoc.Array:
		if i, err := strconv.Atoi(steps[0]); err == nil && i >= 0 && i < doc.Count(n) {
			return doc.Child(n, i), 1
		}
	case jsondoc.Object:
		const longest = 8
		for used = 1; used <= min(len(steps), longest); used++ {
			if next = doc.Member(n, strings.Join(steps[:used], ".")); next != jsondoc.None {
				return next, used
			}
		}
	}
	return jsondoc.None, 0
}

// position is where a node starts, its key included.
func position(doc *jsondoc.Document, n jsondoc.Node) (line, column int) {
	start, _ := doc.Offset(n)
	if doc.HasKey(n) {
		start = keyOffset(doc, n, start)
	}
	src := doc.Source()
	from := start
	for from > 0 && src[from-1] != '\n' {
		from--
	}
	return doc.Line(n), 1 + utf8.RuneCount(src[from:start])
}

// keyOffset goes back from a value to its key. Between them are a colon and
// blanks alone.
func keyOffset(doc *jsondoc.Document, n jsondoc.Node, value int) int {
	src, at := doc.Source(), value
	for at > 0 && src[at-1] != ':' {
		at--
	}
	for at > 0 && src[at-1] != '"' {
		at--
	}
	return max(at-len(doc.RawKey(n)), 0)
}
