package form

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/paint"
)

var orders = api.Endpoint{Method: "GET", Path: "customers/{customer}/orders?sort=-id", Operation: &api.Operation{Parameters: []api.Parameter{
	{Name: "customer", In: api.InPath, Required: true},
	{Name: "status", In: api.InQuery, Enum: []string{"open", "shipped", "Shelved"}},
	{Name: "page", In: api.InQuery, Type: "integer"},
	{Name: "since", In: api.InQuery, Required: true, Default: "2026-01-01"},
}}}

func setup(e *api.Endpoint, v Values, offers ...Offer) Setup {
	s := Setup{Endpoint: e, Method: "GET", Path: "own/path", Values: v, Base: "https://api.example/v1/", Check: func(r api.Request) (string, error) {
		if strings.Contains(r.Path, "{") {
			return "", errors.New("has a blank")
		}
		return "https://api.example/v1/" + r.Path, nil
	}}
	if e != nil {
		s.Path = e.Path
	}
	s.Offers = func(p api.Parameter) []Offer {
		out := []Offer{}
		for _, v := range p.Enum {
			out = append(out, Offer{Value: v, Source: "described"})
		}
		if p.In == api.InPath {
			out = append(out, offers...)
		}
		return out
	}
	return s
}

func (f *Form) press(t *testing.T, keys ...string) (last overlay.Result) {
	t.Helper()
	codes := map[string]tea.Key{
		"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
		"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "backspace": {Code: tea.KeyBackspace},
		"ctrl+n": {Code: 'n', Mod: tea.ModCtrl}, "ctrl+p": {Code: 'p', Mod: tea.ModCtrl}, "ctrl+x": {Code: 'x', Mod: tea.ModCtrl},
	}
	for _, k := range keys {
		if key, ok := codes[k]; ok {
			last = f.Key(tea.KeyPressMsg(key))
			continue
		}
		for _, r := range k {
			last = f.Key(tea.KeyPressMsg(tea.Key{Code: r, Text: string(r)}))
		}
	}
	return last
}

func (f *Form) screen() string {
	return ansi.Strip(strings.Join(f.View(paint.New(paint.Look{}), 100, 40), "\n"))
}

func TestARequestOfEveryKindOfField(t *testing.T) {
	f := New(setup(&orders, Values{}))
	f.press(t, "a/b", "tab", "open", "tab", "2", "tab", "tab", "tab", "filter[x]=y=z & co")
	r := f.press(t, "enter")
	s, ok := r.Intent.(Submit)
	const want = "customers/a%2Fb/orders?status=open&page=2&since=2026-01-01&sort=-id&filter[x]=y%3Dz%20%26%20co"
	if !ok || !r.Close || s.Request.Path != want || s.Request.Method != "GET" || s.Endpoint != &orders {
		t.Fatalf("%+v\nwant %s", r, want)
	}
	if got := New(setup(&orders, s.Values)).request().Path; got != want {
		t.Errorf("opened again: %s", got)
	}
}

