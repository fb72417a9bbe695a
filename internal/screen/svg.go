package screen

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SVGOptions says how a picture looks. The zero value is a dark window
// without a title at twice its natural size.
type SVGOptions struct {
	Theme Theme   // zero: Dark()
	Title string  // in the window's title bar
	Scale float64 // of the width and height in pixels; 0: 2. Whole numbers are the sharpest
}

// Measures of the window around the frame, in SVG user units.
const (
	margin    = 8  // around the window
	barHeight = 30 // of the title bar
	padding   = 12 // between window and frame
	corner    = 9  // radius
	// fontSize makes DejaVu Sans Mono, 0.602 em wide, fill a cell.
	fontSize = 14.95
	baseline = 14 // from the top of a cell
)

// SVG returns the frame as a picture of a terminal window. Text is placed
// word by word, so that columns stay in line with any font; lines and blocks
// are drawn, so that they meet. The result holds no control character.
func (f Frame) SVG(o SVGOptions) []byte {
	if o.Theme == (Theme{}) {
		o.Theme = Dark()
	}
	if o.Scale <= 0 {
		o.Scale = 2
	}
	p := picture{frame: f, theme: o.Theme, words: newLayers(), shapes: newLayers(), arcs: newLayers()}
	p.drawCells()

	width := f.width*cellWidth + 2*(margin+padding)
	height := f.height*cellHeight + 2*(margin+padding) + barHeight
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %d %d" `+
		`font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="%g">`+"\n",
		number(float64(width)*o.Scale), number(float64(height)*o.Scale), width, height, fontSize)
	writeWindow(&b, o, width, height)
	fmt.Fprintf(&b, `<g transform="translate(%d %d)">`+"\n", margin+padding, margin+barHeight+padding)
	p.write(&b)
	b.WriteString("</g>\n</svg>\n")
	return b.Bytes()
}

func writeWindow(b *bytes.Buffer, o SVGOptions, width, height int) {
	t := o.Theme
	w, h := width-2*margin, height-2*margin
	fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" rx="%d" fill="%s"/>`+"\n",
		margin, margin, w, h, corner, t.Background)
	fmt.Fprintf(b, `<path d="M%d %dv-%da%d %d 0 0 1 %d -%dh%da%d %d 0 0 1 %d %dv%dz" fill="%s"/>`+"\n",
		margin, margin+barHeight, barHeight-corner, corner, corner, corner, corner,
		w-2*corner, corner, corner, corner, corner, barHeight-corner, t.Bar)
	fmt.Fprintf(b, `<rect x="%g" y="%g" width="%d" height="%d" rx="%d" fill="none" stroke="%s"/>`+"\n",
		margin-.5, margin-.5, w+1, h+1, corner, t.Border)
	for i, color := range t.Buttons {
		fmt.Fprintf(b, `<circle cx="%d" cy="%d" r="5.5" fill="%s"/>`+"\n", margin+18+i*18, margin+barHeight/2, color)
	}
	if title := visible(o.Title); title != "" {
		fmt.Fprintf(b, `<text x="%g" y="%d" text-anchor="middle" font-size="13" fill="%s">%s</text>`+"\n",
			float64(width)/2, margin+barHeight/2+5, t.Title, escaped(title))
	}
}

// picture collects what is drawn, in layers of equal attributes.
type picture struct {
	frame  Frame
	theme  Theme
	under  bytes.Buffer // backgrounds
	over   bytes.Buffer // underlines
	words  *layers
	shapes *layers
	arcs   *layers
}

func (p *picture) write(b *bytes.Buffer) {
	b.Write(p.under.Bytes())
	p.shapes.write(b, `<path `, ` d="`, `"/>`)
	p.arcs.write(b, `<path fill="none" `, ` d="`, `"/>`)
	p.words.write(b, `<g `, `>`, `</g>`)
	b.Write(p.over.Bytes())
}

func (p *picture) drawCells() {
	for y := range p.frame.height {
		p.drawBackgrounds(y)
		for x := 0; x < p.frame.width; {
			x += p.drawFrom(x, y)
		}
	}
}

// look returns the style a cell is drawn in: the cursor turns it round.
func (p *picture) look(x, y int) Style {
	s := p.frame.Cell(x, y).Style
	if cx, cy, ok := p.frame.Cursor(); ok && cx == x && cy == y {
		s.Reverse = !s.Reverse
	}
	return s
}

func (p *picture) drawBackgrounds(y int) {
	for x := 0; x < p.frame.width; {
		_, bg := p.theme.colors(p.look(x, y))
		start := x
		for x < p.frame.width {
			if _, next := p.theme.colors(p.look(x, y)); next != bg {
				break
			}
			x++
		}
		if bg != p.theme.Background {
			fmt.Fprintf(&p.under, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n",
				start*cellWidth, y*cellHeight, (x-start)*cellWidth, cellHeight, bg)
		}
	}
}

