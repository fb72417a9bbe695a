package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"brincr-explorer/auth"
)

// pagesOf answers with page after page of a list; body makes one, of its number
// and the API's URL. It fails on a page that is asked for twice.
func pagesOf(t *testing.T, body func(n int, base string) string) http.Handler {
	asked := map[string]bool{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked[r.URL.RequestURI()] {
			t.Errorf("asked for twice: %s", r.URL.RequestURI())
		}
		asked[r.URL.RequestURI()] = true
		q := r.URL.Query()
		n := max(len(q.Get("cursor")), 1)
		if page := q.Get("page"); page != "" {
			n, _ = strconv.Atoi(page)
		}
		reply(200, body(n, "http://"+r.Host+"/api/v1/"))(w, r)
	})
}

func (w *world) walk(path string, o WalkOptions) *Walk {
	return w.client.Walk(Request{Path: path, Scopes: []string{"brincr:category"}}, o)
}

func (w *world) all(path string, o WalkOptions) Exchange {
	walk := w.walk(path, o)
	walk.Run(w.t.Context(), func(Progress) {})
	return walk.Exchange()
}

const oddItems = `{"id":9007199254740993,"a":1,"a":2,"e":"\u0041\/"} , 1e400,-0`

func TestAllPagesOfEveryShapeAreOneDocument(t *testing.T) {
	next := func(n int, link string) string {
		if n == 3 {
			return "null"
		}
		return `"` + link + `"`
	}
	shapes := map[string]func(n int, base string) string{
		"links and meta": func(n int, base string) string {
			return fmt.Sprintf(`{"data":[%s,%d],"links":{"first":"%scategories?page=1","prev":null,"next":%s},"meta":{"per_page":4,"total":12}}`, oddItems, n, base, next(n, fmt.Sprintf("%scategories?page=%d", base, n+1)))
		},
		"paginator at the top": func(n int, base string) string {
			return fmt.Sprintf(`{"current_page":%d,"data":[%s,%d],"next_page_url":%s,"prev_page_url":null,"total":12,"links":[{"url":null}]}`, n, oddItems, n, next(n, fmt.Sprintf("/api/v1/categories?page=%d", n+1)))
		},
		"simple paginator": func(n int, _ string) string {
			return fmt.Sprintf(`{"data":[%s,%d],"next_page_url":%s}`, oddItems, n, next(n, fmt.Sprintf("?page=%d", n+1)))
		},
		"cursor paginator": func(n int, _ string) string {
			return fmt.Sprintf(`{"data":[%s,%d],"links":{"next":%s},"meta":{"next_cursor":"x"}}`, oddItems, n, next(n, "?cursor="+strings.Repeat("x", n+1)))
		},
	}
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, pagesOf(t, shape))
			x := w.all("categories", WalkOptions{})
			wantOK(t, x)
			items := strings.ReplaceAll(oddItems, " , ", ",\n")
			items = strings.ReplaceAll(items, ",-0", ",\n-0")
			want := "{\"data\":[\n" + items + ",\n1,\n" + items + ",\n2,\n" + items + ",\n3\n]}"
			if string(x.Body) != want {
				t.Errorf("the document is\n%s\nwant\n%s", x.Body, want)
			}
			if c := x.Collection; c.Pages != 3 || c.Items != 12 || c.Spent != 3 || !c.Whole() || len(c.Notes) > 0 {
				t.Errorf("%+v", *c)
			}
			if x.Request.Path != "categories" || len(x.Attempts) != 3 || x.Page.Next != "" || x.Page.Count != 12 {
				t.Errorf("path %q, %d attempts, %+v", x.Request.Path, len(x.Attempts), x.Page)
			}
		})
	}
	t.Run("bare array", func(t *testing.T) {
		w := newWorld(t, pagesOf(t, func(int, string) string { return ` [ {"a": 1} , 2 ] ` }))
		if x := w.all("categories", WalkOptions{}); string(x.Body) != "[\n{\"a\": 1},\n2\n]" || !x.OK() {
			t.Errorf("%s, %v", x.Body, x.Err)
		}
	})
	t.Run("nothing in it", func(t *testing.T) {
		w := newWorld(t, pagesOf(t, func(int, string) string { return `{"data":[],"meta":{"total":0}}` }))
		if x := w.all("categories", WalkOptions{}); string(x.Body) != `{"data":[]}` || !x.OK() {
			t.Errorf("%s, %v", x.Body, x.Err)
		}
	})
}

