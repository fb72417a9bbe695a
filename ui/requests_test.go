package ui

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/seen"
)

// described is a world with a catalogue that an OpenAPI description filled.
func described() *world {
	return &world{more: []api.Endpoint{
		{Name: "Orders of a customer", Method: "GET", Path: "customers/{customer_id}/orders", Scope: "brincr:order", Evidence: api.Described, Operation: &api.Operation{
			Scopes: []string{"brincr:order", "brincr:customer"},
			Parameters: []api.Parameter{
				{Name: "customer_id", In: api.InPath, Required: true, Type: "string (uuid)", Description: "The customer whose orders are wanted."},
				{Name: "filter[status]", In: api.InQuery, Type: "string", Enum: []string{"open", "shipped", "cancelled"}},
				{Name: "per_page", In: api.InQuery, Type: "integer", Default: "15", Description: "How many are on a page."},
				{Name: "X-Locale", In: api.InHeader, Type: "string"},
			},
		}},
	}}
}

// openOrders opens the form of the described endpoint.
func openOrders(d *driver) {
	d.press("5", "/")
	d.text("orders")
	d.press("enter", "enter")
}

func TestFramesOfRequests(t *testing.T) {
	frames := []struct {
		name string
		do   func(*driver)
	}{
		{"form-empty", openOrders},
		{"form-offers", func(d *driver) {
			d.press("enter", "5", "j", "j", "enter")
			d.text("wijn 1")
			d.press("ctrl+n", "ctrl+n")
		}},
		{"form-completes", func(d *driver) { openOrders(d); d.text("c/1"); d.press("tab"); d.text("shi") }},
		{"form-wrong", func(d *driver) {
			openOrders(d)
			d.press("tab", "tab")
			d.text("many")
			d.press("tab", "tab")
			d.text("=x")
			d.press("enter")
		}},
		{"form-refused", func(d *driver) { openOrders(d); d.text("../orders"); d.press("enter") }},
		{"form-own-path", func(d *driver) {
			d.press(":")
			d.text("reports/sales?filter[name]=rode wijn&page=2")
			d.press("enter", "e")
		}},
		{"explain-endpoint", func(d *driver) { d.press("x") }},
		{"explain-lacking", func(d *driver) { openOrders(d); d.text("c/1 2"); d.press("tab"); d.text("open"); d.press("ctrl+x") }},
		{"explain-shown", func(d *driver) { d.press("enter", "x") }},
		{"path-completes", func(d *driver) { d.press("enter", "ctrl+g"); d.text("categories/0000000") }},
		{"path-elsewhere", func(d *driver) { d.press(":"); d.text("https://evil.example/api/v1/categories"); d.press("enter") }},
	}
	for i := range frames {
		f := &frames[i]
		for _, size := range sizes {
			t.Run(f.name+"/"+size.name, func(t *testing.T) {
				drive(t, described(), size.w, size.h, func(d *driver) {
					f.do(d)
					d.exact()
					golden.RequireEqual(t, []byte(d.screen()+"\n"))
				})
			})
		}
	}
}

func TestAFormFitsEveryScreen(t *testing.T) {
	for name, keys := range map[string][]string{"form": nil, "walking": {"o", "tab", "ctrl+n"}, "explained": {"a", "ctrl+x"}} {
		t.Run(name, func(t *testing.T) {
			drive(t, described(), 120, 36, func(d *driver) {
				openOrders(d)
				d.press(keys...)
				for w := 1; w <= 300; w += 1 + w/16 {
					for h := 1; h <= 100; h += 1 + h/8 {
						d.send(tea.WindowSizeMsg{Width: w, Height: h})
						d.exact()
					}
				}
			})
		})
	}
}

// lastRequest is the path and query that the API saw last.
func (wd *world) lastRequest() string {
	wd.mu.Lock()
	defer wd.mu.Unlock()
	if len(wd.requests) == 0 {
		return ""
	}
	_, uri, _ := strings.Cut(wd.requests[len(wd.requests)-1], " ")
	return uri
}

func (d *driver) wantRequest(wd *world, uri string) {
	d.t.Helper()
	if got := wd.lastRequest(); got != uri {
		d.t.Fatalf("the API saw %q, want %q:\n%s", got, uri, d.screen())
	}
}

func TestWhatIsTypedIsWhatTheServerReads(t *testing.T) {
	wd := described()
	drive(t, wd, 120, 36, func(d *driver) {
		openOrders(d)
		d.text("a/b c%é")
		d.press("tab")
		d.text("a+b&c=d#e")
		d.press("tab", "tab", "tab")
		d.text("filter[q]=x y")
		d.sees("https://sandbox.api.example/api/v1/customers/a%2Fb%20c%25%C3%A9/orders?filter[status]=a%2Bb", "%26c%3Dd%23e&filter[q]=x%20y")
		d.press("enter")
		d.wantRequest(wd, "/api/v1/customers/a%2Fb%20c%25%C3%A9/orders?filter[status]=a%2Bb%26c%3Dd%23e&filter[q]=x%20y")
		d.press("e") // the same request, ready to be sent in another form
		d.sees("a/b c%é", "a+b&c=d#e", "filter[q]=x y")
		before := wd.apiCount()
		d.press("esc")
		d.seesNot("filter[q]=x y")
		if wd.apiCount() != before {
			t.Error("esc sent a request")
		}
	})
}

