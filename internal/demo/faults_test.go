package demo_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"brincr-explorer/internal/demo"
)

func TestFaults(t *testing.T) {
	c := newClock()
	b := start(t, demo.Options{Now: c.Now})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	const jsonType, htmlType = "application/json", "text/html; charset=UTF-8"
	for _, test := range []struct {
		path        string
		status      int
		contentType string
		holds       string
		header      map[string]string
	}{
		{"demo/empty", 200, jsonType, "", nil},
		{"demo/no-content", 204, "", "", nil},
		{"demo/empty-list", 200, jsonType, `{"data":[]}`, nil},
		{"demo/array", 200, jsonType, `[{"id":1`, nil},
		{"demo/duplicates", 200, jsonType, `"id":1,"name":"first","id":2`, nil},
		{"demo/captive", 200, htmlType, "<h1>Welcome", nil},
		{"demo/html", 502, htmlType, "502 | Bad Gateway", nil},
		{"demo/unauthenticated", 401, jsonType, unauthenticated, nil},
		{"demo/missing-scope", 403, jsonType, "Invalid scope", nil},
		{"demo/invalid", 422, jsonType, `"parts.0.amount":[`, nil},
		{"demo/throttled", 429, jsonType, "Too Many", map[string]string{"Retry-After": "7", "X-RateLimit-Reset": "1795168807", "X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "60"}},
		{"demo/error", 500, jsonType, `{"message":"Server Error"}`, nil},
		{"demo/maintenance", 503, jsonType, "Service Unavailable", map[string]string{"Retry-After": "Fri, 20 Nov 2026 10:01:30 GMT"}},
		{"demo/redirect", 302, jsonType, "", map[string]string{"Location": e.APIURL + "categories"}},
		{"demo/redirect-away", 302, jsonType, "", map[string]string{"Location": e.Issuer + "/elsewhere"}},
		{"demo/redirect-loop", 302, jsonType, "", map[string]string{"Location": e.APIURL + "demo/redirect-loop"}},
		{"demo/deep?levels=5", 200, jsonType, "[[[[[]]]]]", nil},
	} {
		a := b.get(e, token, test.path)
		if a.status != test.status || a.header.Get("Content-Type") != test.contentType || !strings.Contains(a.body, test.holds) {
			t.Errorf("%s: %d %q %.200s", test.path, a.status, a.header.Get("Content-Type"), a.body)
		}
		if test.holds == "" && test.status < 300 && a.body != "" {
			t.Errorf("%s has a body: %q", test.path, a.body)
		}
		for name, want := range test.header {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", test.path, name, got, want)
			}
		}
		if a.header.Get("X-RateLimit-Remaining") == "" {
			t.Errorf("%s is not throttled", test.path)
		}
	}
	if a := b.get(e, token, "demo/invalid-json"); a.status != 200 || json.Valid([]byte(a.body)) {
		t.Errorf("demo/invalid-json: %d, valid: %s", a.status, a.body)
	}
}

func TestNumbersAreSentAsWritten(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	a := b.get(e, b.token(e, 0, "brincr:category"), "demo/numbers")
	if !json.Valid([]byte(a.body)) {
		t.Errorf("no JSON: %s", a.body)
	}
	for _, want := range []string{":9007199254740993,", ":1e400,", ":-0,", ":1.0,", ":12.5000,", ":1E+2,"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("%s is missing in %s", want, a.body)
		}
	}
}

func TestHostileAnswers(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	a := b.get(e, token, "demo/hostile")
	var got struct {
		Data map[string]string
		Keys []map[string]string
	}
	a.decode(t, &got)
	for name, want := range map[string]string{
		"osc_title": "\x1b]0;", "c1_csi": "\u009b31m", "bidi_override": "\u202e", "reset": "\x1bc",
		"carriage_return": "\r", "zero_width": "\u200b", "tags": "\U000e0068", "nul_bell_delete": "\x00b\x07c\x7f",
	} {
		if !strings.Contains(got.Data[name], want) {
			t.Errorf("%s is %q", name, got.Data[name])
		}
	}
	if !strings.Contains(a.body, `"\ud800"`) || !strings.Contains(a.body, `https:\/\/`) || !strings.Contains(a.body, "\u009b31m") {
		t.Error("a lone surrogate, escaped slashes or a C1 character that is not escaped are missing")
	}
	keys := map[string]string{}
	for _, member := range got.Keys {
		for key, name := range member {
			keys[name] = key
		}
	}
	for name, text := range got.Data {
		if key, ok := keys[name]; ok && key != text {
			t.Errorf("%s is %q as a value and %q as a key", name, text, key)
		}
	}
	if len(keys)+2 != len(got.Data) {
		t.Errorf("%d keys for %d values", len(keys), len(got.Data))
	}
	if note := a.header.Get("X-Demo-Note"); !strings.Contains(note, "\u009b31m") || !strings.Contains(note, "\u202e") {
		t.Errorf("the header arrived as %q", note)
	}
	text := b.get(e, token, "demo/hostile-text")
	if !strings.HasPrefix(text.header.Get("Content-Type"), "text/plain") || utf8.ValidString(text.body) || !strings.Contains(text.body, "\x9b31m") {
		t.Errorf("plain text: %q, valid UTF-8: %t", text.header.Get("Content-Type"), utf8.ValidString(text.body))
	}
}

