package response

import (
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// memory is where somebody was in a document, by path: it can be found again in
// a new answer to the same request.
type memory struct {
	folds   jsondoc.FoldState
	pointer string
	close   bool // on the closing bracket
	offset  int  // of the cursor from the first row in view
}

func (t *tree) remember() memory {
	r := t.folds.At(t.cursor)
	return memory{folds: t.folds.State(), pointer: t.doc.Pointer(r.Node), close: r.Close, offset: t.cursor - t.top}
}

// recall goes back to where somebody was. Where the node is gone, the nearest
// container that is still there takes its place.
func (t *tree) recall(m memory) {
	t.folds.Apply(m.folds)
	if t.root != 0 {
		t.show(t.root)
	}
	pointer := m.pointer
	n, ok := t.doc.At(pointer)
	for !ok && pointer != "" {
		pointer = pointer[:strings.LastIndexByte(pointer, '/')]
		n, ok = t.doc.At(pointer)
	}
	switch {
	case ok && m.close && pointer == m.pointer:
		t.cursor = t.folds.CloseRowOf(n)
	case ok:
		t.cursor = t.folds.RowOf(n)
	}
	t.top = t.cursor - m.offset
	t.follow()
}
