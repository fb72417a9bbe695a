package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/faulty"
)

func TestG08_BodiesAreCutAtTheBound(t *testing.T) {
	const bound = 1 << 16
	for name, row := range map[string]struct {
		answer http.HandlerFunc
		whole  bool
	}{
		"exactly the bound":        {reply(200, `"`+strings.Repeat("x", bound-2)+`"`), true},
		"one more":                 {reply(200, `"`+strings.Repeat("x", bound-1)+`"`), false},
		"gzip, exactly the bound":  {reply(200, zipped(t, `"`+strings.Repeat("x", bound-2)+`"`), "Content-Encoding: gzip"), true},
		"gzip, one more":           {reply(200, zipped(t, `"`+strings.Repeat("x", bound-1)+`"`), "Content-Encoding: gzip"), false},
		"a bomb":                   {reply(200, faulty.Bomb(32, " "), "Content-Encoding: GZIP"), false},
		"endless":                  {endless([]byte(strings.Repeat("[", 4096))), false},
		"endless gzip of nothing":  {endless(emptyMembers(t), "gzip"), false},
		"a false Content-Length":   {raw(t, fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n[%s", int64(1)<<50, strings.Repeat("1,", bound))), false},
		"an error that is endless": {endless([]byte("x"), "status"), false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t, step{"GET /api/v1/a", row.answer}), withMaxBody(bound))
			x := w.get("a")
			if row.whole {
				wantOK(t, x)
				if len(x.Body) != bound {
					t.Errorf("%d bytes", len(x.Body))
				}
				return
			}
			if !x.Truncated || len(x.Body) > bound || x.WireSize > bound*4 {
				t.Errorf("truncated %v, %d bytes, %d on the wire", x.Truncated, len(x.Body), x.WireSize)
			}
			if name == "an error that is endless" {
				wantWords(t, "cause", wantKind(t, x, KindStatus).Cause, "not whole")
				return
			}
			wantWords(t, "summary", wantKind(t, x, KindTooLarge).Summary, "64 KiB", "cut")
			if x.Page.List {
				t.Error("a list that was cut has no count")
			}
		})
	}
}

// endless answers with the same bytes until the client goes away.
func endless(chunk []byte, how ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		switch strings.Join(how, "") {
		case "gzip":
			w.Header().Set("Content-Encoding", "gzip")
		case "status":
			w.WriteHeader(http.StatusInternalServerError)
		}
		for {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}
}

func emptyMembers(t *testing.T) []byte {
	return bytes.Repeat([]byte(zipped(t, "")), 200)
}

func TestG08_HeadersAreBounded(t *testing.T) {
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(200, `{}`, "X-Long: "+strings.Repeat("x", 300<<10))}))
	wantWords(t, "summary", wantKind(t, w.get("a"), KindTooLarge).Summary, "headers", "256 KiB")
	w = newWorld(t, script(t, step{"GET /api/v1/a", reply(200, `{}`, "X-Long: "+strings.Repeat("x", 200<<10))}))
	wantOK(t, w.get("a"))
}

func TestG08_DepthDoesNotRecurse(t *testing.T) {
	deep := strings.Repeat("[", 1_000_000)
	w := newWorld(t, script(t,
		step{"GET /api/v1/a", reply(200, `{"data":[`+deep+strings.Repeat("]", 1_000_000)+`]}`)},
		step{"GET /api/v1/a", reply(200, deep)},
		step{"GET /api/v1/a", reply(422, `{"errors":`+strings.Repeat(`{"a":`, 100_000)+`1`+strings.Repeat("}", 100_000)+`}`)},
		step{"GET /api/v1/a", reply(200, strings.Repeat("7", 1_000_000))}))
	if x := w.get("a"); !x.OK() || x.Page.Count != 1 {
		t.Errorf("page %+v, error %v", x.Page, x.Err)
	}
	w.get("a")
	if e := wantKind(t, w.get("a"), KindStatus); len(e.Fields) != 1 || len(e.Fields[0].Messages[0]) > serverBytes+10 {
		t.Errorf("fields %.200v", e.Fields)
	}
	wantOK(t, w.get("a"))
}

