package response

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

func document(t testing.TB, src string) *jsondoc.Document {
	t.Helper()
	doc, err := jsondoc.Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// tabled is the table of a document in a window that shows everything.
func tabled(t testing.TB, src string) *table {
	t.Helper()
	tb, ok := newTable(document(t, src), 0)
	if !ok {
		t.Fatalf("there is no table of %s", src)
	}
	tb.resize(200, 40)
	return tb
}

// act does actions, and at once what they leave to a command.
func act(t testing.TB, tb *table, actions ...action.Action) {
	t.Helper()
	for _, a := range actions {
		if !tb.do(a) {
			t.Fatalf("the table does not know action %d", a)
		}
		arranged(tb)
	}
}

func arranged(tb *table) {
	if tb.due() {
		tb.start(context.Background())()
	}
	tb.collect()
}

func screenOf(tb *table) string {
	return ansi.Strip(strings.Join(tb.view(paint.New(paint.Look{}), true), "\n"))
}

func names(tb *table) string {
	var all []string
	for _, id := range tb.shown {
		all = append(all, tb.columns[id].name)
	}
	return strings.Join(all, " ")
}

// elements are the indices of the rows that are shown.
func elements(tb *table) []int {
	var all []int
	for row := range tb.count() {
		all = append(all, tb.element(row))
	}
	return all
}

func TestWhichListATableShows(t *testing.T) {
	for src, want := range map[string]string{
		`[{"a":1},{"a":2}]`:                         ".",
		`{"rows":[{"a":1}],"data":[{"a":1}]}`:       ".data",
		`{"meta":{},"rows":[{"a":1}],"tags":["a"]}`: ".rows",
		`{"one":[{"a":1}],"two":[{"a":1}]}`:         "",
		`{"data":[]}`:                               "",
		`[]`:                                        "",
		`[1,2,{"a":1}]`:                             "",
		`[{},{}]`:                                   "",
		`[{"a":1},"text"]`:                          ".",
		`{"a":{"b":[{"c":1}]}}`:                     "",
		"{\"a\":1}\n{\"a\":2}":                      ".",
		`{"data":{"a":1}}`:                          "",
		`{"` + strings.Repeat("x", 99) + `":[{"a":1}]}`: "." + strings.Repeat("x", 99),
	} {
		doc := document(t, src)
		tb, ok := newTable(doc, 0)
		if got := ""; ok != (want != "") || (ok && doc.Path(tb.list) != want) {
			if ok {
				got = doc.Path(tb.list)
			}
			t.Errorf("%s: the table shows %q, want %q", src, got, want)
		}
	}
}

func TestTheCursorOfTheTreeChoosesListAndRow(t *testing.T) {
	doc := document(t, `{"data":[{"a":1},{"lines":[{"sku":"x"},{"sku":"y"}]}],"other":[{"b":1}]}`)
	for pointer, want := range map[string]string{
		"": ".data[0].a", "/data/1": ".data[1].a", "/data/1/lines": ".data[1].lines[0].sku",
		"/data/1/lines/1/sku": ".data[1].lines[1].sku", "/other": ".other[0].b",
	} {
		at, _ := doc.At(pointer)
		tb, ok := newTable(doc, at)
		if !ok || tb.path() != want {
			t.Errorf("from %q: the cursor is at %s, want %s", pointer, tb.path(), want)
		}
	}
}

func TestRaggedRows(t *testing.T) {
	tb := tabled(t, `[{"a":1,"b":null},{"c":"x","a":-2.50},["loose"],null,{"b":{"d":1},"a":"","a":true,"odd key":1}]`)
	if got, want := names(tb), "a b c odd key (value)"; got != want {
		t.Errorf("the columns are %q, want %q", got, want)
	}
	screen := screenOf(tb)
	want := []string{
		`   a        b ▸    c     odd key  (value)  `,
		`›0     1 │ null                           `,
		` 1 -2.50 │         x                      `,
		` 2       │                        ["loose"]`,
		` 3 null  │ null    null     null  null    `,
		` 4 true  │ {d: 1}              1          `,
	}
	for i, row := range strings.Split(screen, "\n")[:len(want)] {
		if i > 0 && strings.TrimRight(row, " ") != strings.TrimRight(want[i], " ") {
			t.Errorf("row %d is\n%q, want\n%q", i, row, want[i])
		}
	}
	act(t, tb, action.LastColumn, action.PrevColumn)
	if got := tb.path(); got != `.[0]["odd key"]` {
		t.Errorf("the path of a missing value is %s", got)
	}
	if !strings.Contains(screenOf(tb), "odd key: not in this row") {
		t.Errorf("the footer does not say that the value is missing:\n%s", screenOf(tb))
	}
}

func TestColumnsAreFoundWhereTheyComeIntoView(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, `,{"id":%d`, i)
		if i == 2500 {
			b.WriteString(`,"late":"here"`)
		}
		b.WriteString("}")
	}
	tb := tabled(t, "["+b.String()[1:]+"]")
	if got := names(tb); got != "id" {
		t.Errorf("before, the columns are %q", got)
	}
	tb.row = 2510
	act(t, tb, action.Down)
	if got := names(tb); got != "id late" {
		t.Errorf("then, the columns are %q", got)
	}
	if !strings.Contains(screenOf(tb), "here") {
		t.Errorf("the value is not shown:\n%s", screenOf(tb))
	}
}

