package openapi

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"brincr-explorer/api"
)

// maxFiles is how many files a description may be spread over.
const maxFiles = 500

// reader reads one description. After Load nothing of it changes and no file is
// read any more: the checks of bodies share it.
type reader struct {
	ctx    context.Context
	source Source
	fetch  Fetch
	shown  string // the source, for people

	first   *document
	docs    map[string]*document // by id; nil for one that cannot be had
	folder  *os.Root             // of the first file
	left    int64                // bytes that may still be read
	values  int                  // that may still be in them
	dialect dialect

	security map[string]bool // the schemes that have scopes
	notes    []Note
	found    int
	remote   []*value // references to other addresses, which are not followed
}

func newReader(ctx context.Context, s Source, fetch Fetch) *reader {
	return &reader{ctx: ctx, source: s, fetch: fetch, shown: Shown(s.At), docs: make(map[string]*document), left: MaxBytes, values: maxValues}
}

func (r *reader) close() {
	if r.folder != nil {
		_ = r.folder.Close() // it was read only
	}
}

// readFirst reads the file or URL that the user named.
func (r *reader) readFirst() error {
	d := &document{id: r.source.At, shown: r.shown}
	var content []byte
	var err error
	if IsURL(r.source.At) {
		content, err = r.get(r.source.At)
	} else {
		d.id = filepath.Base(r.source.At)
		content, err = r.openFirst()
	}
	if err != nil {
		return err
	}
	if err := r.parsed(d, content); err != nil {
		return err
	}
	r.first = d
	r.docs[d.id] = d
	return r.ctx.Err()
}

func (r *reader) openFirst() ([]byte, error) {
	folder, err := os.OpenRoot(filepath.Dir(r.source.At))
	if err != nil {
		return nil, r.unreadable(err)
	}
	r.folder = folder
	// The file itself may be a link to anywhere: the user named it.
	content, err := r.readFile(func() (*os.File, error) { return os.Open(r.source.At) }, func() (fs.FileInfo, error) { return os.Stat(r.source.At) })
	if err != nil {
		return nil, r.unreadable(err)
	}
	return content, nil
}

var (
	errTooLarge = errors.New("is larger than 64 MiB, with all that it refers to")
	errNoFile   = errors.New("is no file")
	errFolder   = errors.New("is a folder")
)

// readFile reads a regular file. Others can be without an end, or silent; they
// are not even opened.
func (r *reader) readFile(open func() (*os.File, error), stat func() (fs.FileInfo, error)) ([]byte, error) {
	info, err := stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errFolder
	case !info.Mode().IsRegular():
		return nil, errNoFile
	case info.Size() > r.left:
		return nil, errTooLarge
	}
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was read only
	content, err := io.ReadAll(io.LimitReader(f, r.left+1))
	if err == nil && int64(len(content)) > r.left {
		return nil, errTooLarge
	}
	r.left -= int64(len(content))
	return content, err
}

func (r *reader) unreadable(err error) *Error {
	e := &Error{Source: r.shown, What: "cannot be read: " + cause(err), Next: "Check the name and the permissions.", Err: err}
	switch {
	case errors.Is(err, errTooLarge):
		e.What, e.Next = err.Error(), "Take the part of the description that is needed."
	case errors.Is(err, errFolder), errors.Is(err, errNoFile):
		e.What, e.Next = err.Error(), "Name the description itself, such as openapi.yaml."
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Next = "there is no such file", "Check the name; a relative one in the config counts from the config's folder."
	}
	return e
}

// cause is an error without the name of the file, which is said already.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// get reads a URL.
func (r *reader) get(address string) ([]byte, error) {
	if r.fetch == nil {
		return nil, &Error{Source: Shown(address), What: "is not fetched here", Next: "Name a file."}
	}
	content, err := r.fetch(r.ctx, address, r.left)
	var held *api.Error
	switch {
	case r.ctx.Err() != nil:
		return nil, r.ctx.Err()
	case errors.As(err, &held) && held.Kind == api.KindQuiet:
		return nil, &Error{Source: Shown(address), What: "was not fetched: today is a quiet day, on which nothing is sent", Next: "A file is read on such a day too.", Err: err}
	case err != nil:
		return nil, &Error{Source: Shown(address), What: "could not be fetched: " + strings.TrimSuffix(err.Error(), "."), Next: "Try the address in a browser, or save the description as a file and name that.", Err: err}
	case int64(len(content)) > r.left:
		return nil, &Error{Source: Shown(address), What: errTooLarge.Error(), Next: "Take the part of the description that is needed.", Err: errTooLarge}
	}
	r.left -= int64(len(content))
	return content, nil
}

