//go:build unix

package main

import (
	"os"
	"path/filepath"
	"testing"

	"brincr-explorer/internal/screen"
)

// TestOpen browses a file and standard input, whole and broken.
func TestOpen(t *testing.T) {
	t.Parallel()
	file := func(text string) string {
		name := filepath.Join(t.TempDir(), "saved.json")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	const good = `{"order": {"number": 9007199254740993, "price": 12.5000}, "lines": [{"sku": "A"}, {"sku": "B"}]}`
	for _, test := range []struct {
		name, script, text string
		seen               []string
	}{
		{"a file", `exec "$1" open "$2"`, good, []string{"saved.json", "[Tree]", "number: 9007199254740993", "price: 12.5000", `sku: "B"`}},
		{"a pipe", `"$1" open - <"$2"`, good, []string{"standard input", "[Tree]", "number: 9007199254740993", `sku: "B"`}},
		{"a pipe from a program", `cat "$2" | "$1" open -`, good, []string{"standard input", "[Tree]", `sku: "B"`}},
		{"broken JSON", `exec "$1" open "$2"`, `{"data": [{"id": 1}, {"id": 2,}]`, []string{"This is not valid JSON", "id: 1"}},
		{"no JSON at all", `exec "$1" open "$2"`, "<!doctype html>\n<title>Welcome</title>", []string{"[Raw]", "<title>Welcome</title>"}},
		{"an empty file", `exec "$1" open "$2"`, "", []string{"saved.json", "0 B"}},
		{"hostile text", `exec "$1" open "$2"`, "text \x1b[31mred\r\u202egnp.exe\u009b2J\xff", []string{"␛[31mred"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, func(o *screen.Options) {
				o.Path, o.Args = "/bin/sh", []string{"-c", test.script, "sh", binary, file(test.text)}
			})
			s.sees(append(test.seen, "q quit")...)
			s.types("?")
			s.sees("keys of this pane")
			s.types("esc")
			s.loses("keys of this pane")
			s.types("V") // from the first view to the last, which every file has
			s.sees("[Raw]")
			s.types("q")
			s.ends(0)
			checkOwn(t, s.Raw())
		})
	}
}

// TestEveryKeyOnAFile: without a server, no key leads anywhere but back.
func TestEveryKeyOnAFile(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "open", "testdata/none.json")
	s.ends(2)
	file := filepath.Join(t.TempDir(), "saved.json")
	if err := os.WriteFile(file, []byte(`{"url": "http://127.0.0.1/", "list": [1, 2, 3], "more": {"a": {"b": null}}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	s = begin(t, nil, "open", file)
	s.sees("url:", "q quit")
	for r := rune('!'); r <= '~'; r++ {
		if r == 'q' {
			continue
		}
		s.types(string(r), "esc", "esc")
	}
	for _, key := range []string{"enter", "tab", "shift+tab", "space", "up", "down", "left", "right", "pgup", "pgdn", "home", "end", "f1", "ctrl+f", "ctrl+b", "backspace", "delete", "insert", "alt+x"} {
		s.types(key, "esc")
	}
	s.types("ctrl+p")
	s.sees("esc closes")
	s.types("esc")
	s.loses("esc closes")
	s.types("q")
	s.ends(0)
}