func TestNestedColumns(t *testing.T) {
	tb := tabled(t, `[{"id":1,"name":{"nl_NL":"wijn","en_GB":"wine"},"x":1},{"id":2,"name":{"fr_FR":"vin"},"x":1},{"id":3,"name":null,"x":1},{"id":4,"name":"plain","x":1}]`)
	if !strings.Contains(screenOf(tb), "wijn ") || strings.Contains(screenOf(tb), "nl_NL") {
		t.Errorf("an object of languages is not its first text:\n%s", screenOf(tb))
	}
	act(t, tb, action.NextColumn, action.NestColumn)
	if got := names(tb); got != "id name name.nl_NL name.en_GB name.fr_FR x" {
		t.Errorf("opened, the columns are %q", got)
	}
	act(t, tb, action.NextColumn, action.Down)
	if got := tb.path(); got != ".[1].name.nl_NL" {
		t.Errorf("the path of a missing member is %s", got)
	}
	act(t, tb, action.Down)
	if got := cellText(tb.doc, tb.cell()); got != "null" {
		t.Errorf("a member of null is %q", got)
	}
	act(t, tb, action.NestColumn)
	if got := names(tb); got != "id name x" || tb.path() != ".[2].name" {
		t.Errorf("closed, the columns are %q, and the cursor is at %s", got, tb.path())
	}
}

func TestNullsDoNotKeepAnOpenColumn(t *testing.T) {
	tb := tabled(t, `[{"v":null},{"v":{"a":1}}]`)
	act(t, tb, action.NestColumn)
	if got := names(tb); got != "v.a" || tb.path() != ".[0].v.a" {
		t.Errorf("the columns are %q, and the cursor is at %s", got, tb.path())
	}
}

func TestHidingAndMovingColumns(t *testing.T) {
	tb := tabled(t, `[{"a":1,"b":2,"c":3,"d":4}]`)
	act(t, tb, action.NextColumn, action.HideColumn)
	if names(tb) != "a c d" || tb.path() != ".[0].c" {
		t.Errorf("hidden: %q, at %s", names(tb), tb.path())
	}
	act(t, tb, action.ColumnRight, action.ColumnRight)
	if names(tb) != "a d c" || tb.path() != ".[0].c" {
		t.Errorf("moved to the right: %q, at %s", names(tb), tb.path())
	}
	act(t, tb, action.ColumnLeft, action.ColumnLeft, action.ShowColumns)
	if names(tb) != "c a b d" || tb.path() != ".[0].c" {
		t.Errorf("shown again: %q, at %s", names(tb), tb.path())
	}
	act(t, tb, action.HideColumn, action.HideColumn, action.HideColumn, action.HideColumn, action.HideColumn)
	if names(tb) != "d" {
		t.Errorf("the last column could be hidden: %q", names(tb))
	}
	if !strings.Contains(screenOf(tb), "3 hidden") {
		t.Errorf("the hidden columns are not counted:\n%s", screenOf(tb))
	}
}

func TestTheFirstColumnStaysInView(t *testing.T) {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, `,"column%02d":"value %02d"`, i, i)
	}
	tb := tabled(t, "[{"+b.String()[1:]+"}]")
	tb.resize(60, 10)
	for range 29 {
		act(t, tb, action.NextColumn)
		head := strings.Split(screenOf(tb), "\n")[0]
		if name := tb.columns[tb.current()].name; !strings.Contains(head, name) || !strings.Contains(head, "column00") {
			t.Fatalf("the header lacks %s or the first column: %q", name, head)
		}
	}
	if tb.left > tb.column-2 {
		t.Errorf("at the right end only %d columns are shown", tb.column-tb.left+1)
	}
	if head := strings.Split(screenOf(tb), "\n")[0]; !strings.Contains(head, "‹") || strings.Contains(head, "›") {
		t.Errorf("at the right end, the header is %q", head)
	}
	act(t, tb, action.FirstColumn)
	if head := strings.Split(screenOf(tb), "\n")[0]; !strings.Contains(head, "column01") || !strings.Contains(head, "›") {
		t.Errorf("at the left end, the header is %q", head)
	}
}

