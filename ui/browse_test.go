package ui

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/response"
)

func TestAFilterIsShownWhileItIsTyped(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "j", "j", "j")
		path, before := d.m.here.response.Path(), d.response()
		d.press("|")
		d.text(".data[] | select(.id | startswith(\"00000003\")) | .name.en_GB")
		d.wait(200 * time.Millisecond)
		d.sees(`"Red wine 3"`, "1 result", "esc: the document")
		d.seesNot("Red wine 4")
		d.press("enter")
		d.sees(`"Red wine 3"`)
		d.press("esc")
		if got := d.m.here.response.Path(); got != path {
			t.Errorf("the cursor came back to %s instead of %s", got, path)
		}
		if after := d.response(); after != before {
			t.Errorf("the document is not as it was:\n%s\nand was\n%s", after, before)
		}
		d.press("|", "up")
		d.sees("startswith")
		d.press("down")
		d.seesNot("startswith")
		d.press("esc")
	})
}

// response is the pane of the response as it is drawn.
func (d *driver) response() string {
	return strings.Join(d.m.here.response.View(d.m.st, true), "\n")
}

func TestEscLeavesTheLineOfAFilterForTheDocument(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "j", "j", "|")
		d.text(".meta")
		d.wait(200 * time.Millisecond)
		d.sees("total: 48", "| .meta")
		d.press("esc")
		d.seesNot("| .meta")
		d.sees(".data[0]")
	})
}

func TestAWrongFilterStaysToBeMended(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "|")
		d.text(".meta | slect(.x)")
		d.wait(200 * time.Millisecond)
		d.sees("there is no function slect")
		d.press("enter")
		d.sees(".meta | slect(.x)", "there is no function slect")
		for range len("slect(.x)") {
			d.press("backspace")
		}
		d.text("keys")
		d.wait(200 * time.Millisecond)
		d.seesNot("there is no function")
		d.sees(`"current_page"`)
		d.press("enter", "r")
		d.wait(time.Second)
		d.sees("| .meta | keys", `"current_page"`) // the filter works on the repeated answer
	})
}

func TestNothingTypedIsNoFilter(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "|")
		d.text(".meta")
		d.wait(200 * time.Millisecond)
		for range len(".meta") {
			d.press("backspace")
		}
		d.wait(200 * time.Millisecond)
		d.seesNot("esc: the document", "1 result")
		d.press("enter")
		d.sees("▾ data: [ 15 items")
	})
}

func TestGoingToAPlace(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		for typed, want := range map[string]string{
			".data[7].name.en_GB": ".data[7].name.en_GB", "1": ".", "2": ".data", "0%": ".", "100%": ".", "9999": ".",
		} {
			d.jump(typed)
			if got := d.m.here.response.Path(); got != want {
				t.Errorf("%s leads to %s, want %s", typed, got, want)
			}
		}
		d.press(":")
		d.text(".me")
		d.press("tab")
		d.text(".tot")
		d.press("tab", "enter")
		if got := d.m.here.response.Path(); got != ".meta.total" {
			t.Errorf("completed, the path leads to %s", got)
		}
		d.jump("x%")
		d.sees("x% is no share")
		d.jump(".data[99]")
		d.sees(".data has 15 elements")
		d.press("v", ":")
		d.text("3")
		d.press("enter")
		d.sees("3/15 rows")
		d.press("%")
		d.sees("go to › ▏%")
		d.press("5", "0", "enter")
		d.sees("8/15 rows")
	})
}

func TestOpenAloneAndBack(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		d.jump(".data[4]")
		d.press("o")
		d.sees("◂ .data[4]", "backspace goes back", "Red wine 4")
		d.seesNot("data: [")
		d.press("K", "h", "h", "G")
		d.sees("◂ .data[4]")
		d.jump(".data[4].name")
		d.press("o", "esc", "esc")
		d.sees("data: [ 15 items")
		if got := d.m.here.response.Path(); got != ".data[4]" {
			t.Errorf("the cursor is at %s", got)
		}
		d.press("o")
		d.jump(".meta.total") // outside of what is shown alone
		d.sees("total: 48")
		d.seesNot("◂")
	})
}

func TestFindSaysWhichOfHowMany(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "/")
		d.text("rode wijn")
		d.press("enter")
		d.sees("rode wijn: 1 of 15")
		d.press("n", "n")
		d.sees("3 of 15")
		d.press("N")
		d.sees("2 of 15")
		styled := d.m.View().Content
		if !strings.Contains(styled, d.m.st.Match.Mark("Rode wijn")) {
			t.Errorf("the match is not marked:\n%q", styled)
		}
		d.press("esc")
		if strings.Contains(d.m.View().Content, d.m.st.Match.Mark("Rode wijn")) {
			t.Error("the match is marked still")
		}
		d.press("/")
		d.text("/wijn 1[0-4]/")
		d.press("enter")
		d.sees("1 of 5")
		d.press("/")
		for range 20 {
			d.press("backspace")
		}
		d.text("nothing of the kind")
		d.press("enter")
		d.sees("Nothing matches")
	})
}

