package compose

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
)

// Weight says what a finding does to the sending.
type Weight uint8

// The weights. A description of an API may be wrong, and so may a server that
// refused the same before: what only they say can be overridden.
const (
	Blocks Weight = iota // it is no JSON
	Warns
	Mended // a server's words about a value that is another one now
)

// Finding is one thing that is wrong with the body.
type Finding struct {
	Weight       Weight
	Line, Column int    // from 1; 0: nowhere in particular
	Path         string // dotted; ""
	Text         string
	From         string // who says so, for people
	Missing      bool   // the place is that of the container that lacks the field
}

// Who finds things.
const (
	fromJSON   = "JSON"
	fromSchema = "description"
	fromServer = "server"
)

// Remark is what a server said about one field of a body that it refused.
type Remark struct {
	api.FieldError
	before string // the field's value then
}

// Remarks takes down what a server said about a body.
func Remarks(body []byte, fields []api.FieldError) []Remark {
	doc, _ := jsondoc.Parse(body) // as far as it goes
	var list []Remark
	for _, f := range fields {
		list = append(list, Remark{FieldError: f, before: valueAt(doc, f.Path)})
	}
	return list
}

// Check finds what is wrong with a body: as JSON, against a schema where there
// is one, and by what a server said about it. An empty text is no body at all.
// It costs time that grows with the body and belongs into a command.
func Check(body []byte, schema func([]byte) []api.FieldError, remarks []Remark) []Finding {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	doc, err := jsondoc.Parse(body)
	if fault, ok := faulty(doc, body, err); ok {
		return append([]Finding{fault}, said(doc, remarks)...)
	}
	found := duplicates(doc)
	if schema != nil {
		for _, f := range schema(body) {
			found = append(found, placed(doc, f, fromSchema))
		}
	}
	found = append(found, said(doc, remarks)...)
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.Line, b.Line) })
	return found
}

// faulty says why a text is not one JSON value as RFC 8259 has it for sending.
func faulty(doc *jsondoc.Document, body []byte, err error) (Finding, bool) {
	at := func(offset int, text string) (Finding, bool) {
		from := bytes.LastIndexByte(body[:offset], '\n') + 1
		return Finding{Line: 1 + bytes.Count(body[:offset], []byte{'\n'}), Column: 1 + utf8.RuneCount(body[from:offset]), Text: text}, true
	}
	var wrong *jsondoc.SyntaxError
	if e, ok := err.(*jsondoc.SyntaxError); ok {
		wrong = e
	}
	switch {
	case wrong != nil:
		return Finding{Line: wrong.Line, Column: wrong.Column, Text: "This is not JSON: expected " + wrong.Expected + ", found " + wrong.Found + "."}, true
	case err != nil:
		return Finding{Text: "This is not JSON: " + err.Error() + "."}, true
	case doc.BOM():
		return at(0, "The text begins with a byte order mark (U+FEFF), which JSON must not have (RFC 8259). Delete it.")
	case doc.Lines():
		start, _ := doc.Offset(doc.Child(0, 1))
		return at(start, "A second value begins here; a body is one.")
	case !utf8.Valid(body):
		offset := 0
		for {
			r, size := utf8.DecodeRune(body[offset:])
			if r == utf8.RuneError && size == 1 {
				return at(offset, fmt.Sprintf("Byte 0x%02X is not UTF-8, as JSON has to be (RFC 8259).", body[offset]))
			}
			offset += size
		}
	}
	return Finding{}, false
}

// duplicates finds keys that an object has twice. JSON allows them, and readers
// disagree about which of them counts.
func duplicates(doc *jsondoc.Document) []Finding {
	const most = 100
	var found []Finding
	for n := jsondoc.Node(0); int(n) < doc.Len() && len(found) < most; n++ {
		if doc.Kind(n) != jsondoc.Object || doc.Count(n) < 2 {
			continue
		}
		first := make(map[string]jsondoc.Node, doc.Count(n))
		for child := doc.FirstChild(n); child != jsondoc.None; child = doc.Next(child) {
			key := doc.Key(child)
			before, twice := first[key]
			if !twice {
				first[key] = child
				continue
			}
			line, column := position(doc, child)
			found = append(found, Finding{
				Weight: Warns, Line: line, Column: column, Path: strings.TrimPrefix(doc.Path(child), "."), From: fromJSON,
				Text: fmt.Sprintf("The key is here a second time; the first is on line %d. Usually the last one counts.", doc.Line(before)),
			})
		}
	}
	return found
}

func placed(doc *jsondoc.Document, f api.FieldError, from string) Finding {
	line, column, missing := Locate(doc, f.Path)
	return Finding{Weight: Warns, Line: line, Column: column, Missing: missing, Path: f.Path, Text: together(f.Messages), From: from}
}

// said are the server's remarks, at the places where their fields are now.
func said(doc *jsondoc.Document, remarks []Remark) []Finding {
	var found []Finding
	for _, r := range remarks {
		f := placed(doc, r.FieldError, fromServer)
		if valueAt(doc, r.Path) != r.before {
			f.Weight = Mended
		}
		found = append(found, f)
	}
	return found
}

// together makes one text of several messages, which may be whole sentences or
// not.
func together(messages []string) string {
	var b strings.Builder
	for i, message := range messages {
		switch {
		case i == 0:
		case strings.HasSuffix(messages[i-1], "."):
			b.WriteString(" ")
		default:
			b.WriteString("; ")
		}
		b.WriteString(message)
	}
	return b.String()
}
