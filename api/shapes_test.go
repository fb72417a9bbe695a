package api

import (
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
)

func testBase(t testing.TB) (base, *url.URL) {
	t.Helper()
	b, err := newBase("https://api.brincr.test/api/v1")
	if err != nil {
		t.Fatal(err)
	}
	u, err := b.resolve("categories")
	if err != nil {
		t.Fatal(err)
	}
	return b, u
}

func TestPagesOfEveryShape(t *testing.T) {
	b, from := testBase(t)
	const here = "https://api.brincr.test/api/v1/categories"
	for name, row := range map[string]struct {
		body string
		want Page
	}{
		"bare array":        {` [1, {"a":[2]}, "]"] `, Page{List: true, Count: 3}},
		"empty array":       {`[ ]`, Page{List: true}},
		"data alone":        {`{"data":[{},{}]}`, Page{List: true, Count: 2}},
		"with a BOM":        {"\xef\xbb\xbf[1]", Page{List: true, Count: 1}},
		"links and meta":    {`{"data":[1],"links":{"first":"/api/v1/categories?page=1","prev":null,"next":"https:\/\/api.brincr.test\/api\/v1\/categories?page=2"},"meta":{"current_page":1,"from":1,"to":15,"total":48,"per_page":15,"links":[{"url":null}]}}`, Page{List: true, Count: 1, From: "1", To: "15", Total: "48", PerPage: "15", First: here + "?page=1", Next: here + "?page=2"}},
		"paginator on top":  {`{"current_page":2,"data":[1],"next_page_url":"` + here + `?page=3","prev_page_url":"/api/v1/categories?page=1","from":16,"to":30,"total":"48","per_page":"15","first_page_url":"?page=1","links":[{"url":"x"}]}`, Page{List: true, Count: 1, From: "16", To: "30", Total: "48", PerPage: "15", First: here + "?page=1", Next: here + "?page=3", Prev: here + "?page=1"}},
		"simple paginator":  {`{"data":[1],"from":1,"to":1,"next_page_url":null}`, Page{List: true, Count: 1, From: "1", To: "1"}},
		"cursor paginator":  {`{"data":[1],"links":{"next":"?cursor=eyJpZCI6MX0"},"meta":{"next_cursor":"eyJ"}}`, Page{List: true, Count: 1, Next: here + "?cursor=eyJpZCI6MX0"}},
		"empty page":        {`{"data":[],"meta":{"from":null,"to":null,"total":0}}`, Page{List: true, Total: "0"}},
		"huge total":        {`{"data":[],"meta":{"total":90071992547409931}}`, Page{List: true, Total: "90071992547409931"}},
		"odd totals":        {`{"data":[],"meta":{"total":1.5,"from":"\u001b","to":true}}`, Page{List: true}},
		"too many digits":   {`{"data":[],"meta":{"total":` + strings.Repeat("9", maxDigits+1) + `,"to":` + strings.Repeat("9", maxDigits) + `}}`, Page{List: true, To: strings.Repeat("9", maxDigits)}},
		"another host":      {`{"data":[],"links":{"next":"https://evil.test/api/v1/categories?page=2"}}`, Page{List: true, Outside: "https://evil.test/api/v1/categories?page=2", NextOutside: true}},
		"http for https":    {`{"data":[],"links":{"prev":"http://api.brincr.test/api/v1/x"}}`, Page{List: true, Outside: "http://api.brincr.test/api/v1/x"}},
		"another port":      {`{"data":[],"links":{"next":"https://api.brincr.test:8443/api/v1/x"}}`, Page{List: true, Outside: "https://api.brincr.test:8443/api/v1/x", NextOutside: true}},
		"outside the base":  {`{"data":[],"links":{"next":"/api/v2/x"}}`, Page{List: true, Outside: "/api/v2/x", NextOutside: true}},
		"a user":            {`{"data":[],"links":{"next":"https://me@api.brincr.test/api/v1/x"}}`, Page{List: true, Outside: "https://me@api.brincr.test/api/v1/x", NextOutside: true}},
		"both elsewhere":    {`{"data":[],"links":{"first":"https://evil.test/","next":"https://evil.test/2","prev":"https://evil.test/1"}}`, Page{List: true, Outside: "https://evil.test/2", NextOutside: true}},
		"single entity":     {`{"data":{"id":1},"links":{"next":"/api/v1/x"}}`, Page{}},
		"no envelope":       {`{"id":1,"total":"12.50"}`, Page{}},
		"cut":               {`{"data":[1,2`, Page{}},
		"trailing text":     {`{"data":[1]} x`, Page{}},
		"empty":             {``, Page{}},
		"text":              {`"data"`, Page{}},
		"escaped names":     {`{"d\u0061ta":[1]}`, Page{List: true, Count: 1}},
		"brackets in texts": {`{"a":"}],\"","data":["[",",","\\"]}`, Page{List: true, Count: 3}},
	} {
		if got := readPage(b, from, []byte(row.body)); got != row.want {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, row.want)
		}
	}
}

