package screen

import (
	"fmt"
	"image/color"

	"github.com/charmbracelet/x/ansi"
)

// Color is a terminal colour: the terminal's default, one of 256 by number,
// or a direct one. The zero value is the default. Colors are comparable.
type Color uint32

const (
	indexedColor Color = 1 << 24
	directColor  Color = 2 << 24
	kindOfColor  Color = 0xff << 24
)

// Indexed returns the colour with number i: 0 to 15 belong to the terminal's
// theme, the others are fixed.
func Indexed(i uint8) Color { return indexedColor | Color(i) }

// RGB returns a direct colour.
func RGB(r, g, b uint8) Color { return directColor | Color(r)<<16 | Color(g)<<8 | Color(b) }

// Index returns the number of an indexed colour.
func (c Color) Index() (i uint8, ok bool) { return uint8(c), c&kindOfColor == indexedColor }

// Direct returns the parts of a direct colour.
func (c Color) Direct() (r, g, b uint8, ok bool) {
	return uint8(c >> 16), uint8(c >> 8), uint8(c), c&kindOfColor == directColor
}

// String returns "default", the name of one of the first sixteen ("red",
// "bright-red"), "color208", or "#ff8700".
func (c Color) String() string {
	if i, ok := c.Index(); ok {
		return indexedName(i)
	}
	if r, g, b, ok := c.Direct(); ok {
		return fmt.Sprintf("#%02x%02x%02x", r, g, b)
	}
	return "default"
}

func indexedName(i uint8) string {
	names := [8]string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}
	switch {
	case i < 8:
		return names[i]
	case i < 16:
		return "bright-" + names[i-8]
	default:
		return fmt.Sprintf("color%d", i)
	}
}

// colorOf converts from the types that x/ansi makes of SGR parameters.
func colorOf(c color.Color) Color {
	switch c := c.(type) {
	case nil:
		return 0
	case ansi.BasicColor:
		return Indexed(uint8(c))
	case ansi.IndexedColor:
		return Indexed(uint8(c))
	}
	r, g, b, a := c.RGBA()
	if a == 0 {
		return 0
	}
	return RGB(uint8(r>>8), uint8(g>>8), uint8(b>>8))
}
