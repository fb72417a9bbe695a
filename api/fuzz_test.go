package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzPage(f *testing.F) {
	for _, seed := range []string{
		`[]`, `[1,"]",{"a":[]}]`, `{"data":[1,2]}`, `{"data":{}}`, "\xef\xbb\xbf[1]", `{"data":[1`, strings.Repeat("[", 1000), `{"data":[,]}`, `{"data":[1,]}`,
		`{"data":[1],"links":{"first":"x","prev":null,"next":"https:\/\/api.brincr.test\/api\/v1\/categories?page=2"},"meta":{"from":1,"to":15,"total":"48","path":"https://evil.test/"}}`,
		`{"current_page":2,"data":[1],"next_page_url":"//evil.test/x","prev_page_url":"../../admin","total":1e400}`,
		`{"data":[],"links":{"next":"?cursor=\u0000"}}`, `{"data":[],"links":{"next":"/api/v1/%2e%2e/x"}}`, `{"data":[],"next_page_url":"\\\\evil.test"}`,
	} {
		f.Add([]byte(seed))
	}
	b, from := testBase(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		p := readPage(b, from, body)
		for _, link := range []string{p.Next, p.Prev} {
			if link == "" {
				continue
			}
			if u, err := b.resolve(link); err != nil || u.String() != link || !strings.HasPrefix(link, "https://api.brincr.test/api/v1/") {
				t.Fatalf("link %q leaves the base (%v)", link, err)
			}
		}
		for _, n := range []string{p.From, p.To, p.Total} {
			if strings.Trim(n, "-0123456789") != "" || len(n) > maxDigits {
				t.Fatalf("%q is no number", n)
			}
		}
		if p.Count < 0 || (p.Count > 0 && !p.List) || !utf8.ValidString(p.Next+p.Prev) {
			t.Fatalf("%+v", p)
		}
		sameCount(t, body, p)
	})
}

// sameCount asks encoding/json for a second opinion on valid texts.
func sameCount(t *testing.T, body []byte, p Page) {
	text := withoutBOM(body)
	if !json.Valid(text) {
		return
	}
	var list []json.RawMessage
	if err := json.Unmarshal(text, &list); err == nil {
		if list != nil && (!p.List || p.Count != len(list)) {
			t.Fatalf("%d items, got %+v", len(list), p)
		}
		return
	}
	dec := json.NewDecoder(strings.NewReader(string(text)))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return
	}
	want := Page{}
	for dec.More() {
		key, err := dec.Token()
		var value json.RawMessage
		if err != nil || dec.Decode(&value) != nil {
			return
		}
		if key == "data" {
			list = nil
			want.List = value[0] == '[' && json.Unmarshal(value, &list) == nil
			want.Count = len(list)
		}
	}
	if p.List != want.List || (want.List && p.Count != want.Count) {
		t.Fatalf("want list %v of %d, got %+v", want.List, want.Count, p)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{
		"", "0", "30", "1.5", "-1", "1e3", "٣", "99999999999999999999", "soon", "Tue, 14 Nov 2023 22:13:30 GMT", "Tuesday, 14-Nov-23 22:13:30 GMT",
		"Tue Nov 14 22:13:30 2023", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", " 5 ", "5,6", ".5", "5.",
	} {
		f.Add(s, "1900000000", "Tue, 14 Nov 2023 22:13:30 GMT")
	}
	f.Add("", "1000000000", "")
	f.Add("", "1900000000000", "x")
	f.Add("", "999999999999999999", "")
	now := time.Unix(1_900_000_000, 0).UTC()
	f.Fuzz(func(t *testing.T, retry, reset, date string) {
		l := readRateLimit(http.Header{"Retry-After": {retry}, "X-Ratelimit-Reset": {reset}, "Date": {date}, "X-Ratelimit-Limit": {reset}}, now)
		for _, at := range []time.Time{l.RetryAfter, l.Reset} {
			if !at.IsZero() && (at.Before(now) || at.After(now.Add(longestWait))) {
				t.Fatalf("%v is %v away", at, at.Sub(now))
			}
		}
		if !strings.ContainsAny(retry, "0123456789") && !l.RetryAfter.IsZero() {
			t.Fatalf("%q is no time", retry)
		}
		if strings.Trim(l.Limit, "0123456789") != "" {
			t.Fatalf("limit %q", l.Limit)
		}
	})
}

