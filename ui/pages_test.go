package ui

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
)

// paged is a list of four pages of two rows; with says what becomes of a page
// instead, where it answers.
func paged(with func(n int, w http.ResponseWriter) bool) *world {
	return &world{api: func(w http.ResponseWriter, r *http.Request) bool {
		n, _ := strconv.Atoi(r.URL.Query().Get("page"))
		n = max(n, 1)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-RateLimit-Limit", "60")
		w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(60-n))
		if with != nil && with(n, w) {
			return true
		}
		link := func(n int) string {
			if n < 1 || n > 4 {
				return "null"
			}
			return fmt.Sprintf(`"https://%s/api/v1/categories?page=%d"`, r.URL.Host, n)
		}
		fmt.Fprintf(w, `{"data":[{"id":"row %d","price":12.5000},{"id":"row %d","price":9007199254740993}],"links":{"first":%s,"next":%s,"prev":%s},"meta":{"per_page":2,"total":8}}`,
			2*n-1, 2*n, link(1), link(n+1), link(n-1))
		return true
	}}
}

func refuse(w http.ResponseWriter, status int, header ...string) bool {
	for i := 0; i+1 < len(header); i += 2 {
		w.Header().Set(header[i], header[i+1])
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(`{"message":"Refused."}`))
	return true
}

func TestAllPagesBecomeOneDocument(t *testing.T) {
	wd := paged(nil)
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.sees("2 of 8", "A all pages")
		d.jump(".data[1].id")
		d.press("A")
		d.sees("8 items of 4 pages are one document now", "8 of 8 · 4 pages", ".data[1].id", `"row 2"`)
		d.seesNot("A all pages", "next page", "◌")
		d.jump(".data[7].price")
		d.sees("9007199254740993")
		if wd.apiCount() != 4 || d.m.sent != 4 {
			t.Errorf("%d requests, %d counted", wd.apiCount(), d.m.sent)
		}
		d.press("v", "v", "v")
		d.sees("Of the first of the 4 pages")
		d.press("v")
		d.sees("4 put together")
		d.press("r")
		d.sees("2 of 8")
		d.seesNot("changed")
	})
}

func TestARenewedTokenLeavesAllPagesAlone(t *testing.T) {
	wd := paged(nil)
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "A")
		d.wait(2 * time.Hour)
		d.sees("8 of 8 · 4 pages")
		if wd.apiCount() != 4 || wd.tokenCount() < 2 {
			t.Errorf("%d requests, %d tokens", wd.apiCount(), wd.tokenCount())
		}
	})
}

func TestAllPagesFromTheMiddleBeginAtTheFirst(t *testing.T) {
	drive(t, paged(nil), 120, 36, func(d *driver) {
		d.press("enter", "]", "]", "A")
		d.sees("8 of 8 · 4 pages", `"row 1"`)
	})
}

// Pages on their way are not lost by going back: that is for esc.
func TestNoGoingBackWhilePagesAreFetched(t *testing.T) {
	wd := paged(nil)
	wd.delay = time.Second
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(1500 * time.Millisecond)
		d.press("]")
		d.wait(1500 * time.Millisecond)
		d.press("A")
		d.wait(1500 * time.Millisecond)
		d.press("backspace", "alt+left", "p")
		d.wait(10 * time.Second)
		d.press("backspace")
		d.sees("■ paused")
		d.press("esc")
		d.wait(time.Second)
		d.sees("what was fetched until then is kept")
		d.press("backspace")
		d.sees("1/2", "2 of 8", "answered <1 min ago")
		d.press("alt+right")
		d.sees("2/2", `id: "row 4"`)
		d.press("A")
		d.wait(10 * time.Second)
		d.sees("8 of 8 · 4 pages")
	})
}

func TestPausingAndGoingOn(t *testing.T) {
	wd := paged(nil)
	wd.delay = time.Second
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(1500 * time.Millisecond)
		d.press("A")
		d.wait(1500 * time.Millisecond)
		d.sees("◌ fetching · 2 pages · 4 of 8 · 1/50 requests", "p pause", "esc cancel")
		d.press("r", "]") // nothing else is sent meanwhile
		d.press("p")
		d.sees("◌ pausing")
		d.wait(10 * time.Second)
		d.sees("■ paused · 3 pages · 6 of 8 · 2/50 requests", "p go on")
		if wd.apiCount() != 3 {
			t.Errorf("%d requests", wd.apiCount())
		}
		d.press("p")
		d.wait(3 * time.Second)
		d.sees("8 of 8 · 4 pages")
		if wd.apiCount() != 4 {
			t.Errorf("%d requests", wd.apiCount())
		}
	})
}

