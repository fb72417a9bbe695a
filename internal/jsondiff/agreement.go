package jsondiff

import (
	"bytes"

	"brincr-explorer/internal/jsondoc"
)

// agreement is a part of the old text and a part of the new text that are known to be the same, and to differ in the
// byte after them. It passes on to the values inside what was found out when the value around them was compared.
// Without it the same bytes would be compared on every level.
type agreement struct {
	old, new int // where the parts start
	end      int // where the new part ends; 0 when nothing is known
}

func (c *comparer) agreementOf(t task) agreement {
	if t.differ == 0 {
		return agreement{}
	}
	o, _ := c.old.Offset(t.old)
	n, _ := c.new.Offset(t.new)
	return agreement{old: o, new: n, end: n + int(t.differ) - 1}
}

// sameText says whether two values are the same text. When they are not, differ is one more than the place of the
// first byte that differs, counted from their start, or 0 when nobody looked.
func (c *comparer) sameText(o, n jsondoc.Node) (equal bool, differ uint32) {
	oldStart, oldEnd := c.old.Offset(o)
	start, end := c.new.Offset(n)
	if k := c.known; k.end > 0 && start >= k.new && start <= k.end && start-k.new == oldStart-k.old {
		if end <= k.end && end-start == oldEnd-oldStart {
			return true, 0
		}
		if end > k.end && oldEnd-oldStart > k.end-start {
			return false, uint32(k.end-start) + 1
		}
	}
	if oldEnd-oldStart != end-start {
		return false, 0
	}
	at := c.firstDifference(c.old.Source()[oldStart:oldEnd], c.new.Source()[start:end])
	if at == end-start {
		return true, 0
	}
	return false, uint32(at) + 1
}

// firstDifference returns the place of the first byte in which two texts of one length differ, or that length. Equal
// blocks are passed at the speed of memory.
func (c *comparer) firstDifference(a, b []byte) int {
	const block, bytesPerWork = 16 << 10, 64
	at := 0
	for at < len(a) {
		next := min(at+block, len(a))
		if !bytes.Equal(a[at:next], b[at:next]) {
			break
		}
		if c.stop((next - at) / bytesPerWork) {
			return at
		}
		at = next
	}
	whole := at
	for size := block / 2; size > 0; size /= 2 {
		if next := at + size; next <= len(a) && bytes.Equal(a[at:next], b[at:next]) {
			at = next
		}
	}
	c.stop((at - whole) / bytesPerWork)
	return at
}
