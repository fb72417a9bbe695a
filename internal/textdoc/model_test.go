package textdoc

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/internal/safetext"
)

// randomText is a text of lines, some of them long, of all kinds of characters.
func randomText(r *rand.Rand, most int) []byte {
	alphabets := [...][]string{
		{"a", "b", " ", "7", "\""},
		{"é", "ü", "a", "€"},
		{"葡", "萄", "酒", "x"},
		{"e\u0301", "o\u0302\u0303", "a", "\u0301"},
		{"🇳🇱", "🇧", "👩\u200d👧", "🍷"},
		{"\xff", "\xe2\x82", "\x80", "a", "\xf0\x9f"},
		{"\x00", "\x1b[31m", "\r", "\u202e", "\u200b"},
		{strings.Repeat("\u0301", 90), "e"},
	}
	ends := [...]string{"\n", "\r\n", "\n\n", "\r", "\r\r\n", ""}
	var b []byte
	for size := r.IntN(most); len(b) < size; b = append(b, ends[r.IntN(len(ends))]...) {
		letters := alphabets[r.IntN(len(alphabets))]
		length := r.IntN(60)
		if r.IntN(4) == 0 {
			length *= 20
		}
		for range length {
			b = append(b, letters[r.IntN(len(letters))]...)
		}
	}
	return b
}

// naiveLines splits a text as the package says that lines end.
func naiveLines(src []byte) (lines [][]byte) {
	for len(src) > 0 {
		line, rest, _ := bytes.Cut(src, []byte("\n"))
		if len(rest) < len(src)-len(line) {
			line = bytes.TrimSuffix(line, []byte("\r"))
		}
		lines, src = append(lines, line), rest
	}
	return lines
}

// checkRows holds a layout against the text, and its ways to move against its
// rows from the start to the end.
func checkRows(t *testing.T, l Layout, r *rand.Rand) {
	t.Helper()
	src := l.grid.src
	rows := l.Rows(0, len(src)+1)
	at := 0
	for i, row := range rows {
		if row.Start != at || row.Next <= at || row.End > row.Next || row.End < row.Start {
			t.Fatalf("row %d of %q is %+v, after %d", i, src, row, at)
		}
		at = row.Next
	}
	if at != len(src) {
		t.Fatalf("the rows end at %d of %d", at, len(src))
	}
	if l.bytes == 0 {
		checkLines(t, l, rows)
	}
	for range 8 {
		checkMoves(t, l, rows, r)
	}
}

// checkLines puts rows together to lines, and compares.
func checkLines(t *testing.T, l Layout, rows []Row) {
	t.Helper()
	var shown []string
	for i, row := range rows {
		text := l.grid.src[row.Start:row.End]
		if w := safetext.Width(safetext.CleanBytes(text)); w > l.width && safetext.Fitting(text, 0) != len(text) {
			t.Fatalf("row %q is %d cells wide, not %d", text, w, l.width)
		}
		if row.First != (i == 0 || rows[i-1].Next > rows[i-1].End) {
			t.Fatalf("row %d, %+v, starts a line: %t", i, row, row.First)
		}
		if row.First {
			shown = append(shown, "")
		}
		shown[len(shown)-1] += string(text)
	}
	for i, line := range naiveLines(l.grid.src) {
		if i >= len(shown) || shown[i] != string(line) {
			t.Fatalf("line %d is shown as %q, want %q", i+1, shown[min(i, len(shown)-1)], line)
		}
	}
}

