package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	promise  = regexp.MustCompile(`(?m)^\d+\. (?:.+\n)(?: {3}.+\n)*`)
	testName = regexp.MustCompile("`(Test[A-Za-z0-9_]+)`")
	testFunc = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9_]+)\(t \*testing\.T\)`)
)

// TestThePromisesNameTheirTests: each line of the README about secrets and data
// names a test that there is.
func TestThePromisesNameTheirTests(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(readme), "\n## What it does with secrets and data\n")
	section, _, _ = strings.Cut(section, "\n## ")
	promises := promise.FindAllString(section, -1)
	if !found || len(promises) != 10 {
		t.Fatalf("%d promises: %q", len(promises), promises)
	}
	tests := allTests(t)
	for _, p := range promises {
		names := testName.FindAllStringSubmatch(p, -1)
		if len(names) == 0 {
			t.Errorf("no test holds: %s", p)
		}
		for _, name := range names {
			if !tests[name[1]] {
				t.Errorf("there is no %s, which is to hold: %s", name[1], p)
			}
		}
	}
}

// allTests are the names of all tests of the module.
func allTests(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, f := range testFunc.FindAllStringSubmatch(string(text), -1) {
			names[f[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
