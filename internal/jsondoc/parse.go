package jsondoc

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
)

// The limits of a text: bytes, levels and values. MaxNodes keeps the index of a hostile text within 6 GiB.
const (
	MaxBytes = 1 << 30
	MaxDepth = 10_000
	MaxNodes = 1 << 28
)

// stride is how many bytes are read between two looks at the context: a millisecond or two.
const stride = 1 << 20

// Parse indexes a JSON text (RFC 8259) or newline-delimited JSON. The error is a *SyntaxError; the document is never
// nil and holds what was read before the error. The text is kept, not copied: it must not change any more.
func Parse(src []byte) (*Document, error) {
	return ParseContext(context.Background(), src, nil)
}

// ParseContext is Parse that can be cancelled and tells how far it is, in bytes, about once in a MiB and at the end.
// The error is a *SyntaxError, or the context's; the document holds what was read before. progress may be nil; it is
// called by the goroutine that parses, and starts over when the text turns out to be newline-delimited.
func ParseContext(ctx context.Context, src []byte, progress func(done, total int)) (*Document, error) {
	p := parser{ctx: ctx, progress: progress, maxBytes: MaxBytes, maxDepth: MaxDepth, maxNodes: MaxNodes}
	d, err := p.parse(src)
	if progress != nil {
		progress(d.read, len(src))
	}
	return d, err
}

// parser makes the records of one document, without recursion.
type parser struct {
	ctx      context.Context
	progress func(done, total int)
	maxBytes int
	maxDepth int
	maxNodes int

	supply *supply // of pages; nil for a small text

	doc  *Document
	src  []byte  // of the document, no more than maxBytes
	open []frame // containers around the present one, the outermost first
	cur  frame   // the present container
}

// frame is an open container, or with closer 0 the text as a whole.
type frame struct {
	node   uint32
	box    uint32
	count  uint32 // children so far
	closer byte   // '}' or ']'
}

// stop is where reading ended, and why. The zero reason is the end of a good text.
type stop struct {
	offset   int
	expected string // what JSON allows there
	limit    error
	lines    bool // a second value follows on a new line
}

func (p *parser) parse(src []byte) (*Document, error) {
	if len(src) >= supplyFrom {
		p.supply = newSupply()
		defer p.supply.end()
	}
	s := p.begin(src, false)
	if s.lines {
		s = p.begin(src, true)
	}
	p.end(s)
	d := p.doc
	switch {
	case s.limit == ErrTooLong:
		return d, p.exceeded(s, fmt.Sprintf("at most %d bytes of text", p.maxBytes), fmt.Sprintf("%d bytes", len(src)))
	case s.limit == ErrTooDeep:
		return d, p.exceeded(s, fmt.Sprintf("at most %d levels of nesting", p.maxDepth), "one more")
	case s.limit == ErrTooMany:
		return d, p.exceeded(s, fmt.Sprintf("at most %d values", p.maxNodes), "one more")
	case s.limit != nil:
		return d, s.limit
	case s.expected != "":
		return d, d.fail(s.offset, s.expected, found(src, s.offset))
	}
	return d, nil
}

func (p *parser) exceeded(s stop, expected, found string) *SyntaxError {
	err := p.doc.fail(s.offset, expected, found)
	err.Err = s.limit
	return err
}

// begin starts a document and reads it.
func (p *parser) begin(src []byte, lines bool) stop {
	d := &Document{src: src, lines: lines}
	if bytes.HasPrefix(src, []byte("\uFEFF")) {
		d.bom = true
	}
	p.doc, p.src, p.open, p.cur = d, src[:min(len(src), p.maxBytes)], nil, frame{}
	i := 0
	if d.bom {
		i = 3
	}
	if wide(src[i:]) {
		return stop{offset: i, expected: "UTF-8 text (this looks like UTF-16 or UTF-32, which JSON must not use)"}
	}
	if lines {
		i = skipSpace(p.src, i)
		d.nodes.grow(p.hint())[0] = node{start: uint32(i), box: flag}
		d.nodes.n = 1
		d.boxes.add(box{})
	}
	s := p.read(i)
	if s.limit == nil && len(src) > p.maxBytes && (s.expected == "" || s.offset == p.maxBytes) {
		s.limit = ErrTooLong
	}
	return s
}

// wide says whether a text looks like UTF-16 or UTF-32: a mark of it, or a zero byte among the first two.
func wide(src []byte) bool {
	if len(src) < 2 {
		return false
	}
	first := binary.BigEndian.Uint16(src)
	return first == 0xFEFF || first == 0xFFFE || (src[0] == 0) != (src[1] == 0)
}

// hint is the size of the first page of records: small texts should not cost a whole page.
func (p *parser) hint() int { return len(p.src)/12 + 8 }

// end closes what was open when reading stopped.
func (p *parser) end(s stop) {
	d := p.doc
	d.read = s.offset
	if s.expected == "" && s.limit == nil {
		d.read, d.complete = len(d.src), true
	}
	n := uint32(d.nodes.n)
	for f := p.cur; ; {
		if f.closer != 0 || d.lines && len(p.open) == 0 {
			p.close(f, n, s.offset)
		}
		if len(p.open) == 0 {
			break
		}
		f = p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
	}
	sortMarks(d.marks)
	d.ranks = rank(d)
}

// close writes what is known only at the end of a container.
func (b *box) close(next uint32, end int, count uint32) {
	b.last, b.end, b.count = next, uint32(end), count
}

// close ends a container that has no closing bracket.
func (p *parser) close(f frame, n uint32, offset int) {
	d := p.doc
	if f.closer != 0 {
		d.unclosed = append(d.unclosed, Node(f.node))
	}
	if f.count == 0 {
		d.nodes.at(f.node).box = d.boxes.at(f.box).parent
		d.boxes.n--
		return
	}
	d.boxes.at(f.box).close(n, offset, f.count)
}
