package journal

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	mostFile = 10 << 20 // bytes; then it begins anew, and one old file is kept
	mostLine = 1 << 20
)

// A File is the history on disk: a line for each entry, in a file that only its
// owner can read.
type File struct {
	path string
	most int64
}

// NewFile is the history at a path. Nothing is written before the first entry.
func NewFile(path string) *File { return &File{path: path, most: mostFile} }

// old is the file before the present one.
func (f *File) old() string {
	return strings.TrimSuffix(f.path, filepath.Ext(f.path)) + ".1" + filepath.Ext(f.path)
}

// Write adds an entry. The file is opened for each: another process may have
// begun a new one meanwhile. A line is one write to the end of the file, so that
// those of two processes don't mix.
func (f *File) Write(e Entry) error {
	text, err := LineOf(e).text()
	if err != nil {
		return err
	}
	if err := f.append(text); err != nil {
		return fmt.Errorf("the history is not written any more: %w", err)
	}
	return nil
}

func (f *File) append(text []byte) error {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	file, err := f.open()
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// open opens the file, a new one where the present one is full.
func (f *File) open() (*os.File, error) {
	for {
		file, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		info, err := file.Stat()
		if err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
			err = file.Chmod(0o600)
		}
		switch {
		case err != nil:
			return nil, errors.Join(err, file.Close())
		case info.Size() < f.most:
			return file, nil
		}
		if err := errors.Join(file.Close(), f.rotate(info)); err != nil {
			return nil, err
		}
	}
}

// rotate puts the full file in the place of the old one. Another process may do
// so at the same time: what is taken away that is not the full file is one that it
// has begun meanwhile, and goes back.
func (f *File) rotate(full os.FileInfo) error {
	temporary, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+".*")
	if err != nil {
		return err
	}
	aside := temporary.Name()
	defer func() { _ = os.Remove(aside) }()
	if err := temporary.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.path, aside); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	taken, err := os.Stat(aside)
	switch {
	case err != nil:
		return err
	case os.SameFile(taken, full):
		return os.Rename(aside, f.old())
	}
	return f.giveBack(aside)
}

// giveBack puts a file that was begun meanwhile back in its place, or its lines
// behind those of one that was begun after it.
func (f *File) giveBack(aside string) error {
	if os.Link(aside, f.path) == nil {
		return nil
	}
	text, err := os.ReadFile(aside)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// Read gives the lines that are kept, the oldest first, and how many could not
// be read. The error is fs.ErrNotExist where there is no history.
func (f *File) Read() (lines []Line, broken int, err error) {
	missing := 0
	for _, path := range []string{f.old(), f.path} {
		more, bad, err := readLines(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing++
		case err != nil:
			return nil, 0, err
		}
		lines, broken = append(lines, more...), broken+bad
	}
	if missing == 2 {
		return nil, 0, fs.ErrNotExist
	}
	return lines, broken, nil
}

func readLines(path string) (lines []Line, broken int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	return parseLines(file)
}

// parseLines reads lines, and counts those that are none: a disk may have been
// full in the middle of one. One that is too long costs no other.
func parseLines(r io.Reader) (lines []Line, broken int, err error) {
	in := bufio.NewReaderSize(r, mostLine)
	for {
		text, err := in.ReadSlice('\n')
		long := errors.Is(err, bufio.ErrBufferFull)
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = in.ReadSlice('\n')
		}
		switch l, bad := parseLine(text); {
		case !long && len(bytes.TrimSpace(text)) == 0:
		case long || bad != nil:
			broken++
		default:
			lines = append(lines, l)
		}
		switch {
		case errors.Is(err, io.EOF):
			return lines, broken, nil
		case err != nil:
			return lines, broken, err
		}
	}
}
