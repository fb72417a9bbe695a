package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"unicode/utf8"
)

// maxFile is the size in bytes beyond which a file is not a config of ours.
const maxFile = 1 << 20

// source is the text of a config file, and how to find a place in it.
type source struct {
	path string
	text []byte // without a byte order mark
	mode fs.FileMode
	// regular: not a pipe such as a shell's <(…), whose mode says nothing.
	regular bool
}

// readFile reads the config at path with its bound. The file is looked at
// before it is opened, because a folder opens well on some systems and gives
// the oddest of errors when it is read.
func readFile(path string) (*source, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Missing{Path: path}
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	if info.IsDir() {
		return nil, &FileError{
			Path: path, Message: "this is a folder, not a config file",
			Hint: "Name the file in it: --config " + shellQuote(filepath.Join(path, "config.toml")),
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	if len(text) > maxFile {
		return nil, &FileError{
			Path: path, Message: "the file is larger than 1 MiB, far more than a config holds",
			Hint: "Check the path: this is probably another file.",
		}
	}
	s := &source{path: path, text: text, mode: info.Mode(), regular: info.Mode().IsRegular()}
	return s, s.decode()
}

func unreadable(path string, err error) error {
	e := &FileError{Path: path, Err: err}
	e.Message = "the file cannot be read: " + cause(err)
	e.Hint = "Check the path, or name another file with --config FILE."
	if errors.Is(err, fs.ErrPermission) {
		e.Message = "the file cannot be read: its permissions, or those of a folder above it, forbid it"
		e.Hint = "Look at them with: ls -ld " + shellQuote(path)
	}
	return e
}

// cause is what the system said, without the operation and the path around it.
func cause(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return printable(err.Error())
}

// decode takes a byte order mark off and refuses what is not UTF-8 by the name
// of what it seems to be: editors and shells on Windows write such files.
func (s *source) decode() error {
	name := encodingName(s.text)
	if name == "" {
		s.text = bytes.TrimPrefix(s.text, []byte("\xef\xbb\xbf"))
		return nil
	}
	return Problems{{
		File: s.path, Line: 1, Column: 1,
		Message: fmt.Sprintf("the file is written in %s, and a config is read as UTF-8", name),
		Hint:    "Save it as UTF-8. Windows PowerShell's > writes UTF-16; Notepad offers the encoding under Save as.",
	}}
}

// encodingName names the encoding of text that is not UTF-8 by its first four
// bytes, by mark or by the zeros that ASCII has in it; "" when it may be UTF-8.
func encodingName(text []byte) string {
	if len(text) >= 4 {
		switch [4]byte(text[:4]) {
		case [4]byte{0xff, 0xfe, 0, 0}, [4]byte{0, 0, 0xfe, 0xff}:
			return "UTF-32"
		}
	}
	if len(text) < 2 {
		return ""
	}
	a, b := text[0], text[1]
	switch {
	case a == 0xff && b == 0xfe, a == 0xfe && b == 0xff:
		return "UTF-16"
	case (a == 0) != (b == 0):
		return "UTF-16"
	}
	return ""
}

// locator finds the line of a byte offset without reading the file again.
type locator struct {
	text   []byte
	starts []int // of every line
}

func newLocator(text []byte) locator {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return locator{text: text, starts: starts}
}

// position is the line and column of a byte offset, both from 1, the column in
// characters as editors count.
func (l locator) position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(l.text))
	line = sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset })
	return line, utf8.RuneCount(l.text[l.starts[line-1]:offset]) + 1
}