func TestAPageLinkCanBeFollowed(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/categories", func(w http.ResponseWriter, r *http.Request) {
			reply(200, fmt.Sprintf(`{"data":[1],"links":{"next":"http://%s/api/v1/categories?page=2"}}`, r.Host))(w, r)
		}},
		step{"GET /api/v1/categories?page=2", reply(200, `[1]`)}))
	x := w.get("categories")
	wantOK(t, x)
	wantOK(t, w.get(x.Page.Next))
}

func TestLooksJSON(t *testing.T) {
	for _, row := range []struct {
		body, contentType string
		truncated, want   bool
	}{
		{`{}`, "", false, true},
		{` { "a" : 1 } `, "text/html", false, true},
		{`[]`, "", false, true},
		{`[1`, "", true, true},
		{`{"a":`, "", true, true},
		{`{`, "", true, true},
		{`[`, "", true, true},
		{`{"a":1} trailing`, "application/json", false, true},
		{`{"a":1} trailing`, "text/plain", false, false},
		{`[2024-01-01] error`, "text/plain", false, false},
		{`{{template}}`, "application/json", false, false},
		{`[section]`, "text/plain", false, false},
		{`"x"`, "", false, true},
		{`"x`, "", false, false},
		{`"`, "", false, false},
		{`true`, "", false, true},
		{`null`, "", false, true},
		{`nothing`, "application/json", false, false},
		{`-1.5e3`, "", false, true},
		{`12 monkeys`, "application/json", false, false},
		{`<html>`, "application/json", false, false},
		{"\xef\xbb\xbf{}", "", false, true},
		{"\xff\xfe{\x00}\x00", "application/json", false, false},
		{``, "application/json", false, false},
		{"\n", "application/json", false, false},
	} {
		if got := looksJSON([]byte(row.body), row.contentType, row.truncated); got != row.want {
			t.Errorf("%q as %q, truncated %v: %v", row.body, row.contentType, row.truncated, got)
		}
	}
	for contentType, want := range map[string]bool{
		"application/json; charset=utf-8": true, "Application/Problem+JSON": true, "text/json": true,
		"application/json;;": true, "text/html": false, "": false, "application/jsonx": false,
	} {
		if saysJSON(contentType) != want {
			t.Errorf("%q: %v", contentType, !want)
		}
	}
}

func TestReadRateLimit(t *testing.T) {
	now := time.Unix(1_900_000_000, 0).UTC()
	skewed := now.Add(-10 * time.Minute) // the server's clock is behind
	for name, row := range map[string]struct {
		headers string
		want    RateLimit
	}{
		"nothing":            {"", RateLimit{}},
		"counts":             {"X-Ratelimit-Limit: 60|X-Ratelimit-Remaining: 0", RateLimit{Limit: "60", Remaining: "0"}},
		"odd counts":         {"X-Ratelimit-Limit: -1|X-Ratelimit-Remaining: 5, 6", RateLimit{}},
		"seconds":            {"Retry-After:  30 ", RateLimit{RetryAfter: now.Add(30 * time.Second)}},
		"zero":               {"Retry-After: 0", RateLimit{RetryAfter: now}},
		"a fraction":         {"Retry-After: 1.5", RateLimit{RetryAfter: now.Add(2 * time.Second)}},
		"a whole fraction":   {"Retry-After: 30.0", RateLimit{RetryAfter: now.Add(30 * time.Second)}},
		"negative":           {"Retry-After: -5", RateLimit{}},
		"absurd":             {"Retry-After: 99999999999", RateLimit{}},
		"overflow":           {"Retry-After: 99999999999999999999999", RateLimit{}},
		"a date, their time": {"Retry-After: " + skewed.Add(time.Minute).Format(http.TimeFormat) + "|Date: " + skewed.Format(http.TimeFormat), RateLimit{RetryAfter: now.Add(time.Minute)}},
		"a date, no Date":    {"Retry-After: " + now.Add(time.Minute).Format(http.TimeFormat), RateLimit{RetryAfter: now.Add(time.Minute)}},
		"a date gone by":     {"Retry-After: " + now.Add(-time.Minute).Format(http.TimeFormat), RateLimit{RetryAfter: now}},
		"RFC 850":            {"Retry-After: " + now.Add(time.Minute).Format(time.RFC850), RateLimit{RetryAfter: now.Add(time.Minute)}},
		"reset, epoch":       {fmt.Sprintf("X-Ratelimit-Reset: %d|Date: %s", skewed.Unix()+30, skewed.Format(http.TimeFormat)), RateLimit{Reset: now.Add(30 * time.Second)}},
		"reset, millis":      {fmt.Sprintf("X-Ratelimit-Reset: %d", now.UnixMilli()+30_000), RateLimit{Reset: now.Add(30 * time.Second)}},
		"reset, seconds":     {"X-Ratelimit-Reset: 45", RateLimit{Reset: now.Add(45 * time.Second)}},
		"reset, 1e9":         {"X-Ratelimit-Reset: 1000000000", RateLimit{}},
	} {
		h := http.Header{}
		for _, line := range strings.Split(row.headers, "|") {
			if n, v, ok := strings.Cut(line, ": "); ok {
				h.Set(n, v)
			}
		}
		if got := readRateLimit(h, now); got != row.want {
			t.Errorf("%s: got %+v, want %+v", name, got, row.want)
		}
	}
}

