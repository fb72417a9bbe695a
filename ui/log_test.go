package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/internal/journal"
)

// walkForTheLog sends what a log should tell of: at two tenants, a duplicate, a
// page, and what fails.
func walkForTheLog(d *driver) {
	d.press("enter")
	d.wait(3 * time.Second)
	d.press("r")
	d.press("2", "j", "enter", "5", "enter")
	d.wait(time.Second)
	d.press("5", ":")
	d.text("customers?filter[name]=Jansen&page=2")
	d.press("enter")
	d.wait(time.Second)
	d.press("t")
}

func TestTheLogTellsOfEveryRequest(t *testing.T) {
	wd := &world{ttl: 300}
	drive(t, wd, 140, 40, func(d *driver) {
		d.press("enter", "6", "]", "r", "L")
		d.sees("token for 2 scopes", "no token yet", "GET categories", "asked", "GET categories?page=2", "next page", "repeated", "1 duplicate", "3 requests", "1 token request")
		d.press("esc")
		d.wait(5 * time.Minute) // the token is renewed, and with it the GET is repeated
		d.press("L", "/")
		d.text("renew")
		d.sees("renewed", "after a renewal", "2 of 6")
		d.press("enter", "esc", "/")
		d.text("status:4xx")
		d.sees("nothing matches")
		d.press("esc", "esc")
		d.seesNot("Log")
	})
}

func TestTheLogFollowsWhatIsSentWhileItIsOpen(t *testing.T) {
	wd := &world{delay: 2 * time.Second}
	drive(t, wd, 80, 24, func(d *driver) {
		d.press("enter", "L")
		d.sees("1/1", "0 requests")
		d.wait(3 * time.Second)
		d.sees("2/2", "› 2", "GET categories", "200 OK", "1 request")
	})
}

func TestAnAnswerOfTheLogIsOpenedAgain(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.sees("GET categories ─ 200 OK")
		d.press("j", "j", "6", "]")
		d.sees("GET categories?page=2")
		sent := wd.apiCount()
		d.press("L", "k", "enter")
		d.sees("GET categories ─ 200 OK", "Opened no. 2", "nothing was sent")
		if wd.apiCount() != sent {
			t.Error("opening sent a request")
		}
		d.press("r")
		if wd.apiCount() != sent+1 || !strings.HasSuffix(wd.requests[sent], "/categories") {
			t.Errorf("r repeated %q, not what is shown", wd.requests[sent:])
		}
		d.press("L", "g", "enter")
		d.sees("no. 1 asked for a token")
	})
}

// TestAnAnswerOfAnotherTenantIsShownUnderItsOwnName: only there, and only after
// a question.
func TestAnAnswerOfAnotherTenantIsShownUnderItsOwnName(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "2", "j", "enter")
		d.sees("▸ Step & Co")
		d.press("L", "g", "j", "enter")
		d.sees("belongs to sandbox ▸ Wijnhuis De Kelder", "Log")
		d.press("j") // no
		d.sees("Log")
		d.press("g", "j", "r")
		d.sees("belongs to sandbox ▸ Wijnhuis De Kelder; go there")
		d.press("esc")
		d.seesNot("Rode wijn", tenants[0].ID[:8]+"-")
		d.press("L", "g", "j", "enter", "enter")
		d.sees("sandbox ▸ Wijnhuis De Kelder", "GET categories ─ 200 OK", "Rode wijn", "Opened no. 2")
	})
}

// TestALateAnswerOfTheLogIsDropped: the place was left while it was indexed.
func TestALateAnswerOfTheLogIsDropped(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("enter", "L")
		cmd := d.m.chosen(d.m.overlay.Key(keyPress("enter")))
		d.press("2", "j", "enter")
		d.run(cmd)
		d.settle()
		d.sees("▸ Step & Co")
		d.seesNot("Opened no.", "Rode wijn")
	})
}