// readOthers reads the files that the description refers to, and those that they
// refer to. References to other addresses are followed only where the user said so.
func (r *reader) readOthers() {
	waiting := []*document{r.first}
	for len(waiting) > 0 && r.ctx.Err() == nil {
		d := waiting[0]
		waiting = waiting[1:]
		for _, ref := range r.references(d) {
			if more := r.readOther(ref); more != nil {
				waiting = append(waiting, more)
			}
		}
	}
	if n := len(r.remote); n > 0 {
		r.note(r.remote[0], "%s, and %s not fetched; set openapi_remote = true in the environment to fetch what a description refers to, or bundle it into one file",
			quoted(r.remote[0].text), many(n, "reference to another address is", "references to other addresses are"))
	}
}

func many(n int, one, more string) string {
	if n == 1 {
		return "one " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// readOther reads the document of a reference, if it was not yet; nil where
// there is none to go on with.
func (r *reader) readOther(ref *value) *document {
	id, remote, err := r.locate(ref.doc, ref.text)
	switch {
	case err != nil:
		r.note(ref, "%s", err)
		return nil
	case id == "":
		return nil
	case remote && !r.source.Remote:
		r.remote = append(r.remote, ref)
		return nil
	}
	if _, known := r.docs[id]; known {
		return nil
	}
	if len(r.docs) >= maxFiles {
		r.note(ref, "refers to more than %d files; %s is not read", maxFiles, quoted(id))
		r.docs[id] = nil
		return nil
	}
	d := &document{id: id, shown: Shown(id)}
	content, err := r.readPart(id, remote)
	if err == nil {
		err = r.parsed(d, content)
	}
	if err != nil {
		r.docs[id] = nil
		r.note(ref, "the $ref %s leads nowhere: %s", quoted(ref.text), partCause(err))
		return nil
	}
	r.docs[id] = d
	return d
}

func (r *reader) readPart(id string, remote bool) ([]byte, error) {
	if remote {
		return r.get(id)
	}
	name := filepath.FromSlash(id)
	content, err := r.readFile(func() (*os.File, error) { return r.folder.Open(name) }, func() (fs.FileInfo, error) { return r.folder.Stat(name) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("there is no such file")
	}
	return content, err
}

func partCause(err error) string {
	var e *Error
	if errors.As(err, &e) {
		where := ""
		if e.Place != "" {
			where = e.Place + ": "
		}
		return where + e.What
	}
	return cause(err)
}

// locate finds the id of the document that a reference leads to; "" for its own.
// Files may refer to files in the first one's folder and below, and nowhere else.
func (r *reader) locate(from *document, ref string) (id string, remote bool, err error) {
	file, _, _ := strings.Cut(ref, "#")
	if file == "" {
		return "", false, nil
	}
	u, err := url.Parse(file)
	if err != nil {
		return "", false, fmt.Errorf("the $ref %s is no address", quoted(ref))
	}
	if IsURL(from.id) {
		base, err := url.Parse(from.id)
		if err != nil {
			return "", false, fmt.Errorf("the $ref %s is no address", quoted(ref))
		}
		u = base.ResolveReference(u)
		if thisMachine(u) && !thisMachine(base) {
			return "", false, fmt.Errorf("the $ref %s leads from another machine to this machine, and is not followed", quoted(ref))
		}
	}
	switch {
	case IsURL(u.String()):
		if _, known := r.docs[u.String()]; known {
			return u.String(), false, nil
		}
		return u.String(), true, nil
	case u.Scheme != "" || u.Host != "":
		return "", false, fmt.Errorf("the $ref %s is followed by no program like this", quoted(ref))
	}
	id = path.Join(path.Dir(from.id), u.Path)
	if path.IsAbs(u.Path) || !fs.ValidPath(id) || r.folder == nil {
		return "", false, fmt.Errorf("the $ref %s leads out of the folder of the description, and is not followed", quoted(ref))
	}
	return id, false, nil
}

// thisMachine knows the names of this machine that need no look-up.
func thisMachine(u *url.URL) bool {
	ip, err := netip.ParseAddr(u.Hostname())
	return strings.EqualFold(u.Hostname(), "localhost") || err == nil && ip.IsLoopback()
}
