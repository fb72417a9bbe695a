package config

import (
	"errors"
	"path/filepath"
	"runtime"
)

// DefaultPath is where the config file belongs: below XDG_CONFIG_HOME where
// that is set to an absolute path (the XDG Base Directory Specification says
// to ignore a relative one), else in the platform's own folder for configs.
// getenv is os.Getenv outside tests. The error is for a person to read.
func DefaultPath(getenv func(string) string) (string, error) {
	dir, err := configHome(runtime.GOOS, getenv)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "brincr-explorer", "config.toml"), nil
}

func configHome(goos string, getenv func(string) string) (string, error) {
	if dir := getenv("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	if goos == "windows" {
		if dir := getenv("AppData"); dir != "" {
			return dir, nil
		}
		return "", errors.New("no place for the config file is known, because the variable AppData is not set; name the file with --config FILE")
	}
	home := getenv("HOME")
	if home == "" {
		return "", errors.New("no place for the config file is known, because the variable HOME is not set; name the file with --config FILE")
	}
	if goos == "darwin" || goos == "ios" {
		return filepath.Join(home, "Library", "Application Support"), nil
	}
	return filepath.Join(home, ".config"), nil
}