// drawFrom draws the cell at x, or the word or line that begins there, and
// returns how many cells that were.
func (p *picture) drawFrom(x, y int) int {
	cell, style := p.frame.Cell(x, y), p.look(x, y)
	same := func(n int, fits func(string) bool) bool {
		return x+n < p.frame.width && p.look(x+n, y) == style && fits(p.frame.Cell(x+n, y).Content)
	}
	n := max(cell.Width, 1)
	if s, ok := shapeOf(cell.Content); ok {
		for cell.Content == "─" && same(n, func(c string) bool { return c == "─" }) {
			n++
		}
		p.drawShape(s, x, y, n, style)
	} else {
		word := visible(cell.Content)
		for ascii := isWordPart(word); ascii && same(n, isWordPart); {
			word += p.frame.Cell(x+n, y).Content
			n++
		}
		p.drawWord(word, x, y, style)
	}
	p.drawLines(x, y, n, style)
	return n
}

// isWordPart reports whether a cell can be drawn together with its
// neighbours: ASCII, which every monospaced font has at the same width.
func isWordPart(content string) bool {
	return len(content) == 1 && content > " " && content < "\x7f"
}

func (p *picture) drawWord(word string, x, y int, style Style) {
	if strings.TrimSpace(word) == "" {
		return
	}
	fg, _ := p.theme.colors(style)
	attrs := `fill="` + fg + `"`
	if style.Bold {
		attrs += ` font-weight="bold"`
	}
	if style.Italic {
		attrs += ` font-style="italic"`
	}
	if name := pictureName(word); name != "" {
		// Few fonts have Unicode's control pictures.
		p.words.add(attrs+` font-size="5.2"`, fmt.Sprintf("\n"+`<text x="%g" y="%d" text-anchor="middle">%s</text>`,
			(float64(x)+.5)*cellWidth, y*cellHeight+baseline-2, name))
		return
	}
	length := ""
	if n := len(word); n > 1 && isWordPart(word[:1]) {
		// Where the font is not as wide as the cells, viewers that know
		// this attribute stretch the word.
		length = fmt.Sprintf(` textLength="%d" lengthAdjust="spacingAndGlyphs"`, n*cellWidth)
	}
	p.words.add(attrs, fmt.Sprintf("\n"+`<text x="%d" y="%d"%s>%s</text>`,
		x*cellWidth, y*cellHeight+baseline, length, escaped(word)))
}

func (p *picture) drawShape(s shape, x, y, cells int, style Style) {
	fg, _ := p.theme.colors(style)
	left, top := float64(x*cellWidth), float64(y*cellHeight)
	if s.arc != "" {
		p.arcs.add(`stroke="`+fg+`"`, "M"+number(left+cellWidth/2.0)+" "+number(top+s.arcY)+s.arc)
		return
	}
	attrs := `fill="` + fg + `"`
	if s.opacity < 1 {
		attrs += ` fill-opacity="` + number(s.opacity) + `"`
	}
	if cells > 1 { // a horizontal line: one stroke from end to end
		whole := s.rects[0]
		whole.x, whole.w = 0, float64(cells*cellWidth)
		s.rects = []rect{whole}
	}
	for _, r := range s.rects {
		p.shapes.add(attrs, "M"+number(left+r.x)+" "+number(top+r.y)+
			"h"+number(r.w)+"v"+number(r.h)+"h"+number(-r.w)+"z")
	}
}

// pictureName returns the letters of a control picture (U+2400 to U+2421).
func pictureName(content string) string {
	names := strings.Fields("NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI " +
		"DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP DEL")
	r, size := utf8.DecodeRuneInString(content)
	if i := int(r) - 0x2400; size == len(content) && i >= 0 && i < len(names) {
		return names[i]
	}
	return ""
}

// drawLines draws what goes under or through the text.
func (p *picture) drawLines(x, y, cells int, style Style) {
	fg, _ := p.theme.colors(style)
	line := func(offset int) {
		fmt.Fprintf(&p.over, `<rect x="%d" y="%d" width="%d" height="1" fill="%s"/>`+"\n",
			x*cellWidth, y*cellHeight+offset, cells*cellWidth, fg)
	}
	if style.Underline {
		line(baseline + 2)
	}
	if style.Strikethrough {
		line(cellHeight / 2)
	}
}

// layers keeps drawing commands with equal attributes together, in the order
// in which the attributes first came up.
type layers struct {
	order []string
	parts map[string]*strings.Builder
}

func newLayers() *layers { return &layers{parts: make(map[string]*strings.Builder)} }

func (l *layers) add(attrs, part string) {
	b, ok := l.parts[attrs]
	if !ok {
		b = new(strings.Builder)
		l.parts[attrs] = b
		l.order = append(l.order, attrs)
	}
	b.WriteString(part)
}

func (l *layers) write(b *bytes.Buffer, before, between, after string) {
	for _, attrs := range l.order {
		b.WriteString(before + attrs + between + l.parts[attrs].String() + after + "\n")
	}
}

// visible returns s without the characters that are no text: controls would
// make the XML invalid, format characters would move the text about.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, s)
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}

// number writes v as short as SVG allows.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
