package response

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

func shown(t *testing.T, body string) *Model {
	t.Helper()
	m := New("https://api.example/api/v1/", "Nothing yet.")
	m.Resize(100, 30)
	m.Show(LoadWhole(context.Background(), answer(body), nil), false)
	return m
}

func answer(body string) api.Exchange {
	return api.Exchange{Request: api.Request{Method: "GET", Path: "products"}, Status: 200, StatusText: "OK", ContentType: "application/json", Body: []byte(body)}
}

func text(m *Model) string {
	return ansi.Strip(strings.Join(m.View(paint.New(paint.Look{}), true), "\n"))
}

func do(m *Model, actions ...action.Action) {
	for _, a := range actions {
		m.Do(a)
	}
}

func TestNumbersAndStringsAreShownAsSent(t *testing.T) {
	m := shown(t, `{"big":9007199254740993,"huge":1e400,"zero":-0,"price":12.5000,"escaped":"caf\u00e9 \/","big":2}`)
	screen := text(m)
	for _, want := range []string{"big: 9007199254740993", "huge: 1e400", "zero: -0", "price: 12.5000", `escaped: "caf\u00e9 \/"`, "big: 2"} {
		if !strings.Contains(screen, want) {
			t.Errorf("the tree lacks %q:\n%s", want, screen)
		}
	}
}

func TestRepeatingKeepsCursorAndFoldsByPath(t *testing.T) {
	list := func(first int) string {
		var b strings.Builder
		for i := range 20 {
			fmt.Fprintf(&b, `,{"id":%d,"lines":[{"sku":"a"},{"sku":"b"}]}`, first+i)
		}
		return `{"data":[` + b.String()[1:] + `]}`
	}
	m := shown(t, list(0))
	do(m, action.Down, action.Down, action.Down, action.Down, action.Unfold, action.Down, action.Down)
	path, top := m.Path(), m.tree.top
	if path != ".data[2].lines" {
		t.Fatalf("the cursor is at %s", path)
	}
	m.Show(Load(context.Background(), answer(list(100))), true)
	if m.Path() != path || m.tree.top != top {
		t.Errorf("the cursor went from %s (top %d) to %s (top %d)", path, top, m.Path(), m.tree.top)
	}
	if !strings.Contains(text(m), "id: 102") {
		t.Errorf("the new data is not shown:\n%s", text(m))
	}
	m.Show(Load(context.Background(), answer(`{"data":[{"id":1}]}`)), true)
	if got := m.Path(); got != ".data" {
		t.Errorf("the node is gone, and the cursor is at %s instead of its nearest container", got)
	}
}

func TestCopyGivesTheBytesAsSent(t *testing.T) {
	m := shown(t, `{"note":"line\u001b[31m","n":1.0}`)
	do(m, action.Down)
	for a, want := range map[action.Action]string{
		action.CopyValue: "line\x1b[31m", action.CopySubtree: `"line\u001b[31m"`, action.CopyPath: ".note", action.CopyBody: `{"note":"line\u001b[31m","n":1.0}`,
	} {
		got, ok := m.Do(a).(intent.Copy)
		if !ok || got.Text != want {
			t.Errorf("action %d copies %q, want %q", a, got.Text, want)
		}
	}
}

func TestWhatIsPointedAt(t *testing.T) {
	m := shown(t, `{"data":[{"id":7,"customer":{"id":"c-1"},"tags":["a"],"none":null}]}`)
	for path, want := range map[string]string{".data[0].id": "data id 7 true", ".data[0].customer.id": "data customer id c-1 false", ".data[0].tags[0]": "data tags a false", ".data[0].customer": "", ".data[0].none": ""} {
		n, err := m.doc.AtPath(path)
		if err != nil {
			t.Fatal(err)
		}
		m.GoTo(n)
		got := ""
		if p, ok := m.Pointed(); ok {
			got = fmt.Sprint(strings.Join(p.Keys, " "), " ", p.Text, " ", p.Number)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	n, _ := m.doc.AtPath(".data[0].id")
	m.GoTo(n)
	do(m, action.NextView)
	if p, ok := m.Pointed(); !ok || p.Text != "7" || strings.Join(p.Keys, " ") != "data id" {
		t.Errorf("the table points at %+v, %v", p, ok)
	}
}

func TestALargeBodyCostsTheScreenOnly(t *testing.T) {
	m := shown(t, `["`+strings.Repeat("x", 10_000_000)+`"]`)
	if got := testing.AllocsPerRun(10, func() { m.View(paint.New(paint.Look{}), true) }); got > 5000 {
		t.Errorf("%.0f allocations to draw one screen", got)
	}
	screen := text(m)
	if !strings.Contains(screen, "10.0 MB") {
		t.Errorf("the length of a cut string is not shown:\n%s", screen)
	}
	do(m, action.NextView, action.Bottom)
	if !strings.Contains(text(m), `"]`) {
		t.Errorf("the end of the raw text is not reached:\n%s", text(m))
	}
}

func TestBrokenJSONShowsWhatCameBefore(t *testing.T) {
	m := shown(t, `{"data":[{"id":1},{"id":`)
	screen := text(m)
	for _, want := range []string{"not valid JSON", "id: 1"} {
		if !strings.Contains(screen, want) {
			t.Errorf("the screen lacks %q:\n%s", want, screen)
		}
	}
}

func TestViewsWithoutATree(t *testing.T) {
	m := shown(t, "plain text")
	screen := text(m)
	if strings.Contains(screen, "Tree") || !strings.Contains(screen, "plain text") {
		t.Errorf("text is not shown as text:\n%s", screen)
	}
	do(m, action.NextView, action.NextView, action.NextView)
	if m.view != Raw {
		t.Errorf("walking all views ends at %s", m.view)
	}
}