func TestAPageThatIsThereIsNotAskedForAgain(t *testing.T) {
	w := newWorld(t, pagesOf(t, simple(3)))
	first := w.get("categories")
	walk := w.client.WalkFrom(first, WalkOptions{})
	if p := walk.Progress(); p.Pages != 1 || p.Items != 2 || p.Needed != 2 || p.Spent != 0 || p.Stop != StopNot {
		t.Errorf("%+v", p)
	}
	walk.Run(t.Context(), func(Progress) {})
	if x := walk.Exchange(); !x.OK() || x.Collection.Items != 6 || x.Collection.Spent != 2 {
		t.Errorf("%+v, %v", x.Collection, x.Err)
	}
}

// All that was fetched before may be the first page, and a key begins the walk.
func TestAWalkBeginsWithoutReadingWhatIsThere(t *testing.T) {
	w := newWorld(t, pagesOf(t, simple(3)))
	first := w.get("categories")
	first.Body = []byte(`{"data":[`)
	walk := w.client.WalkFrom(first, WalkOptions{})
	if p := walk.Progress(); p.Stop != StopNot {
		t.Errorf("it was read: %+v", p)
	}
	if p, x := walk.Step(t.Context()); p.Stop != StopFailed || x != nil {
		t.Errorf("%+v, %v", p, x)
	}
}

// simple is a list of so many pages of two items.
func simple(last int) func(n int, base string) string {
	return func(n int, base string) string {
		next := "null"
		if n < last {
			next = fmt.Sprintf(`"%scategories?page=%d"`, base, n+1)
		}
		return fmt.Sprintf(`{"data":[%d,%d],"links":{"next":%s},"meta":{"total":%d,"per_page":2}}`, 2*n-1, 2*n, next, 2*last)
	}
}

func TestBadPagesStopAWalkAndLoseNothing(t *testing.T) {
	page := func(data, next, total string) string {
		return `{"data":` + data + `,"links":{"next":"` + next + `"},"meta":{"total":` + total + `}}`
	}
	for name, row := range map[string]struct {
		body       func(n int, base string) string
		stop       Stop
		doc, words string
	}{
		"next is itself":        {func(_ int, base string) string { return page("[1]", base+"categories", "9") }, StopLoop, "{\"data\":[\n1\n]}", "fetched already"},
		"a longer loop":         {func(n int, _ string) string { return page("[1]", "?b=1&page="+strconv.Itoa(3-n)+"&a=2", "9") }, StopLoop, "{\"data\":[\n1,\n1,\n1\n]}", "fetched already"},
		"another host":          {func(int, string) string { return page("[1]", "https://evil.test/api/v1/categories?page=2", "9") }, StopOutside, "{\"data\":[\n1\n]}", "evil.test"},
		"outside the base path": {func(int, string) string { return page("[1]", "/api/v2/categories", "9") }, StopOutside, "{\"data\":[\n1\n]}", "/api/v2/categories"},
		"not a list":            {secondIs(`{"data":{"id":1}}`), StopFailed, "{\"data\":[\n1,\n2\n]}", "no list"},
		"a broken list":         {secondIs(`{"data":[{"a" 1}]}`), StopFailed, "{\"data\":[\n1,\n2\n]}", "broken"},
		"text":                  {secondIs(`maintenance`), StopFailed, "{\"data\":[\n1,\n2\n]}", "1 page with 2 items"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, pagesOf(t, row.body))
			x := w.all("categories", WalkOptions{})
			if x.OK() || x.Collection == nil || x.Collection.Stop != row.stop {
				t.Fatalf("%+v, %v", x.Collection, x.Err)
			}
			if string(x.Body) != row.doc {
				t.Errorf("the document is %s", x.Body)
			}
			wantWords(t, "error", x.Err.Summary+" "+x.Err.Cause, row.words)
		})
	}
}

// secondIs is a list whose second page is something else.
func secondIs(second string) func(int, string) string {
	return func(n int, base string) string {
		if n == 1 {
			return simple(3)(n, base)
		}
		return second
	}
}