func TestHostileHeaderIsNoHTTP(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	c := b.dial(e.APIURL+"demo/hostile-header", b.token(e, 0, "brincr:category"))
	defer func() { _ = c.Close() }()
	raw, err := io.ReadAll(c)
	if err != nil || !strings.Contains(string(raw), "X-Demo-Note: \x1b[31m") {
		t.Errorf("%v, %q", err, raw)
	}
}

func TestTruncatedAnswerBreaksOff(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	a := b.get(e, b.token(e, 0, "brincr:category"), "demo/truncated")
	if a.status != http.StatusOK || !errors.Is(a.err, io.ErrUnexpectedEOF) || !strings.HasPrefix(a.body, `{"data":[`) || json.Valid([]byte(a.body)) {
		t.Errorf("%d %v %s", a.status, a.err, a.body)
	}
	if b.server.Counts().APIStatus[200] != 1 {
		t.Errorf("counts: %+v", b.server.Counts())
	}
}

func TestLargeListIsStreamed(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	a := b.get(e, token, "demo/large")
	if len(a.body) < 10_000_000 || len(a.body) > 10_001_000 {
		t.Errorf("%d bytes", len(a.body))
	}
	if rows := strings.Count(a.body, `{"id":`); rows < 40_000 || !strings.HasSuffix(a.body, "}]}") {
		t.Errorf("%d rows, ending in %q", rows, a.body[len(a.body)-10:])
	}
	small := b.get(e, token, "demo/large?megabytes=1")
	if len(small.body) < 1_000_000 || len(small.body) > 1_001_000 || !json.Valid([]byte(small.body)) {
		t.Errorf("1 MB: %d bytes", len(small.body))
	}
	h := apiHeader(token)
	h.Set("Accept-Encoding", "gzip")
	packed := b.send(http.MethodGet, e.APIURL+"demo/large?megabytes=1", "", h)
	if packed.header.Get("Content-Encoding") != "gzip" || unpack(t, packed.body) != small.body {
		t.Error("compressed, it is another list")
	}
}

func unpack(t testing.TB, body string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnswersAreCompressedWhenAskedFor(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	plain := b.get(e, token, "categories")
	if plain.header.Get("Content-Encoding") != "" || plain.header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("not asked for: %v", plain.header)
	}
	for accept, want := range map[string]bool{
		"gzip": true, "deflate, gzip;q=0.5": true, "GZIP": true, "gzip;q=0": false, "gzip; q=0.000": false, "br": false, "x-gzip2": false,
	} {
		h := apiHeader(token)
		h.Set("Accept-Encoding", accept)
		a := b.send(http.MethodGet, e.APIURL+"categories", "", h)
		if packed := a.header.Get("Content-Encoding") == "gzip"; packed != want {
			t.Errorf("%q: compressed %t, want %t", accept, packed, want)
			continue
		}
		if want {
			a.body = unpack(t, a.body)
		}
		if a.body != plain.body {
			t.Errorf("%q: another body", accept)
		}
	}
}

// lineChannel is a log whose reader waits for the next line.
type lineChannel chan string

func (l lineChannel) Write(b []byte) (int, error) {
	l <- string(b)
	return len(b), nil
}

func TestSlowAnswerCanBeLeft(t *testing.T) {
	log := make(lineChannel, 10)
	b := start(t, demo.Options{Log: log})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	<-log // the token request
	if err := b.dial(e.APIURL+"demo/slow?seconds=300", token).Close(); err != nil {
		t.Fatal(err)
	}
	if line := <-log; !strings.HasSuffix(line, " api   GET /sandbox/api/v1/demo/slow?seconds=300 499\n") {
		t.Errorf("log: %s", line)
	}
	if c := b.server.Counts(); c.APIStatus[499] != 1 || c.APIRequests != 1 {
		t.Errorf("counts: %+v", c)
	}
}

func TestSlowAnswerComes(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	began := time.Now()
	a := b.get(e, b.token(e, 0, "brincr:category"), "demo/slow?seconds=1")
	if a.status != http.StatusOK || a.body != `{"data":{"waited_seconds":1}}` || time.Since(began) < time.Second {
		t.Errorf("%d %s after %s", a.status, a.body, time.Since(began))
	}
}
