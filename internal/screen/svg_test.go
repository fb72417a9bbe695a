package screen

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os/exec"
	"strings"
	"testing"
	"unicode"
)

// textsOf parses an SVG and returns its texts by place, as "x,y".
func textsOf(t *testing.T, svg []byte) map[string]string {
	t.Helper()
	texts := make(map[string]string)
	d := xml.NewDecoder(bytes.NewReader(svg))
	place := ""
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatalf("the SVG is no XML: %v\n%s", err, svg)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			place = ""
			if tok.Name.Local == "text" {
				attrs := make(map[string]string)
				for _, a := range tok.Attr {
					attrs[a.Name.Local] = a.Value
				}
				place = attrs["x"] + "," + attrs["y"]
			}
		case xml.CharData:
			if place != "" {
				texts[place] += string(tok)
			}
		case xml.EndElement:
			place = ""
		}
	}
}

func TestSVGPlacesTextByCell(t *testing.T) {
	t.Parallel()
	f := Parse("ab  <c>&\"\n葡é│x \x1b[1my\x1b[mz", 12, 2)
	texts := textsOf(t, f.SVG(SVGOptions{Title: "a <title> & more\x1b\u202e"}))
	for place, want := range map[string]string{
		"0,14": "ab", "36,14": `<c>&"`, // four cells of nine units
		"0,33": "葡", "18,33": "é", "36,33": "x", "54,33": "y", "63,33": "z",
		"74,28": "a <title> & more",
	} {
		if texts[place] != want {
			t.Errorf("at %s stands %q, want %q", place, texts[place], want)
		}
		delete(texts, place)
	}
	if len(texts) > 0 {
		t.Errorf("more texts than expected: %q", texts)
	}
}

func TestSVGDrawsLinesAndBlocks(t *testing.T) {
	t.Parallel()
	const drawn = "─│╭╮╰╯├┤┬┴┼█▏▎▍▌▋▊▉░▒▓━┃┏▀▄▁▐▕▔▖▟"
	for _, r := range drawn {
		svg := Parse(string(r), 1, 1).SVG(SVGOptions{})
		if texts := textsOf(t, svg); len(texts) > 0 {
			t.Errorf("%c is left to the font: %q", r, texts)
		}
		if !bytes.Contains(svg, []byte(` d="M`)) {
			t.Errorf("%c is not drawn", r)
		}
	}
	for in, want := range map[string]string{
		"───": `d="M0 9h27v1h-27z"`, // one stroke
		"│":   `d="M4 0h1v10h-1zM4 9h1v10h-1z"`,
		"▌":   `d="M0 0h4.5v19h-4.5z"`,
		"▂":   `d="M0 14.25h9v4.75h-9z"`,
		"▕":   `d="M7.875 0h1.125v19h-1.125z"`,
		"▒":   `fill-opacity="0.5" d="M0 0h9v19h-9z"`,
		"▚":   `d="M0 0h4.5v9.5h-4.5zM4.5 9.5h4.5v9.5h-4.5z"`,
		"╭":   `d="M4.5 19v-5.5a4 4 0 0 1 4 -4h.5"`,
	} {
		if svg := Parse(in, 3, 1).SVG(SVGOptions{}); !bytes.Contains(svg, []byte(want)) {
			t.Errorf("%s is not drawn as %s:\n%s", in, want, svg)
		}
	}
}

func TestSVGHoldsNoControls(t *testing.T) {
	t.Parallel()
	f := newFrame(4, 1)
	for i, content := range []string{"\x1b[31m", "\u009b", "\u202ex", "a\u200db\xff"} {
		f.cells[i].Content = content
	}
	svg := f.SVG(SVGOptions{})
	textsOf(t, svg)
	for _, r := range string(svg) {
		if r != '\n' && !unicode.IsGraphic(r) {
			t.Errorf("the SVG holds %U", r)
		}
	}
}