func FuzzProblem(f *testing.F) {
	for _, s := range []string{
		`{"message":"x"}`, `{"message":"x","errors":{"parts.0.amount":["a","b"]}}`, `{"errors":["a",{"field":"f","message":"m"}]}`, `{"errors":{"a":{"b":{"c":1}}}}`,
		`{"name":["required"]}`, `{"error":{"message":"x"}}`, `{"errors":` + strings.Repeat(`[`, 500), `{"errors":` + strings.Repeat(`{"a":`, 50) + `1` + strings.Repeat(`}`, 50) + `}`,
		"<html><title>x</title>", "<!doctype html><TITLE", "\xff\xfe", `"text"`, `{"message":"\ud800"}`, ``,
	} {
		f.Add([]byte(s), "application/json")
		f.Add([]byte(s), "text/html")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		p := readProblem(body, contentType)
		if len(p.message) > serverBytes+len("…") || len(p.fields) > maxFields {
			t.Fatalf("%d bytes, %d fields", len(p.message), len(p.fields))
		}
		seen := map[string]bool{}
		for _, e := range p.fields {
			if len(e.Messages) == 0 || len(e.Messages) > maxMessages || seen[e.Path] {
				t.Fatalf("field %+v", e)
			}
			seen[e.Path] = true
		}
		var laravel struct {
			Message *string
			Errors  map[string][]string
		}
		if json.Unmarshal(body, &laravel) != nil || len(laravel.Errors) == 0 || len(laravel.Errors) > maxFields || len(body) > problemBytes {
			return
		}
		for path := range laravel.Errors {
			if len(path) < quoteBytes && utf8.ValidString(path) && len(laravel.Errors[path]) > 0 && strings.Contains(string(body), `"errors"`) &&
				strings.Count(strings.ToLower(string(body)), "errors") == 1 && !strings.Contains(path, "\uFFFD") && !seen[path] {
				t.Fatalf("the field %q is lost in %s: %+v", path, body, p)
			}
		}
	})
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{
		"categories", "../x", "//evil.test", "https://api.brincr.test/api/v1/x", "https://evil.test/api/v1/", "a%2f..%2fb", "a?b=c d", `\\evil.test`, "%2e%2E/", "a#b", "\r\nX: y",
		"https://api.brincr.test@evil.test/", "https:/\\evil.test", "http:evil.test", "a;b=c", "..;/x", "?", "?x", "/api/v1//x", "/api/v1/..", "https://api.brincr.test:443/api/v1", "é",
	} {
		f.Add(s)
	}
	b, from := testBase(f)
	f.Fuzz(func(t *testing.T, asked string) {
		if u, err := b.resolve(asked); err == nil {
			again, err := b.resolve(u.String())
			if err != nil || again.String() != u.String() {
				t.Fatalf("%q became %q, which becomes %v (%v)", asked, u, again, err)
			}
			inBase(t, asked, u.String())
		}
		if u, inside := b.follow(from, asked); inside {
			inBase(t, asked, u.String())
		}
	})
}

func inBase(t *testing.T, asked, got string) {
	if !strings.HasPrefix(got, "https://api.brincr.test/api/v1/") || strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		t.Fatalf("%q became %q", asked, got)
	}
	path, _, _ := strings.Cut(got, "?")
	req, err := http.NewRequest("GET", got, nil)
	if err != nil || req.URL.Host != "api.brincr.test" || strings.Contains(path+"/", "/../") {
		t.Fatalf("%q became %q (%v)", asked, got, err)
	}
}

func BenchmarkReadPage(b *testing.B) {
	where, from := testBase(b)
	body := []byte(`{"data":[` + strings.Repeat(`{"id":"5f0c2f1e-0000-4000-8000-000000000001","name":{"nl_NL":"Rode wijn"},"price":"12.5000"},`, 100_000) + `1],"links":{"next":null}}`)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if p := readPage(where, from, body); p.Count != 100_001 {
			b.Fatal(p)
		}
	}
}
