package ui

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// oddCatalogue is what a description by somebody who means no good may hold.
func oddCatalogue() []api.Endpoint {
	list := api.BuiltIn()
	for _, path := range []string{"", "/", "{", "}", "{}", "a/{", "a/{}/b", "x/{a{b}}", "{a}{b}", "a}b={id}", "q?a}b={id}", "q?id={id}", "q?{a}=1", "\x1b[31mred", "a/\u202e{id}", "orders/{id}/lines", "customers/{customer_id}", "a b/c", strings.Repeat("long/", 100) + "{id}", "../up", "%zz/{id}"} {
		for _, method := range []string{"GET", "", "POST", "DELETE"} {
			list = append(list, api.Endpoint{Method: method, Path: path, Name: "\x1b]0;x\a " + path, Evidence: api.Described, Operation: &api.Operation{
				Summary: "\x1b[2J\u202esummary", Tags: []string{"\x1b[1mtag"}, Scopes: []string{"brincr:order"},
				Parameters: []api.Parameter{
					{Name: "filter[customer_id]", In: api.InQuery}, {Name: "X-\x1bA", In: api.InHeader}, {Name: "\u009b", In: api.InQuery, Enum: []string{"\x1b[31m", ""}},
				},
				Body: &api.RequestBody{Example: []byte("{\"a\":\"\x1b[31m\"}")},
			}})
		}
	}
	return list
}

// listAnswer is a list of a tenant that leads on, loops, or refuses.
func (w *walker) listAnswer(rw http.ResponseWriter, r *http.Request) {
	claims, _ := auth.DecodeClaims(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	mark := "of-" + claims.TenantID
	switch w.IntN(14) {
	case 0:
		rw.Header().Set("Retry-After", w.pick("1", "0", "3", "99999"))
		refuse(rw, 429)
		return
	case 1:
		refuse(rw, w.IntN(2)*2+401)
		return
	case 2:
		rw.WriteHeader(422)
		fmt.Fprintf(rw, `{"message":"%s\u001b[31m","errors":{"a":["\u001b]0;x\u0007"],"a.0.b[":["x"],"":["y"]}}`, mark)
		return
	}
	n := w.IntN(4)
	rw.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(rw, `{"data":[{"id":"%d","customer_id":%d,"name":"%s","url":"%s"},%s],"links":{"first":"%s","next":%s,"prev":%s},"meta":{"total":%d}}`,
		n, n, mark, w.pick("/api/v1/orders/1", "https://evil.example/x", "?page=2", "\u001b[31m"), w.value(3),
		"?page=1", w.pick("null", `"?page=2"`, `"?page=3"`, `"//evil.example/"`, `"?page=1"`), w.pick("null", `"?page=1"`), w.IntN(10))
}

// TestRandomWalksOverEverything goes where writing is possible, where lists have
// pages, and where the catalogue is odd, among several places.
func TestRandomWalksOverEverything(t *testing.T) {
	eachWalk(t, func(t *testing.T, seed uint64) {
		w := newWalker(seed)
		for range 8 { // over the panes there are keys of their own
			w.keys = append(w.keys, "enter", "tab", "ctrl+s", "ctrl+n", "ctrl+p", "ctrl+x", "ctrl+k", "y", "m", "=", "down", "backspace", "e", "A", "L", "x", "a", "1", "2", "5")
		}
		wd := &world{writes: true, catalogue: oddCatalogue()}
		wd.api = func(rw http.ResponseWriter, r *http.Request) bool {
			wd.mu.Lock()
			defer wd.mu.Unlock()
			if w.IntN(12) == 0 {
				_, _ = io.WriteString(rw, w.document())
				return true
			}
			w.listAnswer(rw, r)
			return true
		}
		drive(t, wd, 120, 36, func(d *driver) {
			d.press("enter")
			for range 80 {
				w.walk(d, func() { wd.mu.Lock() }, func() { wd.mu.Unlock() }, 8)
				wd.mu.Lock()
				keys := w.pick("5 g enter", "5 G enter", "5 j j enter", "5 k enter enter", "ctrl+s tab enter", "ctrl+s ctrl+s tab enter", "2 j enter", "2 k enter", "1 j enter", "1 k enter", "6 A", "6 ]", "6 backspace", "6 a", "6 e", "L k enter", "L r", "x enter", "r r")
				if w.IntN(2) == 0 {
					keys = "esc esc esc esc " + keys
				}
				write := w.IntN(4) == 0 && d.m.overlay == nil && d.m.prompt == nil
				wd.mu.Unlock()
				if write {
					d.run(d.m.submit(api.Request{Method: "POST", Path: "categories", Body: []byte(`{"a":"x"}`)}, nil))
					keys = "ctrl+s tab enter"
				}
				w.log = append(w.log, keys)
				d.press(strings.Fields(keys)...)
				d.exact()
				d.harmless()
				if d.m.h < 16 {
					d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
				}
				for _, tenant := range tenants {
					if screen := d.screen(); tenant.ID != d.m.here.id.Tenant && strings.Contains(screen, "of-"+tenant.ID[:6]) {
						t.Fatalf("%s is shown in %v\n%s\n%q", tenant.Name, d.m.here.id, screen, w.log)
					}
				}
			}
		})
	})
}