func TestSVGStyles(t *testing.T) {
	t.Parallel()
	theme := Light()
	for in, want := range map[string]string{
		"\x1b[31mx":         `<g fill="` + theme.Palette[1] + `">`,
		"\x1b[1;3mx":        `<g fill="` + theme.Foreground + `" font-weight="bold" font-style="italic">`,
		"\x1b[38;5;208mx":   `fill="#ff8700"`,
		"\x1b[38;5;244mx":   `fill="#808080"`,
		"\x1b[38;2;1;2;3mx": `fill="#010203"`,
		"\x1b[44m  ":        `<rect x="0" y="0" width="18" height="19" fill="` + theme.Palette[4] + `"/>`,
		"\x1b[7mx":          `<g fill="` + theme.Background + `">`,
		"\x1b[4mxy":         `<rect x="0" y="16" width="18" height="1" fill="` + theme.Foreground + `"/>`,
		"\x1b[9mx":          `<rect x="0" y="9" width="9" height="1"`,
		"\x1b[2mx":          `<g fill="#7b7e82">`,
		"␛":                 `>ESC</text>`,
	} {
		if svg := string(Parse(in, 4, 1).SVG(SVGOptions{Theme: theme})); !strings.Contains(svg, want) {
			t.Errorf("%q is not drawn with %s:\n%s", in, want, svg)
		}
	}
	cursor := string(Parse("ab", 4, 1).WithCursor(1, 0).SVG(SVGOptions{}))
	if want := `<rect x="9" y="0" width="9" height="19" fill="` + Dark().Foreground + `"/>`; !strings.Contains(cursor, want) {
		t.Errorf("the cursor is not drawn:\n%s", cursor)
	}
	small := string(Parse("ab", 10, 2).SVG(SVGOptions{Scale: 1}))
	if want := `width="130" height="108"`; !strings.Contains(small, want) {
		t.Errorf("the size at scale 1 is not %s", want)
	}
}

// draw makes a picture and returns it with a function for the colour in the
// middle of pixel row and column within the frame, in SVG units.
func draw(t *testing.T, f Frame) (img image.Image, at func(x, y float64) color.RGBA) {
	t.Helper()
	if _, err := exec.LookPath("rsvg-convert"); err != nil {
		t.Skip("rsvg-convert is not installed")
	}
	data, err := PNG(t.Context(), f.SVG(SVGOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	img, err = png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	const left, top = margin + padding, margin + barHeight + padding
	return img, func(x, y float64) color.RGBA {
		return color.RGBAModel.Convert(img.At(int(2*(left+x)), int(2*(top+y)))).(color.RGBA)
	}
}

// TestPNGHasNoGaps follows the lines of a box and the cells of a bar, pixel
// by pixel.
func TestPNGHasNoGaps(t *testing.T) {
	t.Parallel()
	f := Parse("╭──┬──╮\n│  │  │\n├──┼──┤\n╰──┴──╯\n█████▌", 7, 5)
	img, at := draw(t, f)
	if b := img.Bounds(); b.Dx() != 2*(7*9+40) || b.Dy() != 2*(5*19+70) {
		t.Errorf("the picture is %v", b)
	}
	ink := color.RGBA{0xd5, 0xd9, 0xe0, 0xff}
	check := func(x, y float64) {
		if got := at(x, y); got != ink {
			t.Errorf("a gap at %g, %g: %v", x, y, got)
		}
	}
	for y := 9.5; y < 3*19+9.5; y += .5 {
		check(3*9+4.25, y) // ┬ to ┴
	}
	for x := 4.5; x < 6*9+4.5; x += .5 {
		check(x, 2*19+9.25) // ├ to ┤
	}
	for y := 14.; y < 3*19+5; y += .5 {
		check(4.25, y) // ╭ to ╰
	}
	for y := 4 * 19.; y < 5*19; y += .5 {
		for x := 0.; x < 5*9+4; x += .5 {
			check(x, y) // the bar
		}
	}
	if got := at(5*9+6, 4*19+9); got == ink {
		t.Error("the half block is a whole one")
	}
}

func TestPNGErrors(t *testing.T) {
	if _, err := exec.LookPath("rsvg-convert"); err == nil {
		_, err := PNG(t.Context(), []byte("no SVG"))
		if err == nil || !strings.Contains(err.Error(), "rsvg-convert could not draw the picture") {
			t.Errorf("no SVG: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := PNG(ctx, Parse("x", 1, 1).SVG(SVGOptions{})); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	_, err := PNG(t.Context(), nil)
	if !errors.Is(err, ErrNoConverter) || !strings.Contains(fmt.Sprint(err), "apt install librsvg2-bin") {
		t.Errorf("without rsvg-convert: %v", err)
	}
}
