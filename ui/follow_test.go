package ui

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
)

// shop is a world whose records point at each other, with the catalogue that an
// OpenAPI description would give.
func shop() *world {
	const host = "https://sandbox.api.example/api/v1/"
	bodies := map[string]string{
		"customers":   `{"data":[{"id":"c0000001-0000-4000-8000-000000000001","name":"Kruidenhal"},{"id":"c0000002-0000-4000-8000-000000000002","name":"De Kelder"}]}`,
		"customers/2": `{"data":{"id":"c0000002-0000-4000-8000-000000000002","name":"De Kelder","links":{"orders":"` + host + `orders?filter[customer_id]=c0000002-0000-4000-8000-000000000002","site":"https://dekelder.example/over-ons?taal=nl","relative":"/api/v1/products?page=2"}}}`,
		"orders":      `{"data":[{"id":"a0000007-0000-4000-8000-000000000007","number":"SO-7","customer_id":"c0000002-0000-4000-8000-000000000002","warranty_id":9},{"id":"a0000008-0000-4000-8000-000000000008","number":"SO-8","customer_id":"c0000002-0000-4000-8000-000000000002","warranty_id":null}]}`,
		"orders/7":    `{"data":{"id":"a0000007-0000-4000-8000-000000000007","number":"SO-7","lines":[{"id":71,"product_id":4001,"amount":6},{"id":72,"product_id":4002,"amount":1}]}}`,
		"products":    `{"data":[{"id":4002,"name":"Kurkentrekker"}]}`,
		"products/1":  `{"data":{"id":4001,"name":"Rode wijn","price":12.5000}}`,
	}
	return &world{catalogue: shopCatalogue(), api: func(w http.ResponseWriter, r *http.Request) bool {
		path := strings.TrimPrefix(r.URL.Path, "/api/v1/")
		if base, id, ok := strings.Cut(path, "/"); ok {
			path = base + "/" + id[len(id)-1:]
		}
		body, ok := bodies[path]
		if !ok {
			return false
		}
		return answers("application/json", 200, body)(w, r)
	}}
}

func shopCatalogue() []api.Endpoint {
	var all []api.Endpoint
	for _, e := range []struct{ path, filter string }{
		{"customers", ""},
		{"orders", "filter[customer_id]"},
		{"products", ""},
		{"order-lines", "filter[product_id]"},
		{"customers/{id}", ""},
		{"orders/{id}", ""},
		{"products/{id}", ""},
	} {
		entry := api.Endpoint{Name: e.path, Method: "GET", Path: e.path, Evidence: api.Described}
		if e.filter != "" {
			entry.Operation = &api.Operation{Parameters: []api.Parameter{{Name: e.filter, In: api.InQuery}}}
		}
		all = append(all, entry)
	}
	return all
}

