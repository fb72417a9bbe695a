package api

import (
	"fmt"
	"net/http"
	"testing"
)

// A header can decide on what a list holds: pages that are put together are all
// asked for with it.
func TestEveryPageIsAskedForWithTheHeadersOfTheFirst(t *testing.T) {
	var locales []string
	pages := pagesOf(t, func(n int, base string) string {
		if n == 3 {
			return `{"data":[3],"links":{"next":null}}`
		}
		return fmt.Sprintf(`{"data":[%d],"links":{"next":"%scategories?page=%d"}}`, n, base, n+1)
	})
	w := newWorld(t, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		locales = append(locales, r.Header.Get("X-Locale"))
		pages.ServeHTTP(rw, r)
	}))
	walk := w.client.Walk(Request{Path: "categories", Scopes: []string{"brincr:category"}, Header: []Field{{"X-Locale", "nl_NL"}}}, WalkOptions{})
	walk.Run(t.Context(), func(Progress) {})
	wantOK(t, walk.Exchange())
	if got := fmt.Sprint(locales); got != "[nl_NL nl_NL nl_NL]" {
		t.Errorf("asked with %s", got)
	}
}
