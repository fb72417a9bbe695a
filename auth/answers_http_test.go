package auth

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// fault is a server that does something wrong, and what must be said about it.
type fault struct {
	name      string
	handler   http.HandlerFunc
	says      string // in the Summary or the Cause
	status    int
	temporary bool
	server    string
	requests  int32 // 0: not counted
}

func page(status int, text string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}
}

const portalPage = "<!DOCTYPE html><html><head><title>Hotel \x1b[31m&amp; Wi-Fi</title></head><body>log in</body></html>"

func faults() []fault {
	return []fault{
		{"captive portal", page(200, portalPage, "Content-Type", "text/html; charset=utf-8"), "web page (HTML)", 200, true, "Hotel \x1b[31m& Wi-Fi", 1},
		{"HTML called JSON", page(200, portalPage, "Content-Type", "application/json"), "web page (HTML)", 200, true, "Hotel \x1b[31m& Wi-Fi", 1},
		{"gateway's HTML", page(403, "<html>no</html>", "Content-Type", "text/html"), "usually a gateway or proxy", 403, false, "<html>no</html>", 1},
		{"HTML with 400", page(400, portalPage, "Content-Type", "text/html"), "web page (HTML) came instead", 400, false, "Hotel \x1b[31m& Wi-Fi", 1},
		{"HTML with 502", page(502, portalPage, "Content-Type", "text/html"), "502 (Bad Gateway)", 502, true, "Hotel \x1b[31m& Wi-Fi", 3},
		{"JSON without a code", page(400, `{"message":"no \u001b way"}`), "no OAuth error", 400, false, "no \x1b way", 1},
		{"an error that is an object", page(400, `{"error":{"a":1}}`), "no OAuth error", 400, false, `{"error":{"a":1}}`, 1},
		{"plain text", page(401, "go away"), "no OAuth error", 401, false, "go away", 1},
		{"not found", page(404, ""), "path is wrong", 404, false, "", 1},
		{"method not allowed", page(405, ""), "path is wrong", 405, false, "", 1},
		{"proxy login", page(407, ""), "proxy", 407, false, "", 1},
		{"too many requests", page(429, `{"message":"slow down"}`), "Too many requests", 429, true, "slow down", 3},
		{"too many, with a code", page(429, `{"error":"slow_down","error_description":"x"}`), "Too many requests", 429, true, "x", 3},
		{"server error", page(500, "oops"), "The server failed", 500, true, "oops", 3},
		{"server error with a code", page(500, `{"error":"server_error"}`), "The server failed", 500, true, "", 3},
		{"unavailable", page(503, ""), "down, being maintained", 503, true, "", 3},
		{"gateway time-out", page(504, ""), "down, being maintained", 504, true, "", 3},
		{"network login", page(511, portalPage), "network itself wants a login", 511, true, "Hotel \x1b[31m& Wi-Fi", 1},
		{"an unknown status", page(799, ""), "status 799", 799, true, "", 3},
		{"nothing", page(200, ""), "empty body", 200, false, "", 1},
		{"cut off by the server", page(200, `{"access_token":"eyJhbGciOi`), "ends in the middle", 200, true, "", 3},
		{"an echo of the form", page(400, "bad form: "+theSecret+" or s3cret%26%2B%25+%22x or s3cret&amp;+% &#34;x"), "no OAuth error", 400, false, "bad form: •••••• or •••••• or ••••••", 1},
		{"a token in a page", page(200, "<html>"+documentedToken+"</html>"), "web page", 200, true, "<html>••••••</html>", 1},
		{"a body that goes on and on", endless, "longer than 256 KiB", 200, false, "", 1},
		{"a compressed bomb", bomb, "longer than 256 KiB", 200, false, "", 1},
		{"broken compression", page(200, "this is not gzip at all", "Content-Encoding", "gzip"), "could not be unpacked", 200, true, "", 3},
		{"a body shorter than it says", shortBody, "ends in the middle", 200, true, "", 3},
		{"headers without end", manyHeaders, "failed before an answer came", 0, true, "net/http: HTTP/1.x transport connection broken: net/http: server response headers exceeded 262144 bytes; aborted", 3},
	}
}

func endless(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, `{"access_token":"`)
	for r.Context().Err() == nil {
		if _, err := io.WriteString(w, strings.Repeat("a", 32<<10)); err != nil {
			return
		}
	}
}

