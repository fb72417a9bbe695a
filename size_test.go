//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/internal/screen"
)

// TestG09_Resizing goes through sizes at which something changes, and such as no
// window has.
func TestG09_Resizing(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.sees("token 59:", "q quit")
	s.types("enter")
	s.sees("Rode wijn")
	for _, size := range [][2]int{{60, 16}, {59, 15}, {1, 1}, {200, 60}, {59, 60}, {200, 15}, {110, 16}, {109, 40}, {2, 200}, {500, 2}, {0, 0}, {1000, 2}, {0, 24}, {80, 0}, {1, 1}, {120, 40}} {
		w, h := size[0], size[1]
		drawn := count(s.Raw(), ansi.EraseEntireScreen)
		if err := s.Resize(w, h); err != nil {
			t.Fatal(err)
		}
		if w < 1 || h < 1 {
			continue // nothing can be drawn on it
		}
		s.until(fmt.Sprintf("a screen of %dx%d", w, h), func(f screen.Frame) bool {
			return fits(f, w, h) && count(s.Raw(), ansi.EraseEntireScreen) > drawn
		})
	}
	s.types("2", "j", "enter")
	s.sees("▸ Step & Co")
	s.types("q")
	s.ends(0)
}

// fits tells whether a screen is drawn for a size: up to its last column and
// row, or with the one line that small ones get.
func fits(f screen.Frame, w, h int) bool {
	if w < 60 || h < 16 {
		const line = "Too small: 60x16 is needed. q quits"
		shown := f.Row(0)
		rest := strings.TrimSpace(f.Text()[len(shown):])
		cut, _ := strings.CutSuffix(strings.TrimSpace(shown), "…")
		return rest == "" && shown != "" && strings.HasPrefix(line, cut)
	}
	return hasAll(f, "sandbox", "token 59:") && strings.HasSuffix(f.Row(h-1), "q quit") &&
		f.Cell(w-1, 1).Content == "╮" && f.Cell(w-1, h-2).Content == "╯"
}

// TestG09_ManyResizes: two hundred sizes in a row, as of a window that is dragged,
// leave the screen as it is when it begins at the last one.
func TestG09_ManyResizes(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "saved.json")
	var doc strings.Builder
	for i := range 300 {
		fmt.Fprintf(&doc, `,{"row %d": "a value that is as long as the widest screen: %s"}`, i, strings.Repeat("long ", 40))
	}
	if err := os.WriteFile(file, []byte("["+doc.String()[1:]+"]"), 0o600); err != nil {
		t.Fatal(err)
	}
	const w, h = 133, 37
	fresh := begin(t, func(o *screen.Options) { o.Width, o.Height = w, h }, "open", file)
	want := fresh.until("the file", func(f screen.Frame) bool { return f.Contains("row 0") && strings.HasSuffix(f.Row(h-1), "q quit") })

	s := begin(t, nil, "open", file)
	s.sees("row 0")
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		if err := s.Resize(1+random.IntN(220), 1+random.IntN(70)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Resize(w, h); err != nil {
		t.Fatal(err)
	}
	s.until("the screen as it is without resizes:\n"+want.Text(), func(f screen.Frame) bool { return f.Text() == want.Text() })
	s.types("q")
	s.ends(0)
}

// TestG09_StartingInASizeThatNoWindowHas: a serial line or a container often
// tells none.
func TestG09_StartingInASizeThatNoWindowHas(t *testing.T) {
	t.Parallel()
	for i, size := range [][2]int{{0, 0}, {1, 1}, {1000, 2}, {2, 1000}, {0, 24}, {80, 0}} {
		way := ways[i] // each another one
		for args := range opened(t) {
			t.Run(fmt.Sprintf("%dx%d/%s/%s", size[0], size[1], args[:4], way.name), func(t *testing.T) {
				t.Parallel()
				s := begin(t, func(o *screen.Options) {
					script := fmt.Sprintf(`stty cols %d rows %d; exec "$@"`, size[0], size[1])
					o.Path, o.Args = "/bin/sh", append([]string{"-c", script, "sh", binary}, strings.Fields(args)...)
				})
				s.until("the first byte", func(screen.Frame) bool { return s.Written() > 0 })
				way.end(s)
				s.ends(way.status)
			})
		}
	}
}
