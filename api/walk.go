package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"

	"brincr-explorer/auth"
)

const (
	// DefaultBudget is how many requests a walk sends before somebody has to
	// say that it may go on.
	DefaultBudget = 50
	// LongestWait is the longest wait asked for by a server after which a request
	// is repeated without anybody asking again.
	LongestWait = 15 * time.Minute
	// MostTries is how often in a row one request is tried that is refused with 429.
	MostTries = 3
)

// WalkOptions are the bounds of a walk. The zero value is good.
type WalkOptions struct {
	Budget   int      // requests; 0: DefaultBudget
	MaxBytes int64    // of the items together; 0: the client's bound of one body
	Scopes   []string // for the token; nil: those of the request
	// To takes the document while it comes, instead of the walk keeping it; Close
	// ends it. An error of it ends the walk.
	To io.Writer
}

// Walk fetches the pages of a list one after the other, and makes one document
// of their items. It follows the next links of the server and builds none, never
// leaves the API, and asks for no page twice. One goroutine at a time may use it,
// so there are never two requests under way; between two steps it can be left
// for as long as one likes, which is all there is to pausing.
type Walk struct {
	c        *Client
	o        WalkOptions
	request  Request // of the first page
	next     string  // the page to ask for; "" when there is none
	seen     map[string]bool
	tries    int // of the present page
	waiting  bool
	since    auth.Instant // when the wait began
	patience time.Duration

	first    *Exchange  // that is there already, and still to be read
	pages    []Exchange // without their bodies
	more     int        // pages that the first of them is put together of, but for one
	only     *Exchange  // a first page that could not be had
	document splice
	failure  *Error
	progress Progress
	totals   []string // as they were told, without repeats in a row
}

// Stop is why a walk does not go on.
type Stop string

const (
	StopNot     Stop = ""        // it does
	StopEnd     Stop = "end"     // no page is left
	StopBudget  Stop = "budget"  // its requests are spent
	StopBytes   Stop = "bytes"   // the items together are too long
	StopLoop    Stop = "loop"    // the next link leads to a page that is there
	StopOutside Stop = "outside" // the next link leads out of the API
	StopFailed  Stop = "failed"  // a page could not be had
)

// Progress is how far a walk is.
type Progress struct {
	Pages, Items  int
	Total         string // as the list told it last, "" when it told none
	Spent, Budget int    // requests
	Sent          int    // those of the last step
	Needed        int    // requests still needed by what the list tells; 0 when that is not known
	Until         time.Time
	Stop          Stop
	RateLimit     RateLimit // as the last answer told it
}

// Walk begins with a request for the first page. It sends nothing yet.
func (c *Client) Walk(r Request, o WalkOptions) *Walk {
	if o.Budget <= 0 {
		o.Budget = DefaultBudget
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = c.o.MaxBody
	}
	if o.Scopes != nil {
		r.Scopes = o.Scopes
	}
	r.Method = methodOf(r.Method)
	w := &Walk{c: c, o: o, request: r, next: r.Path, seen: map[string]bool{}}
	w.document.to = o.To
	w.progress.Budget = o.Budget
	if r.Method != http.MethodGet {
		w.fail(refused(r, "Only the pages of a GET are fetched.", "Send it as GET.", nil))
	}
	return w
}

// WalkFrom begins with a page that is there already, or with several put together,
// which are not asked for again. The first step reads it: it may be long.
func (c *Client) WalkFrom(x Exchange, o WalkOptions) *Walk {
	w := c.Walk(x.Request, o)
	if x.Collection != nil {
		w.more = max(x.Collection.Pages-1, 0)
	}
	if w.progress.Stop == StopNot {
		w.first = &x
		w.progress.Pages, w.progress.Items = 1+w.more, x.Page.Count
		w.tell(x.Page, x.Page.Count)
	}
	return w
}

// Request is that of the first page.
func (w *Walk) Request() Request { return w.request }

// Progress is how far it is now.
func (w *Walk) Progress() Progress { return w.progress }

