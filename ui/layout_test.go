package ui

import "testing"

// The layout is a pure function, so whole screens of numbers can be tried.
func TestPanesTileTheScreen(t *testing.T) {
	wants := [][6]int{{0, 4, 5, 16, 6, 57}, {0, 3, 3, 3, 5, 3}, {0, 40, 40, 40, 13, 40}}
	for _, want := range wants {
		for w := minWidth; w <= 300; w++ {
			for h := minHeight; h <= 100; h++ {
				for focus := 1; focus <= 6; focus++ {
					checkTiling(t, arrange(w, h, focus, want), focus)
				}
			}
		}
	}
}

func checkTiling(t *testing.T, l layout, focus int) {
	t.Helper()
	covered := 0
	for n := 1; n <= 6; n++ {
		r := l.panes[n]
		covered += r.w * r.h
		if r.h == 2 {
			t.Fatalf("%dx%d focus %d: pane %d has 2 rows, which is no frame and no line", l.w, l.h, focus, n)
		}
		if r.h > 0 && (r.x < 0 || r.y < 1 || r.x+r.w > l.w || r.y+r.h > l.h-1) {
			t.Fatalf("%dx%d focus %d: pane %d lies at %+v", l.w, l.h, focus, n, r)
		}
	}
	if covered != l.w*(l.h-2) {
		t.Fatalf("%dx%d focus %d: the panes cover %d of %d cells: %+v", l.w, l.h, focus, covered, l.w*(l.h-2), l.panes)
	}
	if l.panes[focus].h < 3 {
		t.Fatalf("%dx%d: the focused pane %d has %d rows", l.w, l.h, focus, l.panes[focus].h)
	}
}

func TestRailAndResponseTakeTurnsWhereItIsNarrow(t *testing.T) {
	want := [6]int{0, 4, 5, 16, 6, 57}
	if l := arrange(109, 30, 6, want); l.panes[5].h != 0 || l.panes[6].w != 109 {
		t.Errorf("focus on the response: %+v", l.panes)
	}
	if l := arrange(109, 30, 2, want); l.panes[6].h != 0 || l.panes[2].w != 109 {
		t.Errorf("focus on the rail: %+v", l.panes)
	}
	if l := arrange(110, 30, 2, want); l.panes[6].h == 0 || l.panes[2].h == 0 {
		t.Errorf("110 columns: %+v", l.panes)
	}
}

func TestAHintKeepsItsWayOut(t *testing.T) {
	const hint = "/ filter · enter open · w report · esc"
	for width, want := range map[int]string{
		80: hint,
		38: hint,
		37: "/ filter · enter open · esc",
		12: "esc",
		1:  "esc",
	} {
		if got := fitting(hint, width); got != want {
			t.Errorf("in %d cells the hint is %q, want %q", width, got, want)
		}
	}
}
