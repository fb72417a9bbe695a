package safetext

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// ellipsis marks where text was cut.
const ellipsis = "…"

// Width returns how many cells clean text takes, as the renderer measures it.
func Width(s string) int {
	if printableASCII(s) == len(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// Cut returns clean text shortened to at most width cells, with "…" at the
// end where something was cut. Its cost grows with width, not with s.
func Cut(s string, width int) string {
	if fit(s, width) == len(s) {
		return s
	}
	room := width - Width(ellipsis)
	if room < 0 {
		return ""
	}
	return s[:fit(s, room)] + ellipsis
}

// CutMiddle returns clean text shortened to at most width cells, with "…" in
// the middle where something was cut. Of an odd number of cells the
// beginning gets one more. Its cost grows with width, not with s.
func CutMiddle(s string, width int) string {
	if fit(s, width) == len(s) {
		return s
	}
	room := width - Width(ellipsis)
	if room < 0 {
		return ""
	}
	tail := s[len(s)-fitEnd(s, room/2):]
	head := s[:fit(s, room-Width(tail))]
	return head + ellipsis + tail
}

// Head splits clean text into as much as fits width cells and the rest,
// between two clusters. Of a text that is not empty it returns at least one
// cluster, even where that is wider than width, so that a loop over the rest
// ends. Its cost grows with width, not with s.
func Head(s string, width int) (head, rest string) {
	n := fit(s, width)
	if n == 0 && s != "" {
		n, _ = firstCluster(s)
	}
	return s[:n], s[n:]
}

// CleanCut returns Cut(Clean(s), width), and whether something was cut. It
// reads and cleans only as much of s as fits: the cost grows with width, not
// with s. Printable ASCII that fits is returned as it is, without allocation.
func CleanCut(s string, width int) (text string, cut bool) {
	text, cut, _ = cleanCut(s, width)
	return text, cut
}

// CleanCutBytes is CleanCut for bytes. It copies only a part of b that is
// about as long as what fits, and the result never shares memory with b.
func CleanCutBytes(b []byte, width int) (text string, cut bool) {
	// lookahead is more than what a decision reads beyond what it consumes:
	// one character of at most four bytes.
	const lookahead = 2 * utf8.UTFMax
	width = min(max(width, 0), maxGrowth*len(b))
	for size := 4*width + 64; ; size *= 4 {
		size = min(size, len(b))
		text, cut, read := cleanCut(string(b[:size]), width)
		if size == len(b) || read+lookahead <= size {
			return text, cut
		}
	}
}

// cleanCut also tells how many bytes of s it consumed.
func cleanCut(s string, width int) (text string, cut bool, read int) {
	width = min(max(width, 0), maxGrowth*len(s))
	ascii := printableASCII(s[:min(len(s), width+1)])
	switch {
	case ascii > width:
		return Cut(s[:ascii], width), true, ascii
	case ascii == len(s):
		return s, false, len(s)
	}
	c := cleaner{src: s, pos: max(ascii-1, 0)}
	cells := c.pos
	dst := append(make([]byte, 0, 2*min(width, len(s))+16), s[:c.pos]...)
	for c.pos < len(s) && cells <= width {
		done, from := len(dst), c.pos
		dst = c.step(dst)
		cells += stepWidth(dst[done:], s[from:c.pos])
	}
	if cells <= width {
		return string(dst), false, c.pos
	}
	return Cut(string(dst), width), true, c.pos
}

// stepWidth returns the width of what one step wrote for a part of the source.
func stepWidth(written []byte, source string) int {
	if string(written) == source {
		return Width(source) // without a copy
	}
	return ansi.StringWidth(string(written))
}

// fit returns the length in bytes of the longest prefix of s that takes at
// most width cells and ends between two clusters.
func fit(s string, width int) int {
	n, cells := 0, 0
	for n < len(s) {
		size, w := firstCluster(s[n:])
		if cells += w; cells > width {
			break
		}
		n += size
	}
	return n
}

// fitEnd is fit for a suffix. In clean text a cluster is one base and the
// marks that follow it, so that it can be found from the end.
func fitEnd(s string, width int) int {
	n, cells := 0, 0
	for n < len(s) {
		size := lastCluster(s[:len(s)-n])
		if cells += Width(s[len(s)-n-size : len(s)-n]); cells > width {
			break
		}
		n += size
	}
	return n
}

// firstCluster returns the length in bytes and in cells of the first cluster
// of s, which must not be empty.
func firstCluster(s string) (size, cells int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	cluster, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(len(cluster), 1), cells
}

// lastCluster returns the length in bytes of the last cluster of clean text,
// which must not be empty.
func lastCluster(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeLastRuneInString(s[:len(s)-n])
		n += size
		if classify(r) != mark {
			break
		}
	}
	return n
}
