package jsondoc

import (
	"bytes"
	"sort"
	"sync"
)

// lineIndex knows how many lines end before every 64 KiB of the text. It is filled as far as somebody asks.
type lineIndex struct {
	mu     sync.Mutex
	before []uint32
}

const lineStride = 1 << 16

// position returns the line of an offset, from 1, and the offset at which that line starts.
func (d *Document) position(offset int) (line, start int) {
	offset = min(max(offset, 0), len(d.src))
	block := offset / lineStride
	line = 1 + d.lineEnds.count(d.src, block) + bytes.Count(d.src[block*lineStride:offset], []byte{'\n'})
	return line, bytes.LastIndexByte(d.src[:offset], '\n') + 1
}

// count returns the number of line feeds before a block.
func (l *lineIndex) count(src []byte, block int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.before) == 0 {
		l.before = make([]uint32, 1, len(src)/lineStride+1)
	}
	for len(l.before) <= block {
		last := len(l.before) - 1
		ends := bytes.Count(src[last*lineStride:(last+1)*lineStride], []byte{'\n'})
		l.before = append(l.before, l.before[last]+uint32(ends))
	}
	return int(l.before[block])
}

// Line is the line on which n starts, its key when it has one, from 1; 0 for a node that does not exist. Lines end
// with a line feed.
func (d *Document) Line(n Node) int {
	if !d.has(n) {
		return 0
	}
	line, _ := d.position(d.first(n))
	return line
}

// first is the offset at which n starts, its key included.
func (d *Document) first(n Node) int {
	r := d.node(n)
	if r.pos&flag != 0 {
		return int(r.start - r.pos&^flag)
	}
	return int(r.start)
}

// NodeAt is the innermost value at an offset of the text; a key belongs to its value, the signs between values to
// their container. It is None outside the root.
func (d *Document) NodeAt(offset int) Node {
	n := Node(d.firstFrom(0, d.Len(), offset+1)) - 1
	for n >= 0 {
		if _, end := d.Offset(n); offset < end {
			return n
		}
		n = d.Parent(n)
	}
	return None
}

// firstFrom returns the first node of [low, high) that starts at or after an offset, its key included; else high.
func (d *Document) firstFrom(low, high, offset int) int {
	return low + sort.Search(high-low, func(i int) bool { return d.first(Node(low+i)) >= offset })
}
