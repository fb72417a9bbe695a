package auth

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func page(status int, text string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
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
