package ui

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"brincr-explorer/auth"
	"brincr-explorer/ui/response"
)

// sizes are those at which every pane has a golden frame.
var sizes = []struct {
	name string
	w, h int
}{{"80x24", 80, 24}, {"140x40", 140, 40}}

// TestFrames compares whole screens, one for each pane and state, with what was
// agreed on. Run with -update after looking at what changed.
func TestFrames(t *testing.T) {
	frames := []struct {
		name  string
		world func() *world
		do    func(*driver)
	}{
		{"first", func() *world { return &world{} }, func(*driver) {}},
		{"environment", func() *world { return &world{} }, func(d *driver) { d.press("1", "j") }},
		{"tenant", func() *world { return &world{} }, func(d *driver) { d.press("2", "j", "enter") }},
		{"tenant-filter", func() *world { return &world{} }, func(d *driver) { d.press("2", "/"); d.text("step") }},
		{"scopes", func() *world { return &world{} }, func(d *driver) { d.press("3", "j", "j", "space") }},
		{"scopes-typed", func() *world { return &world{} }, func(d *driver) { d.press("3", "/"); d.text("warranty") }},
		{"scopes-refused", refusedWorld, func(d *driver) { askRefused(d); d.press("4") }},
		{"scopes-question", refusedWorld, func(d *driver) { askRefused(d); d.press("p") }},
		{"scopes-probing", refusedWorld, func(d *driver) {
			askRefused(d)
			d.world.slow = 10 * time.Second
			d.press("p", "y")
			d.wait(25 * time.Second)
		}},
		{"scopes-found", refusedWorld, func(d *driver) { askRefused(d); d.press("p", "y") }},
		{"scopes-found-keys", refusedWorld, func(d *driver) { askRefused(d); d.press("p", "y", "j") }},
		{"scopes-explained", refusedWorld, func(d *driver) { askRefused(d); d.press("p", "y", "4", "enter") }},
		{"scopes-sets", withSets, func(d *driver) { d.press("3", "s") }},
		{"scopes-set", withSets, func(d *driver) { d.press("3", "s", "down", "enter") }},
		{"scopes-denied", func() *world { return &world{lacks: []string{"brincr:customer"}} }, func(d *driver) {
			d.press("j", "j", "j", "j", "enter", "a")
		}},
		{"token", func() *world { return &world{} }, func(d *driver) { d.press("4") }},
		{"token-revealed", func() *world { return &world{} }, func(d *driver) { d.press("4", "v") }},
		{"token-kept", expiring, func(d *driver) { d.press("4", "space"); d.wait(3 * time.Minute); d.press("j") }},
		{"token-kept-401", expiring, func(d *driver) { d.press("4", "space"); d.wait(3 * time.Minute); d.press("5", "enter") }},
		{"token-claims", func() *world { return &world{} }, func(d *driver) { d.press("4", "enter") }},
		{"token-refused", func() *world { return &world{refuse: "invalid_client"} }, func(d *driver) { d.press("4") }},
		{"token-refused-explained", func() *world { return &world{refuse: "invalid_tenant"} }, func(d *driver) { d.press("4", "enter") }},
		{"endpoints", func() *world { return &world{} }, func(d *driver) { d.press("5", "j", "j") }},
		{"endpoint-parameter", func() *world { return &world{} }, func(d *driver) { d.press("5", "j", "j", "enter") }},
		{"endpoints-described", describedWorld, func(d *driver) { d.press("5", "j", "j", "j", "j") }},
		{"endpoints-found", describedWorld, func(d *driver) { d.press("5", "/"); d.text("custord") }},
		{"description-typing", describedWorld, func(d *driver) { d.press("5", "o"); d.text("~/brincr/openapi.yaml") }},
		{"description-broken", brokenWorld, func(*driver) {}},
		{"tree", func() *world { return &world{} }, func(d *driver) { d.press("enter", "j", "j", "l") }},
		{"tree-folded", func() *world { return &world{} }, func(d *driver) { d.press("enter", "C") }},
		{"tree-sticky", stocked, func(d *driver) { d.press("enter", "E", "G", "k", "k", "k", "K") }},
		{"tree-numbers", stocked, func(d *driver) { d.press("enter", "#", "j", "j", "C") }},
		{"tree-wrapped", stocked, func(d *driver) { d.press("enter", "E", "w"); d.jump(".data[5].name.nl_NL"); d.press("k", "k") }},
		{"tree-alone", stocked, func(d *driver) { d.press("enter"); d.jump(".data[1]"); d.press("o", "j", "j", "j", "j", "l") }},
		{"tree-embedded", func() *world {
			return &world{api: answers("application/json", 200, `{"event":"order.created","payload":"{\"order\":{\"number\":9007199254740993,\"lines\":[{\"sku\":\"A\"}]}}"}`)}
		}, func(d *driver) { d.press("enter", "j", "j", "o", "j", "j") }},
		{"tree-text", stocked, func(d *driver) { d.press("enter", "E"); d.jump(".data[5].name.nl_NL"); d.press("o") }},
		{"jump", stocked, func(d *driver) { d.press("enter", ":"); d.text(".data[0].na") }},
		{"jump-wrong", stocked, func(d *driver) { d.press("enter"); d.jump(".data[77]") }},
		{"jq-typing", stocked, func(d *driver) {
			d.press("enter", "|")
			d.text(".data[] | select(.active?) | .price")
			d.wait(time.Second)
		}},
		{"jq-wrong", stocked, func(d *driver) { d.press("enter", "|"); d.text(".data[] | slect(.x)"); d.wait(time.Second) }},
		{"jq-failing", stocked, func(d *driver) { d.press("enter", "|"); d.text(".data[].price + {}"); d.wait(time.Second) }},
		{"jq-kept", stocked, func(d *driver) {
			d.press("enter", "j", "j", "|")
			d.text(".data")
			d.wait(time.Second)
			d.press("enter", "v")
		}},
		{"changes", restocked, func(d *driver) { d.press("enter", "E", "r", "c") }},
		{"changes-folded", restocked, func(d *driver) { d.press("enter", "r", "z", "2") }},
		{"changes-table", restocked, func(d *driver) { d.press("enter", "v", "r", "c") }},
		{"changes-old", restocked, func(d *driver) { d.press("enter", "r", "c", "c", "c", "d") }},
		{"leads", shop, func(d *driver) { d.press("enter"); d.jump(".data[1].id"); d.press("enter") }},
		{"leads-elsewhere", shop, func(d *driver) {
			d.press("j", "j", "j", "j")
			d.press("enter")
			d.text("c0000002")
			d.press("enter")
			d.jump(".data.links.site")
			d.press("f")
		}},
		{"let-go", shop, func(d *driver) {
			d.press("enter", "5", "j", "enter")
			d.m.here.trail.visits[0].page, d.m.here.trail.visits[0].gone = nil, true
			d.press("backspace")
		}},
		{"gone-back", shop, func(d *driver) {
			d.m.here.env.ReloadOnRenewal = false
			d.press("j", "enter")
			d.jump(".data[0].customer_id")
			d.press("enter")
			d.wait(2 * time.Minute)
			d.press("backspace")
		}},
		{"table", func() *world { return &world{} }, func(d *driver) { d.press("enter", "v", "j", "l") }},
		{"table-wide", stocked, func(d *driver) { d.press("enter", "v", "l", "l", "l", "l", "l", "l") }},
		{"table-nested", stocked, func(d *driver) { d.press("enter", "v", "l", "l", ".", "l", "s", "s") }},
		{"table-columns", stocked, func(d *driver) { d.press("enter", "v", "-", ">", "G", "l", "-") }},
		{"table-filter", stocked, func(d *driver) { d.press("enter", "v", "/"); d.text("wijn utrecht") }},
		{"table-nothing", stocked, func(d *driver) { d.press("enter", "v", "/"); d.text("bier"); d.press("enter") }},
		{"table-row", stocked, func(d *driver) { d.press("enter", "v", "j", "j", "enter") }},
		{"table-back", stocked, func(d *driver) { d.press("enter", "v", "j", "l", "enter", "j", "j", "esc") }},
		{"table-copied", stocked, func(d *driver) { d.press("enter", "v", "y", "t") }},
		{"table-copy", stocked, func(d *driver) { d.press("enter", "v", "y") }},
		{"raw", func() *world { return &world{} }, func(d *driver) { d.press("enter", "v", "v") }},
		{"headers", func() *world { return &world{} }, func(d *driver) { d.press("enter", "v", "v", "v") }},
		{"request", func() *world { return &world{} }, func(d *driver) { d.press("enter", "v", "v", "v", "v") }},
		{"find", func() *world { return &world{} }, func(d *driver) { d.press("enter", "/"); d.text("wijn 7"); d.press("enter") }},
		{"forbidden", func() *world { return &world{} }, func(d *driver) { d.press("j", "j", "j", "j", "enter") }},
		{"copy-menu", func() *world { return &world{} }, func(d *driver) { d.press("enter", "y") }},
		{"help", func() *world { return &world{} }, func(d *driver) { d.press("?") }},
		{"palette", func() *world { return &world{} }, func(d *driver) { d.press("ctrl+p"); d.text("tenant") }},
		{"production", func() *world { return &world{} }, func(d *driver) { d.press("1", "j", "enter", "5", "enter") }},
		{"log", func() *world { return &world{} }, func(d *driver) { walkForTheLog(d); d.press("L") }},
		{"log-filtered", func() *world { return &world{} }, func(d *driver) { walkForTheLog(d); d.press("L", "/"); d.text("is:dup categ") }},
		{"log-elsewhere", func() *world { return &world{} }, func(d *driver) { walkForTheLog(d); d.press("L", "g", "j", "enter") }},
		{"log-compared", restocked, func(d *driver) {
			d.press("enter", "r", "L", "m", "k", "=")
		}},
		{"log-empty", func() *world { return &world{quiet: auth.QuietDays{"2000-01-01"}} }, func(d *driver) { d.press("L") }},
		{"duplicate", func() *world { return &world{} }, func(d *driver) { d.press("enter"); d.wait(12 * time.Second); d.press("5", "enter") }},
		{"duplicate-typed", func() *world { return &world{} }, func(d *driver) {
			d.press("enter", "5", ":")
			d.text("categories")
			d.press("enter")
		}},
		{"quiet-day", func() *world { return &world{quiet: auth.QuietDays{"2000-01-01"}} }, func(*driver) {}},
		{"quiet-day-refused", func() *world { return &world{quiet: auth.QuietDays{"2000-01-01"}} }, func(d *driver) { d.press("enter") }},
		{"html", func() *world { return &world{api: answers("text/html", 502, "<html><h1>Bad Gateway</h1></html>")} }, func(d *driver) { d.press("enter") }},
		{"validation", func() *world {
			return &world{api: answers("application/json", 422, `{"message":"The given data was invalid.","errors":{"parts.0.amount":["The amount must be at least 1."]}}`)}
		}, func(d *driver) { d.press("enter") }},
		{"writing-endpoints", refusing, func(d *driver) { d.press("5", "j", "j", "j", "j", "j") }},
		{"writing-body", refusing, func(d *driver) { d.composed(`{"sku": "WK-1001",`, `  "price": 12.5000, "vat": {"percentage": 21}}`) }},
		{"writing-broken", refusing, func(d *driver) { d.composed(`{"sku": "WK-1001"`, `  "price": 12.5000}`) }},
		{"writing-question", refusing, func(d *driver) { d.composed(`{"sku": "WK-1001"}`); d.press("ctrl+s", "tab") }},
		{"writing-refused", refusing, func(d *driver) { d.composed(`{"sku": "WK-1001"}`); d.press("ctrl+s", "tab", "enter") }},
		{"writing-mended", refusing, func(d *driver) {
			d.composed(`{"sku": "WK-1001",`, ` "parts": [{"amount": 0}]}`)
			d.press("ctrl+s", "tab", "enter", "e")
		}},
		{"writing-production", refusing, func(d *driver) {
			d.press("1", "j", "enter")
			d.composed(`{"sku": "WK-1001"}`)
			d.press("ctrl+s")
			d.wait(time.Second)
			d.text("Echte Klant")
			d.press("enter")
			d.wait(time.Second / 2)
		}},
		{"empty", func() *world { return &world{api: answers("application/json", 200, "")} }, func(d *driver) { d.press("enter") }},
		{"pages-fetching", slowPages, func(d *driver) {
			d.press("enter")
			d.wait(time.Second)
			d.press("A")
			d.wait(1500 * time.Millisecond)
		}},
		{"pages-paused", slowPages, func(d *driver) {
			d.press("enter")
			d.wait(time.Second)
			d.press("A", "p")
			d.wait(2 * time.Second)
		}},
		{"pages-done", func() *world { return paged(nil) }, func(d *driver) { d.press("enter", "A") }},
		{"pages-table", func() *world { return paged(nil) }, func(d *driver) { d.press("enter", "v", "A", "G") }},
		{"pages-waiting", func() *world {
			return paged(func(n int, w http.ResponseWriter) bool { return n == 2 && refuse(w, 429, "Retry-After", "37") })
		}, func(d *driver) { d.press("enter", "A"); d.wait(5 * time.Second) }},
		{"pages-failed", func() *world {
			return paged(func(n int, w http.ResponseWriter) bool { return n == 3 && refuse(w, 500) })
		}, func(d *driver) { d.press("enter", "A"); d.press("j") }},
		{"pages-budget", func() *world { return paged(nil) }, func(d *driver) {
			d.m.o.PageBudget = 2
			d.press("enter", "A")
		}},
		{"throttled", func() *world { return limited(1, "Retry-After", "37", "X-RateLimit-Remaining", "0") }, func(d *driver) { d.press("enter"); d.wait(5 * time.Second) }},
		{"throttled-often", func() *world { return limited(9, "Retry-After", "5", "X-RateLimit-Remaining", "0") }, func(d *driver) { d.press("enter"); d.wait(time.Minute) }},
		{"broken-json", func() *world { return &world{api: answers("application/json", 200, `{"data":[{"id":1},{"id":`)} }, func(d *driver) { d.press("enter") }},
	}
	for i := range frames {
		f := &frames[i]
		for _, size := range sizes {
			t.Run(f.name+"/"+size.name, func(t *testing.T) {
				drive(t, f.world(), size.w, size.h, func(d *driver) {
					f.do(d)
					d.exact()
					golden.RequireEqual(t, []byte(d.screen()+"\n"))
				})
			})
		}
	}
}

