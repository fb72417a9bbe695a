package response

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/ui/action"
)

func TestDecimalsCompareByExactValue(t *testing.T) {
	ascending := []string{
		"-1e99999999999999999999", "-9007199254740993", "-9007199254740992", "-1.5", "-1", "-0.10", "-1e-99999999999999999999",
		"0", "1e-99999999999999999999", "1e-400", "0.0001", "0.00010000000000000000000001", "0.5", "1", "1.0000000000000000000000000000001",
		"9.99", "10", "1e2", "9007199254740992", "9007199254740993", "1e400", "1e99999999999999999998", "1e99999999999999999999",
	}
	for i, a := range ascending {
		for j, b := range ascending {
			x, y := newDecimal([]byte(a)), newDecimal([]byte(b))
			if got, want := x.compare(&y), sign(i-j); got != want {
				t.Errorf("%s against %s: %d, want %d", a, b, got, want)
			}
		}
	}
	for _, same := range [][]string{
		{"0", "-0", "0.000", "0e5", "-0.0E-3"},
		{"1", "1.0", "1e0", "10e-1", "0.1E+1", "100e-0000000000000000000002", "0.00001e5"},
		{"12.5000", "12.5", "1250e-2", "0.125e2"},
		{"10e99999999999999999998", "1e99999999999999999999", "1e+99999999999999999999"},
	} {
		for _, a := range same {
			for _, b := range same {
				x, y := newDecimal([]byte(a)), newDecimal([]byte(b))
				if x.compare(&y) != 0 {
					t.Errorf("%s is not the same as %s", a, b)
				}
			}
		}
	}
}

func TestDecimalsAgreeWithRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	number := func() string {
		s := []string{"", "-"}[r.IntN(2)] + fmt.Sprint(r.IntN(120))
		if r.IntN(2) == 0 {
			s += "." + fmt.Sprintf("%0*d", 1+r.IntN(4), r.IntN(100))
		}
		if r.IntN(3) == 0 {
			s += fmt.Sprintf("e%d", r.IntN(7)-3)
		}
		return s
	}
	for range 20_000 {
		a, b := number(), number()
		ra, _ := new(big.Rat).SetString(a)
		rb, _ := new(big.Rat).SetString(b)
		x, y := newDecimal([]byte(a)), newDecimal([]byte(b))
		if got, want := x.compare(&y), ra.Cmp(rb); got != want {
			t.Fatalf("%s against %s: %d, want %d", a, b, got, want)
		}
	}
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func TestSortingIsStableBothWaysAndUndone(t *testing.T) {
	tb := tabled(t, `[{"k":"b"},{"k":null},{"k":"A"},{},{"k":10},{"k":"a"},{"k":9.5},{"k":"B"},{"k":[1,2]},{"k":{"nl_NL":"aa"}},{"k":true},{"k":false},{"k":95e-1}]`)
	for i, want := range [][]int{
		{6, 12, 4, 2, 5, 9, 0, 7, 11, 10, 8, 1, 3},
		{8, 10, 11, 0, 7, 9, 2, 5, 4, 6, 12, 1, 3},
		{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
	} {
		act(t, tb, action.SortColumn)
		if got := elements(tb); !slices.Equal(got, want) {
			t.Errorf("after press %d the rows are %v, want %v", i+1, got, want)
		}
	}
}

func TestSortingKeepsTheCursorOnItsRow(t *testing.T) {
	tb := tabled(t, `[{"id":1,"n":5},{"id":2,"n":4},{"id":3,"n":3}]`)
	act(t, tb, action.NextColumn, action.SortColumn)
	if tb.row != 2 || tb.path() != ".[0].n" {
		t.Errorf("the cursor is in row %d at %s", tb.row, tb.path())
	}
	if !strings.Contains(screenOf(tb), "n ↑") {
		t.Errorf("the header does not say how it is sorted:\n%s", screenOf(tb))
	}
}

func TestFilter(t *testing.T) {
	tb := tabled(t, `[{"name":"Rode wijn","v":{"w":"Gent"}},{"name":"Witte WIJN","v":{"w":"Utrecht"}},{"name":"Sap","wijn":1},{"name":"caf\u00e9 wijn"},{"name":"wijn","wijn":"gent"}]`)
	for filter, want := range map[string][]int{
		"wijn": {0, 1, 3, 4}, "wijn gent": {0, 4}, "  ": {0, 1, 2, 3, 4}, "WIJN": {1}, "name": nil, "café": {3}, "nothing": nil, "1": {2},
	} {
		tb.filter(filter)
		arranged(tb)
		if got := elements(tb); !slices.Equal(got, want) {
			t.Errorf("%q lets %v through, want %v", filter, got, want)
		}
	}
	tb.filter("wijn")
	arranged(tb)
	act(t, tb, action.SortColumn)
	if got := elements(tb); !slices.Equal(got, []int{3, 0, 4, 1}) {
		t.Errorf("filtered and sorted: %v", got)
	}
	tb.filter("")
	if got := elements(tb); tb.due() || !slices.Equal(got, []int{3, 0, 2, 4, 1}) {
		t.Errorf("the filter gone, the rows are %v (more to do: %v)", got, tb.due())
	}
}

func TestTheCursorComesBackWhenTheFilterGoes(t *testing.T) {
	tb := tabled(t, `[{"a":"x"},{"a":"y"},{"a":"z"}]`)
	act(t, tb, action.Bottom)
	tb.filter("x")
	arranged(tb)
	if tb.path() != ".[0].a" {
		t.Errorf("filtered, the cursor is at %s", tb.path())
	}
	tb.filter("")
	if tb.path() != ".[2].a" {
		t.Errorf("the filter taken back, the cursor is at %s", tb.path())
	}
	tb.filter("y")
	arranged(tb)
	act(t, tb, action.AllRows)
	if tb.path() != ".[1].a" {
		t.Errorf("the cursor left the row that the filter found, and is at %s", tb.path())
	}
	act(t, tb, action.Bottom)
	tb.filter("nowhere")
	arranged(tb)
	if tb.node() >= 0 || tb.path() != "." || len(tb.view(styles(), true)) != 40 {
		t.Errorf("without rows, the cursor is at %s", tb.path())
	}
	act(t, tb, action.AllRows)
	if tb.path() != ".[2].a" {
		t.Errorf("the filter gone, the cursor is at %s", tb.path())
	}
}

func TestSortingCanBeCancelled(t *testing.T) {
	tb := tabled(t, `[{"a":2},{"a":1}]`)
	tb.do(action.SortColumn)
	ctx, cancel := context.WithCancel(context.Background())
	work := tb.start(ctx)
	if !strings.Contains(screenOf(tb), "sorting …") || tb.due() {
		t.Errorf("the footer does not tell of the sorting, or it is due twice:\n%s", screenOf(tb))
	}
	cancel()
	work()
	tb.collect()
	if got := elements(tb); tb.want.sorted || !slices.Equal(got, []int{0, 1}) {
		t.Errorf("cancelled, the rows are %v in the order %+v", got, tb.want)
	}

	tb.do(action.SortColumn)
	late := tb.start(context.Background())
	tb.do(action.StopSorting)
	late()
	tb.collect()
	if got := elements(tb); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("an outcome that nobody waits for is shown: %v", got)
	}

	for _, o := range []ordering{{sorted: true, column: 1}, {filter: "1"}} {
		if a := arrange(ctx, tb.doc, tb.list, o, tb.keys(o.column), nil); a.err == nil {
			t.Errorf("%+v goes on although it was cancelled", o)
		}
	}
}

func TestTheNewestSortingWins(t *testing.T) {
	tb := tabled(t, `[{"a":1,"b":2},{"a":2,"b":1}]`)
	tb.do(action.SortColumn)
	first := tb.start(context.Background())
	act(t, tb, action.NextColumn)
	tb.do(action.SortColumn)
	if !tb.due() {
		t.Error("the first sorting still stands in the way")
	}
	second := tb.start(context.Background())
	second()
	first()
	tb.collect()
	if got := elements(tb); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("the rows are %v", got)
	}
}