// bomb is 8 MiB that take 8 KiB on the wire.
func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	packer := gzip.NewWriter(w)
	_, _ = io.WriteString(packer, `{"access_token":"`)
	for range 8 {
		if _, err := io.WriteString(packer, strings.Repeat("a", 1<<20)); err != nil {
			return
		}
	}
	_ = packer.Close()
}

func shortBody(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "5000")
	_, _ = io.WriteString(w, `{"access_token":"eyJ`)
}

func manyHeaders(w http.ResponseWriter, _ *http.Request) {
	for i := range 300 {
		w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("h", 1000))
	}
}

func TestEveryFaultOfAServerIsExplained(t *testing.T) {
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			var requests, left atomic.Int32
			server := serve(t, func(w http.ResponseWriter, r *http.Request) {
				requests.Add(1)
				f.handler(w, r)
			})
			source := sourceFor(t, server.URL, Options{OnRequest: func() { left.Add(1) }})
			failed := failure(t, source)
			if !strings.Contains(failed.Summary+failed.Cause, f.says) {
				t.Errorf("%q is in neither %q nor %q", f.says, failed.Summary, failed.Cause)
			}
			if failed.Status != f.status || failed.Temporary != f.temporary || failed.Server != f.server {
				t.Errorf("status %d, temporary %v, server %q; want %d, %v, %q", failed.Status, failed.Temporary, failed.Server, f.status, f.temporary, f.server)
			}
			if got := requests.Load(); got != f.requests || left.Load() != got {
				t.Errorf("%d requests, %d counted, want %d", got, left.Load(), f.requests)
			}
			status := source.Status()
			if status.Phase != PhaseFailed || status.Err != failed || status.Requests != int(f.requests) || status.RetryAt.IsZero() == f.temporary {
				t.Errorf("status = %+v", status)
			}
		})
	}
}

func TestG01_RedirectsAreNamedAndNeverFollowed(t *testing.T) {
	var elsewhere atomic.Int32
	other := serve(t, func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) })
	for _, status := range []int{300, 301, 302, 303, 305, 307, 308} {
		for location, shown := range map[string]string{
			other.URL + "/steal?x=1":                other.URL + "/steal.",
			"//[::1]:1/x":                           "http://[::1]:1/x.",
			"/connect/token/":                       "/connect/token/.",
			"":                                      "nowhere in particular.",
			"https://h/" + strings.Repeat("a", 500): "aaa....",
			"https://e\u202evil\u200b.test/a b":     "%",
			"https://h/?client_secret=" + theSecret: "https://h/.",
		} {
			server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Location"] = []string{location}
				w.WriteHeader(status)
			})
			failed := failure(t, sourceFor(t, server.URL, Options{}))
			if !strings.Contains(failed.Summary, fmt.Sprintf("redirect (%d)", status)) || !strings.Contains(failed.Summary, shown) || failed.Temporary {
				t.Errorf("%d to %q: %+v", status, location, failed)
			}
			if location != "" && failed.Server == "" {
				t.Errorf("the server's own words are lost: %+v", failed)
			}
		}
	}
	if n := elsewhere.Load(); n != 0 {
		t.Errorf("%d requests went elsewhere", n)
	}
}

func TestRetryAfter(t *testing.T) {
	now := Instant{Wall: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
	const ourTime, theirTime = "Thu, 01 Jan 2026 12:00:30 GMT", "Thu, 01 Jan 2026 11:50:00 GMT"
	for _, test := range []struct {
		value, date string
		want        time.Duration
	}{
		{"", "", 0},
		{"7", "", 7 * time.Second},
		{" 7 ", "", 7 * time.Second},
		{"-7", "", 0},
		{"0", "", 0},
		{"soon", "", 0},
		{"411", "", 411 * time.Second},
		{"99999999999999999999999", "", 24 * time.Hour},
		{ourTime, "", 30 * time.Second},
		{"Thu, 01 Jan 2026 11:50:20 GMT", theirTime, 20 * time.Second},
		{"Thu, 01 Jan 2026 11:00:00 GMT", theirTime, 0},
		{"Thu, 01 Jan 2099 11:00:00 GMT", theirTime, 24 * time.Hour},
	} {
		header := http.Header{"Retry-After": {test.value}, "Date": {test.date}}
		if got := retryAfter(header, now); got != test.want {
			t.Errorf("Retry-After %q at %q = %v, want %v", test.value, test.date, got, test.want)
		}
	}
}
