package rail

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

func text(rows []string) string { return ansi.Strip(strings.Join(rows, "\n")) }

func TestLongScopeSetsAreWarnedAbout(t *testing.T) {
	var known []string
	for i := range 20 {
		known = append(known, fmt.Sprintf("brincr:entityNumber%02d", i))
	}
	p := NewScopes(known, nil)
	p.Resize(60, 10)
	if got := text(p.View(paint.New(paint.Look{}), 10, true)); strings.Contains(got, "characters") {
		t.Errorf("a warning without a reason:\n%s", got)
	}
	if _, ok := p.Do(action.All).(intent.ScopesChanged); !ok {
		t.Fatal("choosing all changes nothing")
	}
	if got := text(p.View(paint.New(paint.Look{}), 10, true)); !strings.Contains(got, "! 439 characters") {
		t.Errorf("439 characters are not warned about:\n%s", got)
	}
	p.Do(action.All)
	if n := len(p.Chosen()); n != 0 {
		t.Errorf("a second time chooses none, and %d are chosen", n)
	}
}

func TestCoveredEndpointsComeFirst(t *testing.T) {
	p := NewEndpoints(api.Catalogue())
	p.Resize(60, 10)
	p.SetScopes([]string{"brincr:product"})
	rows := text(p.View(paint.New(paint.Look{}), 10, true))
	if strings.Index(rows, "GET products") > strings.Index(rows, "GET categories") {
		t.Errorf("the endpoint that the token covers is not first:\n%s", rows)
	}
	if i, _ := p.Endpoint(); api.Catalogue()[i].Path != "products" {
		t.Error("the cursor that nobody moved yet is not on it")
	}
	p.Do(action.Top)
	p.SetScopes([]string{"brincr:category"})
	if i, _ := p.Endpoint(); api.Catalogue()[i].Path != "products" {
		t.Error("the cursor left its endpoint")
	}
}

func TestAFilterKeepsTheCursorOnItsItem(t *testing.T) {
	l := newList([]string{"red wine", "white wine", "rum", "Rosé Wine"})
	l.resize(3)
	l.SetItem(3)
	l.SetFilter("wine")
	if i, ok := l.Item(); !ok || i != 3 {
		t.Errorf("the cursor is on item %d", i)
	}
	l.SetFilter("nothing of the kind")
	if _, ok := l.Item(); ok {
		t.Error("there is an item although nothing matches")
	}
	l.SetFilter("")
	if len(l.shown) != 4 {
		t.Errorf("%d items are shown without a filter", len(l.shown))
	}
}

func TestABlankInAScopesNameIsTold(t *testing.T) {
	p := NewScopes([]string{"brincr:category"}, nil)
	p.Resize(32, 8)
	p.SetFilter("brincr:b c")
	if rows := text(p.View(paint.New(paint.Look{}), 8, true)); !strings.Contains(rows, "a scope's name has no blanks") {
		t.Errorf("the name is refused without a word:\n%s", rows)
	}
}
