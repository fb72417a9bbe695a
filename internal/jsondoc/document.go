// Package jsondoc is a JSON text as an immutable, indexed document.
//
// It exists because a browser of documents needs every value by its number at once, in any size: decoding into Go
// values loses key order, duplicate keys and digits, and a tree of pointers costs ten times the text. Here the text
// stays as it was sent, and beside it lies one small record per value.
package jsondoc

import (
	"cmp"
	"slices"
	"sync"
)

// Node is a value of a Document: its number in the order of the text (preorder). 0 is the root.
type Node int32

// None is no node.
const None Node = -1

// Kind is the type of a JSON value.
type Kind uint8

// The kinds of RFC 8259, section 3.
const (
	Null Kind = iota
	False
	True
	Number
	String
	Array
	Object
)

func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return "unknown"
	}
	return kindNames[k]
}

var kindNames = [...]string{"null", "false", "true", "number", "string", "array", "object"}

// Document is a parsed text. It never changes after Parse and may be used by several goroutines at once.
// Every method accepts every Node, None included: for a node that does not exist the answer is the zero value or None.
type Document struct {
	src      []byte // the whole text
	read     int    // the text up to here has been read
	complete bool
	bom      bool
	lines    bool
	nodes    pages[node] // in preorder
	boxes    pages[box]  // the containers that have children, in preorder
	unclosed []Node      // containers that were open when reading stopped
	longs    []longValue
	marks    []childMark
	ranks    rankIndex
	lineEnds lineIndex

	plainOnce sync.Once
	plain     rule // see unfolded
}

// node is the record of one value, 12 bytes. There is no pointer in it, so that the garbage collector never looks at
// it. What the text itself says in the first bytes of a value, its kind and mostly its end, is not stored.
type node struct {
	start uint32 // offset of the value's first byte
	pos   uint32 // in an object: bytes from the key's start to the value's, with flag; in an array: the index
	box   uint32 // of a container with children: its box, with flag; else the box of the parent
}

// box is what a container with children has in addition.
type box struct {
	node   uint32 // its number
	parent uint32 // the box around it; 0, its own, for the root
	last   uint32 // number of the node after its last descendant
	end    uint32 // offset one past the closing bracket
	count  uint32 // children
}

const flag = 1 << 31

// longValue is where a value ends that is too long to look for its end whenever somebody asks.
type longValue struct {
	node Node
	end  uint32
}

// longFrom is the length from which on a value is long, in bytes.
const longFrom = 4096

// Len is the number of nodes.
func (d *Document) Len() int { return d.nodes.n }

// Source is the whole text as it was given. It must not be changed.
func (d *Document) Source() []byte { return d.src }

// BOM says whether the text starts with a byte order mark, which RFC 8259 forbids to send but allows to ignore.
func (d *Document) BOM() bool { return d.bom }

// Lines says whether the text is newline-delimited JSON: several values, each on lines of its own. The root is then
// an array that the text does not have; its children are the values.
func (d *Document) Lines() bool { return d.lines }

// Complete says whether the whole text was read. It is false after a syntax error, a limit or a cancellation.
func (d *Document) Complete() bool { return d.complete }

// Extent is the length of the text that was read, in bytes.
func (d *Document) Extent() int { return d.read }

// Closed says whether the container's closing bracket was read. It is true for every other kind.
func (d *Document) Closed(n Node) bool {
	for _, u := range d.unclosed {
		if u == n {
			return false
		}
	}
	return d.has(n)
}

func (d *Document) has(n Node) bool { return uint(n) < uint(d.nodes.n) }

// node returns the record of n, which must exist.
func (d *Document) node(n Node) *node { return d.nodes.at(uint32(n)) }

// box returns the record of a container that has children, nil for every other node.
func (d *Document) box(n Node) *box {
	if !d.has(n) {
		return nil
	}
	if b := d.node(n).box; b&flag != 0 {
		return d.boxes.at(b &^ flag)
	}
	return nil
}

// Kind is the type of the value, Null for a node that does not exist.
func (d *Document) Kind(n Node) Kind {
	switch {
	case !d.has(n):
		return Null
	case d.lines && n == 0:
		return Array
	}
	switch d.src[d.node(n).start] {
	case '"':
		return String
	case '{':
		return Object
	case '[':
		return Array
	case 't':
		return True
	case 'f':
		return False
	case 'n':
		return Null
	}
	return Number
}

// HasKey says whether n is a member of an object.
func (d *Document) HasKey(n Node) bool {
	return d.has(n) && d.node(n).pos&flag != 0
}

// Raw is the value as sent: a part of the text, not a copy. It must not be changed.
func (d *Document) Raw(n Node) []byte {
	start, end := d.Offset(n)
	return d.src[start:end:end]
}

// Offset is where the value starts in the text and where it ends, in bytes. A container that was never closed ends
// where reading stopped.
func (d *Document) Offset(n Node) (start, end int) {
	if !d.has(n) {
		return 0, 0
	}
	start = int(d.node(n).start)
	if b := d.box(n); b != nil {
		return start, int(b.end)
	}
	if long, ok := slices.BinarySearchFunc(d.longs, n, func(l longValue, n Node) int { return cmp.Compare(l.node, n) }); ok {
		return start, int(d.longs[long].end)
	}
	switch d.src[start] {
	case '"':
		end, _ = scanString(d.src, start+1)
	case '{', '[':
		end = d.emptyEnd(start)
	case 't', 'n':
		end = start + 4
	case 'f':
		end = start + 5
	default:
		end, _ = scanNumber(d.src, start)
	}
	return start, end
}

// emptyEnd is where the container without children that starts here ends.
func (d *Document) emptyEnd(start int) int {
	if i := skipSpace(d.src[:d.read], start+1); i < d.read && d.src[i] == closerOf(d.src[start]) {
		return i + 1
	}
	return d.read
}

// closerOf is the bracket that closes a '[' or '{': it is two further on in ASCII.
func closerOf(opener byte) byte { return opener + 2 }

// RawKey is the key as sent, with its quotes; nil where there is none. It must not be changed.
func (d *Document) RawKey(n Node) []byte {
	start, ok := d.keyStart(n)
	if !ok {
		return nil
	}
	end := spaceBefore(d.src, int(d.node(n).start)) - 1 // at the colon
	end = spaceBefore(d.src, end)
	return d.src[start:end:end]
}

// keyStart is the offset of the key's opening quote.
func (d *Document) keyStart(n Node) (int, bool) {
	if !d.HasKey(n) {
		return 0, false
	}
	r := d.node(n)
	return int(r.start - r.pos&^flag), true
}
