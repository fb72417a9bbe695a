package response

import (
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

func styles() *paint.Styles { return paint.New(paint.Look{}) }

const orders = `{"data":[
	{"id":"a,1","note":"say \"hi\"","n":1.50,"f":"=1+1","name":{"nl_NL":"wijn","en_GB":"wine"}},
	{"id":"b","note":"two\nlines\r\nhere","n":null,"f":"@x","v":{"p":21, "q":[1]}},
	{"id":"tab\there","note":" blank ","f":"-2","n":-3}
]}`

func TestCSV(t *testing.T) {
	tb := tabled(t, orders)
	got := tb.snapshot(tb.shown...).separated(',')
	want := "id,note,n,f,name,v\r\n" +
		"\"a,1\",\"say \"\"hi\"\"\",1.50,=1+1,wijn,\r\n" +
		"b,\"two\nlines\r\nhere\",,@x,,\"{\"\"p\"\":21, \"\"q\"\":[1]}\"\r\n" +
		"tab\there,\" blank \",-3,-2,,\r\n"
	if got != want {
		t.Errorf("the CSV is\n%q, want\n%q", got, want)
	}
	read, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || len(read) != 4 || read[1][1] != `say "hi"` {
		t.Errorf("encoding/csv reads %q: %v", read, err)
	}
}

func TestTSVOfWhatIsShown(t *testing.T) {
	tb := tabled(t, orders)
	act(t, tb, action.NextColumn, action.HideColumn, action.SortColumn)
	tb.filter("b")
	arranged(tb)
	for tb.columns[tb.current()].name != "name" {
		act(t, tb, action.NextColumn)
	}
	act(t, tb, action.NestColumn)
	got := tb.snapshot(tb.shown...).separated('\t')
	want := "id\tn\tf\tname.nl_NL\tname.en_GB\tv\r\n" +
		"\"tab\there\"\t-3\t-2\t\t\t\r\n" +
		"b\t\t@x\t\t\t\"{\"\"p\"\":21, \"\"q\"\":[1]}\"\r\n"
	if got != want {
		t.Errorf("the TSV is\n%q, want\n%q", got, want)
	}
}

// What is copied is what was shown when it was asked for.
func TestACopyIsUntouchedByWhatComesLater(t *testing.T) {
	tb := tabled(t, `[{"a":1,"v":{"x":1}}`+strings.Repeat(`,{"a":2}`, 300)+`,{"late":1}]`)
	s := tb.snapshot(tb.shown...)
	want := s.separated(',')
	act(t, tb, action.Bottom, action.SortColumn, action.SortColumn, action.NextColumn, action.NestColumn, action.HideColumn)
	if got := s.separated(','); got != want {
		t.Errorf("the copy became\n%q, was\n%q", got, want)
	}
}

func TestTheCopyMenuOfATable(t *testing.T) {
	m := shown(t, orders)
	do(m, action.NextView, action.NextColumn)
	if m.view != Table {
		t.Fatalf("the view is %s", m.view)
	}
	for a, want := range map[action.Action]string{
		action.CopyValue: `say "hi"`, action.CopyPath: ".data[0].note", action.CopyBody: orders,
		action.CopyRow: `{"id":"a,1","note":"say \"hi\"","n":1.50,"f":"=1+1","name":{"nl_NL":"wijn","en_GB":"wine"}}`,
	} {
		if got, ok := m.Do(a).(intent.Copy); !ok || got.Text != want {
			t.Errorf("action %d copies %q, want %q", a, got.Text, want)
		}
	}
	column, ok := m.Do(action.CopyColumn).(CopyTable)
	if !ok || column.Text() != "say \"hi\"\ntwo\nlines\r\nhere\n blank \n" || column.What != "the column note, 3 rows" {
		t.Errorf("the column is copied as %q", column.What)
	}
}

func TestARowAsATreeAndBack(t *testing.T) {
	m := shown(t, orders)
	do(m, action.FoldAll, action.NextView, action.Down, action.NextColumn, action.OpenRow)
	if m.view != Tree || m.Path() != ".data[1]" || !m.TableFacts().Row {
		t.Fatalf("entered, the view is %s at %s", m.view, m.Path())
	}
	if !strings.Contains(text(m), "▾ 1: {") {
		t.Errorf("the row is not unfolded:\n%s", text(m))
	}
	do(m, action.Down, action.Down, action.CloseRow)
	if m.view != Table || m.Path() != ".data[1].note" || m.TableFacts().Row {
		t.Errorf("back, the view is %s at %s", m.view, m.Path())
	}
	do(m, action.Down, action.NextView, action.PrevView)
	if m.Path() != ".data[2].note" {
		t.Errorf("walking the views moved the cursor to %s", m.Path())
	}
	do(m, action.Up)
	do(m, action.PrevView, action.Top, action.NextView)
	if m.Path() != ".data[1].note" {
		t.Errorf("the tree's cursor is in no row, but moved that of the table to %s", m.Path())
	}
	do(m, action.PrevView, action.Down, action.Down, action.NextView)
	if m.Path() != ".data[0].note" {
		t.Errorf("the tree's cursor went to row 0, and that of the table is at %s", m.Path())
	}
}

func TestATableSurvivesARepeatedAnswer(t *testing.T) {
	list := func(first int, extra string) string {
		var b strings.Builder
		for i := range 60 {
			fmt.Fprintf(&b, `,{"id":%d,"a":"x","name":{"nl_NL":"n%d"},"z":%d%s}`, first+i, i, -i, extra)
		}
		return `{"data":[` + b.String()[1:] + `]}`
	}
	m := shown(t, list(0, ""))
	do(m, action.NextView, action.NextColumn, action.HideColumn, action.NestColumn, action.LastColumn, action.ColumnLeft, action.SortColumn)
	arranged(m.table)
	do(m, action.PageUp, action.PageUp, action.Up)
	path, top, left, columns := m.Path(), m.table.top, m.table.left, names(m.table)
	if columns != "id z name.nl_NL" || path != ".data[49].z" {
		t.Fatalf("the columns are %q, and the cursor is at %s", columns, path)
	}
	m.Show(Load(context.Background(), answer(list(100, `,"new":1`))), true)
	if m.view != Table || m.Path() != path || m.table.top != top || m.table.left != left || names(m.table) != columns+" new" {
		t.Errorf("it is in %s at %s, top %d, left %d, columns %q", m.view, m.Path(), m.table.top, m.table.left, names(m.table))
	}
	if got := elements(m.table); !slices.IsSortedFunc(got, func(a, b int) int { return b - a }) {
		t.Errorf("it is not sorted any more: %v", got)
	}
	if !strings.Contains(text(m), " 149 ") {
		t.Errorf("the new data is not shown:\n%s", text(m))
	}
	m.Show(Load(context.Background(), answer(`{"data":[]}`)), true)
	if m.view != Tree {
		t.Errorf("the list is gone, and the view is %s", m.view)
	}
}

func TestATableIsRecalledWhereItWasScrolledTo(t *testing.T) {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, `,"column%02d":"value %02d"`, i, i)
	}
	tb := tabled(t, "[{"+b.String()[1:]+"}]")
	tb.resize(60, 10)
	act(t, tb, action.LastColumn, action.PrevColumn, action.PrevColumn)
	again, ok := recallTable(tb.doc, tb.remember())
	if !ok {
		t.Fatal("the table cannot be recalled")
	}
	again.resize(60, 10)
	if again.left != tb.left || again.path() != tb.path() || screenOf(again) != screenOf(tb) {
		t.Errorf("recalled, it begins at column %d instead of %d, with the cursor at %s", again.left, tb.left, again.path())
	}
}

func TestAnotherAnswerStaysInTheTable(t *testing.T) {
	m := shown(t, orders)
	do(m, action.NextView, action.Down)
	m.Show(Load(context.Background(), answer(`[{"other":1},{"other":2}]`)), false)
	if m.view != Table || m.Path() != ".[0].other" {
		t.Errorf("the view is %s at %s", m.view, m.Path())
	}
	m.Show(Load(context.Background(), answer("plain")), false)
	if m.view != Raw {
		t.Errorf("text is shown as %s", m.view)
	}
}

func TestAClickChoosesARowAndOpensIt(t *testing.T) {
	m := shown(t, orders)
	do(m, action.NextView)
	m.Click(1, 4)
	if m.Path() != ".data[1].id" {
		t.Errorf("the cursor is at %s", m.Path())
	}
	m.Click(1, 20)
	m.Click(1, 4)
	if m.view != Tree || m.Path() != ".data[1]" {
		t.Errorf("a second click shows %s at %s", m.view, m.Path())
	}
}
