package rail

import (
	"fmt"
	"strings"
	"testing"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
)

func described(path, tag string, scopes ...string) api.Endpoint {
	return api.Endpoint{Method: "GET", Path: path, Evidence: api.Described, Operation: &api.Operation{Summary: "About " + path, Tags: []string{tag}, Scopes: scopes}}
}

func TestEndpointsAreGroupedAndTheCoveredComeFirst(t *testing.T) {
	p := NewEndpoints([]api.Endpoint{
		described("orders", "Sales", "a", "b"), described("products", "Shop", "a"), described("quotes", "Sales", "a"), described("loose", "Sales"), {Method: "GET", Path: "own"},
	})
	p.Resize(40, 20)
	p.SetScopes([]string{"a"})
	if i, ok := p.Endpoint(); !ok || i != 2 {
		t.Errorf("before any key the cursor is on %d, and not on the first", i)
	}
	var got []string
	for _, row := range strings.Split(text(p.View(paint.New(paint.Look{}), 20, true)), "\n")[1:11] {
		got = append(got, strings.TrimSpace(strings.Trim(row, "│› ")))
	}
	want := []string{"Sales", "GET quotes                        ✓", "Shop", "GET products                      ✓", "", "GET own", "Sales – with more scopes", "GET orders                      + b", "GET loose", ""}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("the rows are\n%q, want\n%q", got, want)
	}
	if p.Do(action.Top); p.ClickRow(0) || !p.ClickRow(1) {
		t.Error("a heading can be chosen, or the row below it cannot")
	}
	p.Do(action.Bottom)
	last, _ := p.Endpoint()
	p.SetScopes(nil)
	if i, _ := p.Endpoint(); i != last {
		t.Errorf("the cursor went from %d to %d when the scopes changed", last, i)
	}
	p.SetScopes([]string{"a"})
	if want := p.Want(); want != 5+4+2+2 {
		t.Errorf("it wants %d rows", want)
	}
	p.SetFilter("abt qts") // letters of "about quotes"
	if i, ok := p.Endpoint(); !ok || i != 2 || p.Want() != 5+4+2+2 {
		t.Errorf("the filter finds %d, %t; it wants %d rows", i, ok, p.Want())
	}
}

func TestWalkingPassesTheHeadings(t *testing.T) {
	var all []api.Endpoint
	for i := range 200 {
		all = append(all, described(fmt.Sprintf("thing-%d", i), fmt.Sprintf("group %d", i/10)))
	}
	p := NewEndpoints(all)
	p.Resize(40, 9)
	for want := range 200 {
		if i, ok := p.Endpoint(); !ok || i != want {
			t.Fatalf("after %d steps the cursor is on %d", want, i)
		}
		rows := text(p.View(paint.New(paint.Look{}), 9, true))
		if !strings.Contains(rows, fmt.Sprintf("› GET thing-%d ", want)) || want%10 == 0 && !strings.Contains(rows, fmt.Sprintf(" group %d ", want/10)) {
			t.Fatalf("after %d steps:\n%s", want, rows)
		}
		p.Do(action.Down)
	}
	p.Do(action.Top)
	if rows := text(p.View(paint.New(paint.Look{}), 9, true)); !strings.Contains(rows, " group 0 ") {
		t.Errorf("at the top:\n%s", rows)
	}
}

func TestOfferedScopesAreListedAndNotChosen(t *testing.T) {
	p := NewScopes([]string{"brincr:order"}, []string{"brincr:country"})
	p.Resize(40, 10)
	p.Offer([]string{"brincr:invoice", "brincr:order", "two words", "quo\"te", "escape\x1b[2J", ""})
	rows := text(p.View(paint.New(paint.Look{}), 10, true))
	if !strings.Contains(rows, "[ ] brincr:invoice") || strings.Contains(rows, "two words") || strings.Contains(rows, "quo") || len(p.names) != 3 || fmt.Sprint(p.Chosen()) != "[brincr:country]" {
		t.Errorf("%q, chosen %v\n%s", p.names, p.Chosen(), rows)
	}
}

// BenchmarkThousands is what a letter in the filter costs with five thousand
// endpoints, and a step in the whole list.
func BenchmarkThousands(b *testing.B) {
	var all []api.Endpoint
	for i := range 5000 {
		all = append(all, described(fmt.Sprintf("customers/{customer}/things-%d/lines", i), fmt.Sprintf("group %d", i/20), fmt.Sprintf("brincr:thing%d", i/20)))
	}
	p := NewEndpoints(all)
	p.Resize(40, 30)
	st := paint.New(paint.Look{})
	b.Run("filter", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			p.SetFilter([]string{"thngs", "lines 42"}[i%2])
			p.View(st, 30, true)
		}
	})
	p.SetFilter("")
	b.Run("step", func(b *testing.B) {
		for b.Loop() {
			p.Do(action.Down)
			p.View(st, 30, true)
		}
	})
}