func TestAFormSaysWhatIsMissingAndSendsNothing(t *testing.T) {
	wd := described()
	drive(t, wd, 120, 36, func(d *driver) {
		openOrders(d)
		d.press("tab", "enter")
		d.sees("is missing, and it is required")
		d.text("7") // stands in the field that lacked it
		d.seesNot("is missing")
		d.press("enter")
		d.wantRequest(wd, "/api/v1/customers/7/orders")
	})
}

func TestAFormRemembersWhatItWasSentWith(t *testing.T) {
	wd := described()
	drive(t, wd, 120, 36, func(d *driver) {
		openOrders(d)
		d.text("7")
		d.press("tab", "tab")
		d.text("50")
		d.press("enter", "5", "enter")
		d.sees("customers/7/orders?per_page=50")
		d.press("esc", "x")
		d.sees("Before sending GET customers/7/orders?per_page=50")
		d.press("esc", "2", "j", "enter", "5", "enter") // another tenant
		d.sees("customers/{customer_id}/orders")
		d.seesNot("per_page=50", "typed before")
	})
}

func TestIdsOfAnAnswerAreOfferedInItsOwnPlaceAlone(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "5", "j", "j", "enter")
		d.sees("Rode wijn 0", "seen in categories")
		d.text("rode wijn 14")
		d.press("ctrl+n", "enter")
		d.wantRequest(wd, "/api/v1/categories/00000014-0000-4000-8000-000000000000")
		d.press("2", "j", "enter", "5", "enter")
		d.seesNot("Rode wijn", "seen in")
		d.press("esc", "2", "k", "enter", "5", "enter", "backspace")
		d.sees("Rode wijn", "seen in categories")
	})
}

func TestIdsOfALongAnswerAreOfferedOnceItIsRead(t *testing.T) {
	row := `{"id":"x-%d","name":"Wijn","note":"` + strings.Repeat("lang ", 200) + `"},`
	var b strings.Builder
	for i := range 8000 {
		fmt.Fprintf(&b, row, i)
	}
	drive(t, &world{api: answers("application/json", 200, `{"data":[`+b.String()+`{"id":"last"}]}`)}, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(time.Second)
		d.press("5", "j", "j", "enter")
		d.sees("x-0", "Wijn", "seen in categories")
	})
}

func TestTheDescribedHeaderGoesOut(t *testing.T) {
	var locale string
	wd := described()
	wd.api = func(_ http.ResponseWriter, r *http.Request) bool { locale = r.Header.Get("X-Locale"); return false }
	drive(t, wd, 120, 40, func(d *driver) {
		openOrders(d)
		d.text("7")
		d.press("tab", "tab", "tab")
		d.text("nl_NL")
		d.press("ctrl+x")
		d.sees("X-Locale          nl_NL")
		d.press("enter")
		if locale != "nl_NL" {
			t.Errorf("the server saw %q", locale)
		}
		d.press("y", "c")
		d.press("e")
		d.sees("nl_NL") // and stays with the request
	})
}

func TestAnAnswerOfAnotherPlaceGivesItsIdsToNoOther(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		doc, _ := jsondoc.Parse([]byte(`[{"id":"theirs"}]`))
		late := idsMsg{stamp: d.m.here.collecting, found: seen.Collect(t.Context(), doc, "categories")}
		d.press("2", "j", "enter")
		d.send(late)
		late.place = d.m.here.id
		d.send(late)
		if ids := d.m.here.filled.ids.For("categories/{id}", "id"); len(ids) != 0 {
			t.Errorf("%d ids came from another place", len(ids))
		}
	})
}

func TestATypedPathIsCompletedAndRecalled(t *testing.T) {
	wd := &world{}
	drive(t, wd, 160, 36, func(d *driver) {
		d.press("enter", "ctrl+g")
		d.text("cat")
		d.press("tab")
		d.sees("GET › categories")
		d.text("/00000003")
		d.press("tab", "enter")
		d.wantRequest(wd, "/api/v1/categories/00000003-0000-4000-8000-000000000000")
		d.press("5", ":", "up")
		d.sees("GET › categories/00000003-0000-4000-8000-000000000000")
		d.press("down")
		d.seesNot("GET › categories/0")
		d.press("esc", "2", "j", "enter", "5", ":", "up")
		d.seesNot("GET › categories/0") // that was typed at another place
	})
}

func TestAPathToAnotherHostIsRefusedBeforeItIsSent(t *testing.T) {
	wd := &world{}
	drive(t, wd, 160, 36, func(d *driver) {
		d.press(":")
		d.text("https://sandbox.api.example/api/v1/cat")
		d.seesNot("points to")
		d.text("egories")
		d.press("enter")
		d.wantRequest(wd, "/api/v1/categories")
		before := wd.apiCount()
		d.press("5", ":")
		d.text("https://evil.example/api/v1/categories")
		d.press("enter")
		d.sees("points to \"https://evil.example\"")
		if wd.apiCount() != before {
			t.Error("it was sent")
		}
	})
}