func TestTruncatedBodiesAreToldAndKept(t *testing.T) {
	cutGzip := zipped(t, strings.Repeat(`{"a":1}`, 1000))
	badSum := []byte(zipped(t, `{"a":1}`))
	badSum[len(badSum)-5] ^= 0xff
	for name, row := range map[string]struct {
		answer http.HandlerFunc
		words  string
	}{
		"Content-Length":  {raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":"), "broke off after 5 bytes"},
		"chunked":         {raw(t, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n"), "broke off after 5 bytes"},
		"gzip":            {reply(200, cutGzip[:len(cutGzip)-10], "Content-Encoding: gzip"), "broke off"},
		"gzip, its head":  {reply(200, cutGzip[:5], "Content-Encoding: gzip"), "broke off after 0 bytes"},
		"gzip, its sum":   {reply(200, string(badSum), "Content-Encoding: gzip"), "damaged after 7 bytes"},
		"gzip, more":      {reply(200, zipped(t, `{"a":1}`)+"more than ten bytes", "Content-Encoding: gzip"), "damaged"},
		"the header only": {raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"), "broke off after 0 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t, step{"GET /api/v1/a", row.answer}))
			x := w.get("a")
			wantWords(t, "summary", wantKind(t, x, KindTruncated).Summary, row.words)
			if !x.Truncated || x.Status != 200 || x.Sent() != 1 {
				t.Errorf("truncated %v, status %d, sent %d", x.Truncated, x.Status, x.Sent())
			}
		})
	}
}

func TestABodyThatIsNotGzipThoughItSaysSo(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/a", reply(200, `{"a":1}`, "Content-Encoding: gzip")},
		step{"GET /api/v1/a", reply(200, `1`, "Content-Encoding: gzip")},
		step{"HEAD /api/v1/a", reply(200, ``, "Content-Encoding: gzip")},
		step{"GET /api/v1/a", reply(200, "\x1f", "Content-Encoding: gzip")},
		step{"GET /api/v1/a", reply(200, zipped(t, `{"a":1}`), "Content-Encoding: X-GZip")}))
	if x := w.get("a"); !x.OK() || string(x.Body) != `{"a":1}` {
		t.Errorf("body %q, error %v", x.Body, x.Err)
	}
	if x := w.get("a"); !x.OK() || string(x.Body) != `1` {
		t.Errorf("body %q, error %v", x.Body, x.Err)
	}
	wantOK(t, w.do("HEAD", "a", ""))
	if x := w.get("a"); string(x.Body) != "\x1f" || wantKind(t, x, KindNotJSON) == nil {
		t.Errorf("body %q", x.Body)
	}
	if x := w.get("a"); !x.OK() || string(x.Body) != `{"a":1}` {
		t.Errorf("body %q, error %v", x.Body, x.Err)
	}
}

func TestG07_CancellingIsFelt(t *testing.T) {
	for name, answer := range map[string]func(w http.ResponseWriter, r *http.Request, reached func()){
		"never answers": func(_ http.ResponseWriter, r *http.Request, reached func()) { reached(); <-r.Context().Done() },
		"one byte a second": func(w http.ResponseWriter, r *http.Request, reached func()) {
			drip(w, r, time.Second, reached)
		},
		"one byte a second of gzip": func(w http.ResponseWriter, r *http.Request, reached func()) {
			w.Header().Set("Content-Encoding", "gzip")
			drip(gzipWriter{gzip.NewWriter(w), w}, r, time.Second, reached)
		},
		"endless": func(w http.ResponseWriter, _ *http.Request, reached func()) {
			reached()
			endless([]byte("1"))(w, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			reached := make(chan struct{}, 1)
			w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				answer(w, r, func() { reached <- struct{}{} })
			}))
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			done := make(chan Exchange, 1)
			go func() { done <- w.client.Do(ctx, Request{Path: "a"}) }()
			<-reached
			began := time.Now()
			cancel()
			x := <-done
			if d := time.Since(began); d > 200*time.Millisecond {
				t.Errorf("it took %v to stop", d)
			}
			wantKind(t, x, KindCancelled)
			if len(x.Attempts) != 1 || x.Attempts[0].Err == "" {
				t.Errorf("attempts %+v", x.Attempts)
			}
		})
	}
}

