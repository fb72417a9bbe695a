package textdoc

import (
	"bytes"
	"sort"
	"sync"
)

// lineIndex knows how many lines end before every 64 KiB of the text. It is
// filled as far as somebody asks.
type lineIndex struct {
	mu     sync.Mutex
	before []uint32
	lines  int // of the whole text, once they are counted
}

const lineStride = 64 << 10

var lineFeed = []byte{'\n'}

// Lines is the number of lines. The first call counts them all, at several
// gigabytes a second; a command that makes it spares the screen even that.
func (t *Text) Lines() int {
	t.ends.mu.Lock()
	n := t.ends.lines
	t.ends.mu.Unlock()
	if n > 0 || len(t.src) == 0 {
		return n
	}
	if n = t.endsBefore(len(t.src)); t.src[len(t.src)-1] != '\n' {
		n++
	}
	t.ends.mu.Lock()
	defer t.ends.mu.Unlock()
	t.ends.lines = n
	return n
}

// Line is the line of an offset, from 1.
func (t *Text) Line(offset int) int {
	return 1 + t.endsBefore(min(max(offset, 0), len(t.src)))
}

func (t *Text) endsBefore(offset int) int {
	block := offset / lineStride
	return t.ends.count(t.src, block) + bytes.Count(t.src[block*lineStride:offset], lineFeed)
}

// LineStart is the place where a line starts, from 1; of a line that there is
// not, the nearest one's.
func (t *Text) LineStart(line int) int {
	if line = min(line, t.Lines()); line <= 1 {
		return 0
	}
	ends := uint32(line - 1) // as many must end before it
	before := t.ends.all(t.src)
	block := sort.Search(len(before), func(b int) bool { return before[b] >= ends }) - 1
	at := block * lineStride
	for n := before[block]; n < ends; n++ {
		at += bytes.IndexByte(t.src[at:], '\n') + 1
	}
	return at
}

// count is the number of line feeds before a block.
func (l *lineIndex) count(src []byte, block int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.before) == 0 {
		l.before = make([]uint32, 1, len(src)/lineStride+1)
	}
	for len(l.before) <= block {
		last := len(l.before) - 1
		ends := bytes.Count(src[last*lineStride:(last+1)*lineStride], lineFeed)
		l.before = append(l.before, l.before[last]+uint32(ends))
	}
	return int(l.before[block])
}

// all is the whole index. What is in it does not change any more.
func (l *lineIndex) all(src []byte) []uint32 {
	l.count(src, len(src)/lineStride)
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.before
}
