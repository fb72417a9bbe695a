package config

import (
	"path/filepath"
	"runtime"
	"testing"
)

func TestConfigHome(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the expected paths are written with forward slashes")
	}
	for name, c := range map[string]struct {
		goos        string
		env         map[string]string
		want, error string
	}{
		"XDG":          {"linux", map[string]string{"XDG_CONFIG_HOME": "/x", "HOME": "/home/ann"}, "/x", ""},
		"XDG relative": {"linux", map[string]string{"XDG_CONFIG_HOME": "x", "HOME": "/home/ann"}, "/home/ann/.config", ""},
		"linux":        {"linux", map[string]string{"HOME": "/home/ann"}, "/home/ann/.config", ""},
		"macOS":        {"darwin", map[string]string{"HOME": "/Users/ann"}, "/Users/ann/Library/Application Support", ""},
		"macOS, XDG":   {"darwin", map[string]string{"XDG_CONFIG_HOME": "/x", "HOME": "/Users/ann"}, "/x", ""},
		"Windows":      {"windows", map[string]string{"AppData": "/Users/ann/AppData/Roaming"}, "/Users/ann/AppData/Roaming", ""},
		"no HOME":      {"linux", nil, "", "no place for the config file is known, because the variable HOME is not set; name the file with --config FILE"},
		"no AppData":   {"windows", map[string]string{"HOME": "/home/ann"}, "", "no place for the config file is known, because the variable AppData is not set; name the file with --config FILE"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := configHome(c.goos, func(name string) string { return c.env[name] })
			if c.error != "" {
				if err == nil || err.Error() != c.error {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestDefaultPath(t *testing.T) {
	home := t.TempDir()
	got, err := DefaultPath(func(name string) string {
		if name == "XDG_CONFIG_HOME" {
			return home
		}
		return ""
	})
	if want := filepath.Join(home, "brincr-explorer", "config.toml"); err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	if _, err := DefaultPath(func(string) string { return "" }); err == nil {
		t.Error("a path without any folder to start from")
	}
}
