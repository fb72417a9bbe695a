package screen

import (
	"image/color"
	"reflect"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
)

const sample = "\x1b[1;34m╭\x1b[m a \x1b[7mb\x1b[m\n" +
	"葡e\u0301 \x1b[38;2;255;135;0;48;5;208mx\x1b[0;2;3;4;9my\x1b[m\n" +
	"over the edge\nbelow"

func TestParse(t *testing.T) {
	t.Parallel()
	f := Parse(sample, 7, 3)
	if got, want := f.Text(), "╭ a b\n葡e\u0301 xy\nover th\n"; got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
	for _, tt := range []struct {
		x, y int
		want Cell
	}{
		{0, 0, Cell{"╭", 1, Style{Fg: Indexed(4), Bold: true}}},
		{4, 0, Cell{"b", 1, Style{Reverse: true}}},
		{5, 0, Cell{" ", 1, Style{}}},
		{0, 1, Cell{"葡", 2, Style{}}},
		{1, 1, Cell{"", 0, Style{}}},
		{2, 1, Cell{"e\u0301", 1, Style{}}},
		{4, 1, Cell{"x", 1, Style{Fg: RGB(255, 135, 0), Bg: Indexed(208)}}},
		{5, 1, Cell{"y", 1, Style{Faint: true, Italic: true, Underline: true, Strikethrough: true}}},
		{7, 0, Cell{}},
		{-1, 0, Cell{}},
		{0, 3, Cell{}},
	} {
		if got := f.Cell(tt.x, tt.y); got != tt.want {
			t.Errorf("Cell(%d, %d) = %+v, want %+v", tt.x, tt.y, got, tt.want)
		}
	}
	if w, h := Size(sample); w != 13 || h != 4 {
		t.Errorf("Size = %d, %d: what was clipped can't be noticed", w, h)
	}
	if w, h := Size("\x1b[31m\x1b[m"); w != 0 || h != 1 {
		t.Errorf("Size of no text = %d, %d", w, h)
	}
	if f := Parse("x", -1, 2); f.Width() != 0 || f.Text() != "\n\n" {
		t.Errorf("a frame without columns: %q", f.Text())
	}
}

func TestStyled(t *testing.T) {
	t.Parallel()
	const view = "plain\n\x1b[31mre\x1b[m  \x1b[31md\x1b[m \x1b[94;1mb\x1b[m\n\x1b[7m bar \x1b[m\n\x1b[38;5;100mn\x1b[48;2;1;2;3mm"
	want := "plain\n" +
		"re  d b\n» 0-1,4 red; 6 bright-blue bold\n" +
		" bar\n» 0-4 reverse\n" +
		"nm\n» 0 color100; 1 color100 on #010203\n"
	if got := Parse(view, 10, 4).Styled(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (Style{}).String(); got != "default" {
		t.Errorf("the zero style is %q", got)
	}
	all := Style{0, Indexed(15), true, true, true, true, true, true}
	if got, want := all.String(), "on bright-white bold faint italic underline reverse strikethrough"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	f := Parse("葡 token\n e\u0301 ● token ", 12, 2)
	for _, tt := range []struct {
		text string
		x, y int
		ok   bool
	}{
		{"token", 3, 0, true},
		{"葡", 0, 0, true},
		{"● token", 3, 1, true},
		{"token  ", 3, 0, true},
		{"n\n e", 0, 0, false},
		{"\u0301 ●", 0, 0, false}, // inside a cell
		{"e\u0301", 1, 1, true},
		{"", 0, 0, false},
		{"absent", 0, 0, false},
	} {
		if x, y, ok := f.Find(tt.text); x != tt.x || y != tt.y || ok != tt.ok {
			t.Errorf("Find(%q) = %d, %d, %v", tt.text, x, y, ok)
		}
		if f.Contains(tt.text) != tt.ok {
			t.Errorf("Contains(%q) is %v", tt.text, !tt.ok)
		}
	}
	family := Parse("👨\u200d👩 👩", 9, 1) // the first match begins inside a cell
	if x, _, ok := family.Find("👩"); x != 3 || !ok {
		t.Errorf("found at %d, %v", x, ok)
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	f := Parse("ab\ncd", 2, 2)
	for name, o := range map[string]Frame{
		"text":   Parse("ab\ncx", 2, 2),
		"style":  Parse("ab\nc\x1b[1md", 2, 2),
		"width":  Parse("ab\ncd", 3, 2),
		"height": Parse("ab\ncd", 2, 3),
		"cursor": f.WithCursor(0, 0),
	} {
		if f.Equal(o) || o.Equal(f) {
			t.Errorf("a frame of another %s is equal", name)
		}
	}
	if f.WithCursor(0, 0).Equal(f.WithCursor(1, 0)) {
		t.Error("the cursor's place makes no difference")
	}
	if !f.WithCursor(1, 1).Equal(Parse("ab\ncd", 2, 2).WithCursor(1, 1)) {
		t.Error("the same frame is not equal")
	}
	if _, _, ok := f.Cursor(); ok {
		t.Error("WithCursor changed the frame itself")
	}
}

// TestCaptureMendsHalfCells: a lone mark, a wide character without room.
func TestCaptureMendsHalfCells(t *testing.T) {
	t.Parallel()
	buf := uv.NewScreenBuffer(3, 1)
	buf.Lines[0][0] = uv.Cell{Content: "\u0301"}
	buf.Lines[0][1] = uv.Cell{}
	buf.Lines[0][2] = uv.Cell{Content: "葡", Width: 2}
	f := Capture(buf)
	var got []string
	for x := range 3 {
		got = append(got, f.Cell(x, 0).Content)
	}
	if want := []string{" ", " ", " "}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestColorString(t *testing.T) {
	t.Parallel()
	if c := colorOf(color.Transparent); c != 0 {
		t.Errorf("transparent is %v", c)
	}
	for c, want := range map[Color]string{
		0: "default", Indexed(0): "black", Indexed(9): "bright-red", Indexed(16): "color16", RGB(0, 0, 0): "#000000",
	} {
		if got := c.String(); got != want {
			t.Errorf("%#x is %q, want %q", uint32(c), got, want)
		}
	}
}
