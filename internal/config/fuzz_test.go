package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

const marker = "Do-Not-Print-Me"

// FuzzLoad puts a secret between two texts and demands that reading never
// panics, that no problem holds the secret, whatever surrounds it, and that this
// package and the TOML library agree on what is TOML.
func FuzzLoad(f *testing.F) {
	files, _ := filepath.Glob("testdata/problems/*.toml")
	for _, file := range append(files, examplePath) {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), "")
		if before, after, ok := strings.Cut(string(text), "client_secret"); ok {
			_, after, _ := strings.Cut(after, "\n")
			f.Add(before, "\n"+after)
		}
	}
	for _, seed := range [][2]string{
		{"a = \"\"\"", "\"\"\""},
		{"[a.b.c]\n[a]\nb.c.t=1\n", ""},
		{"[a]\nb.c=1\n[a.b]\n", ""},
		{"scopes = ['''x\n", "''']"},
		{"\"", "\"=1"},
		{"x = [", "]"},
		{"x = { ", "}"},
		{"\xef\xbb\xbf", "\r\n"},
		{"[a]\nb=1\n[a]\n", ""},
		{"a=[]\n[[a]]\n", ""},
		{"a.b=1\n[a.c]\n", ""},
		{"[[a]]\n[a.b]\n[[a]]\n[a.b]\n", ""},
		{minimal("") + "scopes = ['''", "''']"},
		{"environment = '''", "'''"},
		{"[[endpoints]]\npath='''", "'''"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		text := before + "client_secret = \"" + marker + "\"" + after
		s := &source{path: "config.toml", text: []byte(text), mode: 0o600, regular: true}
		if err := s.decode(); err != nil {
			noSecret(t, before+after, err.Error())
			return
		}
		cfg, err := parse(s, testEnv(nil))
		var ps Problems
		switch {
		case err == nil:
			ps = cfg.Warnings
		case !errors.As(err, &ps):
			t.Fatalf("another error: %v", err)
		}
		last := 0
		for _, p := range ps {
			noSecret(t, before+after, fmt.Sprintf("%+v %s", p, p))
			if p.Line < max(last, 1) || p.Column < 1 || p.Message == "" {
				t.Errorf("misplaced: %+v", p)
			}
			last = p.Line
		}
		agree(t, s.text, err)
	})
}

func noSecret(t *testing.T, around, s string) {
	t.Helper()
	if strings.Contains(s, marker) && !strings.Contains(around, marker) {
		t.Errorf("the secret is in %q", s)
	}
}

// agree compares with the TOML library: what loads is TOML, and what is TOML
// has neither a syntax error nor a key defined twice.
func agree(t *testing.T, text []byte, loadErr error) {
	t.Helper()
	var anything map[string]any
	tomlErr := toml.Unmarshal(text, &anything)
	if loadErr == nil && tomlErr != nil {
		t.Errorf("it loads, and is not TOML: %v", tomlErr)
	}
	if tomlErr != nil {
		return
	}
	var conflicts []string
	_, err := buildTree(newLocator(text), func(_ int, key, message, _ string) {
		conflicts = append(conflicts, key+": "+message)
	})
	if err != nil || len(conflicts) > 0 {
		t.Errorf("it is TOML, and does not load: %v %v", err, conflicts)
	}
}