type gzipWriter struct {
	*gzip.Writer
	out http.ResponseWriter
}

func (g gzipWriter) Header() http.Header { return g.out.Header() }
func (g gzipWriter) WriteHeader(s int)   { g.out.WriteHeader(s) }
func (g gzipWriter) Flush()              { _ = g.Writer.Flush(); g.out.(http.Flusher).Flush() }

// drip writes a byte, and another after every pause, until the client goes.
func drip(w http.ResponseWriter, r *http.Request, pause time.Duration, reached func()) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for i := 0; ; i++ {
		_, _ = io.WriteString(w, "1")
		if f, ok := w.(http.Flusher); ok {
			f.Flush()
		}
		if i == 0 {
			reached()
		}
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return
		}
	}
}

func TestG07_TheDeadlineEndsEverything(t *testing.T) {
	for name, row := range map[string]struct {
		answer http.HandlerFunc
		words  string
	}{
		"never answers": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "waiting for the answer"},
		"drips": {func(w http.ResponseWriter, r *http.Request) {
			drip(w, r, 5*time.Millisecond, func() {})
		}, "reading the answer"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t, step{"GET /api/v1/a", row.answer}), withTimeout(300*time.Millisecond))
			if _, err := w.client.Source([]string{"brincr:category"}).Token(t.Context()); err != nil {
				t.Fatal(err)
			}
			x := w.get("a")
			e := wantKind(t, x, KindTimeout)
			wantWords(t, "summary", e.Summary, row.words)
			wantWords(t, "cause", e.Cause, "300ms")
			if name == "drips" && (len(x.Body) == 0 || x.Status != 200 || !x.Truncated) {
				t.Errorf("what came is lost: %q, status %d", x.Body, x.Status)
			}
		})
	}
}

func TestG07_A401ThatNeverEndsDoesNotCostTheToken(t *testing.T) {
	w := newWorld(t, script(t, step{"GET /api/v1/a", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
		drip(w, r, time.Second, func() {})
	}}), withTimeout(300*time.Millisecond))
	source := w.client.Source([]string{"brincr:category"})
	if _, err := source.Token(t.Context()); err != nil {
		t.Fatal(err)
	}
	x := w.get("a")
	wantWords(t, "summary", wantKind(t, x, KindTimeout).Summary, "reading the answer")
	if x.Status != 401 || source.Status().Token.Zero() {
		t.Errorf("status %d, token gone: %v", x.Status, source.Status().Token.Zero())
	}
}

func TestG07_ADeadlineOfTheCallerCountsToo(t *testing.T) {
	w := newWorld(t, script(t))
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	wantKind(t, w.client.Do(ctx, Request{Path: "a"}), KindTimeout)
}

func TestG07_ClosingAClientEndsItsRequests(t *testing.T) {
	reached := make(chan struct{})
	w := newWorld(t, script(t, step{"GET /api/v1/a", func(_ http.ResponseWriter, r *http.Request) {
		close(reached)
		<-r.Context().Done()
	}}))
	done := make(chan Exchange, 1)
	go func() { done <- w.client.Do(t.Context(), Request{Path: "a"}) }()
	<-reached
	w.client.Close()
	wantKind(t, <-done, KindCancelled)
	for range 50 {
		wantKind(t, w.client.Do(t.Context(), Request{Path: "a", Scopes: []string{"other"}}), KindCancelled)
	}
}
