package journal

import (
	"errors"
	"path/filepath"
	"runtime"
)

// DefaultPath is where the history belongs: below XDG_STATE_HOME where that is
// set to an absolute path, else in the platform's own folder for such data.
// getenv is os.Getenv outside tests. The error is for a person to read.
func DefaultPath(getenv func(string) string) (string, error) {
	dir, err := stateHome(runtime.GOOS, getenv)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "brincr-explorer", "history.jsonl"), nil
}

func stateHome(goos string, getenv func(string) string) (string, error) {
	if dir := getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	if goos == "windows" {
		if dir := getenv("LocalAppData"); dir != "" {
			return dir, nil
		}
		return "", errors.New("no place for the history is known, because the variable LocalAppData is not set")
	}
	home := getenv("HOME")
	if home == "" {
		return "", errors.New("no place for the history is known, because the variable HOME is not set; set XDG_STATE_HOME")
	}
	if goos == "darwin" || goos == "ios" {
		return filepath.Join(home, "Library", "Application Support"), nil
	}
	return filepath.Join(home, ".local", "state"), nil
}
