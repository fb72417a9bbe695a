package compose

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

func checked(e *Editor, schema func([]byte) []api.FieldError) *Editor {
	e.Take(e.Version(), Check(e.Text()(), schema, e.Remarks()))
	return e
}

func frame(e *Editor, w, h int) []string {
	rows := e.View(paint.New(paint.Look{}), w, h)
	for i := range rows {
		rows[i] = ansi.Strip(rows[i])
	}
	return rows
}

func TestWarningsAreOverriddenAndErrorsNot(t *testing.T) {
	complains := func([]byte) []api.FieldError {
		return []api.FieldError{{Path: "sku", Messages: []string{"is wrong"}}}
	}
	e := checked(NewEditor("POST x", `{"sku": 1}`), complains)
	if e.Sendable() || !strings.Contains(strings.Join(frame(e, 80, 24), "\n"), "again to send it anyway") {
		t.Error("a warning does not hold it up once")
	}
	if !e.Sendable() {
		t.Error("a warning cannot be overridden")
	}
	e.Key(tea.KeyPressMsg(tea.Key{Code: ' ', Text: " "}))
	if checked(e, complains).Sendable() {
		t.Error("what was agreed to holds for another text")
	}
	e = checked(NewEditor("POST x", "{\n  \"sku\": }"), nil)
	again := e.Sendable()
	if e.Sendable() || again || e.text.row != 1 || e.text.col != 9 {
		t.Errorf("broken JSON goes on, or the cursor is not where it breaks: %d:%d", e.text.row, e.text.col)
	}
	if e = checked(NewEditor("POST x", " \n"), complains); !e.Sendable() {
		t.Error("no body at all cannot be sent")
	}
}

func TestALateCheckIsDropped(t *testing.T) {
	e := NewEditor("POST x", "{")
	version, found := e.Version(), Check([]byte("{"), nil, nil)
	e.Key(tea.KeyPressMsg(tea.Key{Code: '}', Text: "}"}))
	if e.Take(version, found); e.Checked() || len(e.findings) > 0 {
		t.Error("the findings of another text are shown")
	}
}

// TestTheEditorIsExact: at every size, whatever the text, its frame is a
// rectangle that fits, and no byte of the text reaches the terminal as it is.
func TestTheEditorIsExact(t *testing.T) {
	for _, text := range []string{"{}", strings.Repeat("x", 5000), "{\n\t\"日本\": \"\x1b]0;t\x07\u202e\xff\",\n" + strings.Repeat("1,\n", 300), "{\"a\":1,\"a\":2}"} {
		e := checked(NewEditor("POST "+strings.Repeat("p", 70), text), nil)
		for w := 60; w <= 180; w += 17 {
			for h := 16; h <= 60; h += 11 {
				e.text.goTo(1+w%len(e.text.lines), w)
				rows := frame(e, w, h)
				if len(rows) > h-2 {
					t.Fatalf("%dx%d: %d rows", w, h, len(rows))
				}
				for _, row := range rows {
					if ansi.StringWidth(row) != ansi.StringWidth(rows[0]) || strings.ContainsAny(row, "\x1b\x07\t\u202e") {
						t.Fatalf("%dx%d: %q", w, h, row)
					}
				}
				if !strings.Contains(strings.Join(rows, ""), "▏") {
					t.Fatalf("%dx%d: the cursor is not in view", w, h)
				}
			}
		}
	}
}

func TestTheMouseInTheEditor(t *testing.T) {
	e := checked(NewEditor("POST x", "{\n  \"a\": 1,\n  \"a\": 2\n}"), nil)
	rows := frame(e, 80, 24)
	at := func(text string) (x, y int) {
		for y, row := range rows {
			if before, _, ok := strings.Cut(row, text); ok {
				return ansi.StringWidth(before), y
			}
		}
		t.Fatalf("no %q in:\n%s", text, strings.Join(rows, "\n"))
		return 0, 0
	}
	x, y := at("1,")
	if e.Click(x, y); e.text.row != 1 || e.text.col != 7 {
		t.Errorf("the cursor is at %d:%d", e.text.row, e.text.col)
	}
	x, y = at("a second time")
	if e.Click(x, y); e.text.row != 2 || e.text.col != 2 {
		t.Errorf("the finding led to %d:%d", e.text.row, e.text.col)
	}
	for text, want := range map[string]action.Action{"Send": action.SendBody, "$EDITOR": action.EditBody} {
		if x, y = at(text); e.Click(x, y).Action != want {
			t.Errorf("the button %q does nothing", text)
		}
	}
}

// TestAMegabyteIsQuick: a key in a megabyte of text costs what is on the screen,
// whether it has lines or is a single one.
func TestAMegabyteIsQuick(t *testing.T) {
	for _, body := range []string{strings.Repeat(`{"sku": "A-1", "price": 12.5000},`+"\n", 32000), strings.Repeat(`{"sku":"A-1","price":12.5000},`, 35000)} {
		e := NewEditor("POST x", "")
		e.Paste(body)
		var took []time.Duration
		for i := range 100 {
			if i == 50 {
				e.text.goTo(1, 1)
			}
			begun := time.Now()
			e.Key(tea.KeyPressMsg(tea.Key{Code: 'x', Text: "x"}))
			frame(e, 120, 40)
			e.Text()
			took = append(took, time.Since(begun))
		}
		slices.Sort(took)
		t.Logf("%d lines: median %s", strings.Count(body, "\n"), took[50])
		const bound = 100 * time.Millisecond // G7; on a busy machine, too
		if took[50] > bound {
			t.Errorf("a key takes %s", took[50])
		}
	}
}
