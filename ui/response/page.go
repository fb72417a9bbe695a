package response

import (
	"strconv"
	"time"

	"brincr-explorer/internal/textdoc"
)

// Page is an answer as it was left: cursor, folds, view, table, what lies over
// it. It is the very state that was on the screen, so leaving it and returning
// to it costs nothing, whatever the size of the answer.
type Page struct {
	content Content
	layers  []*layer
	results *layer
	loading *Loading
	toEnd   bool
	scroll  int
}

// Leave takes the answer on the screen away, to be returned to. What is shown
// next begins in the view that was chosen; work on what was only a beginning
// ends, and can be taken up again.
func (m *Model) Leave() *Page {
	m.Suspend()
	p := &Page{content: m.content, layers: m.layers, results: m.results, loading: m.loading, toEnd: m.toEnd, scroll: m.scroll}
	lowest := m.layers[0]
	m.blank(&layer{view: lowest.view, raw: lowest.raw, forced: lowest.forced, wantsTable: lowest.wantsTable})
	return p
}

// blank shows nothing.
func (m *Model) blank(l *layer) {
	m.content, m.layers, m.layer = Content{}, []*layer{l}, l
	m.results, m.loading, m.toEnd, m.scroll, m.visit = nil, nil, false, 0, Visit{}
}

// Return shows an answer as it was left.
func (m *Model) Return(p *Page) {
	m.content, m.layers, m.layer = p.content, p.layers, p.layers[len(p.layers)-1]
	m.results, m.loading, m.toEnd, m.scroll = p.results, p.loading, p.toEnd, p.scroll
	m.Resize(m.width, m.height)
}

// Clear shows a text in the place of an answer that is there no more.
func (m *Model) Clear(text ...string) {
	l := &layer{raw: newRawView(textdoc.New(nil))}
	m.blank(l)
	m.empty = text
}

// PreferTree shows what comes next as a tree, where a table is on the screen: a
// row that is looked at alone is no list.
func (m *Model) PreferTree() {
	if m.view == Table {
		m.setView(Tree)
	}
}

// Size is about what the answer takes of memory, in bytes.
func (p *Page) Size() int64 {
	const perNode = 16 // of a document, beside its text
	size := int64(len(p.content.Body))
	for i, l := range p.layers {
		if i > 0 {
			size += int64(len(l.src))
		}
		if l.doc != nil && (i == 0 || l.doc != p.layers[i-1].doc) {
			size += perNode * int64(l.doc.Len())
		}
	}
	if k := p.content.marks; k != nil && k.Old() != nil {
		size += int64(len(k.Old().Source())) + perNode*int64(k.Old().Len())
	}
	return size
}

// Visit is the place of an answer among those that can be gone back and forward
// to. The zero Visit is the only one.
type Visit struct {
	Number, Of int
	Answered   time.Time // of one that is shown from memory; the zero time for one that just came
}

// String is its number, behind a blank; "" for the only one.
func (v Visit) String() string {
	if v.Of < 2 {
		return ""
	}
	return " " + strconv.Itoa(v.Number) + "/" + strconv.Itoa(v.Of)
}

// SetVisit says which of the answers is on the screen.
func (m *Model) SetVisit(v Visit) { m.visit = v }