// Step sends one request, after the wait that a 429 asked for, and takes the
// page. The exchange is that request's, nil where none was sent. When ctx ends
// first, the walk is where it was, and the next step tries anew.
func (w *Walk) Step(ctx context.Context) (Progress, *Exchange) {
	w.progress.Sent = 0
	if w.first != nil {
		x := *w.first
		w.first = nil
		w.take(x)
	}
	if w.progress.Stop != StopNot || w.spentAll() || !w.wait(ctx) {
		return w.progress, nil
	}
	x := w.c.Do(ctx, w.page())
	w.progress.Sent = x.Sent()
	w.progress.Spent += x.Sent()
	if x.Status != 0 {
		w.progress.RateLimit = x.RateLimit
	}
	switch {
	case x.Err == nil:
		w.tries, w.only = 0, nil
		w.take(x)
	case ctx.Err() != nil:
		w.without(x)
	case x.Status == http.StatusTooManyRequests && w.mayWait(x):
	default:
		w.without(x)
		w.fail(x.Err)
	}
	return w.progress, &x
}

// page is the request for the next page: with the headers of the first, which may
// decide on what the list holds.
func (w *Walk) page() Request {
	r := w.request
	r.Path = w.path()
	if len(w.pages) > 0 {
		r.Why = ReasonPage
	}
	return r
}

// path is that of the next page as one would type it, so that the log and the
// report know it for the same request.
func (w *Walk) path() string {
	if within := NewLinks(w.c.env.APIURL).Relative(w.next); within != "" {
		return within
	}
	return w.next
}

// Run steps until it stops or ctx ends; watch sees every change.
func (w *Walk) Run(ctx context.Context, watch func(Progress)) {
	for w.progress.Stop == StopNot && ctx.Err() == nil {
		w.Step(ctx)
		watch(w.progress)
	}
}

// Extend lets a walk go on that stopped at its budget, at a failure or because
// its context ended, with that many more requests. It says whether there is
// anything to go on with.
func (w *Walk) Extend(budget int) bool {
	if !w.CanGoOn() {
		return false
	}
	if budget <= 0 {
		budget = w.o.Budget
	}
	w.progress.Budget = w.progress.Spent + budget
	w.progress.Stop, w.failure, w.tries = StopNot, nil, 0
	return true
}

// CanGoOn says whether there is a page that is missing and may be asked for.
func (w *Walk) CanGoOn() bool {
	switch w.progress.Stop {
	case StopNot, StopBudget:
		return true
	case StopFailed:
		return len(w.pages) > 0 && w.next != ""
	}
	return false
}

func (w *Walk) spentAll() bool {
	if w.progress.Spent < w.progress.Budget {
		return false
	}
	w.progress.Stop = StopBudget
	return true
}

// take adds the items of a page, and looks where its next link leads.
func (w *Walk) take(x Exchange) {
	list, ok := arrayOf(x.Body)
	switch {
	case !ok:
		w.fail(w.notAList(x))
		return
	case w.document.length+int64(len(list.text)) > w.o.MaxBytes:
		w.stop(StopBytes)
		return
	}
	if len(w.pages) == 0 {
		w.document.begin(list.bare)
		w.see(x.Page.First)
	}
	if err := w.document.add(list.text); err != nil {
		w.fail(&Error{Kind: KindPages, Summary: "The items could not be written.", Err: err})
		return
	}
	w.see(x.URL)
	for _, a := range x.Attempts {
		w.see(a.URL)
	}
	w.tell(x.Page, w.document.items)
	x.Body = nil
	w.pages = append(w.pages, x)
	w.progress.Pages, w.progress.Items, w.next = len(w.pages)+w.more, w.document.items, x.Page.Next
	switch {
	case x.Page.NextOutside:
		w.stop(StopOutside)
	case w.next == "":
		w.stop(StopEnd)
	case w.seen[pageKey(w.next)]:
		w.stop(StopLoop)
	default:
		w.spentAll()
	}
}

func (w *Walk) stop(why Stop) { w.progress.Stop = why }

func (w *Walk) fail(e *Error) { w.failure, w.progress.Stop = e, StopFailed }

// without keeps the exchange of a first page that could not be had: it is all
// that the walk comes to.
func (w *Walk) without(x Exchange) {
	if len(w.pages) == 0 {
		w.only = &x
	}
}

func (w *Walk) see(link string) {
	if link != "" {
		w.seen[pageKey(link)] = true
	}
}

// pageKey is the same for links that ask for the same page, in whatever order
// their parameters stand.
func pageKey(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return link
	}
	u.RawQuery = q.Encode()
	return u.String()
}
