package jqfilter

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"unsafe"

	"brincr-explorer/internal/jsondoc"
)

// values makes of nodes the Go values that gojq works on, and knows of a value afterwards which node it is.
//
// gojq hands on unchanged values as they are and changes nothing in place that it has not made itself, so that a map,
// an array or a string at the same address, of the same length, is what the document has. Everything remembered is
// kept alive, so that no address is used twice. Strings and numbers lie in the document's text and are not copied.
type values struct {
	ctx   context.Context
	doc   *jsondoc.Document
	nodes map[unsafe.Pointer]jsondoc.Node // maps, first elements of arrays, decoded escapes
	made  int
}

func newValues(ctx context.Context, d *jsondoc.Document) *values {
	return &values{ctx: ctx, doc: d, nodes: make(map[unsafe.Pointer]jsondoc.Node)}
}

// lookEvery is how many values are worked on between two looks at the context.
const lookEvery = 4096

// of decodes a node. The only error is the context's. It recurses as deep as the document, 10 000 levels at most.
func (v *values) of(n jsondoc.Node) (any, error) {
	v.made++
	if v.made%lookEvery == 0 && v.ctx.Err() != nil {
		return nil, context.Cause(v.ctx)
	}
	switch v.doc.Kind(n) {
	case jsondoc.False:
		return false, nil
	case jsondoc.True:
		return true, nil
	case jsondoc.Number:
		return json.Number(inPlace(v.doc.Raw(n))), nil
	case jsondoc.String:
		return v.text(n), nil
	case jsondoc.Array:
		return v.array(n)
	case jsondoc.Object:
		return v.object(n)
	}
	return nil, nil
}

func (v *values) array(n jsondoc.Node) (any, error) {
	count := v.doc.Count(n)
	list := make([]any, 0, max(count, 1)) // with room, so that an empty one has an address of its own
	for c := v.doc.FirstChild(n); c != jsondoc.None; c = v.doc.Next(c) {
		e, err := v.of(c)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	v.remember(unsafe.Pointer(unsafe.SliceData(list)), n)
	return list, nil
}

func (v *values) object(n jsondoc.Node) (any, error) {
	m := make(map[string]any, v.doc.Count(n))
	for c := v.doc.FirstChild(n); c != jsondoc.None; c = v.doc.Next(c) {
		e, err := v.of(c)
		if err != nil {
			return nil, err
		}
		m[v.key(c)] = e
	}
	v.remember(reflect.ValueOf(m).UnsafePointer(), n)
	return m, nil
}

func (v *values) key(n jsondoc.Node) string {
	if raw := v.doc.RawKey(n); bytes.IndexByte(raw, '\\') < 0 && len(raw) >= 2 {
		return inPlace(raw[1 : len(raw)-1])
	}
	return v.doc.Key(n)
}

func (v *values) text(n jsondoc.Node) string {
	raw := v.doc.Raw(n)
	if bytes.IndexByte(raw, '\\') < 0 {
		return inPlace(raw[1 : len(raw)-1])
	}
	s := v.doc.Text(n)
	if s != "" {
		v.remember(unsafe.Pointer(unsafe.StringData(s)), n)
	}
	return s
}

// inPlace is a part of the document's text as a string. The text never changes.
func inPlace(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// remember keeps which node a value is, unless the text lacks its end.
func (v *values) remember(p unsafe.Pointer, n jsondoc.Node) {
	if v.doc.Complete() || v.doc.Closed(n) {
		v.nodes[p] = n
	}
}

// forget lets go of all values made so far.
func (v *values) forget() {
	const large = 1 << 12
	if len(v.nodes) > large {
		v.nodes = make(map[unsafe.Pointer]jsondoc.Node)
		return
	}
	clear(v.nodes)
}

// node is the container that a value was made of and still is.
func (v *values) node(value any) (jsondoc.Node, bool) {
	switch value := value.(type) {
	case map[string]any:
		n, ok := v.nodes[reflect.ValueOf(value).UnsafePointer()]
		return n, ok && v.doc.Kind(n) == jsondoc.Object
	case []any:
		n, ok := v.nodes[unsafe.Pointer(unsafe.SliceData(value))]
		return n, ok && v.doc.Kind(n) == jsondoc.Array && v.doc.Count(n) == len(value)
	}
	return jsondoc.None, false
}

// raw is a string as the document has it, with its quotes; nil when it is not one of the document's.
func (v *values) raw(s string) []byte {
	if s == "" {
		return nil
	}
	p, src := unsafe.Pointer(unsafe.StringData(s)), v.doc.Source()
	if i := uintptr(p) - uintptr(unsafe.Pointer(unsafe.SliceData(src))); i < uintptr(len(src)) {
		start, end := int(i)-1, int(i)+len(s)
		// Only a whole string stands between quotes: there is none within it.
		if start >= 0 && end < len(src) && src[start] == '"' && src[end] == '"' {
			return src[start : end+1]
		}
		return nil
	}
	if n, ok := v.nodes[p]; ok && v.doc.Kind(n) == jsondoc.String && v.doc.Text(n) == s {
		return v.doc.Raw(n)
	}
	return nil
}
