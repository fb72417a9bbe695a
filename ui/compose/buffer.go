package compose

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// buffer is a text being edited, in lines without their line feeds. Whatever is
// put in comes out byte for byte.
type buffer struct {
	lines    []string
	row, col int    // of the cursor; col in bytes, at the start of a character
	version  int    // grows with every change
	undo     []edit // the last one last
	kept     int    // bytes that undo holds
	typing   bool   // the last edit was a character typed, which the next one joins
}

// edit is what was replaced, so that it can be put back.
type edit struct {
	at       int
	old      []string
	fresh    int // lines that took its place
	row, col int // of the cursor before
}

func (e edit) size() (n int) {
	for _, line := range e.old {
		n += len(line)
	}
	return n
}

func newBuffer(text string) *buffer { return &buffer{lines: strings.Split(text, "\n")} }

// set replaces everything; that can be undone.
func (b *buffer) set(text string) {
	b.replace(0, len(b.lines), strings.Split(text, "\n"), 0, 0)
}

// replace puts lines in the place of the lines [from, to), and the cursor at a
// place.
func (b *buffer) replace(from, to int, fresh []string, row, col int) {
	b.remember(edit{at: from, old: slices.Clone(b.lines[from:to]), fresh: len(fresh), row: b.row, col: b.col})
	b.lines = slices.Replace(b.lines, from, to, fresh...)
	b.row, b.col, b.typing = row, col, false
	b.version++
}

// remember bounds what is kept by its size: a line may be all of the text.
func (b *buffer) remember(e edit) {
	const most = 8 << 20
	b.undo = append(b.undo, e)
	b.kept += e.size()
	for b.kept > most && len(b.undo) > 1 {
		b.kept -= b.undo[0].size()
		b.undo = slices.Delete(b.undo, 0, 1)
	}
}

// takeBack undoes the last edit.
func (b *buffer) takeBack() {
	if len(b.undo) == 0 {
		return
	}
	e := b.undo[len(b.undo)-1]
	b.undo = b.undo[:len(b.undo)-1]
	b.kept -= e.size()
	b.lines = slices.Replace(b.lines, e.at, e.at+e.fresh, e.old...)
	b.row, b.col, b.typing = e.row, e.col, false
	b.version++
}

func (b *buffer) line() string { return b.lines[b.row] }

// insert puts text at the cursor, which comes to stand behind it.
func (b *buffer) insert(text string) {
	if text == "" {
		return
	}
	head, tail := b.line()[:b.col], b.line()[b.col:]
	parts := strings.Split(text, "\n")
	last := len(parts) - 1
	row, col := b.row+last, len(parts[last])
	if last == 0 {
		col += len(head)
	}
	parts[0] = head + parts[0]
	parts[last] += tail
	b.replace(b.row, b.row+1, parts, row, col)
}

// letter is insert for what is typed: one undo takes back all that was typed in
// one go.
func (b *buffer) letter(text string) {
	if !b.typing {
		b.insert(text)
		b.typing = true
		return
	}
	b.lines[b.row] = b.line()[:b.col] + text + b.line()[b.col:]
	b.col += len(text)
	b.version++
}

// breakLine starts a line that is indented as JSON has it. Between two brackets
// it opens a line for what goes in.
func (b *buffer) breakLine() {
	head, tail := b.line()[:b.col], strings.TrimLeft(b.line()[b.col:], " \t")
	indent := head[:len(head)-len(strings.TrimLeft(head, " \t"))]
	before := strings.TrimRight(head, " \t")
	opens := strings.HasSuffix(before, "{") || strings.HasSuffix(before, "[")
	switch {
	case opens && (strings.HasPrefix(tail, "}") || strings.HasPrefix(tail, "]")):
		inner := indent + "  "
		b.replace(b.row, b.row+1, []string{head, inner, indent + tail}, b.row+1, len(inner))
	case opens:
		b.insert("\n" + indent + "  ")
	default:
		b.insert("\n" + indent)
	}
}

// erase takes away the character before the cursor, or the one under it.
func (b *buffer) erase(before bool) {
	if before && !b.left() || !before && b.atEnd() {
		return
	}
	if b.col == len(b.line()) {
		b.replace(b.row, b.row+2, []string{b.line() + b.lines[b.row+1]}, b.row, b.col)
		return
	}
	_, size := utf8.DecodeRuneInString(b.line()[b.col:])
	b.replace(b.row, b.row+1, []string{b.line()[:b.col] + b.line()[b.col+size:]}, b.row, b.col)
}

// eraseLine takes away what follows the cursor in its line; where nothing does,
// the line's end.
func (b *buffer) eraseLine() {
	if b.col == len(b.line()) {
		b.erase(false)
		return
	}
	b.replace(b.row, b.row+1, []string{b.line()[:b.col]}, b.row, b.col)
}

func (b *buffer) atEnd() bool { return b.row == len(b.lines)-1 && b.col == len(b.line()) }

// left goes a character back; false at the start of the text.
func (b *buffer) left() bool {
	b.typing = false
	switch {
	case b.col > 0:
		_, size := utf8.DecodeLastRuneInString(b.line()[:b.col])
		b.col -= size
	case b.row > 0:
		b.row--
		b.col = len(b.line())
	default:
		return false
	}
	return true
}

func (b *buffer) right() {
	b.typing = false
	switch {
	case b.col < len(b.line()):
		_, size := utf8.DecodeRuneInString(b.line()[b.col:])
		b.col += size
	case b.row < len(b.lines)-1:
		b.row++
		b.col = 0
	}
}

// move goes so many lines down, and stays in its column as far as there is one.
func (b *buffer) move(by int) {
	column := utf8.RuneCountInString(b.line()[:b.col])
	b.row = max(min(b.row+by, len(b.lines)-1), 0)
	b.col = 0
	for range column {
		_, size := utf8.DecodeRuneInString(b.line()[b.col:])
		b.col += size
	}
	b.typing = false
}

// goTo puts the cursor on a line and a column, both from 1; the column counts
// characters.
func (b *buffer) goTo(line, column int) {
	b.row, b.col = max(min(line-1, len(b.lines)-1), 0), 0
	b.move(0)
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(b.line()[b.col:])
		b.col += size
	}
}
