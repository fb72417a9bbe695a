package demo

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	serverToken = "token"
	serverAPI   = "api"
	serverDocs  = "docs" // what the API server says about itself

	tokenPath = "/connect/token"

	// statusClientClosed is nginx's number for a client that left before its answer.
	statusClientClosed = 499

	timeFormat    = "2006-01-02T15:04:05.000Z07:00"
	maxLoggedPath = 512
)

// Counts tells how many requests arrived, and how they were answered. The maps
// go from HTTP status to number; 499 stands for a client that left before its answer.
type Counts struct {
	TokenRequests int // to the token endpoints of all environments
	APIRequests   int // to the API server, whatever the path but that of its description
	OtherRequests int // to the description, and other paths of the token server: discovery, keys, unknown ones
	TokenStatus   map[int]int
	APIStatus     map[int]int
}

// traffic counts the requests and writes their log lines.
type traffic struct {
	now func() time.Time

	mu     sync.Mutex
	log    io.Writer
	counts Counts
}

func newTraffic(log io.Writer, now func() time.Time) *traffic {
	return &traffic{now: now, log: log, counts: Counts{TokenStatus: map[int]int{}, APIStatus: map[int]int{}}}
}

func (t *traffic) snapshot() Counts {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.counts
	c.TokenStatus, c.APIStatus = maps.Clone(c.TokenStatus), maps.Clone(c.APIStatus)
	return c
}

// record counts and logs a request when its status is written, thus before the
// client can see the answer: who has an answer finds it counted.
func (t *traffic) record(server string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := &statusRecorder{ResponseWriter: w, note: func(status int) {
			// RFC 9110: Date is when the answer was made, which the servers' clock tells.
			w.Header().Set("Date", t.now().UTC().Format(http.TimeFormat))
			t.note(server, r, status)
		}}
		defer recorder.end(r)
		h.ServeHTTP(recorder, r)
	})
}

func (t *traffic) note(server string, r *http.Request, status int) {
	if server == serverAPI && strings.HasSuffix(r.URL.Path, descriptionPath) {
		server = serverDocs
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count(server, r.URL.Path, status)
	if t.log == nil {
		return
	}
	// A log that cannot be written must not fail the request that it tells of.
	_, _ = fmt.Fprintf(t.log, "%s %-5s %s %s %d\n", t.now().UTC().Format(timeFormat), server, r.Method, loggedPath(server, r), status)
}

func (t *traffic) count(server, path string, status int) {
	switch {
	case server == serverAPI:
		t.counts.APIRequests++
		t.counts.APIStatus[status]++
	case strings.HasSuffix(path, tokenPath):
		t.counts.TokenRequests++
		t.counts.TokenStatus[status]++
	default:
		t.counts.OtherRequests++
	}
}

// loggedPath keeps the log to printable ASCII, whatever the client sent. The
// token server's query is left out: a confused client may put its secret there.
func loggedPath(server string, r *http.Request) string {
	path := r.URL.EscapedPath()
	if server == serverAPI && r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	var b strings.Builder
	for i := 0; i < len(path) && b.Len() < maxLoggedPath; i++ {
		if c := path[i]; c > ' ' && c < 0x7f {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", path[i])
	}
	return b.String()
}

// statusRecorder notes the first status that is written.
type statusRecorder struct {
	http.ResponseWriter
	note  func(status int)
	noted bool
}

func (s *statusRecorder) WriteHeader(status int) {
	if !s.noted {
		s.noted = true
		s.note(status)
	}
	s.ResponseWriter.WriteHeader(status)
}

func (s *statusRecorder) Write(b []byte) (int, error) {
	if !s.noted {
		s.WriteHeader(http.StatusOK)
	}
	return s.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (s *statusRecorder) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *statusRecorder) end(r *http.Request) {
	if s.noted {
		return
	}
	s.noted = true
	if r.Context().Err() != nil {
		s.note(statusClientClosed)
		return
	}
	s.note(http.StatusOK)
}
