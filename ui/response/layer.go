package response

import (
	"fmt"
	"strings"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/textdoc"
	"brincr-explorer/ui/intent"
)

// layer is one document on the screen, with how it is looked at. The lowest
// layer of a pane is the answer itself; what is opened alone, and what a filter
// made of it, lie above it and leave it as it was.
type layer struct {
	kind  layerKind
	name  string            // in the title; of the lowest layer ""
	lead  string            // what jq puts before a path in it, to get there from the answer
	src   []byte            // what is copied as the whole
	doc   *jsondoc.Document // nil where the body is not JSON
	note  string            // a line above the body
	view  View
	tree  *tree // of doc; nil where there is nothing to show
	table *table
	raw   rawView

	forced     bool         // there is nothing but Raw to show
	entered    bool         // the tree shows a row of the table
	wantsTable bool         // a table is shown wherever there is one to show
	treeWas    jsondoc.Node // the tree's cursor when the table was last shown or left
}

type layerKind uint8

const (
	whole     layerKind = iota // the answer
	alone                      // one container of the document below
	embedded                   // the JSON in a string of the document below
	plainText                  // the text of a string, or a number, of the document below
	filtered                   // what a filter made of the document below
)

// push lays a document over the one on the screen.
func (m *Model) push(l *layer) {
	m.layers = append(m.layers, l)
	m.layer = l
	m.scroll = 0
	if l.tree != nil {
		l.tree.prefs = m.prefs
	}
	m.Resize(m.width, m.height)
}

// below is the layer under the one on the screen; that itself where there is
// none.
func (m *Model) below() *layer { return m.layers[max(len(m.layers)-2, 0)] }

// Layered reports whether something lies over the answer, and Filtered whether
// that is what a filter made.
func (m *Model) Layered() bool { return len(m.layers) > 1 }

// Filtered reports whether the filter's results are on the screen.
func (m *Model) Filtered() bool { return m.kind == filtered }

// Document is the answer as it is indexed; nil where it is not JSON or not all
// there yet.
func (m *Model) Document() *jsondoc.Document {
	if m.loading != nil {
		return nil
	}
	return m.content.Doc
}

// Pop goes back to the document below, as it was left.
func (m *Model) Pop() {
	if !m.Layered() {
		return
	}
	if m.table != nil {
		m.table.abandon()
	}
	m.layers = m.layers[:len(m.layers)-1]
	m.layer = m.layers[len(m.layers)-1]
	m.scroll = 0
	m.Resize(m.width, m.height)
}

// popAll goes back to the answer.
func (m *Model) popAll() {
	for m.Layered() {
		m.Pop()
	}
}

// Openable is what can be opened of the node under the cursor: "open alone",
// "open JSON", "open text", or "" for nothing.
func (m *Model) Openable() string {
	if !m.HasTree() {
		return ""
	}
	n := m.tree.node()
	switch kind := m.doc.Kind(n); {
	case m.tree.container(n):
		if n == m.tree.root || m.doc.Count(n) == 0 {
			return ""
		}
		return "open alone"
	case kind == jsondoc.String && holdsJSON(m.doc.Raw(n)):
		return "open JSON"
	case kind == jsondoc.String, kind == jsondoc.Number:
		return "open text"
	}
	return ""
}

// holdsJSON tells from its first characters whether a string may hold JSON.
func holdsJSON(raw []byte) bool {
	inner := strings.TrimLeft(string(raw[1:min(len(raw), 64)]), ` `)
	for _, blank := range []string{`\n`, `\r`, `\t`, " "} {
		inner = strings.TrimLeft(strings.TrimPrefix(inner, blank), " ")
	}
	return strings.HasPrefix(inner, "{") || strings.HasPrefix(inner, "[")
}

// Opened is what [Model.Open] found in a string.
type Opened struct {
	layer *layer
	over  *layer // the document that it was found in
	Err   error  // why a string that looks like JSON is none; its text is shown then
}

// OpenString asks the root to run Work in a command, and to hand what comes of
// it to [Model.ShowOpened].
type OpenString struct{ Work func() Opened }

// open shows alone what is under the cursor: a container at once; the JSON or
// the text in a string, which may be long, after a command.
func (m *Model) open() intent.Intent {
	if m.Openable() == "" {
		return nil
	}
	n, doc, lead, over := m.tree.node(), m.doc, m.lead, m.layer
	path := doc.Path(n)
	if !m.tree.container(n) {
		return OpenString{Work: func() Opened {
			o := openString(doc, n, path, lead)
			o.over = over
			return o
		}}
	}
	m.push(m.aloneLayer(n))
	return nil
}

func (m *Model) aloneLayer(n jsondoc.Node) *layer {
	start, end := m.doc.Offset(n)
	body := m.doc.Source()[start:end:end]
	return &layer{kind: alone, name: m.doc.Path(n), lead: m.lead, src: body, doc: m.doc, tree: m.tree.subtree(n), raw: newRawView(textdoc.New(body))}
}

// pushAgain lays what lay over the beginning of a document over what is known
// of it by now. A container that was opened alone has grown, too.
func (m *Model) pushAgain(l *layer, before *jsondoc.Document) {
	if l.kind != alone || l.doc != before || m.tree == nil {
		m.push(l)
		return
	}
	n, ok := m.doc.At(before.Pointer(l.tree.root))
	if !ok || !m.tree.container(n) {
		m.push(l)
		return
	}
	grown := m.aloneLayer(n)
	grown.raw, grown.forced = l.raw, l.forced
	grown.raw.show(textdoc.New(grown.src), l.raw.hex, true)
	m.push(grown)
	m.resume(l)
	m.settleView()
}

func openString(doc *jsondoc.Document, n jsondoc.Node, path, lead string) Opened {
	body := []byte(doc.Text(n))
	l := &layer{kind: plainText, name: path, lead: lead, src: body, view: Raw, raw: newRawView(textdoc.New(body))}
	if doc.Kind(n) != jsondoc.String || !holdsJSON(doc.Raw(n)) {
		return Opened{layer: l}
	}
	inner, err := jsondoc.Parse(body)
	if err != nil {
		return Opened{layer: l, Err: fmt.Errorf("the string at %s is not JSON: %w", path, err)}
	}
	l.kind, l.view, l.doc, l.tree = embedded, Tree, inner, newTree(inner)
	l.name, l.lead = path+" as JSON", lead+path+" | fromjson | "
	return Opened{layer: l}
}

// ShowOpened lays what was opened over the document that it was found in, if
// that is still on the screen.
func (m *Model) ShowOpened(o Opened) bool {
	if o.layer == nil || o.over != m.layer {
		return false
	}
	m.push(o.layer)
	return true
}
