package response

import (
	"strconv"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/ui/paint"
)

// Fetch is how far the pages of a list are that are being fetched.
type Fetch struct {
	Line          string // "GET categories"
	Pages, Items  int
	Total         string
	Spent, Budget int // requests
	Until         time.Time
	Paused        bool
	Ending        bool
	Asking        bool // a request is under way
}

// SetFetch shows pages on their way; nil ends that.
func (m *Model) SetFetch(f *Fetch) { m.fetch = f }

// spans are what the title says. The path stands last, where it may be cut.
func (f *Fetch) spans(st *paint.Styles, now time.Time) []paint.Span {
	state, look := "◌ fetching", st.Warn
	wait := f.Until.Sub(now)
	switch {
	case f.Ending:
		state = "◌ ending"
	case f.Paused && f.Asking && f.Until.IsZero():
		state = "◌ pausing"
	case f.Paused:
		state, look = "■ paused", st.Accent
	case !f.Until.IsZero():
		state = "◌ 429, waiting " + paint.Clock(wait)
	}
	items := strconv.Itoa(f.Items)
	if f.Total != "" {
		items += " of " + f.Total
	}
	return []paint.Span{
		{Style: st.Border, Text: " ─ "},
		{Style: look, Text: state},
		{Style: st.Text, Text: " · " + paint.Count(f.Pages, "page") + " · " + items + " · " + strconv.Itoa(f.Spent) + "/" + strconv.Itoa(f.Budget) + " requests"},
		{Style: st.Faint, Text: " · " + f.Line},
	}
}

// repeat is one that happens by itself after a wait.
type repeat struct {
	active bool
	left   time.Duration
}

// SetAgain says whether the request on the screen is repeated by itself, and when.
func (m *Model) SetAgain(active bool, left time.Duration) { m.again = repeat{active, left} }

// SetFailures says how often in a row the request on the screen failed.
func (m *Model) SetFailures(n int) { m.failed = n }

// next is the next step, without a time that was right when the answer came: the
// countdown tells that.
func (m *Model) next(err *api.Error) string {
	ex := m.content.Exchange
	switch {
	case err.RetryAt.IsZero() || ex.Collection != nil || !ex.Request.Safe():
		return err.Next
	case m.again.active || err.RetryAt.After(m.now):
		return ""
	}
	return "The wait that the server asked for is over. r repeats the request."
}

// countdown tells when a request may be sent again, and what comes of repeating
// one that keeps failing.
func (m *Model) countdown(b *bannerRows, err *api.Error) {
	wait := err.RetryAt.Sub(m.now)
	switch {
	case m.again.active:
		b.say(b.st.Warn, "◌ ", "It is repeated by itself in "+paint.Clock(m.again.left)+". esc cancels that.")
	case !err.RetryAt.IsZero() && wait > 0:
		b.say(b.st.Warn, "  ", "The server asks to wait: "+paint.Clock(wait)+". Then "+m.onceMore())
	}
	const many = 3
	if m.failed >= many {
		b.say(b.st.Warn, "! ", "This request failed "+strconv.Itoa(m.failed)+" times in a row. Repeating what fails can be throttled harder, or lock this client out for a while: change something before you send it again.")
	}
}

// collected tells how one goes on with pages that are missing, and what does not
// fit in those that are there.
func (m *Model) collected(b *bannerRows) {
	ex := m.content.Exchange
	if ex == nil || ex.Collection == nil {
		return
	}
	c := ex.Collection
	if c.CanGoOn {
		b.say(b.st.Accent, "A ", "goes on with page "+strconv.Itoa(c.Pages+1)+", and has another budget of requests for that.")
	}
	for _, note := range c.Notes {
		b.say(b.st.Warn, "! ", note)
	}
}

// Missing reports whether some pages of a list were put together, and more can be
// fetched.
func (m *Model) Missing() bool {
	ex := m.content.Exchange
	return ex != nil && ex.Collection != nil && ex.Collection.CanGoOn && ex.Page.Next != ""
}
