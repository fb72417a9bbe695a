package response

import (
	"context"
	"slices"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/textdoc"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// View is one way to look at an exchange.
type View uint8

// The views, in the order in which v walks them.
const (
	Tree View = iota
	Table
	Raw
	Headers
	Request
)

func (v View) String() string { return [...]string{"Tree", "Table", "Raw", "Headers", "Request"}[v] }

// Pending is a request on its way.
type Pending struct {
	Line   string // "GET categories"
	Since  time.Time
	Writes bool // it changes data: cancelling does not undo it
}

// escape says what esc does to it.
func (p *Pending) escape() string {
	if p.Writes {
		return "esc stops waiting, not the server"
	}
	return "esc cancels"
}

// Model is the response pane of one place.
type Model struct {
	content Content
	*layer  // the document on the screen
	layers  []*layer
	prefs   *prefs
	results *layer   // of the filter over the answer before; nil where none waits to be made anew
	loading *Loading // of a content that is only a beginning
	toEnd   bool     // the cursor follows the end, which is not there yet
	scroll  int      // the first row in view of Headers and Request
	pending *Pending
	fetch   *Fetch
	again   repeat
	failed  int      // times in a row that the request on the screen failed
	empty   []string // what stands here before the first answer
	visit   Visit
	now     time.Time
	width   int
	height  int
}

// New is a pane without an answer: empty is shown until the first one is there.
func New(empty ...string) *Model {
	m := &Model{empty: empty, prefs: &prefs{}}
	m.layers = []*layer{{raw: newRawView(textdoc.New(nil))}}
	m.layer = m.layers[0]
	return m
}

// Show takes over an answer. With keep, the answer repeats the one on screen:
// view, cursor and folds stay where they are.
func (m *Model) Show(c Content, keep bool) {
	m.results = nil
	if keep && m.WholeFilter() != "" {
		m.results = m.layers[1]
	}
	m.popAll()
	m.StopLoading()
	m.visit.Answered = time.Time{}
	m.loading, m.toEnd, m.pending = nil, false, nil
	m.take(c, keep)
	if c.Partial() {
		m.loading = NewLoading(context.Background())
		m.loading.reads(int64(len(c.Body)), 0)
	}
}

// Refine takes over what is known by now of the content whose beginning is on
// the screen. What lies over it stays.
func (m *Model) Refine(c Content) {
	over, before := m.layers[1:], m.content.Doc
	m.layers, m.layer = m.layers[:1], m.layers[0]
	m.take(c, true)
	if m.toEnd && m.tree != nil {
		m.tree.do(action.Bottom)
	}
	if !c.Partial() {
		m.loading, m.toEnd = nil, false
	}
	for _, l := range over {
		m.pushAgain(l, before)
	}
}

// take makes a content the lowest layer, as it is first shown or, with keep, as
// the one before was left.
func (m *Model) take(c Content, keep bool) {
	was := m.layer
	l := &layer{src: c.Body, doc: c.Doc, tree: c.tree, view: was.view, raw: was.raw, forced: was.forced || !keep, entered: was.entered && keep}
	table := m.leaveTable()
	m.content, m.layers, m.layer = c, []*layer{l}, l
	if l.tree != nil {
		l.tree.prefs, l.tree.marks = m.prefs, c.marks
	}
	l.raw.show(c.text, c.isHex(), keep)
	if keep {
		m.recallTable(table)
	} else {
		m.scroll = 0
	}
	m.settleView()
	m.Resize(m.width, m.height)
	if keep && was.tree != nil && l.tree != nil {
		l.tree.found = was.tree.found
		l.tree.recall(was.tree.remember())
		m.treeWas = l.tree.node()
	}
}

// settleView leaves a view that the document does not have, and Raw where it is
// on the screen only because there was nothing else.
func (m *Model) settleView() {
	switch {
	case m.view == Raw && m.tree != nil && m.forced:
		m.view = Tree
	case m.view == Table && m.table == nil && m.tree != nil:
		m.view = m.tableOrTree()
	case (m.view == Tree || m.view == Table) && m.tree == nil:
		m.view = Raw
		m.forced = true
		return
	}
	m.forced = false
}

// Loading is how far the content is that is only a beginning; nil for one that
// is whole.
func (m *Model) Loading() *Loading { return m.loading }

// StopLoading ends the reading of the content on the screen; what was read
// stays.
func (m *Model) StopLoading() {
	if m.loading != nil {
		m.loading.Stop()
	}
}

// Suspend ends the work on a content that is only a beginning, so that it can be
// taken up again.
func (m *Model) Suspend() {
	if m.loading != nil {
		m.loading.Stop()
		m.loading = NewLoading(context.Background())
	}
}

// Rest is what is left to do for the content on the screen.
func (m *Model) Rest() func(context.Context, *Loading) Content { return m.content.Rest() }

// Exchange is what is shown; nil before the first answer and for a file.
func (m *Model) Exchange() *api.Exchange { return m.content.Exchange }

// HasContent reports whether there is anything to browse.
func (m *Model) HasContent() bool { return m.content.Exchange != nil || m.content.Name != "" }

// HasTree reports whether the tree is in view.
func (m *Model) HasTree() bool { return m.view == Tree && m.tree != nil }

// SetPending shows a request on its way; nil ends that.
func (m *Model) SetPending(p *Pending) { m.pending = p; m.Resize(m.width, m.height) }

// Pending reports whether a request is shown on its way.
func (m *Model) Pending() bool { return m.pending != nil }

// SetNow sets the time for which waits are drawn.
func (m *Model) SetNow(now time.Time) { m.now = now }

// Resize sets the outer size in cells.
func (m *Model) Resize(w, h int) {
	m.width, m.height = w, h
	if m.tree != nil {
		m.tree.resize(m.width-2, m.bodyHeight())
	}
	if m.view == Raw {
		m.raw.resize(m.width-2, m.bodyHeight())
	}
	if m.table != nil {
		m.table.collect()
		m.table.resize(m.width-2, m.bodyHeight())
	}
}

// bodyHeight is what frame, tabs and banner leave.
func (m *Model) bodyHeight() int {
	return max(m.height-3-len(m.banner(&paint.Styles{})), 0)
}

// Do acts on an action.
func (m *Model) Do(a action.Action) intent.Intent {
	switch a {
	case action.NextView:
		m.step(1)
	case action.PrevView:
		m.step(-1)
	case action.CopyMenu:
		return intent.OpenCopyMenu{}
	case action.NextChange, action.PrevChange:
		return m.changeStep(a)
	case action.Open:
		return m.open()
	case action.NextPage, action.PrevPage:
		return m.page(a)
	case action.CloseRow:
		m.leaveRow()
	case action.AddScope:
		if scopes := m.MissingScopes(); len(scopes) > 0 {
			return intent.AddScopes{Scopes: scopes}
		}
	default:
		return m.inView(a)
	}
	return nil
}

func (m *Model) inView(a action.Action) intent.Intent {
	if what, ok := m.copied(a); ok {
		return what
	}
	switch m.view {
	case Tree:
		if m.tree != nil {
			m.toEnd = a == action.Bottom && m.loading != nil
			m.tree.do(a)
		}
	case Table:
		return m.inTable(a)
	case Raw:
		m.raw.do(a)
	default:
		m.scroll = scrolled(a, m.scroll, len(m.lines(&paint.Styles{})), m.bodyHeight())
	}
	return nil
}

func (m *Model) page(a action.Action) intent.Intent {
	next, prev := m.Pages()
	if a == action.NextPage && next != "" {
		return intent.Send{Path: next}
	}
	if a == action.PrevPage && prev != "" {
		return intent.Send{Path: prev}
	}
	return nil
}

// Pages are the links to the next and the previous page, as the server gave
// them; "" where there is none.
func (m *Model) Pages() (next, prev string) {
	if m.content.Exchange == nil {
		return "", ""
	}
	return m.content.Exchange.Page.Next, m.content.Exchange.Page.Prev
}

// MissingScopes are the scopes that a 403 usually asks for.
func (m *Model) MissingScopes() []string {
	if ex := m.content.Exchange; ex != nil && ex.Err != nil {
		return ex.Err.MissingScopes
	}
	return nil
}

// Unsafe reports whether the request that was answered changes data.
func (m *Model) Unsafe() bool {
	ex := m.content.Exchange
	return ex != nil && !ex.Request.Safe()
}

// Path is where the cursor is, as jq would say it.
func (m *Model) Path() string {
	switch {
	case m.HasTable():
		return m.lead + m.table.path()
	case m.HasTree():
		return m.lead + m.doc.Path(m.tree.node())
	}
	return ""
}

func (m *Model) views() []View {
	var views []View
	if m.tree != nil {
		views = append(views, Tree)
	}
	if m.hasList() {
		views = append(views, Table)
	}
	views = append(views, Raw)
	if m.content.Exchange != nil && !m.Layered() {
		views = append(views, Headers, Request)
	}
	return views
}

// HasViews reports whether there is another view of what is shown.
func (m *Model) HasViews() bool { return m.HasContent() && len(m.views()) > 1 }

func (m *Model) step(by int) {
	views := m.views()
	i := slices.Index(views, m.view)
	m.setView(views[(i+by+len(views))%len(views)])
}

func (m *Model) setView(v View) {
	if v == m.view {
		return
	}
	m.view = v
	m.scroll, m.entered, m.wantsTable = 0, false, v == Table
	switch m.view {
	case Table:
		m.enterTable()
	case Raw:
		m.raw.resize(m.width-2, m.bodyHeight())
	}
}

// scrolled moves a window of height rows over n rows.
func scrolled(a action.Action, top, n, height int) int {
	switch a {
	case action.Up:
		top--
	case action.Down:
		top++
	case action.PageUp:
		top -= max(height-1, 1)
	case action.PageDown:
		top += max(height-1, 1)
	case action.Top:
		top = 0
	case action.Bottom:
		top = n
	}
	return max(min(top, n-height), 0)
}

// Cursor is the document in view and the node under the cursor.
func (m *Model) Cursor() (*jsondoc.Document, jsondoc.Node, bool) {
	if !m.HasTree() {
		return nil, jsondoc.None, false
	}
	return m.doc, m.tree.node(), true
}

// GoTo moves the cursor to a node and unfolds what hides it.
func (m *Model) GoTo(n jsondoc.Node) {
	if m.HasTree() {
		m.tree.jump(n)
	}
}
