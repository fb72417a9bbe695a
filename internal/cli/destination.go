package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"

	"brincr-explorer/internal/safetext"
)

// destination is where a result goes: standard output, or a file.
type destination struct {
	stdout   io.Writer
	terminal bool
	file     *replacement // nil: standard output
}

// destination is standard output where no file is named. Whether a file can be
// written is known before anything is sent.
func (p *program) destination(name string) (*destination, error) {
	if name == "" {
		return &destination{stdout: p.Stdout, terminal: p.Terminal(p.Stdout)}, nil
	}
	file, err := newReplacement(name)
	if err != nil {
		return nil, usage(fmt.Errorf("--output %s: %w", quoted(name), err))
	}
	return &destination{file: file}, nil
}

// write writes all of the result.
func (d *destination) write(what func(io.Writer)) error {
	if d.file == nil {
		return result(d.stdout, what)
	}
	out := bufio.NewWriter(d.file.temporary)
	what(out)
	return d.end(out.Flush())
}

// stream is for a result that comes piece by piece; end ends it.
func (d *destination) stream() io.Writer {
	switch {
	case d.file != nil:
		return d.file.temporary
	case d.terminal:
		return &safeLines{to: d.stdout}
	}
	return d.stdout
}

// end puts a file in its place, or says why the result could not be written.
func (d *destination) end(err error) error {
	switch {
	case err != nil && d.file != nil:
		return fmt.Errorf("%s cannot be written: %w", quoted(d.file.name), causeOf(err))
	case err != nil:
		return result(failedWriter{err}, func(out io.Writer) { _, _ = io.WriteString(out, "\n") })
	case d.file != nil:
		return d.file.place()
	}
	return nil
}

func (d *destination) discard() {
	if d.file != nil {
		d.file.discard()
	}
}

// failedWriter gives an error that came before, for it to be told as any other.
type failedWriter struct{ err error }

func (f failedWriter) Write([]byte) (int, error) { return 0, f.err }

// safeLines keeps a terminal safe from what is written to it. It holds back the
// beginning of a letter until the rest of it comes; a document ends with a line.
type safeLines struct {
	to   io.Writer
	held []byte
}

func (s *safeLines) Write(text []byte) (int, error) {
	rest := append(s.held, text...)
	whole := len(rest) - begun(rest)
	s.held = bytes.Clone(rest[whole:])
	for rest = rest[:whole]; len(rest) > 0; {
		line, more, ended := bytes.Cut(rest, []byte("\n"))
		clean := safetext.CleanBytes(line)
		if ended {
			clean += "\n"
		}
		if _, err := io.WriteString(s.to, clean); err != nil {
			return 0, err
		}
		rest = more
	}
	return len(text), nil
}

// begun is how many bytes at the end of a text are the beginning of a letter.
func begun(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// replacement is a file that takes the place of another, or of none, once it is
// whole. Only its owner can read it.
type replacement struct {
	name      string
	temporary *os.File
}

// newReplacement begins to write beside the place. A file that is a link is
// replaced where it lies; what is no file is left alone.
func newReplacement(name string) (*replacement, error) {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	switch info, err := os.Lstat(name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, causeOf(err)
	case info.IsDir():
		return nil, errors.New("it is a folder; name a file")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no ordinary file, so nothing can take its place; write to it with > of the shell")
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*") // with the mode 0600
	if err != nil {
		return nil, fmt.Errorf("its folder cannot be written to: %w", causeOf(err))
	}
	return &replacement{name: name, temporary: f}, nil
}

func (r *replacement) place() error {
	err := errors.Join(r.temporary.Sync(), r.temporary.Close())
	if err == nil {
		err = os.Rename(r.temporary.Name(), r.name)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", quoted(r.name), causeOf(err))
	}
	return nil
}

// discard takes away what was not put in its place.
func (r *replacement) discard() {
	_ = r.temporary.Close()
	_ = os.Remove(r.temporary.Name())
}
