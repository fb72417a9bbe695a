package openapi

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"brincr-explorer/api"
)

// MaxBytes bounds a description, with all files that it refers to.
const MaxBytes = 64 << 20

// Source says which description is wanted, and what of it.
type Source struct {
	At     string // a file, or an http or https URL
	APIURL string // the API's base: paths become relative to it
	Remote bool   // whether $refs to other addresses are fetched, too
}

// Fetch gets what is at a URL, at most so many bytes. Nil fetches nothing.
type Fetch func(ctx context.Context, url string, most int64) ([]byte, error)

// Description is what was taken from an OpenAPI description.
type Description struct {
	Title, Version string
	Source         string // the file or URL
	Endpoints      []api.Endpoint
	Notes          []Note // what could not be used; at most a hundred, word for word
	Found          int    // how many there were
}

// IsURL tells a URL from the name of a file.
func IsURL(source string) bool {
	scheme, _, ok := strings.Cut(source, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Load reads a description. Its error is an [*Error], or the context's; then
// nothing could be taken. What is wrong with single operations is in the notes.
func Load(ctx context.Context, s Source, fetch Fetch) (d Description, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			d, err = Description{}, &Error{
				Source: Shown(s.At), What: "cannot be read, by a mistake of this program's own",
				Next: "Please report it with the file.", Err: fmt.Errorf("%v", thrown),
			}
		}
	}()
	r := newReader(ctx, s, fetch)
	defer r.close()
	if err := r.readFirst(); err != nil {
		return Description{}, err
	}
	if err := r.recognise(); err != nil {
		return Description{}, err
	}
	r.readOthers()
	r.security = r.schemes()
	d = Description{Source: Shown(s.At)}
	info := r.first.root.member("info")
	d.Title, d.Version = oneLine(info.str("title")), oneLine(info.str("version"))
	d.Endpoints = r.endpoints()
	d.Notes, d.Found = r.notes, r.found
	switch {
	case ctx.Err() != nil:
		return Description{}, ctx.Err()
	case len(d.Endpoints) == 0:
		return Description{}, r.nothing()
	}
	return d, nil
}

// dialect is what kind of description it is.
type dialect uint8

const (
	swagger2 dialect = iota
	openapi30
	openapi31
)

func (r *reader) recognise() error {
	root := r.first.root
	if !root.is(object) {
		return r.wrong(root, "is no OpenAPI description: there is "+kindOf(root)+" where an object belongs", "It begins with openapi: 3.0.3 or the like, or with swagger: \"2.0\".", nil)
	}
	version, of := root.member("openapi"), "OpenAPI"
	if version == nil {
		version, of = root.member("swagger"), "Swagger"
	}
	if version == nil || version.kind != text && version.kind != number {
		return r.wrong(root, "is no OpenAPI description: it has neither openapi nor swagger at its top", "Look whether it is the right file; a description begins with openapi: 3.0.3 or the like, or with swagger: \"2.0\".", nil)
	}
	v := strings.TrimSpace(version.text)
	switch {
	case of == "Swagger" && (v == "2.0" || v == "2"):
		r.dialect = swagger2
	case of == "OpenAPI" && (v == "3.0" || strings.HasPrefix(v, "3.0.")):
		r.dialect = openapi30
	case of == "OpenAPI" && strings.HasPrefix(v, "3."):
		r.dialect = openapi31 // and what comes after it, which adds to it
	default:
		return r.wrong(version, "is "+of+" "+quoted(v)+", which is not known here", "Known are OpenAPI 3.0 and 3.1, and Swagger 2.0; convert it to one of them.", nil)
	}
	return nil
}

func kindOf(v *value) string {
	if v == nil {
		return "nothing"
	}
	return v.kind.String()
}

// nothing says why there is no endpoint at all.
func (r *reader) nothing() error {
	paths := r.first.root.member("paths")
	switch {
	case paths == nil:
		return r.wrong(r.first.root, "describes no operation: it has no paths", "Look whether it is the right file.", nil)
	case len(r.notes) > 0:
		return &Error{
			Source: r.shown, Place: r.notes[0].Place, What: r.notes[0].Text + ", and no operation could be taken" + others(r.found-1),
			Next: "Correct it there, or ask whoever made the description.",
		}
	}
	return r.wrong(paths, "describes no operation: there is none below paths", "Look whether it is the right file.", nil)
}

func others(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return " (one more thing is wrong)"
	}
	return fmt.Sprintf(" (%d more things are wrong)", n)
}

func (r *reader) wrong(at *value, what, next string, err error) *Error {
	return &Error{Source: r.shown, Place: r.place(at), What: what, Next: next, Err: err}
}

// Shown is a source for people, without what may be a secret in a URL.
func Shown(at string) string {
	if !IsURL(at) {
		return at
	}
	at, _, _ = strings.Cut(at, "?")
	scheme, rest, _ := strings.Cut(at, "://")
	host, path, slash := strings.Cut(rest, "/")
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	if slash {
		path = "/" + path
	}
	return scheme + "://" + host + path
}

// sourceName is what stands in an endpoint's Source.
func sourceName(at string) string {
	if IsURL(at) {
		return Shown(at)
	}
	return filepath.Base(at)
}

// parsed reads a document, and says where it stops being one.
func (r *reader) parsed(d *document, content []byte) error {
	err := parse(d, content, &r.values)
	if err == nil {
		return nil
	}
	if errors.Is(err, errTooMany) {
		return &Error{Source: d.shown, What: err.Error(), Next: "Take the part of the description that is needed.", Err: err}
	}
	e := &Error{Source: d.shown, What: err.Error(), Next: "Correct it, or get the description anew.", Err: err}
	var at *syntax
	if errors.As(err, &at) {
		e.Place = fmt.Sprintf("line %d, column %d", at.line, at.column)
	}
	return e
}