func TestATotalThatLiesStopsNothing(t *testing.T) {
	for told, words := range map[string]string{"1": "told 1", "999": "", "-1": "", "99999999999999999999": ""} {
		w := newWorld(t, pagesOf(t, func(n int, base string) string {
			return strings.Replace(simple(3)(n, base), `"total":6`, `"total":`+told, 1)
		}))
		x := w.all("categories", WalkOptions{})
		if !x.OK() || x.Collection.Items != 6 || len(x.Collection.Notes) != 1 {
			t.Fatalf("%s (%s): %+v, %v", told, words, x.Collection, x.Err)
		}
		wantWords(t, "note", x.Collection.Notes[0], "total of "+told, "held 6 items")
	}
	w := newWorld(t, pagesOf(t, func(n int, base string) string {
		return strings.Replace(simple(3)(n, base), `"total":6`, `"total":`+strconv.Itoa(8-n), 1)
	}))
	x := w.all("categories", WalkOptions{})
	wantWords(t, "notes", strings.Join(x.Collection.Notes, " "), "changed from 7 to 5", "total of 5")
}

func TestABudgetStopsAWalkAndAnotherGoesOn(t *testing.T) {
	w := newWorld(t, pagesOf(t, simple(5)))
	walk := w.walk("categories", WalkOptions{Budget: 2})
	walk.Run(t.Context(), func(Progress) {})
	x := walk.Exchange()
	e := wantKind(t, x, KindPages)
	wantWords(t, "cause", e.Cause, "The budget of 2 requests is spent")
	wantWords(t, "next", e.Next, "3 more requests")
	if p := walk.Progress(); p.Stop != StopBudget || p.Items != 4 || p.Needed != 3 || x.Page.Next == "" {
		t.Errorf("%+v, %+v", p, x.Page)
	}
	before := string(x.Body)
	if !walk.Extend(10) {
		t.Fatal("it cannot go on")
	}
	walk.Run(t.Context(), func(Progress) {})
	whole := walk.Exchange()
	if !whole.OK() || whole.Collection.Items != 10 || whole.Collection.Spent != 5 || walk.CanGoOn() {
		t.Errorf("%+v, %v", whole.Collection, whole.Err)
	}
	if string(x.Body) != before || !bytes.HasPrefix(whole.Body, x.Body[:len(x.Body)-3]) {
		t.Errorf("what was handed out changed, or what follows does not continue it: %s, %s", x.Body, whole.Body)
	}
}

func TestTheItemsTogetherAreBounded(t *testing.T) {
	w := newWorld(t, pagesOf(t, simple(5)))
	x := w.all("categories", WalkOptions{MaxBytes: 12})
	wantKind(t, x, KindTooLarge)
	if x.Collection.Items != 4 || !json.Valid(x.Body) {
		t.Errorf("%+v: %s", x.Collection, x.Body)
	}
}

func TestAPageThatFailsCanBeTriedAgain(t *testing.T) {
	failing := true
	pages := pagesOf(t, simple(3))
	w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "2" && failing {
			failing = false
			reply(500, `{"message":"Server Error"}`)(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	}))
	walk := w.walk("categories", WalkOptions{})
	walk.Run(t.Context(), func(Progress) {})
	x := walk.Exchange()
	wantWords(t, "error", wantKind(t, x, KindStatus).Cause, "What came before is kept: 1 page with 2 items.")
	if !x.Collection.CanGoOn || x.Status != 200 {
		t.Errorf("status %d, %+v", x.Status, x.Collection)
	}
	walk.Extend(0)
	walk.Run(t.Context(), func(Progress) {})
	if x := walk.Exchange(); !x.OK() || x.Collection.Items != 6 {
		t.Errorf("%+v, %v", x.Collection, x.Err)
	}
}

func TestAFirstPageThatFailsIsGivenAsItIs(t *testing.T) {
	w := newWorld(t, script(t, step{"GET /api/v1/categories", reply(404, `{"message":"Not found."}`)}))
	x := w.all("categories", WalkOptions{})
	wantKind(t, x, KindStatus)
	if x.Collection != nil || x.Status != 404 || !strings.Contains(string(x.Body), "Not found") {
		t.Errorf("%d %s", x.Status, x.Body)
	}
}

func TestOnlyReadingIsWalked(t *testing.T) {
	w := newWorld(t, script(t))
	walk := w.client.Walk(Request{Method: "POST", Path: "categories"}, WalkOptions{})
	walk.Run(t.Context(), func(Progress) {})
	wantKind(t, walk.Exchange(), KindRequest)
}

