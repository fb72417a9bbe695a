package ui

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/response"
)

// fetching is the pages of a list on their way. The walk belongs to the step that
// runs, and to the model between two of them.
type fetching struct {
	walk     *api.Walk
	shown    *api.Exchange // what the walk came to, or began with, while that is on the screen
	progress api.Progress  // as the last step left it
	line     string        // "GET categories"
	step     stamp         // of the step under way
	stop     context.CancelFunc
	active   bool // between A and its end
	paused   bool
	ending   bool   // what was fetched is to be shown as soon as no step runs
	warning  string // that the budget will not do; "" where that was not said
}

func (f *fetching) running() bool { return f.active && !f.paused }

// waiting says that the step under way sits out what a 429 asked for.
func (f *fetching) waiting() bool { return !f.progress.Until.IsZero() }

// drop ends it without showing anything.
func (f *fetching) drop() {
	if f.stop != nil {
		f.stop()
	}
	*f = fetching{}
}

// fetchAll fetches the pages of the list on the screen, or goes on with those
// that are missing. The page that is there is not asked for again.
func (m *model) fetchAll() tea.Cmd {
	p := m.here
	settled := m.useScopes()
	ex := p.response.Exchange()
	if p.source == nil {
		m.notice = m.noToken()
		return settled
	}
	if ex == nil || p.running() {
		return settled
	}
	f := &p.pages
	if f.walk == nil || f.shown != ex {
		*f = fetching{walk: m.newWalk(p, *ex), shown: ex}
		f.line = response.Line(f.walk.Request())
	} else {
		f.walk.Extend(m.o.PageBudget)
	}
	f.active, f.paused, f.ending, f.warning, f.progress = true, false, false, "", f.walk.Progress()
	if f.progress.Stop != api.StopNot {
		return tea.Batch(settled, m.endPages(p))
	}
	m.warnOfBudget(p)
	return tea.Batch(settled, m.nextStep(p))
}

// newWalk begins with the page on the screen, or with the first one where the
// list names it and that is another.
func (m *model) newWalk(p *place, ex api.Exchange) *api.Walk {
	o := api.WalkOptions{Budget: m.o.PageBudget, Scopes: p.asked}
	if ex.Page.Prev != "" && ex.Page.First != "" && ex.Collection == nil {
		return p.client.Walk(api.Request{Path: strings.TrimPrefix(ex.Page.First, p.env.APIURL), Header: ex.Request.Header}, o)
	}
	return p.client.WalkFrom(ex, o)
}

func (m *model) nextStep(p *place) tea.Cmd {
	f := &p.pages
	var ctx context.Context
	ctx, f.stop = context.WithCancel(p.ctx)
	f.step = m.newStamp(p)
	m.showFetch(p)
	return fetchPage(ctx, f.walk, f.step)
}

// stepped takes over how far a step came, and takes the next one.
func (m *model) stepped(msg pageMsg) tea.Cmd {
	m.sent += msg.progress.Sent
	p := m.owner(func(p *place) bool { return p.pages.step == msg.stamp })
	if p == nil {
		return nil
	}
	f := &p.pages
	f.stop()
	f.stop, f.step, f.progress = nil, stamp{}, msg.progress
	if msg.progress.Sent > 0 {
		p.limit = msg.progress.RateLimit
	}
	switch {
	case f.ending, f.progress.Stop != api.StopNot:
		return m.endPages(p)
	case f.paused:
		m.showFetch(p)
		return nil
	}
	m.warnOfBudget(p)
	return m.nextStep(p)
}

// warnOfBudget says beforehand, and once, that the budget will not do.
func (m *model) warnOfBudget(p *place) {
	f := &p.pages
	left := f.progress.Budget - f.progress.Spent
	if f.warning != "" && m.notice.Text == f.warning {
		m.notice = intent.Notice{} // it has been there for a page; the keys are wanted again
	}
	if f.warning != "" || f.progress.Needed <= left {
		return
	}
	f.warning = "Needs " + paint.Count(f.progress.Needed, "more request") + " by its total; the budget is " + strconv.Itoa(left) + ". Then A goes on."
	m.notice = intent.Notice{Text: f.warning, Bad: true}
}

// pausePages pauses, or goes on. A request that is under way is not wasted: its
// page still counts. A wait is left at once.
func (m *model) pausePages() tea.Cmd {
	p := m.here
	f := &p.pages
	if !f.active || f.ending {
		return nil
	}
	f.paused = !f.paused
	m.showFetch(p)
	switch {
	case f.paused && f.stop != nil && f.waiting():
		f.stop()
	case !f.paused && f.stop == nil:
		return m.nextStep(p)
	}
	return nil
}

// cancelPages ends fetching; what came is shown.
func (m *model) cancelPages() tea.Cmd {
	p := m.here
	f := &p.pages
	f.ending = true
	m.showFetch(p)
	if f.stop != nil {
		f.stop() // the step says when it is over
		return nil
	}
	return m.endPages(p)
}

// endPages shows what was fetched. Where that is only the page that is on the
// screen, all stays as it is.
func (m *model) endPages(p *place) tea.Cmd {
	f := &p.pages
	f.active, f.paused = false, false
	p.response.SetFetch(nil)
	if f.progress.Stop == api.StopNot && f.progress.Pages <= pagesOf(f.shown) {
		m.notice = intent.Notice{Text: "Cancelled. Nothing more was fetched; A goes on."}
		return nil
	}
	var ctx context.Context
	ctx, p.stop = context.WithCancel(p.ctx)
	p.sending, p.since = m.newStamp(p), m.now.Wall
	return gatherPages(ctx, f.walk.Gather(), p.sending)
}

func pagesOf(ex *api.Exchange) int {
	if ex.Collection != nil {
		return ex.Collection.Pages
	}
	return 1
}

// gathered keeps what stands in the way of showing what a walk came to: when not
// even its first page could be had, what is on the screen stays there.
func (m *model) gathered(p *place, ex *api.Exchange) (show bool) {
	if ex.Collection == nil {
		m.notice = intent.Notice{Text: "The first page could not be had. " + ex.Err.Summary, Bad: true}
		return false
	}
	c := ex.Collection
	p.last = &ex.Request
	m.notice = intent.Notice{}
	if ex.Err == nil { // else the banner tells, and the key line how to go on
		m.notice.Text = paint.Count(c.Items, "item") + " of " + paint.Count(c.Pages, "page") + " are one document now."
	}
	return true
}

// showFetch tells the pane how far it is.
func (m *model) showFetch(p *place) {
	f := &p.pages
	p.response.SetFetch(&response.Fetch{
		Line: f.line, Pages: f.progress.Pages, Items: f.progress.Items, Total: f.progress.Total,
		Spent: f.progress.Spent, Budget: f.progress.Budget, Until: f.progress.Until,
		Paused: f.paused, Ending: f.ending, Asking: f.stop != nil,
	})
}