func TestRepeatedNamesStayAllOfThem(t *testing.T) {
	query := []api.Field{{Name: "page", Value: "1"}, {Name: "page", Value: "2"}, {Name: "ids[]", Value: "a"}, {Name: "ids[]", Value: ""}}
	f := New(setup(&api.Endpoint{Method: "GET", Path: "orders", Operation: orders.Operation}, Values{Query: query}))
	if got, want := f.request().Path, "orders?page=1&since=2026-01-01&page=2&ids[]=a&ids[]="; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestOffersAreWalkedAndCompleted(t *testing.T) {
	f := New(setup(&orders, Values{}, Offer{Value: "7f", Label: "De Kelder"}, Offer{Value: "90", Label: "Step & Co"}))
	field := f.fields[0]
	f.press(t, "step", "ctrl+n")
	if field.value() != "90" {
		t.Errorf("by its label: %q", field.value())
	}
	f.press(t, "ctrl+n")
	if field.value() != "step" {
		t.Errorf("behind the last one comes what was typed: %q", field.value())
	}
	f.press(t, "tab", "sh")
	if !strings.Contains(f.screen(), "sh▏ipped") {
		t.Errorf("no ghost:\n%s", f.screen())
	}
	f.press(t, "right")
	if got := f.fields[1].value(); got != "shipped" {
		t.Errorf("completed to %q", got)
	}
	f.press(t, "left", "right", "right", "x")
	if got := f.fields[1].value(); got != "shippedx" {
		t.Errorf("right without a ghost moves the cursor: %q", got)
	}
}

func TestAFreeRowOffersByItsName(t *testing.T) {
	s := setup(&api.Endpoint{Method: "GET", Path: "orders"}, Values{})
	s.Offers = func(p api.Parameter) []Offer {
		switch p.Name {
		case "":
			return []Offer{{Value: "filter[customer_id]="}}
		case "filter[customer_id]":
			return []Offer{{Value: "7f", Label: "De Kelder"}, {Value: "90", Label: "Step & Co"}}
		}
		return []Offer{}
	}
	f := New(s)
	f.press(t, "fil", "right", "step", "ctrl+n")
	if got := f.fields[0].value(); got != "filter[customer_id]=90" {
		t.Fatalf("%q\n%s", got, f.screen())
	}
	f.press(t, "ctrl+n")
	if got := f.fields[0].value(); got != "filter[customer_id]=step" {
		t.Errorf("%q", got)
	}
	f.press(t, "backspace", "backspace", "backspace", "backspace", "7", "right")
	if got := f.request().Path; got != "orders?filter[customer_id]=7f" {
		t.Errorf("%q", got)
	}
}

func TestWarningsDoNotBlockAndMistakesDo(t *testing.T) {
	f := New(setup(&orders, Values{}))
	if r := f.press(t, "tab", "enter"); r.Close || f.at != 0 || !strings.Contains(f.screen(), "is missing, and it is required") {
		t.Fatalf("sent without what is required: %+v\n%s", r, f.screen())
	}
	f.press(t, "..")
	if r := f.press(t, "enter"); r.Close || !strings.Contains(f.screen(), "another place of the API") {
		t.Fatalf("a step upwards was sent: %+v\n%s", r, f.screen())
	}
	f.press(t, ".", "tab", "closed", "tab", "two ")
	for _, want := range []string{"is none of the values described", "a blank at its end is sent too"} {
		if !strings.Contains(f.screen(), want) {
			t.Errorf("no %q:\n%s", want, f.screen())
		}
	}
	f.press(t, "backspace")
	if !strings.Contains(f.screen(), "is no integer") {
		t.Errorf("no doubt:\n%s", f.screen())
	}
	if r := f.press(t, "enter"); !r.Close {
		t.Errorf("a doubt blocks:\n%s", f.screen())
	}
}

func TestHeadersThatAreDescribed(t *testing.T) {
	e := api.Endpoint{Method: "GET", Path: "orders", Operation: &api.Operation{Parameters: []api.Parameter{
		{Name: "X-Locale", In: api.InHeader, Required: true}, {Name: "Authorization", In: api.InHeader, Required: true}, {Name: "Accept", In: api.InHeader},
	}}}
	if !Asks(&e) {
		t.Error("a header that is required is not asked for")
	}
	f := New(setup(&e, Values{}))
	if strings.Contains(f.screen(), "Authorization") || strings.Contains(f.screen(), "Accept") {
		t.Errorf("the program's own headers can be typed:\n%s", f.screen())
	}
	f.press(t, "é")
	if r := f.press(t, "enter"); r.Close || !strings.Contains(f.screen(), "printable ASCII") {
		t.Errorf("sent: %+v\n%s", r, f.screen())
	}
	r := f.press(t, "backspace", "nl_NL", "enter")
	if s, ok := r.Intent.(Submit); !ok || !slices.Equal(s.Request.Header, []api.Field{{Name: "X-Locale", Value: "nl_NL"}}) || s.Request.Path != "orders" {
		t.Errorf("%+v", r)
	}
}

func TestAPathOfOnesOwn(t *testing.T) {
	f := New(setup(nil, Values{Query: []api.Field{{Name: "a", Value: "b c"}}}))
	f.press(t, "/more")
	if got := f.request().Path; got != "own/path/more?a=b%20c" {
		t.Errorf("%s", got)
	}
	if r := f.press(t, "ctrl+x"); r.Close || r.Intent.(Explain).Request.Path != "own/path/more?a=b%20c" {
		t.Errorf("%+v", r)
	}
	if r := f.press(t, "esc"); !r.Close || r.Intent != nil {
		t.Errorf("esc: %+v", r)
	}
}

func TestPastedTextLosesTheBlanksOfCopying(t *testing.T) {
	f := New(setup(&orders, Values{}))
	f.Paste("  af1140c1 \nand more")
	if got := f.fields[0].value(); got != "af1140c1" {
		t.Errorf("%q", got)
	}
}

func TestClicksGoToFieldsAndTakeOffers(t *testing.T) {
	f := New(setup(&orders, Values{}, Offer{Value: "7f"}, Offer{Value: "90"}))
	row := func(text string) int {
		return slices.IndexFunc(strings.Split(f.screen(), "\n"), func(s string) bool { return strings.Contains(s, text) })
	}
	f.Click(5, row("     90"))
	if got := f.fields[0].value(); got != "90" {
		t.Errorf("took %q", got)
	}
	f.Click(5, row("page"))
	if f.at != 2 {
		t.Errorf("at field %d", f.at)
	}
	f.Click(5, row("╰"))
	f.Click(5, -3)
	if f.at != 2 {
		t.Error("a click on the border moved the cursor")
	}
}