func TestExplainingSendsNothing(t *testing.T) {
	wd := described()
	drive(t, wd, 120, 60, func(d *driver) {
		requests, tokens := wd.apiCount(), wd.tokenCount()
		d.press("x")
		d.sees("Before sending GET categories", "valid, with 60:00 left", "Bearer eyJhbG…", "needed", "brincr:category, as documented for categories", "not within the last minute", "no header has told one")
		d.wait(2 * time.Second)
		if wd.apiCount() != requests || wd.tokenCount() != tokens {
			t.Fatal("explaining sent something")
		}
		d.press("enter")
		d.wantRequest(wd, "/api/v1/categories")
		d.press("x")
		d.sees("sent before", "0 s ago")
		d.press("y")
		d.sees("Copied the request as curl. It holds no token")
	})
}

func TestTheExplainedFormComesBack(t *testing.T) {
	wd := described()
	drive(t, wd, 120, 60, func(d *driver) {
		openOrders(d)
		d.press("ctrl+x")
		d.sees("customer_id is still to be filled in", "as the OpenAPI description says")
		d.press("enter") // back to what has to be filled in
		d.sees("esc", "customer_id*")
		d.text("a/b")
		d.press("ctrl+x")
		d.sees("/api/v1/customers/a%2Fb/orders", "lacks", "brincr:order brincr:customer")
		d.press("esc")
		d.sees("a/b", "ctrl+x explains")
		d.press("ctrl+x", "enter")
		d.wantRequest(wd, "/api/v1/customers/a%2Fb/orders")
		d.press("5", "enter")
		d.sees("a/b") // it was remembered as if the form had sent it
	})
}

func TestExplainingAnEndpointWithBlanksLeadsToItsForm(t *testing.T) {
	drive(t, described(), 120, 60, func(d *driver) {
		d.press("5", "/")
		d.text("orders")
		d.press("enter", "x", "enter")
		d.sees("customer_id*", "tab next")
	})
}

func TestAFormPointsOutADuplicateAndStaysOpen(t *testing.T) {
	wd := described()
	drive(t, wd, 120, 40, func(d *driver) {
		openOrders(d)
		d.text("7")
		d.press("enter", "e")
		before := wd.apiCount()
		d.press("enter")
		d.sees("! The same request was sent", "enter sends it all the same", "customer_id*")
		if wd.apiCount() != before {
			t.Fatal("the duplicate was sent")
		}
		d.press("enter")
		if wd.apiCount() != before+1 {
			t.Fatal("the second press did not send it")
		}
		d.press("x")
		d.sees("0 s ago")
		d.press("enter") // that it was sent a moment ago stands on the sheet
		if wd.apiCount() != before+2 {
			t.Error("the sheet did not send it")
		}
	})
}

func TestHexadecimalKeepsItsKey(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "v", "v", "x")
		d.sees("00000000")
		d.seesNot("Before sending")
	})
}

func TestG02_HostileIdsAndParametersInAForm(t *testing.T) {
	hostile := "\x1b[2J\u202e\u200b\x9b31m"
	wd := &world{api: answers("application/json", 200, `[{"id":"`+jsonEscaped(hostile)+`","name":"`+jsonEscaped(hostile)+`"}]`)}
	wd.more = []api.Endpoint{{Name: "x", Method: "GET", Path: "categories/{id}/" + strings.Map(noControl, hostile), Operation: &api.Operation{
		Parameters: []api.Parameter{{Name: "f[" + hostile + "]", In: api.InQuery, Type: hostile, Default: hostile, Description: hostile, Enum: []string{hostile}, Example: hostile}},
	}}}
	drive(t, wd, 120, 40, func(d *driver) {
		d.press("enter", "5", "G", "enter")
		for _, keys := range [][]string{{}, {"ctrl+n"}, {"tab"}, {"ctrl+n"}, {"ctrl+x"}} {
			d.press(keys...)
			d.exact()
			d.harmless()
		}
	})
}

// A header may name what is of one place only: it does not go to another with r.
func TestHeadersStayAtTheirPlace(t *testing.T) {
	var names []string
	wd := &world{}
	wd.api = func(_ http.ResponseWriter, r *http.Request) bool {
		wd.mu.Lock()
		defer wd.mu.Unlock()
		names = append(names, r.Header.Get("X-Locale"))
		return false
	}
	drive(t, wd, 120, 36, func(d *driver) {
		d.run(d.m.submit(api.Request{Method: "GET", Path: "categories", Header: []api.Field{{Name: "X-Locale", Value: "nl_NL"}}}, nil))
		d.settle()
		d.press("r", "2", "j", "enter", "r")
		d.sees("Step & Co", "200 OK")
	})
	if want := []string{"nl_NL", "nl_NL", ""}; !slices.Equal(names, want) {
		t.Errorf("sent with %q, want %q", names, want)
	}
}