// slowPages is a list of which every page takes a second.
func slowPages() *world {
	wd := paged(nil)
	wd.delay = time.Second
	return wd
}

// refusing refuses what is sent to it.
func refusing() *world {
	wd, _ := writes(422, `{"message":"The given data was invalid.","errors":{"parts.0.amount":["The amount must be at least 1."],"price":["The price field is required."]}}`)
	return wd
}

// composed opens the POST of products with a body of these lines.
func (d *driver) composed(lines ...string) {
	d.toEndpoint("POST products")
	d.press("enter", "backspace")
	d.send(tea.PasteMsg{Content: strings.TrimSuffix(strings.Join(lines, "\r"), "}")})
	d.wait(time.Second)
}

// stocked answers with rows that are ragged, nested, wide and in CJK.
func stocked() *world {
	return &world{api: answers("application/json", 200, `{"data":[
		{"sku":"WK-1001","name":{"nl_NL":"Rode wijn","en_GB":"Red wine"},"vat":{"code":"high","percentage":21},"price":12.5000,"stock":[{"warehouse":"Utrecht","quantity":24},{"warehouse":"Gent","quantity":3}],"active":true,"parent_id":null,"note":"Levering uit voorraad, en anders binnen tien werkdagen"},
		{"sku":"WK-1002","name":{"nl_NL":"Witte wijn","en_GB":"White wine"},"vat":{"code":"high","percentage":21},"price":9007199254740993,"stock":[],"active":false,"parent_id":"00000001-0000-4000-8000-000000000000"},
		{"sku":"SK-2001","name":{"ja_JP":"日本酒 純米大吟醸","en_GB":"Sake"},"vat":null,"price":1e1,"stock":[{"warehouse":"Utrecht","quantity":6}],"tags":["rijst","import"]},
		{"sku":"","name":"null","vat":{"code":"low","percentage":9},"price":"9.95","active":null},
		"a row that is no object",
		{"sku":"WK-1003","name":{"nl_NL":"Mousserende wijn uit de Loire, gemaakt volgens de traditionele methode","en_GB":null},"vat":{"code":"high","percentage":21},"price":-0.50,"stock":[{"warehouse":"Utrecht","quantity":1}],"active":true}
	],"meta":{"total":6}}`)}
}

