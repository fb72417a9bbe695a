//go:build unix

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/screen"
)

// TestBytesOfAnIdleScreen: nothing but the countdown is written.
func TestBytesOfAnIdleScreen(t *testing.T) {
	t.Parallel()
	const seconds, most = 4, 200
	for _, size := range [][2]int{{120, 40}, {200, 60}, {60, 16}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			s := begin(t, func(o *screen.Options) { o.Width, o.Height = size[0], size[1] }, "--demo")
			s.sees("token 59:", "q quit")
			s.types("enter")
			s.sees("GET categories ─ 200 OK")
			s.sees("token 59:57") // all that follows the answer is drawn
			var written []int64
			for i := range seconds + 1 {
				s.sees(fmt.Sprintf("token 59:%02d", 56-i))
				written = append(written, s.Written())
			}
			perSecond := float64(written[seconds]-written[0]) / seconds
			t.Logf("%.0f bytes a second", perSecond)
			if perSecond > most {
				t.Errorf("an idle screen writes %.0f bytes a second, more than %d: %q", perSecond, most, s.Raw()[written[0]:written[seconds]])
			}
		})
	}
}

// TestBytesOfAKey: how much is written for a key press in the tree.
func TestBytesOfAKey(t *testing.T) {
	t.Parallel()
	const most = 2048 // in the median
	s := begin(t, nil, "--demo")
	s.sees("token 59:", "q quit")
	s.types("enter")
	s.sees("GET categories ─ 200 OK", "Rode wijn")
	f := s.sees("token 59:5")
	keys := slices.Concat(
		slices.Repeat([]string{"j"}, 12), slices.Repeat([]string{"k"}, 6), []string{"space", "j", "j", "l", "l", "h", "h", "h"},
		[]string{"J", "J", "J", "K", "E", "pgdn", "pgdn", "pgup", "G", "g", "C", "l", "l", "space", "space", "z2"},
		slices.Repeat([]string{"down"}, 12), slices.Repeat([]string{"up"}, 6),
	)
	sizes := make(map[string][]int64)
	var all []int64
	for _, key := range keys {
		before, text := s.Written(), response(f)
		if key == "z2" {
			s.types("z", "2")
		} else {
			s.types(key)
		}
		f = s.until("what "+key+" does", func(f screen.Frame) bool { return response(f) != text })
		n := s.Written() - before
		sizes[key], all = append(sizes[key], n), append(all, n)
	}
	for _, key := range slices.Compact(keys) {
		if n := sizes[key]; n != nil {
			t.Logf("%-6s median %4d, most %5d bytes, of %d", key, median(n), slices.Max(n), len(n))
			delete(sizes, key)
		}
	}
	t.Logf("all    median %4d, most %5d bytes, of %d", median(all), slices.Max(all), len(all))
	if got := median(all); got > most {
		t.Errorf("a key press writes %d bytes in the median", got)
	}
}

// response is the text and the looks of the response pane, without the
// countdown beside it.
func response(f screen.Frame) string {
	var b strings.Builder
	for y := 1; y < f.Height()-1; y++ {
		for x := 34; x < f.Width(); x++ {
			c := f.Cell(x, y)
			fmt.Fprint(&b, c.Content, c.Style)
		}
	}
	return b.String()
}

func median(n []int64) int64 {
	n = slices.Sorted(slices.Values(n))
	return n[len(n)/2]
}

// TestKeysAreAnsweredWhileARequestRuns: each key shows before the answer does.
// How soon is told, not judged: a machine may be busy.
func TestKeysAreAnsweredWhileARequestRuns(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo")
	s.sees("token 59:", "q quit")
	s.types("enter")
	s.sees("Rode wijn")
	s.gets("demo/large?megabytes=10")
	s.sees("◌ GET demo/large")
	var took []int64
	s.types("5")
	s.sees("enter send")
	for i := range 10 {
		begun := time.Now()
		s.types("j")
		s.sees(fmt.Sprintf("─ %d/", i+2))
		took = append(took, time.Since(begun).Milliseconds())
	}
	t.Logf("a key is answered after %d ms in the median, %d at most", median(took), slices.Max(took))
	s.sees("GET demo/large?megabytes=10 ─ 200 OK")
}