func TestChangesAreMarkedAndWalked(t *testing.T) {
	drive(t, restocked(), 120, 36, func(d *driver) {
		d.press("enter", "r")
		d.sees("1 changed, 1 new, 2 gone since the answer before")
		var seen []string
		for range 5 {
			d.press("c")
			seen = append(seen, d.m.here.response.Path())
		}
		if want := "[.data .data[0] .data[1].price .data[1].stock .data]"; fmt.Sprint(seen) != want {
			t.Errorf("c walks %v, want %v", seen, want)
		}
		d.press("C")
		if got := d.m.here.response.Path(); got != ".data[1].stock" {
			t.Errorf("C goes to %s", got)
		}
		d.press("d")
		d.sees("Old value", ".data[0].stock.gent in the answer before", "3")
		d.press("esc", "C")
		d.sees("was 12.5000")
		d.press("r")
		d.sees("Nothing changed.")
		d.press("C")
		d.seesNot("▾ 0:") // without changes C folds everything
	})
}

// What a failure explains is no earlier state of the data.
func TestAnAnswerAfterAFailureIsNoRepeatOfIt(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("j", "j", "j", "j", "enter")
		d.sees("403 Forbidden", "message:")
		d.press("a")
		d.wait(time.Second)
		d.sees("200 OK", "▸ 0: {")
		d.seesNot("since the answer before", "▾ 0: {")
	})
}

func (d *driver) click(x, y int) {
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	d.settle()
}

// find is where a text stands on the screen.
func (d *driver) find(text string) (x, y int) {
	d.t.Helper()
	for y, row := range strings.Split(d.screen(), "\n") {
		if i := strings.Index(row, text); i >= 0 {
			return len([]rune(row[:i])), y
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.screen())
	return 0, 0
}

func TestTheMouseBrowses(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter")
		x, y := d.find("▸ 3:")
		d.click(x, y)
		d.sees("▾ 3: {")
		x, y = d.find("▾ data")
		d.click(x, y)
		d.sees("▸ data: [")
		d.click(x, y)
		x, y = d.find(" Table ")
		d.click(x+1, y)
		d.sees("[Table]")
		x, y = d.find("price")
		d.click(x, y)
		d.sees("price ↑")
		x, y = d.find("Raw")
		d.click(x, y)
		d.sees("[Raw]")
		d.click(d.find("Tree"))
		d.sees("[Tree]")
		d.press("E")
		// The scroll bar is the right border.
		d.click(119, 33)
		d.sees("total: 48")
		d.send(tea.MouseMotionMsg{X: 100, Y: 3, Button: tea.MouseLeft})
		d.settle()
		d.sees("▾ data: [ 15 items")
		d.send(tea.MouseReleaseMsg{})
		d.send(tea.MouseMotionMsg{X: 100, Y: 30, Button: tea.MouseLeft})
		d.sees("▾ data: [ 15 items")
	})
}

func TestTheMouseReachesKeysAndMenus(t *testing.T) {
	drive(t, &world{}, 160, 36, func(d *driver) {
		d.press("enter", "j", "j", "j")
		d.click(d.find(" o open"))
		d.sees("◂ .data[1]")
		d.click(d.find("backspace back"))
		d.seesNot("◂ .data[1]")
		d.click(d.find(" y copy"))
		d.sees("the path, as jq")
		d.click(d.find("the path, as jq"))
		d.sees("Copied the path")
		d.press("j")
		d.click(d.find("? help"))
		d.click(d.find("C z 0"))
		d.seesNot("fold everything")
		d.sees("▸ data: [")
		d.click(d.find("? help"))
		d.click(0, 3) // beside the menu
		d.seesNot("fold everything")
	})
}

// slow is a stream that gives what it is handed, when it is handed it.
type slow struct {
	pieces chan string
	closed chan struct{}
	once   sync.Once
}

func newSlow() *slow { return &slow{pieces: make(chan string, 100), closed: make(chan struct{})} }

func (s *slow) Read(b []byte) (int, error) {
	select {
	case text, ok := <-s.pieces:
		if !ok {
			return 0, io.EOF
		}
		return copy(b, text), nil
	case <-s.closed:
		return 0, io.ErrClosedPipe
	}
}

func (s *slow) Close() error {
	s.once.Do(func() { close(s.closed) })
	return nil
}

// driveFiles runs a test against a model that browses files.
func driveFiles(t *testing.T, filter string, files func() []response.File, test func(*driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &driver{t: t, m: newModel(t.Context(), Options{Files: files(), Filter: filter}), msgs: make(chan tea.Msg, 1024)}
		defer func() {
			d.m.close()
			<-time.After(time.Minute)
			synctest.Wait()
		}()
		d.run(d.m.Init())
		d.send(tea.WindowSizeMsg{Width: 100, Height: 30})
		d.settle()
		test(d)
	})
}

func stream(s *slow) response.File {
	return response.File{Name: "standard input", Most: 1 << 30, Open: func() (io.ReadCloser, error) { return s, nil }}
}