// restocked answers with what another warehouse had, the second time.
func restocked() *world {
	first := true
	return &world{api: func(w http.ResponseWriter, r *http.Request) bool {
		body := `{"data":[{"id":1,"sku":"WK-1001","price":12.5000,"stock":{"utrecht":24,"gent":3}},{"id":2,"sku":"WK-1002","price":9.9500,"stock":{"utrecht":0}},{"id":3,"sku":"SK-2001","price":1.0,"stock":{}}],"meta":{"total":3}}`
		if !first {
			body = `{"data":[{"id":4,"sku":"WK-1004","price":3.5000,"stock":{"utrecht":6}},{"id":1,"sku":"WK-1001","price":12.7500,"stock":{"utrecht":24}},{"id":3,"sku":"SK-2001","price":1.0,"stock":{}}],"meta":{"total":3}}`
		}
		first = false
		return answers("application/json", 200, body)(w, r)
	}}
}

func TestATableThatGoesWhileItsFilterIsTyped(t *testing.T) {
	drive(t, stocked(), 120, 36, func(d *driver) {
		d.press("enter", "v", "/")
		d.text("wijn")
		ex := *d.m.here.response.Exchange()
		ex.Body = []byte(`{"data":[]}`)
		d.m.here.response.Show(response.Load(t.Context(), ex), true)
		d.press("x", "backspace", "esc")
		d.sees("[Tree]", "data: []")
	})
}

