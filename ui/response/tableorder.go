package response

import (
	"context"
	"slices"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// ordering is which rows are shown and in which order; the zero value is all of
// them as they were sent.
type ordering struct {
	sorted     bool
	column     int
	descending bool
	filter     string
}

// sameSort reports whether two orderings differ in the filter alone.
func (o ordering) sameSort(p ordering) bool { o.filter, p.filter = "", ""; return o == p }

// arrangement is an ordering carried out on a list.
type arrangement struct {
	sorted []int32 // all elements; nil: as they were sent
	rows   []int32 // those that the filter lets through
	err    error
}

// sorting is an arrangement under way. Its work runs in a command and leaves
// the outcome in done; the table takes it from there in the Update loop.
type sorting struct {
	of     ordering
	cancel context.CancelFunc
	done   chan arrangement // takes one without waiting
}

// arrange sorts and filters a list. It is a pure function of the document, so
// that it can run beside the Update loop. sorted is the outcome of an earlier
// sort by the same column, where there is one. The only error is ctx's.
func arrange(ctx context.Context, doc *jsondoc.Document, list jsondoc.Node, o ordering, keys []string, sorted []int32) arrangement {
	a := arrangement{sorted: sorted}
	if o.sorted && sorted == nil {
		if a.sorted, a.err = sortRows(ctx, doc, list, keys, o.descending); a.err != nil {
			return a
		}
	}
	a.rows = a.sorted
	if a.rows == nil {
		a.rows = make([]int32, doc.Count(list))
		for i := range a.rows {
			a.rows[i] = int32(i)
		}
	}
	for word := range strings.FieldsSeq(o.filter) {
		hits, err := matching(ctx, doc, list, word)
		if err != nil {
			a.err = err
			return a
		}
		kept := make([]int32, 0, len(a.rows))
		for _, i := range a.rows {
			if hits[i] {
				kept = append(kept, i)
			}
		}
		a.rows = kept
	}
	return a
}

// matching tells the elements of a list of which a value holds a text. Keys do
// not count: they are alike in every row.
func matching(ctx context.Context, doc *jsondoc.Document, list jsondoc.Node, text string) ([]bool, error) {
	const every = 4096 // values between two looks at ctx
	pattern, err := jsondoc.Query{Text: text}.Compile()
	if err != nil {
		return nil, err
	}
	hits := make([]bool, doc.Count(list))
	row, n, steps := 0, list+1, 0
	for end := doc.End(list); n < end; row++ {
		for rowEnd := doc.End(n); n < rowEnd; n++ {
			if steps++; steps%every == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if inValue(pattern, doc, n) {
				hits[row] = true
				n = rowEnd - 1
			}
		}
	}
	return hits, ctx.Err()
}

// inValue reports whether the value of a node matches, whatever its key does.
func inValue(p *jsondoc.Pattern, doc *jsondoc.Document, n jsondoc.Node) bool {
	found := p.Matches(doc, n, 1)
	if len(found) > 0 && found[0].InKey {
		found = p.Matches(doc, n, len(doc.RawKey(n))+1)
	}
	return len(found) > 0 && !found[len(found)-1].InKey
}

// sort walks the orders of the column under the cursor: up, down, as sent.
func (t *table) sort() {
	id := t.current()
	o := ordering{sorted: true, column: id, filter: t.want.filter}
	if t.want.sorted && t.want.column == id {
		o.descending = true
		if t.want.descending {
			o = ordering{filter: t.want.filter}
		}
	}
	t.want = o
	t.shortCut()
}

// filter shows the rows that hold every word of a text.
func (t *table) filter(text string) {
	t.want.filter = text
	if strings.TrimSpace(text) == "" {
		t.want.filter = ""
	}
	t.shortCut()
}

// shortCut does what takes no work: going back to what is known. Work under way
// for anything but what is wanted now is given up.
func (t *table) shortCut() {
	switch {
	case t.want == t.have:
		t.abandon()
	case t.want == ordering{}:
		t.take(arrangement{})
	case t.want.filter == "" && t.want.sameSort(t.have):
		t.take(arrangement{sorted: t.sorted, rows: t.sorted})
	case t.running != nil && t.running.of != t.want:
		t.abandon()
	}
}

// stop gives up what is being sorted.
func (t *table) stop() {
	t.want = t.have
	t.abandon()
}

func (t *table) abandon() {
	if t.running != nil {
		t.running.cancel()
	}
	t.running = nil
}

// due reports whether there is sorting to do that nobody does yet.
func (t *table) due() bool {
	return t.want != t.have && t.running == nil
}

// start takes up the work that is due.
func (t *table) start(ctx context.Context) (work func()) {
	ctx, cancel := context.WithCancel(ctx)
	s := &sorting{of: t.want, cancel: cancel, done: make(chan arrangement, 1)}
	t.running = s
	doc, list, keys := t.doc, t.list, t.keys(s.of.column)
	var sorted []int32
	if s.of.sameSort(t.have) {
		sorted = t.sorted
	}
	return func() {
		defer cancel()
		s.done <- arrange(ctx, doc, list, s.of, keys, sorted)
	}
}

// collect takes over sorting that is done.
func (t *table) collect() {
	if t.running == nil {
		return
	}
	select {
	case a := <-t.running.done:
		if a.err != nil {
			t.stop()
			return
		}
		t.take(a)
	default:
	}
}

// take shows an arrangement of what is wanted, and keeps the cursor on its
// element at the height where it was.
func (t *table) take(a arrangement) {
	offset := t.row - t.top
	t.abandon()
	t.have, t.sorted, t.rows = t.want, a.sorted, a.rows
	t.met = span{}
	t.toKept()
	t.top = t.row - offset
	t.settle()
}

// keys is the way from a row to a column.
func (t *table) keys(id int) []string {
	var keys []string
	for ; id != rowColumn; id = t.columns[id].parent {
		keys = append(keys, t.columns[id].key)
	}
	slices.Reverse(keys)
	return keys
}
