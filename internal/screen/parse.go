package screen

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Parse draws a rendered view, with its SGR sequences, into a frame of the
// given size in the way Bubble Tea's renderer does. What doesn't fit is
// clipped; use Size to find out whether something was.
func Parse(ansiText string, width, height int) Frame {
	buf := uv.NewScreenBuffer(max(width, 0), max(height, 0))
	buf.Method = ansi.GraphemeWidth
	uv.NewStyledString(ansiText).Draw(buf, buf.Bounds())
	return Capture(buf)
}

// Size returns the widest row in cells and the number of rows of a rendered
// view, before any clipping.
func Size(ansiText string) (width, height int) {
	for line := range strings.SplitSeq(ansiText, "\n") {
		width = max(width, ansi.StringWidth(line))
		height++
	}
	return width, height
}

// Cells is a source of cells: an emulator of x/vt, or a buffer of ultraviolet.
type Cells interface {
	Width() int
	Height() int
	CellAt(x, y int) *uv.Cell
}

// Capture copies the cells that an emulator or a buffer shows now. The cursor
// isn't part of it: an emulator doesn't tell whether it is hidden.
func Capture(from Cells) Frame {
	f := newFrame(from.Width(), from.Height())
	for y := range f.height {
		for x := 0; x < f.width; {
			x += f.set(x, y, from.CellAt(x, y))
		}
	}
	return f
}

// set fills the cell at x, y, and the one after it when c is two cells wide.
// It returns how many it filled.
func (f Frame) set(x, y int, c *uv.Cell) int {
	if c == nil {
		return 1
	}
	cell := Cell{Content: c.Content, Width: c.Width, Style: styleOf(c.Style)}
	// A lone mark or the rest of an overwritten wide character: a terminal
	// shows nothing there.
	if cell.Content == "" || cell.Width < 1 || x+cell.Width > f.width {
		cell.Content, cell.Width = " ", 1
	}
	f.cells[y*f.width+x] = cell
	for i := 1; i < cell.Width; i++ {
		f.cells[y*f.width+x+i] = Cell{Style: cell.Style}
	}
	return cell.Width
}

func styleOf(s uv.Style) Style {
	return Style{
		Fg:            colorOf(s.Fg),
		Bg:            colorOf(s.Bg),
		Bold:          s.Attrs&uv.AttrBold != 0,
		Faint:         s.Attrs&uv.AttrFaint != 0,
		Italic:        s.Attrs&uv.AttrItalic != 0,
		Underline:     s.Underline != uv.UnderlineNone,
		Reverse:       s.Attrs&uv.AttrReverse != 0,
		Strikethrough: s.Attrs&uv.AttrStrikethrough != 0,
	}
}