func TestCancellingKeepsWhatWasFetched(t *testing.T) {
	wd := paged(nil)
	wd.delay = time.Second
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(1500 * time.Millisecond)
		d.press("A")
		d.wait(2500 * time.Millisecond)
		d.press("esc")
		d.wait(100 * time.Millisecond)
		d.sees("stopped after 3 pages with 6 items", "A missing pages", "6 of 8 · 3 pages", "A goes on with page 4", "cancelled")
		d.jump(".data[5].id")
		d.press("A")
		d.wait(2 * time.Second)
		d.sees("8 items of 4 pages", ".data[5].id")
		d.seesNot("goes on")
		if wd.apiCount() != 5 { // the one that was cancelled had left
			t.Errorf("%d requests", wd.apiCount())
		}
	})
}

func TestCancellingBeforeAnythingCame(t *testing.T) {
	wd := paged(nil)
	wd.delay = time.Second
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(1500 * time.Millisecond)
		d.press("A", "esc")
		d.wait(time.Second)
		d.sees("Nothing more was fetched; A goes on", "2 of 8", "200 OK")
		d.press("A")
		d.wait(4 * time.Second)
		d.sees("8 of 8 · 4 pages")
	})
}

func TestAFailureKeepsWhatWasFetched(t *testing.T) {
	failing := true
	wd := paged(func(n int, w http.ResponseWriter) bool { return n == 3 && failing && refuse(w, 500) })
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "A")
		d.sees("500 Internal Server Error", "What came before is kept: 2 pages with 4 items", "A goes on with page 3", `"row 4"`, "4 of 8 · 2 pages")
		failing = false
		d.press("A")
		d.sees("8 of 8 · 4 pages")
		d.seesNot("Server Error")
	})
}

func TestTheBudgetIsToldBeforeAndObeyed(t *testing.T) {
	wd := paged(nil)
	wd.delay = time.Second
	drive(t, wd, 120, 36, func(d *driver) {
		d.m.o.PageBudget = 2
		d.press("enter")
		d.wait(1500 * time.Millisecond)
		d.press("A")
		d.sees("Needs 3 more requests by its total; the budget is 2. Then A goes on.", "0/2 requests")
		d.wait(1100 * time.Millisecond)
		d.sees("esc cancel", "1/2 requests")
		d.wait(3 * time.Second)
		d.sees("The budget of 2 requests is spent", "A goes on with page 4", "6 of 8 · 3 pages")
		if wd.apiCount() != 3 {
			t.Errorf("%d requests", wd.apiCount())
		}
		d.press("A")
		d.wait(2 * time.Second)
		d.sees("8 of 8 · 4 pages")
	})
}

func TestAWaitForPagesCountsDown(t *testing.T) {
	refused := 0
	wd := paged(func(n int, w http.ResponseWriter) bool {
		if n != 2 || refused == 1 {
			return false
		}
		refused++
		return refuse(w, 429, "Retry-After", "37")
	})
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "A")
		d.sees("◌ 429, waiting 00:37 · 1 page · 2 of 8 · 1/50 requests")
		d.wait(5 * time.Second)
		d.sees("waiting 00:32")
		d.press("p")
		d.sees("■ paused")
		d.wait(10 * time.Second)
		d.press("p")
		d.sees("waiting 00:22")
		d.wait(23 * time.Second)
		d.sees("8 of 8 · 4 pages")
		if wd.apiCount() != 5 {
			t.Errorf("%d requests", wd.apiCount())
		}
	})
}

func TestLeavingThePlaceEndsFetching(t *testing.T) {
	wd := paged(nil)
	wd.delay = time.Second
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(1500 * time.Millisecond)
		d.press("A", "2", "j", "enter")
		d.wait(10 * time.Second)
		if n := wd.apiCount(); n != 2 {
			t.Errorf("%d requests", n)
		}
		d.press("2", "k", "enter", "6")
		d.sees("2 of 8", "A all pages")
		d.seesNot("◌")
		d.press("A")
		d.wait(4 * time.Second)
		d.sees("8 of 8 · 4 pages")
	})
}

