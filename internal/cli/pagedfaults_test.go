package cli

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
)

// pagedFaults are lists of three pages of two items, each wrong in the way that
// its name says.
func pagedFaults() http.HandlerFunc {
	var throttled atomic.Int32
	return func(w http.ResponseWriter, r *http.Request) {
		kind := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		n, _ := strconv.Atoi(r.URL.Query().Get("page"))
		n = max(n, 1)
		next, total := fmt.Sprintf(`"?page=%d"`, n+1), "6"
		if n == 3 {
			next = "null"
		}
		w.Header().Set("Content-Type", "application/json")
		switch {
		case kind == "loop":
			next = `"loop"`
		case kind == "liar":
			total = "7"
		case kind == "away" && n == 2:
			next = `"https://elsewhere.example/api/away?page=3"`
		case kind == "failing" && n == 2, kind == "refused":
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = fmt.Fprint(w, `{"message":"Server Error"}`)
			return
		case kind == "throttled" && n == 2 && throttled.Add(1) == 1:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		case kind == "waiting" && n == 2:
			<-r.Context().Done()
			return
		case kind == "pretty":
			_, _ = fmt.Fprintf(w, "{\n  \"data\": [\n    {\n      \"n\": %d.50\n    }\n  ], \"next_page_url\": %s }", n, next)
			return
		}
		_, _ = fmt.Fprintf(w, `{"data":[{"n":%d.0},{"n":%d.0}],"links":{"next":%s},"meta":{"per_page":2,"total":%s}}`, 2*n-1, 2*n, next, total)
	}
}