// What was gathered is made into a document elsewhere, and the walk may go on
// meanwhile.
func TestAWalkGoesOnWhileWhatItFetchedIsPutTogether(t *testing.T) {
	w := newWorld(t, pagesOf(t, simple(3)))
	walk := w.walk("categories", WalkOptions{})
	walk.Step(t.Context())
	gather, made := walk.Gather(), make(chan Exchange)
	want := string(walk.Exchange().Body)
	go func() { made <- gather() }()
	walk.Run(t.Context(), func(Progress) {})
	if x := <-made; string(x.Body) != want || x.Collection.Pages != 1 || x.Collection.Stop != StopNot {
		t.Errorf("gathered %q of %+v, want %q", x.Body, x.Collection, want)
	}
	if x := walk.Exchange(); x.Collection.Pages != 3 {
		t.Errorf("went on to %+v", x.Collection)
	}
}

func TestADocumentIsWrittenWhileItComes(t *testing.T) {
	w := newWorld(t, pagesOf(t, simple(2)))
	var out bytes.Buffer
	walk := w.walk("categories", WalkOptions{To: &out})
	walk.Step(t.Context())
	if out.String() != "{\"data\":[\n1,\n2" {
		t.Errorf("after a page: %q", out.String())
	}
	walk.Run(t.Context(), func(Progress) {})
	if err := walk.Close(); err != nil || out.String() != "{\"data\":[\n1,\n2,\n3,\n4\n]}\n" {
		t.Errorf("%v: %q", err, out.String())
	}
}

// inMemory answers from a handler without sockets, so that time in a synctest
// bubble moves only when all are waiting.
type inMemory struct{ serve http.HandlerFunc }

func (m inMemory) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	m.serve(w, r)
	return w.Result(), nil
}

func bubble(t *testing.T, serve http.HandlerFunc, test func(*Client)) {
	synctest.Test(t, func(t *testing.T) {
		env := Environment{Name: "sandbox", ClientID: "isv_test", TokenURL: "https://id.test/connect/token", APIURL: "https://api.test/api/v1/", Secret: auth.Plain(testSecret)}
		token := inMemory{reply(200, `{"access_token":"opaque.token.value","expires_in":86400,"token_type":"Bearer"}`)}
		c, err := NewClient(env, Tenant{ID: tenantA}, Options{Transport: inMemory{serve}, TokenTransport: token})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		test(c)
	})
}

// throttling refuses the second page so many times.
func throttling(times int, header string, asked *int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*asked++
		n := max(len(r.URL.Query().Get("page")), 1)
		if n == 2 && times > 0 {
			times--
			reply(429, `{"message":"Too Many Attempts."}`, header)(w, r)
			return
		}
		next := `"?page=22"`
		if n == 2 {
			next = "null"
		}
		reply(200, `{"data":[1],"links":{"next":`+next+`}}`)(w, r)
	}
}

func TestA429IsWaitedFor(t *testing.T) {
	for _, row := range []struct {
		times  int
		header string
		asked  int
		took   time.Duration
		whole  bool
	}{
		{1, "Retry-After: 37", 3, 37 * time.Second, true},
		{2, "Retry-After: 5", 4, 10 * time.Second, true},
		{1, "Retry-After: 0", 3, time.Second, true},
		{1, "X-RateLimit-Reset: 9", 3, 9 * time.Second, true},
		{9, "Retry-After: 5", 4, 10 * time.Second, false},
		{1, "Retry-After: 901", 2, 0, false},
		{1, "X-Nothing: told", 2, 0, false},
	} {
		asked := 0
		bubble(t, throttling(row.times, row.header, &asked), func(c *Client) {
			begun := time.Now()
			walk := c.Walk(Request{Path: "a", Scopes: []string{"x"}}, WalkOptions{})
			var until time.Time
			walk.Run(context.Background(), func(p Progress) {
				if !p.Until.IsZero() {
					until = p.Until
				}
			})
			x := walk.Exchange()
			if took := time.Since(begun).Round(time.Second); took != row.took || asked != row.asked || x.OK() != row.whole {
				t.Errorf("%+v: took %v, %d requests, error %v", row, took, asked, x.Err)
			}
			if row.took > 0 && until.IsZero() {
				t.Errorf("%+v: the wait was not told", row)
			}
			if !row.whole && (x.Collection.Items != 1 || x.Err.Status != 429) {
				t.Errorf("%+v: %+v, %+v", row, x.Collection, x.Err)
			}
		})
	}
}