// TestTheWalk finds a customer, sees the orders, opens one, follows its product
// and goes back to the orders, without an id being typed.
func TestTheWalk(t *testing.T) {
	wd := shop()
	drive(t, wd, 160, 36, func(d *driver) {
		d.press("enter")
		d.sees("GET customers ─ 200 OK", "Kruidenhal")
		d.press("j", "j")
		d.sees(".data[0]", "f leads to")
		d.press("/")
		d.text("kelder")
		d.press("enter", "k")
		d.sees(".data[1].id", "enter follow", "f leads to")
		d.press("enter")
		d.sees("Leads to", "the customer itself", "customers/c0000002…", "what belongs to it", "orders?filter[customer_id]=c0000002…")
		d.press("2")
		d.sees("GET orders?filter[customer_id]=c0000002", "SO-7", "2/2")
		d.press("v", "l")
		d.sees("[Table]")
		d.press("h", "s", "s") // by id, downwards
		d.wait(time.Second)
		d.press("j")
		d.sees("id ↓", ".data[0].id")
		before := belowTitle(d.response())
		d.press("f")
		d.sees("GET orders/a0000007", "[Tree]", "lines", "3/3")
		d.jump(".data.lines[0].product_id")
		d.press("enter")
		d.sees("GET products/4001 ─ 200 OK", "Rode wijn", "4/4", "backspace back")
		d.press("backspace")
		d.sees("GET orders/a0000007", ".data.lines[0].product_id", "3/4", "answered <1 min ago", "alt+right forward")
		d.press("backspace")
		d.sees("GET orders?filter[customer_id]", "id ↓", "2/4")
		sent := wd.apiCount()
		if after := belowTitle(d.response()); after != before {
			t.Errorf("the orders are not as they were left:\n%s\nand were\n%s", after, before)
		}
		d.press("alt+left")
		d.sees("GET customers ─ 200 OK", ".data[1].id", "1/4")
		d.press("n")
		d.sees("kelder") // what was looked for is looked for still
		d.press("alt+right", "alt+right", "alt+right")
		d.sees("GET products/4001", "4/4")
		if now := wd.apiCount(); now != sent || sent != 4 {
			t.Errorf("%d requests left, %d of them by going back and forward; want 4", now, now-sent)
		}
	})
}

// belowTitle is a drawn answer without its title, which tells its age.
func belowTitle(drawn string) string {
	_, body, _ := strings.Cut(drawn, "\n")
	return body
}

func TestLinksAreFollowedOrNot(t *testing.T) {
	wd := shop()
	drive(t, wd, 140, 40, func(d *driver) {
		d.press("enter")
		d.jump(".data[1].id")
		d.press("enter", "1")
		d.sees("GET customers/c0000002")
		d.jump(".data.links.site")
		d.sees("f leads elsewhere")
		d.seesNot("enter follow")
		d.press("enter")
		d.sees("GET customers/c0000002") // nothing
		d.press("f")
		d.sees("Not followed", `It points to "https://dekelder.example", and requests go only to`, "https://dekelder.example/over-ons?taal=nl", "c copy the URL")
		d.press("c")
		d.sees("Copied the URL.")
		d.jump(".data.links.relative")
		d.sees("enter follow")
		d.press("enter")
		d.sees("GET products?page=2 ─ 200 OK")
		d.press("backspace")
		d.jump(".data.links.orders")
		d.press("f")
		d.sees("GET orders?filter[customer_id]=c0000002", "SO-8")
		d.press("v", "l", "l") // to customer_id
		d.sees("f follow", ".data[0].customer_id")
		d.wait(2 * time.Minute) // else it is pointed out that the same was just sent
		d.press("f")
		d.sees("GET customers/c0000002", "De Kelder")
	})
}

func TestAnObjectLeadsWhereItsIDDoes(t *testing.T) {
	wd := shop()
	drive(t, wd, 140, 40, func(d *driver) {
		d.press("enter")
		for _, path := range []string{".data[1]", ".data[1].name"} {
			d.jump(path)
			d.seesNot("enter follow")
			d.press("f")
			d.sees("the customer itself", "customers/c0000002…")
			d.press("esc")
		}
		d.click(d.find(`name: "De Kelder"`))
		d.click(d.find(`name: "De Kelder"`))
		d.seesNot("Leads to")
		d.press("v", "l")
		d.sees("[Table]", ".data[1].name", "f follow")
		d.press("f", "2")
		d.sees("GET orders?filter[customer_id]=c0000002")
		d.press("V", "g")
		d.sees("[Tree]")
		d.press("f") // the list itself leads nowhere
		d.seesNot("Leads to")
		if n := wd.apiCount(); n != 2 {
			t.Errorf("%d requests left, want 2", n)
		}
	})
}