func TestTheTableOfAFile(t *testing.T) {
	m := newModel(t.Context(), Options{Files: []response.File{file("saved.json", `[{"a":"x"},{"a":"y"}]`)}})
	defer m.close()
	finish(m, m.openFiles())
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, key := range []string{"v", "/", "y", "enter"} {
		_, cmd := m.Update(keyPress(key))
		if key == "y" {
			finish(m, cmd)
		}
	}
	d := &driver{t: t, m: m}
	d.sees("1/1 of 2 rows", ".[1].a")
	m.Update(keyPress("esc"))
	d.sees("2/2 rows", ".[1].a")
	d.exact()
}

// file is a document that is there at once.
func file(name, body string) response.File {
	return response.File{Name: name, Size: int64(len(body)), Most: 1 << 30, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(body)), nil }}
}

// finish runs commands to their end, and hands over what they answer.
func finish(m *model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			finish(m, c)
		}
	default:
		_, again := m.Update(msg)
		finish(m, again)
	}
}

func answers(contentType string, status int, body string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
		return true
	}
}

// exact checks that the frame has exactly the size of the screen.
func (d *driver) exact() {
	d.t.Helper()
	rows := strings.Split(d.m.View().Content, "\n")
	if len(rows) != d.m.h {
		d.t.Fatalf("%dx%d: the frame has %d rows:\n%s", d.m.w, d.m.h, len(rows), d.screen())
	}
	for i, row := range rows {
		if got := ansi.StringWidth(row); got != d.m.w {
			d.t.Fatalf("%dx%d: row %d is %d cells wide: %q", d.m.w, d.m.h, i, got, ansi.Strip(row))
		}
	}
}

