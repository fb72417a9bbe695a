package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/response"
)

// filter types a jq filter and keeps what it makes.
func (d *driver) filter(expr string) {
	d.press("|")
	d.text(expr)
	d.wait(200 * time.Millisecond)
	d.press("enter")
}

// away goes to another tenant and comes back.
func (d *driver) away() {
	d.press("2", "j", "enter")
	d.wait(time.Second)
	d.press("2", "k", "enter", "6")
	d.wait(time.Second)
}

func TestAFilterOfOneFileGoesOnWhileAnotherIsLookedAt(t *testing.T) {
	files := func() []response.File {
		return []response.File{file("a.json", `{"price":12.5000}`), file("b.json", `{"price":9007199254740993}`)}
	}
	driveFiles(t, "", files, func(d *driver) {
		d.press("|")
		d.text(".price")
		d.send(keyPress("enter"))
		d.send(keyPress("tab")) // before the filter has run
		d.wait(time.Second)
		d.sees("[b.json]", "price: 9007199254740993")
		d.press("tab")
		d.wait(time.Second)
		d.sees("12.5000", "| .price")
		d.seesNot("price: 12.5000")
	})
}

func TestBackspaceLeavesAFilterForGood(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		d.filter(".meta")
		d.sees("| .meta")
		d.press("backspace")
		d.seesNot("| .meta")
		d.away()
		d.sees("data: [ 15 items")
		d.seesNot("| .meta")
	})
}

func TestWhatIsOpenedFromAFilterIsThereAfterAWhileElsewhere(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		d.filter(".data[0]")
		d.jump(".name")
		d.press("o")
		d.sees("◂ .name", `en_GB: "Red wine 0"`)
		screen := d.response()
		d.away()
		if now := d.response(); now != screen {
			t.Errorf("it is not as it was left:\n%s\nbut\n%s", screen, now)
		}
		d.press("backspace")
		d.sees("| .data[0]")
		d.press("esc")
		d.sees("data: [ 15 items")
	})
}

func TestARepeatedAnswerKeepsThePlaceInAFilter(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		d.filter(".data")
		d.press("v", "j", "j", "j", "l")
		d.sees("[Table]", "4/15 rows · 2/")
		path := d.m.here.response.Path()
		d.press("r")
		d.wait(time.Second)
		d.sees("| .data", "[Table]", "4/15 rows · 2/")
		d.press("v", "v")
		d.sees("[Tree]")
		d.jump(".[7].price")
		d.press("r")
		d.wait(time.Second)
		d.sees("| .data", "[Tree]")
		if got := d.m.here.response.Path(); got != ".data | .[7].price" {
			t.Errorf("the cursor is at %s; in the table it was at %s", got, path)
		}
	})
}

func TestMarksAreThoseOfTheLastFind(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		find := func(text string) {
			d.press("/")
			for range 20 {
				d.press("backspace")
			}
			d.text(text)
			d.press("enter")
		}
		marked := func(text string) bool {
			frame := d.m.View().Content
			return strings.Contains(frame, d.m.st.Match.Mark(text)) || strings.Contains(frame, d.m.st.Found.Mark(text))
		}
		d.press("enter", "E")
		find("Rode")
		if !marked("Rode") {
			t.Fatal("what was found is not marked")
		}
		d.press("r")
		d.wait(time.Second)
		if !marked("Rode") {
			t.Error("the repeated answer is not marked")
		}
		d.press("n")
		d.sees("Rode: ", " of 15")
		d.press("v", "v")
		d.sees("[Raw]")
		find("wijn")
		if !marked("wijn") {
			t.Error("what was found in Raw is not marked")
		}
		d.press("V", "V")
		d.sees("[Tree]")
		if marked("Rode") {
			t.Error("the find before is marked still")
		}
		d.press("v", "v", "r")
		d.wait(time.Second)
		d.press("n", "esc")
		d.sees("[Raw]")
		if marked("wijn") {
			t.Error("marks of a repeated answer do not go away")
		}
	})
}

func TestPathsAreCompletedInWhatIsShown(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		d.filter(".data[0]")
		d.press(":")
		d.text(".na")
		d.press("tab")
		d.sees("go to › .name")
		d.press("esc", "esc")
		d.jump(".data[3]")
		d.press("o", "|")
		d.text(".na")
		d.press("tab")
		d.wait(time.Second)
		d.sees("| › .name", "◂ | .name", `"Red wine 3"`)
	})
}

func TestThePathThatATableGivesLeadsThere(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		d.filter(".data")
		d.press("v", "j")
		want := d.m.here.response.Path()
		if !strings.HasPrefix(want, ".data | ") {
			t.Fatalf("the path is %s", want)
		}
		d.press("y")
		got := ""
		_, cmd := d.m.Update(keyPress("p"))
		for _, msg := range messages(cmd) {
			got += fmt.Sprint(msg)
		}
		if got != want {
			t.Errorf("copied is %q, shown %q", got, want)
		}
	})
}

// messages are what a command and those that it holds answer at once.
func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var all []tea.Msg
	for _, c := range batch {
		all = append(all, messages(c)...)
	}
	return all
}

