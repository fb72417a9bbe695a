package ui

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestNoKeyMeansTwoThingsInOnePlace(t *testing.T) {
	for s := range scopeNames {
		seen := map[string]binding{}
		for _, b := range bindings() {
			if b.scope != scope(s) || b.when != nil {
				continue
			}
			for _, k := range b.keys {
				if other, ok := seen[k]; ok {
					t.Errorf("%s: %q is both %q and %q", scopeNames[s], k, other.help, b.help)
				}
				seen[k] = b
			}
		}
	}
}

// Help shows every key that is bound, and no other: a key of the table that is
// not bound now must not be listed.
func TestHelpListsWhatIsBound(t *testing.T) {
	drive(t, &world{}, 140, 60, func(d *driver) {
		for _, pane := range []string{"1", "2", "3", "4", "5", "6"} {
			d.press(pane)
			bound := d.m.keys.bound(d.m.scopes(), d.m.facts())
			d.press("?")
			screen := d.screen()
			for _, b := range bound {
				if !strings.Contains(screen, b.help) {
					t.Errorf("pane %s: help lacks %q", pane, b.help)
				}
			}
			if strings.Contains(screen, "show the token itself") != (pane == "4") {
				t.Errorf("pane %s: help is that of another pane", pane)
			}
			d.press("esc")
		}
	})
}

func TestHelpFindsAndRuns(t *testing.T) {
	drive(t, &world{}, 140, 50, func(d *driver) {
		d.press("?")
		d.text("to tenant")
		d.press("enter")
		if d.m.focus != tenantPane {
			t.Errorf("the focus is on pane %d", d.m.focus)
		}
	})
}

func TestThePaletteReachesEverything(t *testing.T) {
	wd := &world{}
	drive(t, wd, 140, 50, func(d *driver) {
		d.press("ctrl+p")
		d.text("tenant: step")
		d.press("enter")
		d.sees("▸ Step & Co")
		d.press("ctrl+p")
		d.text("get countries")
		d.press("enter")
		d.sees("GET countries", "200 OK")
		d.press("ctrl+p")
		d.text("environment: production")
		d.press("enter")
		d.sees("PRODUCTION")
		before := wd.tokenCount()
		d.press("ctrl+p")
		d.text("new token")
		d.press("enter")
		d.wait(time.Second)
		if wd.tokenCount() != before+1 {
			t.Errorf("%d token requests more, want 1", wd.tokenCount()-before)
		}
	})
}

func TestNoDeadKeys(t *testing.T) {
	drive(t, &world{}, 140, 50, func(d *driver) {
		d.press("6")
		for _, b := range d.m.keys.bound(d.m.scopes(), d.m.facts()) {
			if b.scope == inResponse || b.scope == inTree {
				t.Errorf("%q is bound although there is no response", b.help)
			}
		}
		d.press("5", "enter", "z", "1")
		if got := d.m.here.response.Path(); got != "." {
			t.Errorf("the cursor is at %s", got)
		}
		d.sees("▸ data: [")
		d.press("z", "2")
		d.sees("▾ data: [", "▸ 0: {")
	})
}

func TestTheReadmeHasTheKeyTable(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), KeyTable()) {
		t.Errorf("README.md does not hold the present key table, which is:\n%s", KeyTable())
	}
}

// Help is read on the smallest screen too: none of it may be cut there.
func TestHelpFitsASmallScreen(t *testing.T) {
	keys := 0
	for _, b := range bindings() {
		keys = max(keys, len([]rune(b.shown())))
	}
	for _, b := range bindings() {
		const frame = 80 - 4 - 2 - 2 - 2 // margin, borders, mark, gap
		if n := len([]rune(b.help)); n > frame-keys {
			t.Errorf("%q is %d cells, and %d are there at 80 columns", b.help, n, frame-keys)
		}
	}
}
