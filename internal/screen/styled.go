package screen

import (
	"fmt"
	"strings"
)

// Styled returns the frame with its styles spelled out, for golden files in
// which colours matter. After each row that is not all in the default style
// comes a line that names the style of each stretch of columns:
//
//	│ ● valid     52:14 left │
//	» 0,25 bright-black; 2 green; 4-8 bold
//
// Columns are counted from 0, both ends included. Stretches of one style are
// named together, in the order in which the style first appears.
func (f Frame) Styled() string {
	var b strings.Builder
	for y := range f.height {
		b.WriteString(f.Row(y))
		b.WriteByte('\n')
		if notes := f.styleNotes(y); notes != "" {
			b.WriteString("» ")
			b.WriteString(notes)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (f Frame) styleNotes(y int) string {
	var order []Style
	columns := make(map[Style][]string)
	for x := 0; x < f.width; {
		style, start := f.Cell(x, y).Style, x
		for x < f.width && f.Cell(x, y).Style == style {
			x++
		}
		if style == (Style{}) {
			continue
		}
		if _, seen := columns[style]; !seen {
			order = append(order, style)
		}
		columns[style] = append(columns[style], stretch(start, x-1))
	}
	notes := make([]string, 0, len(order))
	for _, style := range order {
		notes = append(notes, strings.Join(columns[style], ",")+" "+style.String())
	}
	return strings.Join(notes, "; ")
}

func stretch(first, last int) string {
	if first == last {
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d-%d", first, last)
}

// String names what differs from the default style: "red on blue bold".
func (s Style) String() string {
	var words []string
	if s.Fg != 0 {
		words = append(words, s.Fg.String())
	}
	if s.Bg != 0 {
		words = append(words, "on "+s.Bg.String())
	}
	for _, attr := range []struct {
		set  bool
		name string
	}{
		{s.Bold, "bold"},
		{s.Faint, "faint"},
		{s.Italic, "italic"},
		{s.Underline, "underline"},
		{s.Reverse, "reverse"},
		{s.Strikethrough, "strikethrough"},
	} {
		if attr.set {
			words = append(words, attr.name)
		}
	}
	if len(words) == 0 {
		return "default"
	}
	return strings.Join(words, " ")
}

// boxed returns the text of a frame with its edges drawn, for messages.
func boxed(f Frame) string {
	edge := strings.Repeat("─", f.width)
	var b strings.Builder
	b.WriteString("┌" + edge + "┐\n")
	for y := range f.height {
		b.WriteString("│")
		for x := range f.width {
			b.WriteString(f.Cell(x, y).Content)
		}
		b.WriteString("│\n")
	}
	b.WriteString("└" + edge + "┘")
	return b.String()
}