func TestPagesWithinALongValue(t *testing.T) {
	files := func() []response.File {
		var b strings.Builder
		for i := range 400 {
			fmt.Fprintf(&b, "word%03d and some more ", i)
		}
		return []response.File{file("long.json", `{"a":1,"long":"`+b.String()+`","after":"`+strings.Repeat("tail ", 100)+`","z":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]}`)}
	}
	driveFiles(t, "", files, func(d *driver) {
		d.press("w", "j", "j")
		seen := map[string]bool{}
		for range 8 {
			for i := range 400 {
				if word := fmt.Sprintf("word%03d", i); strings.Contains(d.screen(), word) {
					seen[word] = true
				}
			}
			d.press("pgdown")
			d.exact()
			d.sees("│›")
		}
		if len(seen) < 350 { // some words are broken by the end of a line
			t.Errorf("pages show %d of the 400 words", len(seen))
		}
		d.jump(".long")
		d.press("down", "down", "down", "down")
		d.jump(".after")
		d.sees(`after: "tail tail`)
		d.press("g")
		d.sees("a: 1")
	})
}

func TestTheWheelLeavesALineThatIsTyped(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "v", "/")
		d.send(tea.MouseWheelMsg{X: 2, Y: 3, Button: tea.MouseWheelDown})
		d.settle()
		d.text("wijn 7")
		d.wait(time.Second)
		d.sees("of 15 rows · 1/5 columns · /wijn 7")
		if d.m.focus != responsePane {
			t.Errorf("the focus is on pane %d", d.m.focus)
		}
	})
}

func TestPastedTextStandsWhereTheCursorIs(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "v", "%")
		d.send(tea.PasteMsg{Content: "50"})
		d.settle()
		d.press("enter")
		d.sees("8/15 rows")
	})
}

func TestGoingWhereNoTableIs(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "v")
		d.jump(".meta.total")
		d.sees("[Tree]", "total: 48")
		if got := d.m.here.response.Path(); got != ".meta.total" {
			t.Errorf("the cursor is at %s", got)
		}
	})
	files := func() []response.File { return []response.File{file("a.txt", "plain\ntext")} }
	driveFiles(t, "", files, func(d *driver) {
		d.jump(".meta")
		d.sees(".meta is no line")
	})
}

func TestACountTakesNoOtherNoticeAway(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "/")
		d.text("wijn")
		d.press("enter")
		waiting := d.m.here.find.waiting
		d.press("y", "v")
		d.sees("Copied the value")
		d.send(countedMsg{stamp: waiting, rank: 1, total: 15})
		d.sees("Copied the value")
	})
}

func TestATableIsFilteredAsATable(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "v", "|")
		d.text(".data | map(select(.price > 12))")
		d.wait(time.Second)
		d.sees("[Table]", "1/15 rows", "◂ | .data | map")
		for range len(" | map(select(.price > 12))") {
			d.press("backspace")
		}
		d.text(" | length")
		d.wait(time.Second)
		d.sees("[Tree]", "15", "| .data | length")
		for range len(" | length") {
			d.press("backspace")
		}
		d.wait(time.Second)
		d.press("enter")
		d.sees("[Table]", "1/15 rows")
		d.press("v", "v") // to Tree, for once
		d.press("|")
		d.text("[2:]")
		d.wait(time.Second)
		d.sees("[Tree]", "13 items")
	})
}

func TestWhatIsOpenedAloneGrowsWithItsDocument(t *testing.T) {
	var s *slow // of the bubble, as its channels must be
	driveFiles(t, "", func() []response.File { s = newSlow(); return []response.File{stream(s)} }, func(d *driver) {
		s.pieces <- `{"data":[{"id":1},{"id":2},`
		d.wait(time.Second)
		d.press("j", "o", "j", "h")
		d.sees("◂ .data", "▸ 0: { id: 1 }", "2 items so far")
		s.pieces <- `{"id":3}],"last":[{"x":`
		d.wait(2 * time.Second)
		d.sees("◂ .data", "3 items", "▸ 0: { id: 1 }", "id: 3", ".data[0]")
		d.seesNot("items so far", "here the text")
		s.pieces <- `1}]}`
		close(s.pieces)
		d.wait(5 * time.Second)
		d.sees("◂ .data", "▸ 0: { id: 1 }", "id: 3")
		d.press("backspace")
		d.sees("last: [")
	})
}

func TestAContainerThatWasCutIsNotEmpty(t *testing.T) {
	files := func() []response.File { return []response.File{file("a.json", `{"empty":[],"cut":[`)} }
	driveFiles(t, "", files, func(d *driver) {
		d.sees("empty: []", "cut: [ …")
		d.seesNot("cut: []")
		d.press("h")
		d.sees("▸ { empty: [], cut: […] … 2 keys so far")
	})
}

func TestOneViewIsNotWalked(t *testing.T) {
	files := func() []response.File { return []response.File{file("a.txt", "plain"), file("b.json", "{}")} }
	driveFiles(t, "", files, func(d *driver) {
		d.seesNot(" v view")
		d.press("tab")
		d.sees(" v view")
	})
}

func TestAFilterOverAFilter(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		d.filter(".data")
		d.jump(".[3]")
		d.press("o")
		d.filter(".name")
		d.sees("◂ | .name", `"Red wine 3"`)
		d.press("esc")
		d.sees("◂ .[3]")
		d.press("backspace", "|")
		d.sees("| › .data▏")
		d.press("enter", "o")
		d.sees("◂ .[3]")
		d.press("r")
		d.wait(time.Second)
		d.sees("◂ | .data", "15 items") // what was opened is gone, what it was opened from is not
		d.press("esc")
		d.seesNot("◂")
		d.press("r")
		d.wait(time.Second)
		d.seesNot("◂")
	})
}