// Whatever is in the data, and whatever the size: the frame is exact, and
// nothing in it is a command.
func TestATableFitsItsSizeWhateverIsInIt(t *testing.T) {
	hostile := []string{
		`\u001b[2J\u001b]0;owned\u0007`, "\u202edrawkcab", "日本酒純米大吟醸", "한국어", "👩\u200d👩\u200d👧", "🇳🇱", "e" + strings.Repeat("\u0301", 3000),
		"\x9b31m", `tab\tnewline\n`, `\ud800`, strings.Repeat("長", 5000), strings.Repeat("9", 3000), "ﷺ", "\u0e33\u0e33",
	}
	var b strings.Builder
	for i, h := range hostile {
		other := hostile[(i+5)%len(hostile)]
		fmt.Fprintf(&b, `,{"%s":"%s","n%s":%s,"o":{"%s":"%s","nl_NL":[{"%s":1}]},"l":{"nl_NL":"%s"}}`, h, h, h, strings.Repeat("9", i*20+1), h, other, h, other)
	}
	doc := document(t, `{"data":[`+b.String()[1:]+`,7]}`)
	tb, _ := newTable(doc, 0)
	st := paint.New(paint.Look{})
	r := rand.New(rand.NewPCG(1, 2))
	keys := []action.Action{action.Down, action.NextColumn, action.NestColumn, action.SortColumn, action.ColumnRight, action.LastColumn, action.PrevColumn, action.Bottom, action.HideColumn, action.PageUp, action.ShowColumns}
	for w := 0; w <= 160; w++ {
		tb.resize(w, w%23)
		act(t, tb, keys[r.IntN(len(keys))])
		rows := tb.view(st, true)
		if len(rows) != w%23 {
			t.Fatalf("%dx%d: there are %d rows", w, w%23, len(rows))
		}
		for _, row := range rows {
			plain := ansi.Strip(row)
			if got := ansi.StringWidth(row); got != w {
				t.Fatalf("%dx%d: a row is %d cells wide: %q", w, w%23, got, plain)
			}
			if i := strings.IndexFunc(plain, func(r rune) bool { return r < ' ' || (r >= 0x7f && r < 0xa0) || r == '\u202e' || r == '\u200d' }); i >= 0 {
				t.Fatalf("a row holds %q: %q", plain[i:i+1], plain)
			}
		}
	}
}

func TestNumbersAreShownAsSent(t *testing.T) {
	tb := tabled(t, `[{"n":9007199254740993},{"n":12.5000},{"n":1e400},{"n":-0},{"n":`+strings.Repeat("7", 60)+`}]`)
	screen := screenOf(tb)
	for _, want := range []string{" 9007199254740993 ", " 12.5000 ", " 1e400 ", " -0 ", " " + strings.Repeat("7", 60) + " "} {
		if !strings.Contains(screen, want) {
			t.Errorf("the table lacks %q:\n%s", want, screen)
		}
	}
	for _, row := range strings.Split(screen, "\n")[1:6] {
		if end := len([]rune(strings.TrimRight(row, " "))); end != len([]rune("›0 "))+60 {
			t.Errorf("a number ends at cell %d: %q", end, row)
		}
	}
}

// A preview that ends between two of its parts must not look complete.
func TestWhatIsCutSaysSo(t *testing.T) {
	tb := tabled(t, `[{"id":1,"o":{"code":"high","percentage":21},"a":[1,[2,3],"x"]}]`)
	set := &paint.New(paint.Look{}).Set
	for _, name := range []string{"o", "a"} {
		id := tb.byPath("." + name)
		n := tb.cells(tb.node(), nil)[id]
		full := ansi.Strip(cellLine(tb, n, id, 60, set))
		for w := 1; w <= 60; w++ {
			got := strings.TrimRight(ansi.Strip(cellLine(tb, n, id, w, set)), " ")
			if got != strings.TrimRight(full, " ") && !strings.HasSuffix(got, "…") {
				t.Errorf("in %d cells: %q", w, got)
			}
		}
	}
}

func cellLine(tb *table, n jsondoc.Node, id, width int, set *paint.Set) string {
	l := paint.NewLine(width)
	tb.drawCell(n, id, width, set, l)
	return l.String()
}

func TestTextsThatReadLikeSomethingElseAreQuoted(t *testing.T) {
	tb := tabled(t, `[{"t":"null"},{"t":""},{"t":"{x}"},{"t":" a"},{"t":"plain"}]`)
	act(t, tb, action.Bottom)
	screen := screenOf(tb)
	for _, want := range []string{` "null" `, ` "" `, ` "{x}" `, ` " a" `, ` plain `} {
		if !strings.Contains(screen, want) {
			t.Errorf("the table lacks %q:\n%s", want, screen)
		}
	}
}

// Of a document that breaks off anywhere, what was read is a table like others.
func TestATableOfBrokenJSON(t *testing.T) {
	st := paint.New(paint.Look{})
	tables := 0
	for end := range len(orders) {
		doc, _ := jsondoc.Parse([]byte(orders[:end]))
		if doc.Len() == 0 {
			continue
		}
		tb, ok := newTable(doc, 0)
		if !ok {
			continue
		}
		tables++
		tb.resize(80, 12)
		act(t, tb, action.LastColumn, action.NestColumn, action.Bottom, action.SortColumn)
		tb.filter("a")
		arranged(tb)
		tb.path()
		cellText(doc, tb.cell())
		tb.snapshot(tb.shown...).separated(',')
		if rows := tb.view(st, true); len(rows) != 12 {
			t.Errorf("after %d bytes there are %d rows", end, len(rows))
		}
		recallTable(doc, tb.remember())
	}
	if tables == 0 {
		t.Error("no beginning of the document has a table")
	}
}
