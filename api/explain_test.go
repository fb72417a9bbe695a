package api

import (
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"brincr-explorer/auth"
)

func TestG11_EveryStatusIsExplained(t *testing.T) {
	for _, row := range []struct {
		status  int
		body    string
		headers string
		words   []string
	}{
		{400, `{"message":"Requested filter(s) ` + "`x`" + ` are not allowed."}`, "", []string{"400 Bad Request", "Usually a parameter", "does not list this status", "are not allowed"}},
		{403, `{"message":"This action is unauthorized."}`, "", []string{"403 Forbidden", "Brincr documents 403", `"brincr:category"`}},
		{404, `{"message":""}`, "", []string{"404 Not Found", "Brincr documents 404 as: entity not found", "Wijnhuis De Kelder"}},
		{405, `{"message":"x"}`, "Allow: GET, head", []string{"Brincr documents 405", "Use GET and HEAD, which the answer names as allowed"}},
		{405, `{"message":"x"}`, "Allow: \u009b31m", []string{"Use another method, or check"}},
		{406, ``, "", []string{"Usually"}},
		{409, ``, "", []string{"somebody else"}},
		{418, ``, "", []string{"does not list this status"}},
		{422, `{}`, "", []string{"Brincr documents 422 as: validation exception", "Unprocessable Entity."}},
		{429, ``, "", []string{"Brincr documents 429", "No header says how long", "no header names it"}},
		{500, `{"message":"Server Error"}`, "", []string{"fault in the server"}},
		{502, `<html><title>502 Bad  Gateway</title></html>`, "", []string{"Usually a gateway", "an HTML page", "502 Bad Gateway"}},
		{503, `{}`, "Retry-After: 120", []string{"maintenance", "in 2m0s, as the Retry-After"}},
		{504, ``, "", []string{"in time", "Try again in a while"}},
		{599, `upstream failure`, "", []string{"answered 599", "plain text", "upstream failure"}},
		{304, ``, "", []string{"304 Not Modified", "stored copy"}},
		{300, `{}`, "", []string{"300 Multiple Choices", "No API answers"}},
	} {
		t.Run(fmt.Sprint(row.status, " ", row.headers), func(t *testing.T) {
			at := time.Unix(1_900_000_000, 0)
			answer := reply(row.status, row.body)
			if row.headers != "" {
				answer = reply(row.status, row.body, row.headers)
			}
			w := newWorld(t, script(t, step{"GET /api/v1/categories/5", answer}),
				func(_ *Environment, o *Options) { o.Clock = frozen{auth.Instant{Wall: at}} })
			x := w.get("categories/5")
			e := wantKind(t, x, KindStatus)
			if e.Status != row.status || string(x.Body) != row.body {
				t.Errorf("status %d, body %q", e.Status, x.Body)
			}
			wantWords(t, "summary", e.Summary, "GET 127.0.0.1:", "/api/v1/categories/5", fmt.Sprint(row.status))
			wantWords(t, "words", strings.Join([]string{e.Summary, e.Cause, e.Next, e.Server}, " "), row.words...)
		})
	}
}

func TestA403NamesTheMissingScope(t *testing.T) {
	catalogue := Catalogue([]Endpoint{
		{Name: "Orders", Path: "orders", Scope: "brincr:order", Evidence: FromConfig},
		{Path: "orders/{id}/lines", Evidence: Described, Operation: &Operation{Scopes: []string{"brincr:order", "brincr:category", "brincr:orderLine"}}},
		{Path: "both", Scope: "brincr:category", Evidence: Described, Operation: &Operation{Scopes: []string{"brincr:category"}}},
	})
	for _, row := range []struct {
		path, missing string
		words         []string
	}{
		{"products/5?include=x", "brincr:product", []string{"lacks brincr:product", "usually needs", `granted "brincr:category"`}},
		{"orders", "brincr:order", []string{"lacks brincr:order", "config names"}},
		{"orders/5/lines", "brincr:order brincr:orderLine", []string{"lacks brincr:order and brincr:orderLine", "OpenAPI description names"}},
		{"both", "", []string{"The token holds brincr:category", "not the reason"}},
		{"categories", "", []string{"The token holds brincr:category", "documented for", "not the reason"}},
		{"unknown", "", []string{"not in the catalogue"}},
	} {
		path, _, _ := strings.Cut(row.path, "?")
		w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/api/v1/"+path {
				t.Errorf("path %s", r.URL.Path)
			}
			reply(403, `{}`)(w, r)
		}), func(_ *Environment, o *Options) { o.Catalogue = catalogue })
		x := w.get(row.path)
		e := wantKind(t, x, KindStatus)
		if got := strings.Join(e.MissingScopes, " "); got != row.missing || x.Sent() != 1 {
			t.Errorf("%s: missing %q, want %q; sent %d", row.path, got, row.missing, x.Sent())
		}
		wantWords(t, row.path, e.Cause, row.words...)
	}
}

func TestA422IsReadFieldByField(t *testing.T) {
	w := newWorld(t, script(t, step{"POST /api/v1/products", reply(422,
		`{"message":"The sku is taken. (and 2 more errors)","errors":{"sku":["Taken.","Too long."],"parts.0.amount":["Required."]}}`)}))
	e := wantKind(t, w.do("POST", "products", `{}`), KindStatus)
	want := []FieldError{{"sku", []string{"Taken.", "Too long."}}, {"parts.0.amount", []string{"Required."}}}
	if !reflect.DeepEqual(e.Fields, want) {
		t.Errorf("fields %+v", e.Fields)
	}
	wantWords(t, "summary", e.Summary, "2 fields were refused")
	wantWords(t, "server", e.Server, "The sku is taken")
}