func TestEveryFrameFitsItsScreen(t *testing.T) {
	states := map[string][]string{
		"rail": {"3"}, "token": {"4"}, "revealed": {"4", "v"}, "response": {"5", "enter"}, "request": {"5", "enter", "v", "v", "v", "v"}, "table": {"5", "enter", "v", "l", "j"},
		"forbidden": {"j", "j", "j", "j", "enter"}, "help": {"?"}, "claims": {"4", "enter"}, "prompt": {":"},
	}
	for name, keys := range states {
		t.Run(name, func(t *testing.T) {
			drive(t, &world{}, 120, 36, func(d *driver) {
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

func TestASmallScreenSaysSoAndRecovers(t *testing.T) {
	drive(t, &world{}, 59, 16, func(d *driver) {
		d.sees("Too small: 60x16 is needed")
		d.press("j", "enter", "?")
		d.send(tea.WindowSizeMsg{Width: 60, Height: 16})
		d.sees("sandbox", "token 60:00", "5 Endpoints")
		d.seesNot("Keys")
	})
}

// ownSequence is what the program itself may write within a frame: looks.
var ownSequence = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

func TestG02_NoForeignByteBecomesACommand(t *testing.T) {
	hostile := "\x1b[2J\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x1b\\\x9b31m\u009b31m\u202edrawkcab\u200b\u2066\r\b\x7f\x1bc\x1bP1$r\x1b\\\xff\xfe" + "e" + strings.Repeat("\u0301", 2000)
	quoted := `{"` + jsonEscaped(hostile) + `":"` + jsonEscaped(hostile) + `","raw":"` + strings.Map(noControl, hostile) + `"}`
	bodies := map[string]func(http.ResponseWriter, *http.Request) bool{
		"json":    answers("application/json", 200, quoted),
		"text":    answers("text/plain", 200, hostile),
		"html":    answers("text/html", 502, "<p>"+hostile),
		"message": answers("application/json", 403, `{"message":"`+jsonEscaped(hostile)+`"}`),
		"fields":  answers("application/json", 422, `{"message":"x","errors":{"`+jsonEscaped(hostile)+`":["`+jsonEscaped(hostile)+`"]}}`),
		"header": func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header()["X-\u009bHostile"] = []string{hostile}
			w.Header().Set("X-RateLimit-Limit", hostile)
			w.Header().Set("X-RateLimit-Remaining", hostile)
			w.WriteHeader(200)
			_, _ = w.Write([]byte(`{}`))
			return true
		},
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			drive(t, &world{api: body}, 120, 40, func(d *driver) {
				d.press("enter")
				for range 5 {
					d.exact()
					d.harmless()
					d.press("v")
				}
			})
		})
	}
}

func TestG02_HostileNamesInTheConfig(t *testing.T) {
	drive(t, &world{}, 120, 40, func(d *driver) {
		d.m.here.tenant.Name = "\x1b[2Jevil\u202e\x9b"
		d.m.here.env.Name = "\x1b]0;x\x07"
		d.m.o.Warnings = []string{"\x1b[31m"}
		d.send(nil)
		d.exact()
		d.harmless()
	})
}

// harmless checks that nothing but looks is left in the frame.
func (d *driver) harmless() {
	d.t.Helper()
	if !utf8.ValidString(d.m.View().Content) {
		d.t.Fatalf("the frame is not UTF-8: %q", d.m.View().Content)
	}
	for _, r := range ownSequence.ReplaceAllString(d.m.View().Content, "") {
		if r == '\n' {
			continue
		}
		if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) {
			d.t.Fatalf("the frame holds %U:\n%q", r, d.m.View().Content)
		}
	}
}

func jsonEscaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '"' || r == '\\' || r < 0x20 {
			b.WriteString(`\u00`)
			const hex = "0123456789abcdef"
			b.WriteByte(hex[r>>4])
			b.WriteByte(hex[r&15])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func noControl(r rune) rune {
	if r < 0x20 || r == '"' || r == '\\' {
		return -1
	}
	return r
}
