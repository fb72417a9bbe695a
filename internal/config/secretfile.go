package config

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"brincr-explorer/auth"
)

// fileSource is { file = "path" }, its path absolute.
type fileSource struct{ environment, path string }

func (s *fileSource) Secret(ctx context.Context) (auth.Secret, error) {
	if err := ctx.Err(); err != nil {
		return auth.Secret{}, s.failed("was not read", "Ask for the token again.", err)
	}
	content, mode, err := s.read()
	switch {
	case errors.Is(err, errShared):
		return auth.Secret{}, s.failed(fmt.Sprintf("can be read by others on this machine (mode %04o), and is not used", mode.Perm()), "Type: chmod 600 "+shellQuote(s.path), nil)
	case errors.Is(err, errNotRegular):
		return auth.Secret{}, s.failed("is no ordinary file", "Name the file that holds the secret.", err)
	case errors.Is(err, fs.ErrNotExist):
		return auth.Secret{}, s.failed("does not exist", "Put the secret into it, on one line. A relative path counts from the config's folder.", err)
	case errors.Is(err, fs.ErrPermission):
		return auth.Secret{}, s.failed("cannot be read: its permissions, or those of a folder above it, forbid it", "Look at them with: ls -ld "+shellQuote(s.path), err)
	case err != nil:
		return auth.Secret{}, s.failed("cannot be read: "+cause(err), "Check the path in the config.", err)
	}
	secret, complaint, hint := OneLine(content)
	if complaint != "" {
		return auth.Secret{}, s.failed(complaint, hint, nil)
	}
	return secret, nil
}

func (s *fileSource) failed(message, hint string, err error) error {
	return &SecretError{Environment: s.environment, Source: "the file " + quotePath(s.path), Message: message, Hint: hint, Err: err}
}

var (
	errNotRegular = errors.New("not a regular file")
	errShared     = errors.New("others can read it")
)

// read looks before it opens: a pipe would block where no context reaches. And it
// judges the permissions of what it has opened, not of what was there before.
func (s *fileSource) read() ([]byte, fs.FileMode, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return nil, 0, errNotRegular
	}
	f, err := os.Open(s.path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return nil, 0, err
	}
	if othersRead(info.Mode()) {
		return nil, info.Mode(), errShared
	}
	content, err := io.ReadAll(io.LimitReader(f, MaxSecret+1))
	return content, info.Mode(), err
}

// sharedWithOthers looks at the file's permissions, not into it. A file that is
// not there yet is no mistake before the secret is needed.
func (s *fileSource) sharedWithOthers() (fs.FileMode, bool) {
	info, err := os.Stat(s.path)
	if err != nil || !info.Mode().IsRegular() {
		return 0, false
	}
	return info.Mode(), othersRead(info.Mode())
}