func TestAStreamIsShownWhileItComes(t *testing.T) {
	var s *slow // of the bubble, as its channels must be
	driveFiles(t, "", func() []response.File { s = newSlow(); return []response.File{stream(s)} }, func(d *driver) {
		d.sees("Reading standard input …")
		s.pieces <- `{"data":[{"id":1},{"id":2},`
		d.wait(time.Second)
		d.sees("id: 2", "2 items so far", "◌ reading", "esc stops")
		d.press("G")
		s.pieces <- `{"id":3},{"id":4}`
		d.wait(2 * time.Second)
		d.sees("id: 4")
		s.pieces <- `],"last":"one"}`
		close(s.pieces)
		d.wait(5 * time.Second)
		d.sees(`last: "one"`, "4 items")
		d.seesNot("so far", "reading")
		if got := d.m.here.response.Path(); got != "." {
			t.Errorf("the cursor did not stay at the end, but at %s", got)
		}
		d.exact()
	})
}

func TestEscStopsAStreamAndKeepsWhatCame(t *testing.T) {
	var s *slow // of the bubble, as its channels must be
	driveFiles(t, "", func() []response.File { s = newSlow(); return []response.File{stream(s)} }, func(d *driver) {
		s.pieces <- `{"data":[{"id":1},{"id":2},`
		d.wait(time.Second)
		d.press("esc")
		d.wait(time.Second)
		d.sees("id: 2", "Stopped")
		d.seesNot("◌ reading", "not valid JSON")
		select {
		case <-s.closed:
		default:
			t.Error("the stream is still open")
		}
	})
}

func TestAStreamThatFails(t *testing.T) {
	var s *slow // of the bubble, as its channels must be
	driveFiles(t, "", func() []response.File { s = newSlow(); return []response.File{stream(s)} }, func(d *driver) {
		s.pieces <- `{"data":[{"id":1},`
		d.wait(time.Second)
		s.Close()
		d.wait(time.Second)
		d.sees("could not be read to its end: io: read/write on closed pipe", "id: 1")
	})
}

func TestSeveralFiles(t *testing.T) {
	files := func() []response.File {
		return []response.File{file("a.json", `{"a":[1,2,{"deep":3}]}`), file("b.json", `{"b":{"x":1}}`), file("c.txt", "plain\ntext")}
	}
	driveFiles(t, "", files, func(d *driver) {
		d.sees("[a.json]", "b.json", "1 of 3", "deep: 3")
		d.press("j", "j", "tab")
		d.sees("[b.json]", "x: 1", "2 of 3")
		d.seesNot("deep")
		d.press("tab")
		d.sees("[c.txt]", "[Raw]", "plain")
		d.press("tab")
		d.sees("[a.json]", ".a[0]")
		d.press("shift+tab")
		d.sees("[c.txt]")
	})
}

func TestAFilterFromTheCommandLineIsForEachFile(t *testing.T) {
	files := func() []response.File {
		return []response.File{file("a.json", `{"price":12.5000}`), file("b.json", `{"price":9007199254740993}`)}
	}
	driveFiles(t, ".price", files, func(d *driver) {
		d.wait(time.Second)
		d.sees("12.5000", "| .price")
		d.press("tab")
		d.wait(time.Second)
		d.sees("9007199254740993", "| .price")
		d.press("esc")
		d.sees("price: 9007199254740993")
		d.press("tab", "tab")
		d.wait(time.Second)
		d.seesNot("| .price")
	})
}

func TestALargeAnswerIsShownBeforeAllOfItIsIndexed(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for i := range 60_000 {
		fmt.Fprintf(&b, `{"id":%d,"name":"a name that takes some room in the text"},`, i)
	}
	b.WriteString(`{"id":"last"}],"end":true}`)
	wd := &world{api: answers("application/json", 200, b.String())}
	drive(t, wd, 120, 36, func(d *driver) {
		d.send(keyPress("enter"))
		for d.m.here.response.Loading() == nil { // until the first part is there
			synctest.Wait()
			d.send(<-d.msgs)
		}
		d.sees("▾ data: [", "so far", "◌ ", "esc stops", "▸ 0: { id: 0")
		d.send(keyPress("j"))
		d.send(keyPress("j"))
		d.sees(".data[0]")
		d.settle()
		d.sees("▾ data: [ 60001 items", ".data[0]")
		d.seesNot("so far")
		d.press("G")
		d.sees("end: true")
	})
}

func TestArrowsWhereNothingIsSuggested(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", ":", "x", "up")
		d.exact()
		d.press("down", "down")
		d.exact()
		d.sees("go to › x")
	})
}

func TestAnOverlayCutsWideCharactersWhole(t *testing.T) {
	wide := strings.Repeat("日本語のワイン", 12)
	files := func() []response.File {
		return []response.File{file("wide.json", `{"a":["`+wide+`","x`+wide+`"],"b":"`+wide+`","bb":"`+wide+`"}`)}
	}
	driveFiles(t, "", files, func(d *driver) {
		for w := 60; w < 100; w++ {
			d.send(tea.WindowSizeMsg{Width: w, Height: 20})
			for _, key := range []string{"?", "y"} {
				d.press(key)
				d.exact()
				d.press("esc")
			}
		}
	})
}
