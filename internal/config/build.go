package config

import (
	"errors"
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"
)

// builder makes the tree of a file from the expressions of the TOML parser.
// The parser alone knows where a value stands; its decoder reports one mistake
// at a time and quotes the source, which may hold a secret.
type builder struct {
	parser  unstable.Parser
	root    *table
	current *table // nil under a header that is itself wrong
	path    string // the dotted name of current
	lines   locator
	report  reporter
}

// reporter takes a mistake at an offset of the file.
type reporter func(offset int, key, message, hint string)

// key is one part of a dotted key.
type key struct {
	name   string
	offset int
}

// buildTree parses text. Keys and tables that are defined twice go to report,
// and what was defined first stays; err is a syntaxError.
func buildTree(lines locator, report reporter) (*table, error) {
	b := &builder{root: newTable(0, headed), lines: lines, report: report}
	b.current = b.root
	b.parser.Reset(lines.text)
	for b.parser.NextExpression() {
		e := b.parser.Expression()
		switch e.Kind {
		case unstable.Table:
			b.header(keys(e), false)
		case unstable.ArrayTable:
			b.header(keys(e), true)
		default:
			b.keyValue(b.current, b.path, e)
		}
	}
	return b.root, b.syntaxError()
}

func (b *builder) syntaxError() error {
	err := b.parser.Error()
	if err == nil {
		return nil
	}
	var pe *unstable.ParserError
	if !errors.As(err, &pe) {
		return &syntaxError{}
	}
	return &syntaxError{offset: int(b.parser.Range(pe.Highlight).Offset), message: pe.Message}
}

func keys(e *unstable.Node) []key {
	var ks []key
	for it := e.Key(); it.Next(); {
		n := it.Node()
		ks = append(ks, key{string(n.Data), int(n.Raw.Offset)})
	}
	return ks
}

// header opens the table of a [header] or adds one for a [[header]].
func (b *builder) header(ks []key, list bool) {
	b.current, b.path = nil, dottedName("", ks...)
	t := b.root
	for i, k := range ks[:len(ks)-1] {
		if t = b.step(t, k, dottedName("", ks[:i+1]...), implied); t == nil {
			return
		}
	}
	start := headerStart(b.lines.text, ks[0].offset)
	last := ks[len(ks)-1]
	if list {
		b.current = b.append(t, last, start)
		return
	}
	b.current = b.open(t, last, start)
}

// headerStart is the offset of a header's first bracket.
func headerStart(text []byte, offset int) int {
	for offset > 0 && (text[offset-1] == '[' || text[offset-1] == ' ' || text[offset-1] == '\t') {
		offset--
	}
	for text[offset] != '[' {
		offset++
	}
	return offset
}

func (b *builder) open(t *table, k key, start int) *table {
	m := t.find(k.name)
	if m == nil {
		v := &value{kind: object, offset: start, table: newTable(start, headed)}
		t.add(k.name, k.offset, v)
		return v.table
	}
	if m.value.kind != object || m.value.table.defined != implied {
		b.twice(k.offset, m.offset, b.path)
		return nil
	}
	m.value.table.defined, m.value.table.offset = headed, start
	return m.value.table
}

func (b *builder) append(t *table, k key, start int) *table {
	m := t.find(k.name)
	if m == nil {
		t.add(k.name, k.offset, &value{kind: list, offset: start})
		m = t.find(k.name)
	}
	if m.value.kind != list || m.value.closed {
		b.twice(k.offset, m.offset, b.path)
		return nil
	}
	v := &value{kind: object, offset: start, table: newTable(start, headed)}
	m.value.items = append(m.value.items, v)
	return v.table
}

// step goes one part of a header or dotted key down, creating what is not
// there yet; how says which of the two.
func (b *builder) step(t *table, k key, path string, how definition) *table {
	m := t.find(k.name)
	if m == nil {
		v := &value{kind: object, offset: k.offset, table: newTable(k.offset, how)}
		t.add(k.name, k.offset, v)
		return v.table
	}
	v := m.value
	switch {
	case how == implied && v.kind == list && !v.closed:
		return v.items[len(v.items)-1].table
	case v.kind == object && how == implied && v.table.defined != enclosed:
		return v.table
	case v.kind == object && how == dotted && v.table.defined == dotted:
		return v.table
	}
	b.twice(k.offset, m.offset, path)
	return nil
}

// keyValue adds a key and its value to a table; t is nil below a wrong header,
// whose keys are parsed and forgotten.
func (b *builder) keyValue(t *table, path string, e *unstable.Node) {
	ks := keys(e)
	for i, k := range ks[:len(ks)-1] {
		if t == nil {
			return
		}
		t = b.step(t, k, dottedName(path, ks[:i+1]...), dotted)
	}
	if t == nil {
		return
	}
	last, name := ks[len(ks)-1], dottedName(path, ks...)
	if m := t.find(last.name); m != nil {
		b.twice(last.offset, m.offset, name)
		return
	}
	t.add(last.name, last.offset, b.value(e.Value(), last.offset, name))
}

// value copies a value out of the parser, which reuses its nodes. offset is the
// key's, for the lists, whose place the parser does not keep.
func (b *builder) value(n *unstable.Node, offset int, path string) *value {
	v := &value{offset: offset}
	if n.Raw.Length > 0 {
		v.offset = int(n.Raw.Offset)
	}
	switch n.Kind {
	case unstable.String:
		v.kind, v.text = text, string(n.Data)
	case unstable.Bool:
		v.kind, v.yes = boolean, string(n.Data) == "true"
	case unstable.Integer, unstable.Float:
		v.kind, v.text = number, string(n.Data)
	case unstable.Array:
		v.kind, v.closed = list, true
		for it := n.Children(); it.Next(); {
			v.items = append(v.items, b.value(it.Node(), v.offset, path))
		}
	case unstable.InlineTable:
		v.kind, v.table = object, newTable(v.offset, dotted)
		for it := n.Children(); it.Next(); {
			b.keyValue(v.table, path, it.Node())
		}
		v.table.defined = enclosed
	default:
		v.kind = date
	}
	return v
}

func (b *builder) twice(offset, first int, path string) {
	line, _ := b.lines.position(first)
	b.report(offset, path, fmt.Sprintf("%s is already defined in line %d", path, line),
		"Keep one of the two.")
}