func TestAWaitCanBeLeftAndTakenUpAgain(t *testing.T) {
	asked := 0
	bubble(t, throttling(1, "Retry-After: 60", &asked), func(c *Client) {
		walk := c.Walk(Request{Path: "a", Scopes: []string{"x"}}, WalkOptions{})
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		begun := time.Now()
		walk.Run(ctx, func(Progress) {})
		if time.Since(begun) != 20*time.Second || asked != 2 {
			t.Errorf("left after %v, %d requests", time.Since(begun), asked)
		}
		x := walk.Exchange()
		wantWords(t, "cause", wantKind(t, x, KindCancelled).Cause, "kept")
		if walk.Progress().Until.IsZero() || !walk.Extend(0) {
			t.Errorf("%+v", walk.Progress())
		}
		walk.Run(context.Background(), func(Progress) {})
		if took := time.Since(begun); took.Round(time.Second) != 60*time.Second || !walk.Exchange().OK() {
			t.Errorf("took %v: %v", took, walk.Exchange().Err)
		}
	})
}

func TestAClosedClientEndsAWalk(t *testing.T) {
	asked := 0
	bubble(t, throttling(9, "Retry-After: 60", &asked), func(c *Client) {
		walk := c.Walk(Request{Path: "a", Scopes: []string{"x"}}, WalkOptions{})
		walk.Step(context.Background())
		walk.Step(context.Background())
		c.Close()
		walk.Run(context.Background(), func(Progress) {})
		if x := walk.Exchange(); x.Err == nil || x.Err.Kind != KindCancelled || x.Collection.Items != 1 || asked != 2 {
			t.Errorf("%+v, %d requests", x.Err, asked)
		}
	})
}

func FuzzArrayOf(f *testing.F) {
	for _, s := range []string{"[1,2]", `{"data":[{"a":[1]},"x"]}`, `{"data":[1],"data":[2]}`, "\xef\xbb\xbf[]", `{"data":[1,]}`, `{"data":1}`, "", "{", `[1] x`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		list, ok := arrayOf(body)
		if !ok {
			return
		}
		var s splice
		s.begin(list.bare)
		for range 2 {
			if err := s.add(list.text); err != nil {
				t.Fatal(err)
			}
		}
		if text := s.text()(); !json.Valid(text) {
			t.Fatalf("%q became %q", body, text)
		}
		var items []json.RawMessage
		if json.Unmarshal(list.text, &items) == nil && s.items != 2*len(items) {
			t.Fatalf("%q: %d items of two times %d", body, s.items, len(items))
		}
	})
}

func TestLinksToTheSamePageAreOne(t *testing.T) {
	const one = "https://api.test/a?page=2&filter%5Bx%5D=1"
	for link, same := range map[string]bool{
		"https://api.test/a?filter[x]=1&page=2": true, "https://api.test/a?page=3&filter[x]=1": false,
		"https://api.test/b?page=2&filter[x]=1": false, "https://api.test/a?page=2;filter[x]=1": false,
	} {
		if (pageKey(one) == pageKey(link)) != same {
			t.Errorf("%s: %v", link, !same)
		}
	}
}

func TestAPageIsNamedByItsPathWithinTheAPI(t *testing.T) {
	for name, link := range map[string]string{"a whole URL": "", "from the host": "/api/v1/", "of the query alone": "?"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, pagesOf(t, func(n int, base string) string {
				if n == 2 {
					return `{"data":[2],"next_page_url":null}`
				}
				to := map[string]string{"": base + "categories?page=2", "/api/v1/": "/api/v1/categories?page=2", "?": "?page=2"}[link]
				return `{"data":[1],"next_page_url":"` + to + `"}`
			}))
			walk := w.walk("categories", WalkOptions{})
			var paths []string
			for walk.Progress().Stop == StopNot {
				_, x := walk.Step(t.Context())
				paths = append(paths, x.Request.Path)
			}
			if got := strings.Join(paths, " "); got != "categories categories?page=2" {
				t.Errorf("the log would name %q", got)
			}
		})
	}
}
