package api

import (
	"slices"
	"strconv"
	"time"
)

// Collection tells of an exchange that is several pages of a list put together.
// Its body is {"data":[…]}, or a bare array where the pages are such, and holds
// every item as it was sent. Request, URL, status and headers are those of the
// first page; Attempts, Duration and WireSize are all of them together, and
// RateLimit is what the last one told.
type Collection struct {
	Pages, Items  int
	Total         string // as the list told it last, "" when it told none
	Spent, Budget int    // requests
	Stop          Stop
	CanGoOn       bool
	Notes         []string // what does not fit, though all of it is there: a total that lies, pages before the first
}

// Whole says that no page is missing, as far as the list tells.
func (c Collection) Whole() bool { return c.Stop == StopEnd }

// Close ends the document that was written to WalkOptions.To. Nothing is taken
// after it.
func (w *Walk) Close() error { return w.document.close() }

// Exchange is what was fetched by now, as one exchange. Its Err says why pages
// are missing. A first page that could not be had is given as it is.
func (w *Walk) Exchange() Exchange { return w.Gather()() }

// Gather is Exchange in two parts. What it gives copies the document, which may
// take long: it is to be called once, anywhere, also while the walk goes on.
func (w *Walk) Gather() func() Exchange {
	if len(w.pages) == 0 {
		x := w.nothing()
		return func() Exchange { return x }
	}
	x := w.gathered()
	if w.o.To != nil {
		return func() Exchange { return x }
	}
	text := w.document.text()
	return func() Exchange {
		x.Body = text()
		return x
	}
}

// gathered is all of the exchange but its body.
func (w *Walk) gathered() Exchange {
	x := w.pages[0]
	x.Attempts, x.Duration, x.WireSize, x.Masked = nil, 0, 0, 0
	for _, page := range w.pages {
		x.Attempts = append(x.Attempts, page.Attempts...)
		x.Duration += page.Duration
		x.WireSize += page.WireSize
		x.Masked += page.Masked
	}
	last := w.pages[len(w.pages)-1]
	x.RateLimit, x.TokenRemaining = last.RateLimit, last.TokenRemaining
	p := w.progress
	x.Page = Page{List: true, Count: p.Items, From: x.Page.From, To: last.Page.To, Total: p.Total, PerPage: x.Page.PerPage, Prev: x.Page.Prev}
	if last.Page.NextOutside {
		x.Page.Outside, x.Page.NextOutside = last.Page.Outside, true
	}
	if w.CanGoOn() {
		x.Page.Next = w.next
	}
	x.Collection = &Collection{
		Pages: p.Pages, Items: p.Items, Total: p.Total, Spent: p.Spent, Budget: p.Budget,
		Stop: p.Stop, CanGoOn: w.CanGoOn(), Notes: w.notes(),
	}
	x.Err = w.explain()
	return x
}

// nothing is the exchange of a walk that has no page.
func (w *Walk) nothing() Exchange {
	if w.only != nil {
		return *w.only
	}
	x := Exchange{Place: w.c.Place(), EnvName: w.c.env.Name, TenantName: w.c.tenant.Name, Request: w.request, Scopes: sortedSet(w.request.Scopes)}
	x.Started = w.c.o.Clock.Now().Wall
	x.Err = w.explain()
	return x
}

// tell keeps what a page says of the whole list, of which so many items are there
// with it.
func (w *Walk) tell(p Page, items int) {
	if p.Total != "" && (len(w.totals) == 0 || w.totals[len(w.totals)-1] != p.Total) {
		w.totals = append(w.totals, p.Total)
		w.progress.Total = p.Total
	}
	w.progress.Needed = 0
	all, told := total(w.progress.Total)
	per, _ := total(p.PerPage)
	if per == 0 {
		per = p.Count
	}
	if told && per > 0 && all > items && p.Next != "" {
		w.progress.Needed = (all - items + per - 1) / per
	}
}