func TestAnIDOfNothingKnown(t *testing.T) {
	wd := shop()
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("j", "enter")
		d.jump(".data[0].warranty_id")
		d.press("enter")
		d.sees("The catalogue has no endpoint that gives a warranty by its id.")
		d.jump(".data[1].warranty_id")
		d.seesNot("enter follow")
		d.jump(".data[1].number")
		d.seesNot("enter follow")
		if n := wd.apiCount(); n != 1 {
			t.Errorf("%d requests left, want 1", n)
		}
	})
}

func TestAClickFollows(t *testing.T) {
	drive(t, shop(), 140, 36, func(d *driver) {
		d.press("j", "enter")
		d.sees("SO-7")
		d.click(d.find("customer_id: "))
		d.click(d.find("customer_id: "))
		d.sees("GET customers/c0000002")
		d.send(tea.MouseClickMsg{X: 60, Y: 10, Button: tea.MouseBackward})
		d.settle()
		d.sees("GET orders", "SO-7", "1/2")
		d.send(tea.MouseClickMsg{X: 60, Y: 10, Button: tea.MouseForward})
		d.settle()
		d.sees("GET customers/c0000002", "2/2")
	})
}

func TestWhatAMenuOffersNeedsItsScopes(t *testing.T) {
	wd := shop()
	wd.catalogue[1].Scope = "brincr:order"
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.jump(".data[0].id")
		d.press("enter")
		d.sees("orders?filter[customer_id]=c0000001…   + order")
	})
}

func TestBackspaceClosesLayersFirst(t *testing.T) {
	drive(t, shop(), 120, 36, func(d *driver) {
		d.press("j", "enter", "5", "k", "enter", "j", "j", "o")
		d.sees("◂ .data[0]", "2/2", "backspace back")
		d.press("backspace")
		d.seesNot("◂ .data[0]")
		d.sees("GET customers", "2/2")
		d.press("o", "alt+left")
		d.sees("GET orders", "1/2")
		d.press("alt+right")
		d.sees("◂ .data[0]", "2/2")
		d.press("backspace", "backspace")
		d.sees("GET orders", "1/2")
		d.seesNot("backspace back")
		d.press("backspace", "alt+left")
		d.sees("GET orders", "1/2")
	})
}

func TestANewRequestDropsWhatLayAhead(t *testing.T) {
	wd := shop()
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "5", "j", "enter", "5", "j", "enter")
		d.sees("GET products", "3/3")
		d.press("backspace", "backspace")
		d.sees("GET customers", "1/3")
		d.press("r") // repeating is not going anywhere
		d.sees("GET customers", "1/3", "Nothing changed.")
		d.seesNot("answered")
		d.press("alt+right")
		d.sees("GET orders", "2/3")
		d.press("r")
		d.sees("GET orders", "2/3")
		d.press("backspace")
		d.wait(2 * time.Minute) // else it is pointed out that the same was just sent
		d.press("5", "G", "k", "k", "k", "k", "enter")
		d.sees("GET products", "2/2")
		d.seesNot("alt+right forward")
	})
}

func TestAFailureIsAnAnswerAndItsRepeatTakesItsPlace(t *testing.T) {
	wd := shop()
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		ok := wd.api
		wd.api = answers("application/json", 500, `{"message":"Server Error"}`)
		d.press("r")
		d.sees("500 Internal Server Error", "2/2") // the data is still there
		d.press("r")
		d.sees("500 Internal Server Error", "2/2")
		d.press("backspace")
		d.sees("200 OK", "Kruidenhal", "1/2")
		d.press("alt+right")
		wd.api = ok
		d.press("r")
		d.sees("200 OK", "Kruidenhal", "2/2")
	})
}

func TestEveryPlaceHasItsOwnTrail(t *testing.T) {
	wd := shop()
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "5", "j", "enter")
		d.sees("GET orders", "2/2")
		d.press("2", "j", "enter", "6", "backspace", "alt+left")
		d.sees("Nothing was asked yet for Step & Co")
		d.press("5", "enter")
		d.sees("GET orders", "200 OK")
		d.seesNot("backspace back", "1/2", "2/2")
		d.press("2", "k", "enter", "6")
		d.sees("GET orders", "2/2")
		d.press("backspace")
		d.sees("GET customers", "1/2")
		d.press("2", "G", "enter", "r")
		d.sees("Kruidenhal", "GET customers") // r is what is on the screen, also after a switch
	})
}

