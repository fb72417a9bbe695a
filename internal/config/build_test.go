package config

import (
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// TestDefinedTwice holds the rules of TOML 1.0 on tables that more than one
// place defines, with the TOML library as a second opinion.
func TestDefinedTwice(t *testing.T) {
	for text, want := range map[string]bool{
		"a = 1\na = 2":                    true,
		"a = 1\n\"a\" = 2":                true,
		"a = 1\na.b = 2":                  true,
		"a.b = 1\na.b = 2":                true,
		"a.b = 1\na.c = 2":                false,
		"[a]\n[a]":                        true,
		"[a]\n[b]\n[a]":                   true,
		"[a.b]\n[a]":                      false,
		"[a]\n[a.b]\n[a.c]":               false,
		"[a.b]\n[a]\n[a]":                 true,
		"a = 1\n[a]":                      true,
		"a = 1\n[a.b]":                    true,
		"[a]\nb = 1\n[a.b]":               true,
		"[a]\nb.c = 1\n[a.b]":             true,
		"[a]\nb.c = 1\n[a.b.d]":           false,
		"[a.b]\n[a]\nb.c = 1":             true,
		"[a.b.c]\nz = 9\n[a]\nb.c.t = 1":  true,
		"[a.b.c.d]\nz = 9\n[a]\nb.c.t=1":  true,
		"a = {}\n[a]":                     true,
		"a = {}\n[a.b]":                   true,
		"a = { b = 1 }\na.c = 2":          true,
		"a = { b = 1, b = 2 }":            true,
		"a = { b.c = 1, b.d = 2 }":        false,
		"a = { b.c = 1, b = 2 }":          true,
		"a = { b = {}, b.c = 2 }":         true,
		"a = []\n[[a]]":                   true,
		"a = [{}]\n[[a]]":                 true,
		"a = [{}]\n[a.b]":                 true,
		"[[a]]\n[[a]]":                    false,
		"[[a]]\nb = 1\n[[a]]\nb = 2":      false,
		"[[a]]\n[a]":                      true,
		"[a]\n[[a]]":                      true,
		"[[a]]\n[a.b]\n[[a]]\n[a.b]":      false,
		"[[a]]\n[a.b]\n[a.b]":             true,
		"[[a]]\n[[a.b]]\n[a.b.c]":         false,
		"[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]":  false,
		"[[a.b]]\n[a]":                    false,
		"[[a.b]]\n[[a]]":                  true,
		"[[a]]\nb = []\n[[a.b]]":          true,
		"[[a]]\n[a.b]\n[[a.b]]":           true,
		"a.b = 1\n[a]":                    true,
		"a.b = 1\n[a.c]":                  false,
		"[a]\n[b]\na.c = 1":               false,
		"[[a]]\nb = 1\n[x]\n[a.c]\nd = 1": false,
		"[x]\n[[x.a]]\n[x.a.b]\n[x]":      true,
		"[a]\nb = 1\n[a]\nc = 2\nc = 3":   true,
	} {
		var conflicts []string
		_, err := buildTree(newLocator([]byte(text)), func(_ int, key, message, _ string) {
			conflicts = append(conflicts, key+": "+message)
		})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := len(conflicts) > 0; got != want {
			t.Errorf("%q: defined twice = %v %v, want %v", text, got, conflicts, want)
		}
		var anything map[string]any
		if err := toml.Unmarshal([]byte(text), &anything); (err != nil) != want {
			t.Errorf("%q: the library says %v", text, err)
		}
	}
}
