package openapi

import (
	"bytes"
	"errors"
	"strconv"

	"brincr-explorer/internal/jsondoc"
)

// maxDepth is how deep a description may be nested.
const maxDepth = 1000

// maxValues is how many values a description may hold, with all files that it
// refers to: a value costs many times its text in memory, most of all in YAML.
const maxValues = 2_000_000

var errTooMany = errors.New("holds more than 2,000,000 values, with all that it refers to")

// document is one file of a description.
type document struct {
	id    string // by which it is found: its path below the folder, or its URL
	shown string // for people
	root  *value
}

// syntax is a text that is neither JSON nor YAML from some place on.
type syntax struct {
	line, column int
	what         string
}

func (s *syntax) Error() string { return s.what }

var errTooDeep = errors.New("is nested deeper than 1,000 levels")

// parse reads a document as what it looks like. left is how many values there may
// still be.
func parse(d *document, content []byte, left *int) error {
	start := bytes.TrimLeft(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(start) == 0:
		return &syntax{1, 1, "is empty"}
	case start[0] == '<':
		return &syntax{1, 1, "is a web page or XML, no description"}
	case start[0] == '{' || start[0] == '[':
		return parseJSON(d, content, left)
	}
	// The YAML library makes a large node of every value: what there may be of them
	// is estimated before.
	for _, sign := range []string{"\n", ":", ",", "[", "{"} {
		*left -= bytes.Count(content, []byte(sign))
	}
	if *left < 0 {
		return errTooMany
	}
	return parseYAML(d, content)
}

func parseJSON(d *document, content []byte, left *int) error {
	src, err := jsondoc.Parse(content)
	if err != nil {
		var at *jsondoc.SyntaxError
		if errors.As(err, &at) {
			return &syntax{at.Line, at.Column, "is no JSON from here on: expected " + at.Expected + ", found " + at.Found}
		}
		return err
	}
	if *left -= src.Len(); *left < 0 {
		return errTooMany
	}
	t := jsonTree{doc: d, src: src, text: content, line: 1}
	root, err := t.value(0, nil, "", 0)
	d.root = root
	return err
}

// jsonTree copies a document into values. Nodes come in the order of the text,
// so that lines are counted on the way.
type jsonTree struct {
	doc              *document
	src              *jsondoc.Document
	text             []byte
	at, line, newest int // newest: where the line begins
}

func (t *jsonTree) value(n jsondoc.Node, parent *value, name string, depth int) (*value, error) {
	start, _ := t.src.Offset(n)
	for end := min(start, len(t.text)); t.at < end; t.at++ {
		if t.text[t.at] == '\n' {
			t.line, t.newest = t.line+1, t.at+1
		}
	}
	v := &value{doc: t.doc, parent: parent, name: name, line: t.line, column: start - t.newest + 1}
	switch k := t.src.Kind(n); k {
	case jsondoc.Null:
	case jsondoc.True, jsondoc.False:
		v.kind, v.text = boolean, strconv.FormatBool(k == jsondoc.True)
	case jsondoc.Number:
		v.kind, v.text = number, string(t.src.Raw(n))
	case jsondoc.String:
		v.kind, v.text = text, t.src.Text(n)
	default:
		if depth >= maxDepth {
			return nil, errTooDeep
		}
		v.kind = list
		if k == jsondoc.Object {
			v.kind = object
		}
		return v, t.children(n, v, depth)
	}
	return v, nil
}

func (t *jsonTree) children(n jsondoc.Node, v *value, depth int) error {
	v.items = make([]*value, 0, t.src.Count(n))
	for c := t.src.FirstChild(n); c != jsondoc.None; c = t.src.Next(c) {
		name := strconv.Itoa(len(v.items))
		if v.kind == object {
			name = t.src.Key(c)
			v.keys = append(v.keys, name)
		}
		child, err := t.value(c, v, name, depth+1)
		if err != nil {
			return err
		}
		v.items = append(v.items, child)
	}
	v.seal()
	return nil
}
