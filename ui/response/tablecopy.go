package response

import (
	"maps"
	"slices"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// CopyTable puts a part of a table on the clipboard. Text makes the text: it
// goes over the whole list, and belongs into a command.
type CopyTable struct {
	Text func() string
	What string
}

// snapshot is the rows and columns that are shown now, safe to read beside the
// Update loop.
type snapshot struct {
	table table
	cols  []int
}

func (t *table) snapshot(cols ...int) snapshot {
	s := snapshot{table: *t, cols: slices.Clone(cols)}
	s.table.columns = slices.Clone(t.columns)
	for i := range s.table.columns {
		s.table.columns[i].kids = maps.Clone(t.columns[i].kids)
	}
	return s
}

// separated is the view for a spreadsheet: a row of names, then the rows that
// are shown, in their order, with the columns that are shown. Fields are quoted
// as RFC 4180 says, whatever the separator, and lines end with CRLF.
//
// A field is the text of its cell; null and what is missing are empty. Text is
// left exactly as it was sent. That includes texts that begin with =, +, - or
// @, which some spreadsheets take for formulas when they open a file: whoever
// does not trust the data imports such columns as text.
func (s snapshot) separated(by byte) string {
	var b strings.Builder
	for i, id := range s.cols {
		if i > 0 {
			b.WriteByte(by)
		}
		field(&b, s.table.columns[id].name, by)
	}
	b.WriteString("\r\n")
	s.each(func(cells []jsondoc.Node) {
		for i, id := range s.cols {
			if i > 0 {
				b.WriteByte(by)
			}
			field(&b, s.text(cells[id]), by)
		}
		b.WriteString("\r\n")
	})
	return b.String()
}

// lines is one column, a line for each row that is shown.
func (s snapshot) lines() string {
	var b strings.Builder
	s.each(func(cells []jsondoc.Node) {
		b.WriteString(s.text(cells[s.cols[0]]))
		b.WriteByte('\n')
	})
	return b.String()
}

func (s snapshot) each(do func(cells []jsondoc.Node)) {
	var cells []jsondoc.Node
	for row := range s.table.count() {
		cells = s.table.cells(s.table.nodeOf(row), cells)
		do(cells)
	}
}

func (s snapshot) text(n jsondoc.Node) string {
	if n == jsondoc.None || s.table.doc.Kind(n) == jsondoc.Null {
		return ""
	}
	return cellText(s.table.doc, n)
}

// field writes one field. Besides what RFC 4180 asks for, a field with blanks
// at its ends is quoted, for some readers trim them.
func field(b *strings.Builder, text string, by byte) {
	if strings.IndexByte(text, by) < 0 && !strings.ContainsAny(text, "\"\r\n") && strings.TrimSpace(text) == text {
		b.WriteString(text)
		return
	}
	b.WriteByte('"')
	b.WriteString(strings.ReplaceAll(text, `"`, `""`))
	b.WriteByte('"')
}