// notes say what does not fit. A total stops nothing and promises nothing: the
// next links alone tell where a list ends.
func (w *Walk) notes() []string {
	var notes []string
	if w.pages[0].Page.Prev != "" {
		notes = append(notes, "This list begins in its middle: it has pages before the first that was fetched, and names no link to its beginning.")
	}
	if len(w.totals) > 1 {
		notes = append(notes, "The total changed from "+w.totals[0]+" to "+w.totals[len(w.totals)-1]+" while the pages were fetched: the list was changed meanwhile, so an item may be missing or there twice.")
	}
	all, told := total(w.progress.Total)
	items := w.document.items
	switch {
	case w.pages[0].Page.Prev != "" || w.progress.Total == "":
	case !told && w.progress.Stop == StopEnd, told && all != items && w.progress.Stop == StopEnd, told && items > all:
		notes = append(notes, "The list tells a total of "+w.progress.Total+", and its pages held "+counted(items, "item")+".")
	}
	return slices.Clip(notes)
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// explain says why pages are missing, nil where none is.
func (w *Walk) explain() *Error {
	have := counted(w.progress.Pages, "page") + " with " + counted(w.document.items, "item")
	e := &Error{Kind: KindPages, Summary: w.request.Method + " " + quoted(w.request.Path) + ": fetching all pages stopped after " + have + "."}
	switch w.progress.Stop {
	case StopEnd:
		return nil
	case StopNot:
		e.Kind = KindCancelled
		e.Cause = "It was cancelled, and what was fetched until then is kept."
		e.Next = "Go on from there, or leave it at that."
	case StopBudget:
		e.Cause = "The budget of " + counted(w.progress.Spent, "request") + " is spent. It is there so that one key or one command cannot send more than you meant."
		e.Next = "Go on with another budget, or set page_budget in the config."
		if n := w.progress.Needed; n > 0 {
			e.Next = "By the total that the list tells, " + counted(n, "more request") + " would do. " + e.Next
		}
	case StopBytes:
		e.Kind = KindTooLarge
		e.Cause = "The items together would be longer than " + size(w.o.MaxBytes) + ", which is the bound."
		e.Next = "Narrow the list with a filter, or set max_body in the config."
	case StopLoop:
		e.Cause = "The next link of the last page leads to a page that was fetched already: " + quoted(w.next) + ". It was not asked for again."
		e.Next = "What was fetched is usually all of it. If not, tell Brincr's support the path and this link."
	case StopOutside:
		e.Cause = "The next link leads to " + quoted(w.pages[len(w.pages)-1].Page.Outside) + ", outside this API. It is not followed, for the token would go with it."
		e.Next = "Check the API URL in the config; if it is right, tell Brincr's support the path and this link."
	case StopFailed:
		return w.failedAfter(have)
	}
	return e
}

// failedAfter is the explanation of the page that failed, with what is there.
func (w *Walk) failedAfter(have string) *Error {
	if len(w.pages) == 0 {
		return w.failure
	}
	e := *w.failure
	e.Cause = sentences("What came before is kept: "+have+".", e.Cause)
	if w.tries >= MostTries {
		e.Cause = sentences("It was tried "+strconv.Itoa(w.tries)+" times, each after the wait that was asked for.", e.Cause)
	}
	return &e
}

func (w *Walk) notAList(x Exchange) *Error {
	return &Error{
		Kind: KindPages, Status: x.Status,
		Summary: x.Request.Method + " " + quoted(x.Request.Path) + " answered with something that is no list, or a broken one.",
		Cause:   "Pages are joined by their items, which stand in a list: the answer itself, or its \"data\".",
		Next:    "Look at this page alone.",
	}
}

// MayRepeat says how long to wait before a safe request that was refused with 429
// may be sent again by itself: only when a header told it, and not for long.
func (e Exchange) MayRepeat(now time.Time) (wait time.Duration, ok bool) {
	if e.Status != 429 || e.Err == nil || e.Err.RetryAt.IsZero() || !e.Request.Safe() {
		return 0, false
	}
	wait = max(e.Err.RetryAt.Sub(now), time.Second)
	return wait, wait <= LongestWait
}