// Who left the place, or sent something else meanwhile, waits for it no more.
func TestAnAnswerOfTheLogThatIsLateIsDropped(t *testing.T) {
	for name, leave := range map[string][]string{"place": {"2", "j", "enter", "2", "k", "enter"}, "another request": {"5", "j", "enter"}} {
		t.Run(name, func(t *testing.T) {
			drive(t, &world{}, 120, 36, func(d *driver) {
				walkForTheLog(d)
				e := d.m.o.Journal.Entries()
				x, _ := d.m.o.Journal.Answer(e[len(e)-1])
				d.m.here.reopening = d.m.newStamp(d.m.here)
				x.Place = d.m.here.id
				late := reopen(t.Context(), x, nil, "Opened late", d.m.here.reopening)()
				d.press(leave...)
				d.send(late)
				d.seesNot("Opened late")
			})
		})
	}
}

// A repeat that waits for its time is of what is on the screen: nothing is sent by
// itself behind another answer.
func TestOpeningAnAnswerEndsARepeatThatWaits(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		wd.api = func(w http.ResponseWriter, _ *http.Request) bool { return refuse(w, 429, "Retry-After", "20") }
		d.press("5", "j", "enter")
		d.sees("429")
		before := wd.apiCount()
		d.press("L", "g", "j", "enter")
		d.sees("Opened no. 2")
		d.wait(time.Minute)
		if got := wd.apiCount() - before; got != 0 {
			t.Errorf("%d requests were sent by themselves", got)
		}
	})
}

// Pages that were being fetched take the place of their first one, and of nothing
// that was opened meanwhile.
func TestPagesDoNotTakeThePlaceOfWhatWasOpenedMeanwhile(t *testing.T) {
	wd := paged(nil)
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.press("5", "j", "enter")
		wd.delay = 10 * time.Second
		d.press("A")
		d.press("L", "g", "j", "enter")
		d.sees("Opened no. 2", "3/3")
		d.wait(time.Minute)
		d.sees("8 of 8 · 4 pages", "4/4")
		d.press("backspace")
		d.sees("2 of 8", "3/4")
	})
}

// What is repeated is the very same request.
func TestARequestOfTheLogIsRepeatedWithItsHeaders(t *testing.T) {
	var locales []string
	wd := &world{api: func(_ http.ResponseWriter, r *http.Request) bool {
		locales = append(locales, r.Header.Get("X-Locale"))
		return false
	}}
	drive(t, wd, 120, 36, func(d *driver) {
		d.run(d.m.send(api.Request{Path: "categories", Header: []api.Field{{Name: "X-Locale", Value: "nl_NL"}}}, false))
		d.settle()
		d.press("L", "r")
		if len(locales) != 2 || locales[1] != "nl_NL" {
			t.Errorf("asked with %q", locales)
		}
	})
}

func TestTwoAnswersOfTheLogAreCompared(t *testing.T) {
	drive(t, restocked(), 120, 36, func(d *driver) {
		d.press("enter", "r", "L", "=")
		d.sees("Mark one with m first")
		d.press("m", "=")
		d.sees("This one is marked")
		d.press("k", "=")
		d.sees("no. 3", "against no. 2", "1 changed, 1 new, 2 gone")
		d.press("c")
		d.sees("change 1 of")
		d.press("2", "j", "enter", "5", "enter", "L")
		d.press("G", "=") // the mark has stayed; this one is another tenant's
		d.sees("answers of two places are not compared", "Step & Co", "Wijnhuis")
	})
}

