package jqfilter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/itchyny/gojq"

	"brincr-explorer/internal/jsondoc"
)

// encoder writes results. What the document has is copied from its text, everything else is written as gojq does.
type encoder struct {
	ctx    context.Context
	values *values
	buf    []byte
	room   int64 // how long buf may become
	depth  int   // arrays that are being collected around the value
	done   int
}

var errDeep = errors.New("a result is nested deeper than this program follows (" + strconv.Itoa(jsondoc.MaxDepth) + " levels)")

// errRoom says that the results have become too long.
var errRoom = errors.New("too much text")

// look is called for every value; buf may exceed its room by one value.
func (e *encoder) look() error {
	if int64(len(e.buf)) > e.room {
		return errRoom
	}
	if e.done++; e.done%lookEvery == 0 && e.ctx.Err() != nil {
		return context.Cause(e.ctx)
	}
	return nil
}

// copied appends a part of the document.
func (e *encoder) copied(text []byte) error {
	if int64(len(e.buf)+len(text)) > e.room {
		return errRoom
	}
	e.buf = append(e.buf, text...)
	return nil
}

// node appends a value of the document, None as null.
func (e *encoder) node(n jsondoc.Node) error {
	if n == jsondoc.None {
		return e.copied([]byte("null"))
	}
	d := e.values.doc
	if e.tooDeep(n, e.depth) {
		return errDeep
	}
	if d.Complete() {
		return e.copied(d.Raw(n))
	}
	start, end := d.Offset(n)
	var closers []byte
	for at := n; !d.Closed(at); {
		start, _ := d.Offset(at)
		closers = append(closers, d.Source()[start]+2) // a bracket closes two further on in ASCII
		if at = d.Child(at, d.Count(at)-1); at == jsondoc.None {
			end = start + 1
			break
		}
		_, end = d.Offset(at)
	}
	slices.Reverse(closers)
	if err := e.copied(d.Source()[start:end]); err != nil {
		return err
	}
	return e.copied(closers)
}

// tooDeep says whether a value of the document would be nested too deep below some arrays and objects. Every level
// takes two brackets, so that a short text needs no look.
func (e *encoder) tooDeep(n jsondoc.Node, depth int) bool {
	d := e.values.doc
	if start, end := d.Offset(n); depth == 0 || end-start < 2*(jsondoc.MaxDepth-depth) {
		return false
	}
	var ends []jsondoc.Node // of the containers around a node
	for at, end := n, d.End(n); at < end; at++ {
		for len(ends) > 0 && ends[len(ends)-1] <= at {
			ends = ends[:len(ends)-1]
		}
		if k := d.Kind(at); k != jsondoc.Array && k != jsondoc.Object {
			continue
		}
		if ends = append(ends, d.End(at)); depth+len(ends) > jsondoc.MaxDepth {
			return true
		}
	}
	return false
}

// value appends a value. It recurses, no deeper than a document that can be parsed.
func (e *encoder) value(v any, depth int) error {
	if err := e.look(); err != nil {
		return err
	}
	if n, ok := e.values.node(v); ok {
		if e.tooDeep(n, depth) {
			return errDeep
		}
		return e.copied(e.values.doc.Raw(n))
	}
	switch v := v.(type) {
	case nil:
		e.buf = append(e.buf, "null"...)
	case bool:
		e.buf = strconv.AppendBool(e.buf, v)
	case int:
		e.buf = strconv.AppendInt(e.buf, int64(v), 10)
	case json.Number:
		e.buf = append(e.buf, v...)
	case *big.Int:
		e.buf = v.Append(e.buf, 10)
	case float64:
		text, err := gojq.Marshal(v)
		e.buf = append(e.buf, text...)
		return err
	case string:
		return e.text(v)
	case []any:
		return e.array(v, depth+1)
	case map[string]any:
		return e.object(v, depth+1)
	default:
		return fmt.Errorf("a result of a kind that JSON does not have (%T)", v)
	}
	return nil
}

func (e *encoder) array(list []any, depth int) error {
	if depth > jsondoc.MaxDepth {
		return errDeep
	}
	e.buf = append(e.buf, '[')
	for i, v := range list {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.value(v, depth); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

func (e *encoder) object(m map[string]any, depth int) error {
	if depth > jsondoc.MaxDepth {
		return errDeep
	}
	e.buf = append(e.buf, '{')
	for i, key := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.text(key); err != nil {
			return err
		}
		e.buf = append(e.buf, ':')
		if err := e.value(m[key], depth); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, '}')
	return nil
}

func (e *encoder) text(s string) error {
	if raw := e.values.raw(s); raw != nil {
		return e.copied(raw)
	}
	if int64(len(e.buf)+len(s)) > e.room {
		return errRoom
	}
	e.buf = quoted(e.buf, s)
	return nil
}

// quoted appends a string as gojq writes it: the control characters escaped, DEL among them, and U+FFFD for what is
// not UTF-8.
func quoted(buf []byte, s string) []byte {
	buf = append(buf, '"')
	start := 0
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if escape := escapeOf(c, size); escape != "" {
			buf = append(append(buf, s[start:i]...), escape...)
			start = i + size
		}
		i += size
	}
	return append(append(buf, s[start:]...), '"')
}

// escapeOf is how a character is written that cannot stand for itself, else "".
func escapeOf(c rune, size int) string {
	switch c {
	case '"':
		return `\"`
	case '\\':
		return `\\`
	case '\b':
		return `\b`
	case '\f':
		return `\f`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	case utf8.RuneError:
		if size == 1 {
			return `\ufffd`
		}
		return ""
	}
	if c < ' ' || c == 0x7F {
		return fmt.Sprintf(`\u%04x`, c)
	}
	return ""
}
