package config

import (
	"errors"
	"path/filepath"
	"strings"
	"unicode"
)

// filePath is the absolute path of a file that a key names; false after reporting
// that it names none. example is how the key is written.
func (l *loader) filePath(m *member, section, example string) (string, bool) {
	shown, name := m.value.text, dottedName(section, key{name: m.name})
	switch {
	case strings.TrimSpace(shown) == "":
		l.errorAt(m.value.offset, name, m.name+" is empty", example)
		return "", false
	case strings.ContainsFunc(shown, unicode.IsControl):
		l.errorAt(m.value.offset, name, m.name+" has a control character in it", `Put a Windows path in single quotes: 'C:\folder\file'.`)
		return "", false
	}
	path, err := l.expand(shown)
	if err != nil {
		l.errorAt(m.value.offset, name, m.name+" = "+quote(shown)+" cannot be resolved: "+err.Error(), "Write the whole path.")
		return "", false
	}
	return path, true
}

// expand makes a path of the config absolute: "~" is the home folder, and what
// is relative is so to the config's own folder, wherever the program starts.
func (l *loader) expand(path string) (string, error) {
	rest, home := strings.CutPrefix(path, "~")
	if !home {
		if filepath.IsAbs(path) {
			return filepath.Clean(path), nil
		}
		return filepath.Join(l.folder, path), nil
	}
	if rest != "" && rest[0] != '/' && rest[0] != filepath.Separator {
		return "", errors.New("only your own ~ is known, not another user's")
	}
	dir, err := l.env.Home()
	if err != nil {
		return "", errors.New("the home folder is not known")
	}
	return filepath.Join(dir, rest), nil
}