func checkMoves(t *testing.T, l Layout, rows []Row, r *rand.Rand) {
	t.Helper()
	if len(rows) == 0 {
		if l.Align(7) != 0 || l.Move(0, 5) != 0 || l.Last(9) != 0 || l.Percent(50) != 0 {
			t.Fatal("an empty text has places beyond 0")
		}
		return
	}
	i, n := r.IntN(len(rows)), r.IntN(50)
	row := rows[i]
	if offset := row.Start + r.IntN(row.Next-row.Start); l.Align(offset) != row.Start {
		t.Fatalf("offset %d is in row %d, %+v, and aligned to %d", offset, i, row, l.Align(offset))
	}
	if got, want := l.Move(row.Start, n), rows[min(i+n, len(rows)-1)].Start; got != want {
		t.Fatalf("%d rows on from %d is %d, want %d", n, row.Start, got, want)
	}
	if got, want := l.Move(row.Start, -n), rows[max(i-n, 0)].Start; got != want {
		t.Fatalf("%d rows back from %d is %d, want %d", n, row.Start, got, want)
	}
	if got := l.Rows(row.Start, n); !slices.Equal(got, rows[i:min(i+n, len(rows))]) {
		t.Fatalf("%d rows from %d are %+v, want %+v", n, row.Start, got, rows[i:min(i+n, len(rows))])
	}
	if got, want := l.Last(n+1), rows[max(len(rows)-n-1, 0)].Start; got != want {
		t.Fatalf("the last %d rows start at %d, want %d", n+1, got, want)
	}
}

func TestRowsOfRandomTexts(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 12 {
		src := randomText(r, 4000)
		for _, width := range []int{1, 2, 7, 40, 133} {
			checkRows(t, Layout{grid: grid{src, max(128/width, 1) * width}, width: width}, r)
		}
		checkRows(t, New(src).Wrap(1+r.IntN(200)), r)
		checkRows(t, New(src).Hex(r.IntN(120)), r)
		checkLineNumbers(t, New(src), r)
	}
}

func TestRowsOfALongLine(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for _, unit := range []string{"0123456789", "é", "葡", "e\u0301", "\xff", "🇳", "\u0301", "👩\u200d"} {
		src := []byte("first\n" + strings.Repeat(unit, 8_000) + "\r\nlast")
		for _, width := range []int{77, 5000} {
			checkRows(t, New(src).Wrap(width), r)
		}
	}
}

func checkLineNumbers(t *testing.T, text *Text, r *rand.Rand) {
	t.Helper()
	src := text.Source()
	if got, want := text.Lines(), len(naiveLines(src)); got != want {
		t.Fatalf("%q has %d lines, want %d", src, got, want)
	}
	for range 20 {
		offset := r.IntN(len(src) + 1)
		line := 1 + bytes.Count(src[:offset], lineFeed)
		if got := text.Line(offset); got != line {
			t.Fatalf("offset %d is in line %d, want %d", offset, got, line)
		}
		start := bytes.LastIndexByte(src[:offset], '\n') + 1
		if got := text.LineStart(line); got != start && line <= text.Lines() {
			t.Fatalf("line %d starts at %d, want %d", line, got, start)
		}
	}
}

func TestLineNumbersOfALargeText(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	var b bytes.Buffer
	for i := range 60_000 {
		fmt.Fprintf(&b, "%d%s\n", i, strings.Repeat("x", r.IntN(9)))
	}
	b.Write(bytes.Repeat([]byte("long"), 100_000))
	text := New(b.Bytes())
	checkLineNumbers(t, text, r)
	if got := text.LineStart(1_000_000); got != bytes.LastIndexByte(b.Bytes(), '\n')+1 {
		t.Errorf("a line beyond the end is at %d", got)
	}
	if text.LineStart(-4) != 0 {
		t.Error("a line before the start is not the first")
	}
}

func TestOnlyOneRowOfALongASCIILineIsShort(t *testing.T) {
	t.Parallel()
	text := New(bytes.Repeat([]byte("x"), 100_000))
	short := 0
	rows := text.Wrap(97).Rows(0, 10_000)
	for _, row := range rows[:len(rows)-1] {
		if row.End-row.Start != 97 {
			short++
		}
	}
	if short > 1 {
		t.Errorf("%d of %d rows are short", short, len(rows))
	}
}
