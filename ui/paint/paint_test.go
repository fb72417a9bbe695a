package paint

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

func TestALineNeverOutgrowsItsWidth(t *testing.T) {
	st := New(Look{})
	for width := range 40 {
		l := NewLine(width).Add(st.Key, "name: ").Add(st.String, "\x1b[31m日本語 Müller\u202e").AddMiddle(st.Number, "12.5000000000000000001", 9)
		l.Right(st.Text, Span{st.Faint, "end"})
		if got := ansi.StringWidth(l.String()); got != width {
			t.Errorf("a line of %d cells is %d wide: %q", width, got, l.String())
		}
	}
}

func TestALineIsTheOneWayToTheTerminal(t *testing.T) {
	st := New(Look{})
	line := NewLine(80).Add(st.Text, "\x1b]0;owned\x07\x9b2J").AddMiddle(st.Text, "\x1b[2J", 20).AddCut(st.Text, "\u009b", 5).String()
	if strings.ContainsAny(ansi.Strip(line), "\x1b\x07\u009b") {
		t.Errorf("a control character got through: %q", line)
	}
}

func TestBoxesAreExact(t *testing.T) {
	st := New(Look{})
	for w := 2; w < 60; w += 3 {
		for h := 1; h < 12; h++ {
			rows := Box{Digit: "6", Title: []Span{{Text: "Response"}, {Text: " ─ a very long title that cannot fit anywhere"}}, Right: []Span{{Text: "1/100"}}}.Draw(st, w, h, []string{blanks(w - 2)})
			if len(rows) != h {
				t.Fatalf("%dx%d: %d rows", w, h, len(rows))
			}
			for _, row := range rows {
				if got := ansi.StringWidth(row); got != w {
					t.Fatalf("%dx%d: a row is %d wide: %q", w, h, got, ansi.Strip(row))
				}
			}
		}
	}
}

func TestEveryStateIsReadableWithoutColour(t *testing.T) {
	for c := Full; c <= Plain; c++ {
		for _, light := range []bool{false, true} {
			st := New(Look{Colours: c, Light: light})
			if st.Selected.Text.on == st.Text.on || st.Selected.Text.on == st.Blurred.Text.on {
				t.Errorf("colours %d, light %t: a selected row looks like any other", c, light)
			}
		}
	}
	if on := New(Look{Colours: Plain}).Selected.Text.on; on != "\x1b[7m" {
		t.Errorf("without colours a selection is %q, not reverse", on)
	}
}

func TestWrap(t *testing.T) {
	got := Wrap("The token lacks brincr:customer, which is a_word_longer_than_the_line.", 20)
	for _, line := range got {
		if ansi.StringWidth(line) > 20 {
			t.Errorf("%q is too wide", line)
		}
	}
	if joined := strings.ReplaceAll(strings.Join(got, " "), " ", ""); joined != "Thetokenlacksbrincr:customer,whichisa_word_longer_than_the_line." {
		t.Errorf("text was lost: %q", got)
	}
}

func TestUnits(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "00:00", -time.Second: "00:00", 59900 * time.Millisecond: "00:59", time.Hour: "60:00", 24 * time.Hour: "24:00:00",
	} {
		if got := Clock(d); got != want {
			t.Errorf("Clock(%s) = %s, want %s", d, got, want)
		}
	}
	for n, want := range map[int64]string{999: "999 B", 3100: "3.1 kB", 10_000_000: "10.0 MB", 2_500_000_000: "2.5 GB"} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %s, want %s", n, got, want)
		}
	}
	if got := Thousands(1234567); got != "1 234 567" {
		t.Errorf("Thousands = %q", got)
	}
}

func TestTheThumbReachesBothEnds(t *testing.T) {
	for _, total := range []int{11, 20, 100, 1_000_000} {
		const shown = 10
		if from, to := (Scroll{0, shown, total}).thumb(shown); from != 0 || to < 1 {
			t.Errorf("%d rows, at the top: %d to %d", total, from, to)
		}
		if from, to := (Scroll{total - shown, shown, total}).thumb(shown); to != shown || from >= to {
			t.Errorf("%d rows, at the end: %d to %d", total, from, to)
		}
	}
	if from, to := (Scroll{0, 10, 10}).thumb(10); from != to {
		t.Error("there is a thumb although everything is shown")
	}
}
