//go:build unix

package main

import (
	"os"
	"strings"
	"testing"
)

// TestFetchingAllPages: one key, four pages of the demo, one document.
func TestFetchingAllPages(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:")
	s.types("enter")
	s.sees("15 of 48", "Rode wijn")
	s.types("A")
	s.sees("48 items of 4 pages are one document now", "48 of 48 · 4 pages", "4 sent")
	s.types(":", ".data[47].slug", "enter")
	s.sees(".data[47].slug", `slug: "geschenken"`)
	if got := server.logged("api   GET", "categories"); len(got) != 4 || strings.Contains(strings.Join(got[1:], " "), "page=1 ") {
		t.Errorf("requests: %q", got)
	}
	s.types("q")
	s.ends(0)
}

// TestTheBudgetOfPages is one of the config, and a second A goes on.
func TestTheBudgetOfPages(t *testing.T) {
	t.Parallel()
	server := serve(t)
	text, err := os.ReadFile(server.config)
	if err != nil {
		t.Fatal(err)
	}
	s := begin(t, nil, "--config", saved(t, "config.toml", "page_budget = 2\n"+string(text)))
	s.sees("token 59:")
	s.types("enter")
	s.sees("15 of 48")
	s.types("A")
	s.sees("The budget of 2 requests is spent", "A goes on with page 4", "45 of 48 · 3 pages", "A missing pages")
	s.types("A")
	s.sees("48 of 48 · 4 pages", "4 sent")
	s.loses("goes on")
}

// TestA429CountsDown to its repeat, which happens by itself until a key says no.
func TestA429CountsDown(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:")
	s.gets("demo/throttled")
	s.sees("429 Too Many Requests", "It is repeated by itself in 00:0", "! limit 0/60", "1 sent")
	s.sees("It is repeated by itself in 00:03")
	s.sees("2 sent", "It is repeated by itself in 00:0")
	s.types("esc")
	s.sees("It is not repeated by itself. r repeats it.", "2 sent")
	s.types("r")
	s.sees("This request failed 3 times in a row", "3 sent")
	s.loses("by itself in")
	if got := server.logged("demo/throttled", " 429"); len(got) != 3 {
		t.Errorf("requests: %q", got)
	}
	s.types("q")
	s.ends(0)
}