func TestReadProblem(t *testing.T) {
	fe := func(path string, messages ...string) FieldError { return FieldError{path, messages} }
	for name, row := range map[string]struct {
		body string
		want problem
	}{
		"laravel":           {`{"message":"No.","errors":{"b":["1","2"],"a.0.c":["3"]}}`, problem{"No.", []FieldError{fe("b", "1", "2"), fe("a.0.c", "3")}}},
		"one text":          {`{"errors":{"b":"1"}}`, problem{"", []FieldError{fe("b", "1")}}},
		"nested":            {`{"errors":{"a":{"0":{"c":["x"]}}}}`, problem{"", []FieldError{fe("a.0.c", "x")}}},
		"a list of texts":   {`{"errors":["x","y"]}`, problem{"", []FieldError{fe("", "x", "y")}}},
		"a list of objects": {`{"errors":[{"field":"a","message":"x"},{"message":"y","path":"b"},{"a":["z"]}]}`, problem{"", []FieldError{fe("a", "x", "z"), fe("b", "y")}}},
		"a text":            {`{"errors":"all wrong"}`, problem{"all wrong", nil}},
		"numbers":           {`{"errors":{"a":[1,null]}}`, problem{"", []FieldError{fe("a", "1", "null")}}},
		"oauth":             {`{"error":"invalid_token","error_description":"expired"}`, problem{"expired", nil}},
		"error object":      {`{"error":{"code":5,"message":"inner"}}`, problem{"inner", nil}},
		"RFC 9457":          {`{"title":"T","detail":"D"}`, problem{"D", nil}},
		"an exception":      {`{"message":"","exception":"NotFoundHttpException"}`, problem{"NotFoundHttpException", nil}},
		"lumen":             {`{"name":["required"],"sku":["a","b"]}`, problem{"", []FieldError{fe("name", "required"), fe("sku", "a", "b")}}},
		"not lumen":         {`{"name":["required"],"id":5}`, problem{}},
		"escapes":           {`{"message":"\u001b[31m\/"}`, problem{"\x1b[31m/", nil}},
		"a bare text":       {`"nope"`, problem{"nope", nil}},
		"text":              {"  gateway\n timeout ", problem{"gateway timeout", nil}},
		"HTML":              {"<HTML><Title lang=x>502 &ndash;\n caf\xe9</TITLE>", problem{"502 – caf\uFFFD", nil}},
		"HTML, no title":    {"<html><body>x", problem{}},
		"HTML, open title":  {"<html><title>x", problem{}},
		"empty":             {"", problem{}},
		"cut":               {`{"message":"x","errors":{"a":["y"`, problem{`{"message":"x","errors":{"a":["y"`, nil}},
	} {
		if got := readProblem([]byte(row.body), ""); !reflect.DeepEqual(got, row.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, row.want)
		}
	}
}

func TestProblemsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"errors":{`)
	for i := range 5000 {
		fmt.Fprintf(&b, `"f%d":["x"],`, i)
	}
	b.WriteString(`"m":[` + strings.Repeat(`"y",`, 500) + `"z"]}}`)
	p := readProblem([]byte(b.String()), "")
	if len(p.fields) != maxFields {
		t.Errorf("%d fields", len(p.fields))
	}
	p = readProblem([]byte(`{"errors":{"m":[`+strings.Repeat(`"y",`, 500)+`"z"]},"message":"x`+strings.Repeat("é", 5000)+`"}`), "")
	if len(p.fields[0].Messages) != maxMessages || len(p.message) > serverBytes+len("…") || !strings.HasSuffix(p.message, "é…") {
		t.Errorf("%d messages, %d bytes", len(p.fields[0].Messages), len(p.message))
	}
}
