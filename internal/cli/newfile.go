package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeNew writes a file that only its owner can read. It is written beside its
// place and then put there, so that nobody ever finds half of it; a file that is
// there is left alone, and the error is fs.ErrExist.
func writeNew(file, content string) error {
	if _, err := os.Lstat(file); err == nil {
		return fs.ErrExist
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*") // with the mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = io.WriteString(f, content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return place(f.Name(), file)
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
