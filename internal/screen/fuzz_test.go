package screen

import (
	"testing"
	"unicode/utf8"
)

// FuzzFrame holds for any text what the rest of the package relies on: every
// cell is filled, and the picture is XML.
func FuzzFrame(f *testing.F) {
	f.Add(sample, uint8(7), uint8(3))
	f.Add("\x1b]0;never ended", uint8(3), uint8(1))
	f.Add("e\u0301\x1b[31m\u0301 🇳🇱 👨\u200d👩\u200d👧 \xff\u009b", uint8(9), uint8(2))
	f.Add("葡", uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, text string, width, height uint8) {
		frame := Parse(text, int(width%32), int(height%8))
		for y := range frame.Height() {
			for x := 0; x < frame.Width(); {
				c := frame.Cell(x, y)
				if c.Content == "" || c.Width < 1 || x+c.Width > frame.Width() {
					t.Fatalf("cell %d, %d is %+v", x, y, c)
				}
				x += c.Width
			}
		}
		if utf8.ValidString(text) && !utf8.ValidString(frame.Styled()) {
			t.Error("Styled breaks UTF-8")
		}
		textsOf(t, frame.SVG(SVGOptions{}))
		boxed(frame)
	})
}
