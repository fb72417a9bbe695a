//go:build unix

package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A config that the system does not give, whoever asks: links in a circle for
// everybody, permissions for all but root.
func TestG12_AnUnreadableConfigIsNamed(t *testing.T) {
	dir := t.TempDir()
	circle, closed := filepath.Join(dir, "circle.toml"), filepath.Join(dir, "closed.toml")
	if err := os.Symlink(circle, circle); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(closed, []byte(minimal("")), 0); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		circle: circle + ": the file cannot be read: too many levels of symbolic links\n    Check the path, or name another file with --config FILE.",
		closed: closed + ": the file cannot be read: its permissions, or those of a folder above it, forbid it\n    Look at them with: ls -ld " + closed,
	} {
		if path == closed && os.Geteuid() == 0 {
			continue
		}
		_, err := Load(path, testEnv(nil))
		var fe *FileError
		if !errors.As(err, &fe) || err.Error() != want || (path == closed) != errors.Is(err, fs.ErrPermission) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// A device or a pipe, which is looked into at once, would hold the start up.
func TestG07_ADeviceIsNoCAFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(path, []byte(minimal("ca_file = '/dev/zero'\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path, testEnv(nil)); err == nil || !strings.Contains(err.Error(), `the ca_file "/dev/zero" is no ordinary file`) {
		t.Errorf("got %v", err)
	}
}