func TestALoopAndALinkElsewhereAreTold(t *testing.T) {
	for next, words := range map[string]string{
		"https://sandbox.api.example/api/v1/categories": "fetched already",
		"https://evil.example/api/v1/categories?page=2": "not followed",
	} {
		wd := &world{api: answers("application/json", 200, `{"data":[{"id":"only"}],"links":{"next":"?page=9"}}`)}
		first := wd.api
		asked := 0
		wd.api = func(w http.ResponseWriter, r *http.Request) bool {
			if asked++; asked == 1 {
				return first(w, r)
			}
			return answers("application/json", 200, `{"data":[{"id":"second"}],"links":{"next":"`+next+`"}}`)(w, r)
		}
		drive(t, wd, 120, 36, func(d *driver) {
			d.press("enter", "A")
			d.sees(words, "stopped after 2 pages with 2 items", `"second"`)
			d.seesNot("A goes on")
			if asked != 2 {
				t.Errorf("%d requests", asked)
			}
		})
	}
}

func TestATotalThatLiesIsTold(t *testing.T) {
	wd := paged(func(n int, w http.ResponseWriter) bool {
		return n == 2 && answers("application/json", 200, `{"data":[{"id":"last"}],"meta":{"total":80}}`)(w, nil)
	})
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "A")
		d.sees("3 items of 2 pages are one document now", "The list tells a total of 80, and its pages held 3 items.", "The total changed from 8 to 80", `"last"`)
	})
}

func TestARepeatThatCannotBeSentIsNotTriedForEver(t *testing.T) {
	wd := limited(1, "Retry-After", "5")
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "3", "a", "a")
		d.wait(3 * time.Second) // now no scope is chosen
		d.wait(time.Minute)
		if d.m.here.again.active || wd.apiCount() != 1 {
			t.Errorf("active %v, %d requests", d.m.here.again.active, wd.apiCount())
		}
	})
}

// The link may stand at any of its places, and both keys follow it there.
func TestNextAndPreviousOfEveryShape(t *testing.T) {
	const base = "https://sandbox.api.example/api/v1/categories"
	shapes := map[string]func(next, prev string) string{
		"links and meta": func(n, p string) string { return `"links":{"next":` + n + `,"prev":` + p + `},"meta":{"total":9}` },
		"paginator on top": func(n, p string) string {
			return `"current_page":1,"next_page_url":` + n + `,"prev_page_url":` + p + `,"total":9`
		},
		"simple": func(n, p string) string { return `"next_page_url":` + n + `,"prev_page_url":` + p },
		"cursor": func(n, p string) string {
			return `"links":{"next":` + n + `,"prev":` + p + `},"meta":{"next_cursor":"x"}`
		},
	}
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			wd := &world{api: func(w http.ResponseWriter, r *http.Request) bool {
				at, next, prev := "first", `"`+base+`?cursor=b"`, "null"
				if r.URL.Query().Get("cursor") == "b" {
					at, next, prev = "second", "null", `"?cursor=a"`
				}
				return answers("application/json", 200, `{"data":["the `+at+`"],`+shape(next, prev)+`}`)(w, r)
			}}
			drive(t, wd, 120, 36, func(d *driver) {
				d.press("enter")
				d.sees("the first", "] next page")
				d.press("]")
				d.sees("the second")
				d.seesNot("] next page")
				d.press("[")
				d.sees("the first")
			})
		})
	}
	drive(t, &world{api: answers("application/json", 200, `["bare"]`)}, 120, 36, func(d *driver) {
		d.press("enter", "]", "[", "A")
		d.sees("bare", "1 sent")
		d.seesNot("next page", "all pages")
	})
}

// limited refuses so many requests in a row with a 429.
func limited(times int, header ...string) *world {
	return paged(func(_ int, w http.ResponseWriter) bool {
		times--
		return times >= 0 && refuse(w, 429, header...)
	})
}