func TestTheReportIsWrittenWhereOneSays(t *testing.T) {
	files := map[string]string{"there.md": "before"}
	drive(t, &world{}, 80, 24, func(d *driver) {
		d.m.o.Save = func(name string, text []byte, replace bool) error {
			switch _, there := files[name]; {
			case name == "no/such":
				return errors.New("no such folder")
			case there && !replace:
				return fs.ErrExist
			}
			files[name] = string(text)
			return nil
		}
		write := func(name string) {
			d.press("w")
			for range len("brincr-requests.md") {
				d.press("backspace")
			}
			d.text(name)
			d.press("enter")
		}
		d.press("enter", "L")
		write("there.md")
		d.sees("there.md is there already")
		d.press("j")
		if files["there.md"] != "before" {
			t.Error("it was replaced without a yes")
		}
		write("there.md")
		d.press("enter")
		d.sees("The report is in there.md")
		if !strings.Contains(files["there.md"], "| `GET categories` | 1 |") {
			t.Errorf("the report:\n%s", files["there.md"])
		}
		write("no/such")
		d.sees("no such folder")
	})
}

func TestTheLogFitsEveryScreen(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		walkForTheLog(d)
		d.press("L")
		for _, size := range [][2]int{{60, 16}, {61, 17}, {69, 20}, {72, 24}, {109, 30}, {113, 30}, {200, 60}} {
			d.m.w, d.m.h = size[0], size[1]
			d.press("k")
			rows := strings.Split(d.screen(), "\n")
			if len(rows) != size[1] {
				t.Errorf("%v: %d rows", size, len(rows))
			}
			for _, row := range rows {
				if ansi.StringWidth(row) != size[0] {
					t.Fatalf("%v: a row of %d cells: %q", size, ansi.StringWidth(row), row)
				}
			}
			d.sees("›", "Step & Co", "duplicate", "Log")
		}
	})
}

// TestADuplicateIsPointedOutBeforeItIsSent, and a second press sends it.
func TestADuplicateIsPointedOutBeforeItIsSent(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(12 * time.Second)
		d.press("5", "enter")
		d.sees("The same request was sent 12 s ago (200 OK", "Press again to send it.")
		if wd.apiCount() != 1 {
			t.Fatal("it was sent")
		}
		d.press("enter")
		d.sees("GET categories ─ 200 OK")
		if wd.apiCount() != 2 {
			t.Fatal("the second press did not send it")
		}
		d.press("5", "j", "enter") // another one
		if wd.apiCount() != 3 {
			t.Error("another request was held")
		}
		d.press("r", "r")
		if wd.apiCount() != 5 {
			t.Error("r was held")
		}
		d.wait(time.Minute)
		d.press("5", "enter")
		if wd.apiCount() != 6 {
			t.Error("it is held after a minute")
		}
		d.wait(30 * time.Second)
		d.press("5", "enter")
		d.wait(heldFor)
		d.press("5", "enter")
		if wd.apiCount() != 6 {
			t.Error("a press long after counts as the second")
		}
		d.press("enter")
		if wd.apiCount() != 7 {
			t.Error("it is held for ever")
		}
	})
}

func TestADuplicateThatWasTypedStaysInItsLine(t *testing.T) {
	wd := &world{}
	drive(t, wd, 80, 24, func(d *driver) {
		d.press("enter", "5", ":")
		d.text("categories")
		d.press("enter")
		d.sees("categories", "enter sends it")
		d.press("enter")
		if wd.apiCount() != 2 {
			t.Errorf("%d requests", wd.apiCount())
		}
	})
}

// TestARequestOnItsWayIsNotSentTwice by a nervous finger.
func TestARequestOnItsWayIsNotSentTwice(t *testing.T) {
	wd := &world{delay: 3 * time.Second}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "5", "enter")
		d.sees("This request is on its way")
		d.wait(4 * time.Second)
		if wd.apiCount() != 1 {
			t.Errorf("%d requests", wd.apiCount())
		}
	})
}

func TestThatTheHistoryIsNotWrittenIsToldOnce(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.m.o.Journal.Keep(func(journal.Entry) error { return fmt.Errorf("the history is not written any more: disk full") })
		d.press("enter")
		d.sees("disk full", "GET categories ─ 200 OK")
		d.press("j", "r")
		d.seesNot("disk full")
	})
}
