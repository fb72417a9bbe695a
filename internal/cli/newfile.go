package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// writeNew writes a file that only its owner can read. It is written beside its
// place and then put there, so that nobody ever finds half of it; a file that is
// there is left alone, and the error is fs.ErrExist.
func writeNew(file, content string) error {
	if _, err := os.Lstat(file); err == nil {
		return fs.ErrExist
	}
	return beside(file, content, place)
}

// writeOver is writeNew that replaces a file that is there, at once and as a
// whole.
func writeOver(file, content string) error {
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return errors.New("it is no ordinary file")
	}
	return beside(file, content, os.Rename)
}

// beside writes a file under another name, and has it put in its place when it is
// whole.
func beside(file, content string, put func(from, to string) error) error {
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*") // with the mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = io.WriteString(f, content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return put(f.Name(), file)
}

// save writes a file that the user named in the panes. ~ is home there, as no
// shell has read the name.
func (p *program) save(name string, text []byte, replace bool) error {
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		name = filepath.Join(p.getenv("HOME"), rest)
	}
	write := writeNew
	if replace {
		write = writeOver
	}
	if err := write(name, string(text)); err != nil {
		return causeOf(err)
	}
	return nil
}

// place gives a file its name, which is still free. A link tells where it is not,
// and renaming would not; but not every file system has links.
func place(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}
