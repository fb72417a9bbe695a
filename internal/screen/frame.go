package screen

import "strings"

// Style is how a cell looks. Styles are comparable.
type Style struct {
	Fg, Bg                                                 Color
	Bold, Faint, Italic, Underline, Reverse, Strikethrough bool
}

// Cell is one position of the grid. A character of two cells fills the first;
// the second has an empty Content and Width 0. A blank is " " with Width 1.
// Cells are comparable.
type Cell struct {
	Content string
	Width   int
	Style
}

// Frame is a grid of cells of a fixed size. It doesn't change once made, so
// that frames can be kept, compared with Equal and used concurrently.
type Frame struct {
	width, height    int
	cells            []Cell
	cursorX, cursorY int
	cursor           bool
}

func newFrame(width, height int) Frame {
	f := Frame{width: max(width, 0), height: max(height, 0)}
	f.cells = make([]Cell, f.width*f.height)
	for i := range f.cells {
		f.cells[i] = Cell{Content: " ", Width: 1}
	}
	return f
}

// Width returns the number of columns.
func (f Frame) Width() int { return f.width }

// Height returns the number of rows.
func (f Frame) Height() int { return f.height }

// Cell returns the cell in column x of row y, counted from 0; outside the
// frame it returns the zero Cell.
func (f Frame) Cell(x, y int) Cell {
	if x < 0 || y < 0 || x >= f.width || y >= f.height {
		return Cell{}
	}
	return f.cells[y*f.width+x]
}

// Cursor returns the cursor's place; ok is false where none is shown or none
// is known, as in a frame from Parse.
func (f Frame) Cursor() (x, y int, ok bool) { return f.cursorX, f.cursorY, f.cursor }

// WithCursor returns the frame with a cursor in column x of row y.
func (f Frame) WithCursor(x, y int) Frame {
	f.cursorX, f.cursorY, f.cursor = x, y, true
	return f
}

// Equal reports whether both frames look the same, cursor included.
func (f Frame) Equal(o Frame) bool {
	if f.width != o.width || f.height != o.height || f.cursor != o.cursor {
		return false
	}
	if f.cursor && (f.cursorX != o.cursorX || f.cursorY != o.cursorY) {
		return false
	}
	for i := range f.cells {
		if f.cells[i] != o.cells[i] {
			return false
		}
	}
	return true
}

// Row returns the text of row y without trailing blanks.
func (f Frame) Row(y int) string {
	var b strings.Builder
	for x := range f.width {
		b.WriteString(f.Cell(x, y).Content)
	}
	return strings.TrimRight(b.String(), " ")
}

// Text returns the text of all rows, each without trailing blanks and each
// ended by a newline.
func (f Frame) Text() string {
	var b strings.Builder
	for y := range f.height {
		b.WriteString(f.Row(y))
		b.WriteByte('\n')
	}
	return b.String()
}

// Find returns the column and row where text first stands within one row.
// Text that is empty, or would have to go over the end of a row, isn't found.
func (f Frame) Find(text string) (x, y int, ok bool) {
	if text == "" {
		return 0, 0, false
	}
	for y := range f.height {
		if s := f.line(y); strings.Contains(s, text) { // few rows do; only they are worth the columns
			if x, ok := f.column(y, s, text); ok {
				return x, y, true
			}
		}
	}
	return 0, 0, false
}

// line returns all text of row y.
func (f Frame) line(y int) string {
	var b strings.Builder
	for _, c := range f.cells[y*f.width : (y+1)*f.width] {
		if c.Width > 0 {
			b.WriteString(c.Content)
		}
	}
	return b.String()
}

// column returns the column of row y, whose text is s, in which text first
// begins. A match that begins inside a cell is none.
func (f Frame) column(y int, s, text string) (x int, ok bool) {
	begins := make(map[int]int, f.width) // offset in bytes -> column
	at := 0
	for x := range f.width {
		if c := f.Cell(x, y); c.Width > 0 {
			begins[at] = x
			at += len(c.Content)
		}
	}
	for from := 0; ; {
		i := strings.Index(s[from:], text)
		if i < 0 {
			return 0, false
		}
		if x, ok := begins[from+i]; ok {
			return x, true
		}
		from += i + 1
	}
}

// Contains reports whether Find finds text.
func (f Frame) Contains(text string) bool {
	_, _, ok := f.Find(text)
	return ok
}
