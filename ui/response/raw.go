package response

import (
	"strconv"

	"brincr-explorer/internal/textdoc"
	"brincr-explorer/ui/action"
)

// rawView is a body as it was sent: as text, or in hexadecimal where it is
// none. It has no cursor; what it costs grows with the rows in view.
type rawView struct {
	text       *textdoc.Text
	top        int // where the first row in view starts
	hex        bool
	unnumbered bool // line numbers are turned off
	width      int
	height     int
	pattern    *textdoc.Pattern // whose matches are marked; nil for none
	found      textdoc.Match    // the match that find stands at; empty for none
}

func newRawView(text *textdoc.Text) rawView { return rawView{text: text, hex: text.Binary()} }

// show takes over a text. With keep it repeats the one before, and place and
// mode stay.
func (v *rawView) show(text *textdoc.Text, hex, keep bool) {
	if !keep {
		v.top, v.pattern, v.hex = 0, nil, hex
	}
	if v.text, v.found = text, (textdoc.Match{}); text == nil {
		v.text = textdoc.New(nil)
	}
	if v.top > 0 {
		v.settle()
	}
}

func (v *rawView) resize(width, height int) {
	if v.width == width && v.height == height {
		return
	}
	v.width, v.height = width, height
	v.settle()
}

// settle makes the first row in view one that there is.
func (v *rawView) settle() {
	l := v.layout()
	v.top = min(l.Align(v.top), l.Last(v.height))
}

// gutter is the width of what stands before the text of a row.
func (v *rawView) gutter() int {
	if v.hex || v.unnumbered {
		return 1
	}
	return v.digits() + 2
}

// digits is the width of the line numbers.
func (v *rawView) digits() int { return max(len(strconv.Itoa(v.text.Lines())), 2) }

func (v *rawView) layout() textdoc.Layout {
	width := max(v.width-v.gutter(), 1)
	if v.hex {
		return v.text.Hex(width)
	}
	return v.text.Wrap(width)
}

// do acts on an action.
func (v *rawView) do(a action.Action) {
	switch a {
	case action.LineNumbers:
		v.unnumbered = !v.unnumbered
		v.settle()
	case action.Hexadecimal:
		v.hex = !v.hex
		v.settle()
	default:
		v.scroll(a)
	}
}

// scroll acts on the keys that move.
func (v *rawView) scroll(a action.Action) {
	l, page := v.layout(), max(v.height-1, 1)
	switch a {
	case action.Up:
		v.top = l.Move(v.top, -1)
	case action.Down:
		v.top = l.Move(v.top, 1)
	case action.PageUp:
		v.top = l.Move(v.top, -page)
	case action.PageDown:
		v.top = l.Move(v.top, page)
	case action.Top:
		v.top = 0
	case action.Bottom:
		v.top = v.text.Len()
	}
	v.top = min(v.top, l.Last(v.height))
}

// goTo brings an offset into view, a third from the top.
func (v *rawView) goTo(offset int) {
	l := v.layout()
	v.top = min(l.Move(l.Align(offset), -v.height/3), l.Last(v.height))
}

// jump brings an offset to the first row.
func (v *rawView) jump(offset int) {
	v.top = offset
	v.settle()
}

// IsHex reports whether Raw shows hexadecimal.
func (m *Model) IsHex() bool { return m.raw.hex }

// HasRaw reports whether Raw is in view, with something in it.
func (m *Model) HasRaw() bool { return m.view == Raw && m.raw.text.Len() > 0 }

// JumpLine brings a line of Raw, from 1, to the first row; of a line that there
// is not, the nearest one.
func (m *Model) JumpLine(n int) { m.raw.jump(m.raw.text.LineStart(n)) }

// JumpPercent brings so many hundredths of Raw to the first row.
func (m *Model) JumpPercent(p int) { m.raw.jump(m.raw.layout().Percent(p)) }
