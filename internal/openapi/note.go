package openapi

import (
	"fmt"
	"strings"

	"brincr-explorer/internal/safetext"
)

// Error says why nothing could be taken from a description: what is wrong where,
// and what to do about it.
type Error struct {
	Source string // the file or URL
	Place  string // "line 3, column 5 (#/paths)"; "" for all of it
	What   string // continues the place, or the source
	Next   string
	Err    error // the cause, where there is one
}

func (e *Error) Error() string { return e.said(e.Source) }

// Short is Error with the name of the file alone, for a line that has little room.
func (e *Error) Short() string { return e.said(sourceName(e.Source)) }

func (e *Error) said(where string) string {
	if e.Place != "" {
		where += ", " + e.Place
	}
	return safetext.Clean(where + ": " + e.What + ". " + e.Next)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Note is something in a description that could not be used, while the rest
// could.
type Note struct {
	Place string // "line 3, column 5 (#/paths/~1products/get)"
	Text  string
}

func (n Note) String() string {
	if n.Place == "" {
		return safetext.Clean(n.Text)
	}
	return safetext.Clean(n.Place + ": " + n.Text)
}

// maxNotes is how many notes are kept word for word; more are counted.
const maxNotes = 100

// note keeps what is wrong at a value.
func (r *reader) note(at *value, format string, a ...any) {
	r.found++
	if len(r.notes) < maxNotes {
		r.notes = append(r.notes, Note{Place: r.place(at), Text: fmt.Sprintf(format, a...)})
	}
}

// place is where a value stands, for people: in another file than the first, the
// file is named.
func (r *reader) place(v *value) string {
	if v == nil {
		return ""
	}
	text := fmt.Sprintf("line %d, column %d (#%s)", v.line, v.column, short(v.pointer()))
	if r.first != nil && v.doc != r.first {
		return v.doc.shown + ", " + text
	}
	return text
}

// short cuts a long text in its middle, where a pointer says least.
func short(text string) string {
	const most = 120
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most/2]) + "…" + string(runes[len(runes)-most/2:])
}

// quoted is a text of the description in a message.
func quoted(text string) string {
	return "“" + short(strings.TrimSpace(text)) + "”"
}