func TestAFilterAndAFoundWordComeBackWithTheirAnswer(t *testing.T) {
	drive(t, shop(), 120, 36, func(d *driver) {
		d.press("enter", "|")
		d.text(".data[].name")
		d.wait(time.Second)
		d.press("enter", "5", "j", "enter")
		d.sees("GET orders", "2/2")
		d.press("/")
		d.text("so-8")
		d.press("enter", "alt+left")
		d.sees("| .data[].name", "2 results")
		d.seesNot("SO-8")
		d.press("esc")
		d.sees("GET customers", "Kruidenhal")
		d.press("alt+right", "g", "n")
		d.sees("so-8: 1 of 1", ".data[1].number")
	})
}

func TestARenewalRepeatsWhatWasGoneBackTo(t *testing.T) {
	wd := shop()
	wd.ttl = 60
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "5", "j", "enter", "backspace")
		d.sees("GET customers", "1/2")
		before := wd.apiCount()
		d.wait(time.Minute)
		if wd.apiCount() == before {
			t.Fatal("nothing was repeated")
		}
		d.sees("GET customers", "1/2", "Kruidenhal")
		if last := wd.requests[len(wd.requests)-1]; !strings.HasSuffix(last, "/customers") {
			t.Errorf("the renewal repeated %s", last)
		}
		d.press("alt+right")
		d.sees("GET orders", "2/2", "SO-7")
	})
}

func TestTheAgeOfAnAnswer(t *testing.T) {
	wd := shop()
	drive(t, wd, 140, 36, func(d *driver) {
		d.m.here.env.ReloadOnRenewal = false
		d.press("enter", "5", "j", "enter")
		d.seesNot("answered")
		d.wait(3 * time.Minute)
		d.press("backspace")
		d.sees("200 OK · answered 3 min ago")
		d.wait(time.Minute + time.Second)
		d.sees("answered 4 min ago")
		d.press("r")
		d.seesNot("answered")
	})
}

func TestNoGoingBackWhileAnAnswerIsWaitedFor(t *testing.T) {
	wd := shop()
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "5", "j", "enter")
		wd.mu.Lock()
		wd.delay = time.Minute
		wd.mu.Unlock()
		d.press("r", "backspace", "alt+left")
		d.sees("◌ GET orders", "SO-7")
		d.press("esc", "backspace")
		d.sees("GET customers", "1/2")
	})
}

func TestWhatIsNoLongerInMemorySaysSo(t *testing.T) {
	wd := shop()
	wd.catalogue = append(wd.catalogue, api.Endpoint{Name: "Many", Method: "GET", Path: "many", Evidence: api.Described})
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		for i := range keptAnswers {
			d.press("5", ":")
			d.text(fmt.Sprintf("orders?page=%d", i))
			d.press("enter")
		}
		d.sees(fmt.Sprintf("%d/%[1]d", keptAnswers+1))
		sent := wd.apiCount()
		for range keptAnswers {
			d.press("backspace")
		}
		d.sees("GET customers was answered <1 min ago. The answer is no longer in memory.", "r sends the request again.", "1/51")
		d.exact()
		if wd.apiCount() != sent {
			t.Error("going back sent something")
		}
		d.press("alt+right")
		d.sees("GET orders?page=0", "SO-7", "2/51")
		d.press("backspace", "r")
		d.sees("GET customers ─ 200 OK", "Kruidenhal", "1/51")
		d.press("alt+right", "backspace")
		d.sees("GET customers ─ 200 OK · answered", "Kruidenhal", "1/51")
	})
}