func TestA429SaysOnlyWhatAHeaderSaid(t *testing.T) {
	at := time.Unix(1_900_000_000, 0).UTC()
	for name, row := range map[string]struct {
		headers []string
		retry   time.Duration
		words   string
	}{
		"nothing":          {nil, 0, "No header says how long"},
		"seconds":          {[]string{"Retry-After: 411"}, 411 * time.Second, "in 6m51s, as the Retry-After"},
		"a date":           {[]string{"Retry-After: " + at.Add(90*time.Second).Format(http.TimeFormat), "Date: " + at.Format(http.TimeFormat)}, 90 * time.Second, "in 1m30s"},
		"an epoch":         {[]string{fmt.Sprintf("X-RateLimit-Reset: %d", at.Unix()+60), "Date: " + at.Format(http.TimeFormat)}, time.Minute, "X-RateLimit-Reset"},
		"seconds to reset": {[]string{"X-RateLimit-Reset: 30"}, 30 * time.Second, "X-RateLimit-Reset"},
		"garbage":          {[]string{"Retry-After: soon", "X-RateLimit-Limit: 6\u202e0", "X-RateLimit-Reset: -1"}, 0, "No header says how long"},
	} {
		t.Run(name, func(t *testing.T) {
			headers := row.headers
			w := newWorld(t, script(t, step{"GET /api/v1/a", reply(429, `{}`, append(headers, "X-A: b")...)}),
				func(_ *Environment, o *Options) { o.Clock = frozen{auth.Instant{Wall: at}} })
			x := w.get("a")
			e := wantKind(t, x, KindStatus)
			wantWords(t, "next", e.Next, row.words)
			if row.retry == 0 && (!e.RetryAt.IsZero() || strings.ContainsAny(e.Next+x.RateLimit.Limit, "0123456789\u202e")) {
				t.Errorf("a number that no header gave: %v %q", e.RetryAt, e.Next)
			}
			if row.retry != 0 && !e.RetryAt.Equal(at.Add(row.retry)) {
				t.Errorf("retry at %v, want %v", e.RetryAt, at.Add(row.retry))
			}
		})
	}
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(429, `{}`, "X-RateLimit-Limit: 60", "X-RateLimit-Remaining: 0")}))
	wantWords(t, "cause", w.get("a").Err.Cause, "the headers name 60, of which 0 are left")
}

func TestBodiesThatAreNotJSON(t *testing.T) {
	for name, row := range map[string]struct {
		answer http.HandlerFunc
		words  []string
	}{
		"HTML":        {reply(200, "<!DOCTYPE html><title>Hotel &amp; Wifi</title>", "Content-Type: -"), []string{"an HTML page", "sign-in page", "Hotel & Wifi"}},
		"text":        {reply(200, "It works!\n"), []string{"plain text", `"application/json"`, "It works!"}},
		"empty":       {reply(200, ""), []string{"an empty body", "204"}},
		"blank":       {reply(200, " \n"), []string{"plain text"}},
		"UTF-16":      {reply(200, "\xff\xfe{\x00}\x00"), []string{"UTF-16", "RFC 8259"}},
		"binary":      {reply(200, "\x89PNG\x00\x01"), []string{"binary data"}},
		"brotli":      {reply(200, "\x0b\x02\x80", "Content-Encoding: br"), []string{"encoded body", `"br"`}},
		"double gzip": {reply(200, zipped(t, zipped(t, "{}")), "Content-Encoding: gzip, gzip"), []string{"gzip, gzip"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, script(t, step{"GET /api/v1/a", row.answer}))
			x := w.get("a")
			e := wantKind(t, x, KindNotJSON)
			wantWords(t, "words", e.Summary+e.Cause+e.Next+e.Server, append(row.words, "200 OK")...)
			if x.IsJSON() || x.Truncated || x.WireSize != int64(len(x.Body)) || (name != "empty" && len(x.Body) == 0) {
				t.Errorf("body %q, wire %d", x.Body, x.WireSize)
			}
		})
	}
}

func TestAnswersThatNeedNoBody(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/a", reply(204, "")},
		step{"DELETE /api/v1/a", reply(204, "")},
		step{"POST /api/v1/a", reply(201, "")},
		step{"PUT /api/v1/a", reply(200, "")},
		step{"GET /api/v1/a", reply(202, "")},
		step{"OPTIONS /api/v1/a", reply(200, "GET,HEAD")},
		step{"HEAD /api/v1/a", reply(200, "")},
		step{"GET /api/v1/a", raw(t, "HTTP/1.1 204 No Content\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello")}))
	for _, m := range []string{"GET", "DELETE", "POST", "PUT", "GET", "OPTIONS", "HEAD", "GET"} {
		x := w.do(m, "a", "")
		wantOK(t, x)
		if x.Status == 204 && len(x.Body) != 0 {
			t.Error("a 204 was read")
		}
	}
}

func TestG10_TheBodyIsKeptAsItCame(t *testing.T) {
	const body = "\xef\xbb\xbf" + `{"b":1e400,"a":9007199254740993,"a":-0,"c":"\u001b\ud800` + "\xff" + `"}`
	w := newWorld(t, script(t, step{"GET /api/v1/a", func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		_, _ = io.WriteString(w, body)
	}}))
	x := w.get("a")
	wantOK(t, x)
	if string(x.Body) != body || !x.IsJSON() {
		t.Errorf("body %q", x.Body)
	}
}