func TestA429CountsDownToItsRepeat(t *testing.T) {
	wd := limited(1, "Retry-After", "37", "X-RateLimit-Remaining", "0")
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.sees("429 Too Many Requests", "It is repeated by itself in 00:37. esc cancels that.", "esc cancel", "0/60")
		d.press("4") // a repeat by itself leaves the focus where it is
		d.wait(7 * time.Second)
		d.sees("in 00:30")
		if wd.apiCount() != 1 {
			t.Errorf("%d requests", wd.apiCount())
		}
		d.wait(31 * time.Second)
		d.sees("200 OK", "2 of 8", "59/60")
		if wd.apiCount() != 2 || d.m.focus != tokenPane {
			t.Errorf("%d requests, focus %d", wd.apiCount(), d.m.focus)
		}
	})
}

func TestARepeatIsCancelledByOneKey(t *testing.T) {
	wd := limited(1, "Retry-After", "5")
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "esc")
		d.sees("It is not repeated by itself", "The server asks to wait: 00:0")
		d.wait(time.Minute)
		d.sees("429 Too Many Requests")
		if wd.apiCount() != 1 {
			t.Errorf("%d requests", wd.apiCount())
		}
		d.press("r")
		d.sees("200 OK")
	})
}

func TestNoHeaderNoRepeatAndNoNumber(t *testing.T) {
	for _, header := range [][]string{nil, {"Retry-After", "901"}, {"Retry-After", "soon"}} {
		wd := limited(1, header...)
		drive(t, wd, 120, 36, func(d *driver) {
			d.press("enter")
			d.sees("429 Too Many Requests")
			d.seesNot("by itself")
			d.wait(20 * time.Minute)
			if wd.apiCount() != 1 {
				t.Errorf("%v: %d requests", header, wd.apiCount())
			}
		})
	}
}

func TestRepeatsThatKeepFailingStopAndAreWarnedOf(t *testing.T) {
	wd := limited(9, "Retry-After", "5")
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(10 * time.Minute)
		d.sees("This request failed 3 times in a row", "lock this client out")
		d.seesNot("by itself in")
		if n := wd.apiCount(); n != api.MostTries {
			t.Errorf("%d requests", n)
		}
		d.press("r")
		d.sees("failed 4 times in a row")
		d.gets("countries")
		d.seesNot("times in a row")
	})
}

func TestARepeatOfALeftPlaceIsNotSent(t *testing.T) {
	wd := limited(1, "Retry-After", "5")
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "2", "j", "enter")
		d.wait(time.Minute)
		if wd.apiCount() != 1 {
			t.Errorf("%d requests", wd.apiCount())
		}
	})
}

func TestTheGaugeWarnsWhenLittleIsLeft(t *testing.T) {
	for remaining, want := range map[string]string{"60": "━━━━━━━━ limit 60/60", "30": "━━━━──── limit 30/60", "3": "──────── ! limit 3/60", "0": "──────── ! limit 0/60", "99": "━━━━━━━━ limit 99/60"} {
		wd := paged(func(_ int, w http.ResponseWriter) bool {
			w.Header().Set("X-RateLimit-Remaining", remaining)
			return false
		})
		drive(t, wd, 140, 36, func(d *driver) {
			d.press("enter")
			d.sees(want)
			if warned := strings.Contains(d.screen(), "! limit"); warned != strings.Contains(want, "!") {
				t.Errorf("%s: warned %v", remaining, warned)
			}
			for _, w := range []int{60, 80, 90, 100, 110} {
				d.send(tea.WindowSizeMsg{Width: w, Height: 36})
				d.exact()
			}
		})
	}
}

// A header of the first page can decide on what the list holds.
func TestOtherPagesAreAskedForWithTheHeadersOfTheFirst(t *testing.T) {
	wd := paged(nil)
	answer, locales := wd.api, []string(nil)
	wd.api = func(w http.ResponseWriter, r *http.Request) bool {
		locales = append(locales, r.Header.Get("X-Locale"))
		return answer(w, r)
	}
	drive(t, wd, 120, 36, func(d *driver) {
		d.run(d.m.send(api.Request{Path: "categories", Header: []api.Field{{Name: "X-Locale", Value: "nl_NL"}}}, false))
		d.settle()
		d.press("]", "]", "A")
		d.sees("8 of 8 · 4 pages")
		if len(locales) != 7 || strings.Count(strings.Join(locales, " "), "nl_NL") != 7 {
			t.Errorf("asked with %q", locales)
		}
	})
}
