//go:build unix

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"brincr-explorer/internal/screen"
)

// TestFollowing finds a customer, sees the orders, opens one, follows its product
// and goes back to the orders. No id is typed, and going back sends nothing.
func TestFollowing(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo", "--scope", "brincr:customer", "--scope", "brincr:order", "--scope", "brincr:product")
	s.sees("valid", "List the ") // the demo's description of itself is there
	s.gets("customers")
	s.sees("GET customers ─ 200 OK", "data: [ 15 items")
	s.types("v", "/", "hotel denk", "enter")
	s.sees("[Table]", "1/1 of 15 rows", "Hotel Denkbeeldinck", "f follow")
	s.types("f")
	s.chooses("orders?filter[customer_id]=")
	orders := s.sees("[Table]", "GET orders?filter[", "200 OK", "customer_id", "f follow")
	s.types("f")
	s.chooses("orders/")
	s.sees("[Tree]", "lines: [", "GET orders/")
	s.types("/", "product_id", "enter")
	s.sees("product_id: 1 of")
	s.types("k", "j")
	s.sees(".data.lines[0].product_id", "enter follow")
	s.types("enter")
	s.sees("GET products/", "200 OK", "stock_total")
	sent := sentCount(s.Frame())
	s.types("backspace")
	s.sees(".data.lines[0].product_id", "GET orders/", "answered <1 min ago")
	s.types("backspace")
	f := s.sees("[Table]", "customer_id", "answered <1 min ago")
	for _, row := range tableRows(orders) {
		if !f.Contains(row) {
			t.Errorf("the orders are not as they were left: they lack %q\n%s", row, f.Text())
		}
	}
	s.types("alt+right", "alt+right")
	f = s.sees("GET products/", "stock_total")
	if got := sentCount(f); got != sent {
		t.Errorf("going back and forward sent something: %s, and before %s", got, sent)
	}
	s.types("q")
	s.ends(0)
}

// chooses takes the entry with a text from the menu of where an id leads.
func (s *terminal) chooses(text string) {
	s.t.Helper()
	f := s.sees("Leads to", "  "+text)
	x, y, _ := f.Find("  " + text)
	s.types(f.Cell(x-1, y).Content)
}

// sentCount is what the status line says of the requests sent.
func sentCount(f screen.Frame) string {
	line, _, _ := strings.Cut(f.Text(), "\n")
	words := strings.Fields(line)
	if len(words) < 2 {
		return ""
	}
	return words[len(words)-2]
}

// tableRows are the first rows of a table, by what their cells say.
func tableRows(f screen.Frame) []string {
	var rows []string
	for line := range strings.SplitSeq(f.Text(), "\n") {
		if _, cells, ok := strings.Cut(line, "… │ "); ok && len(rows) < 5 {
			rows = append(rows, cells)
		}
	}
	return rows
}

// TestLinksToOtherHosts: an answer cannot send the program, let alone the token,
// anywhere else.
func TestLinksToOtherHosts(t *testing.T) {
	t.Parallel()
	var visits atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visits.Add(1) }))
	t.Cleanup(elsewhere.Close)
	config := issuing(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"data":{"id":1,"elsewhere":"%s/api/v1/categories","near":"/api/v1/categories?page=2","path":%q}}`, elsewhere.URL, r.URL.RequestURI())
	})
	s := begin(t, nil, "--config", config)
	s.sees("valid")
	s.types("enter")
	s.sees("200 OK", "elsewhere:")
	s.types("/", "elsewhere", "enter")
	s.sees("elsewhere: 1 of 1")
	s.types("k", "j")
	s.sees("f leads elsewhere", ".data.elsewhere")
	s.types("enter", "f")
	s.sees("Not followed", "points to", elsewhere.URL, "c copy the URL")
	s.types("c")
	s.until("the URL on the clipboard", func(screen.Frame) bool {
		text, _ := s.Clipboard()
		return text == elsewhere.URL+"/api/v1/categories"
	})
	s.types("j")
	s.sees(".data.near", "enter follow")
	s.types("enter")
	s.sees(`path: "/api/v1/categories?page=2"`, "2/2")
	s.types("q")
	s.ends(0)
	if n := visits.Load(); n > 0 {
		t.Errorf("the other host got %d requests", n)
	}
}
