package response

import (
	"slices"
	"strings"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
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
	Line  string // "GET categories"
	Since time.Time
}

// Model is the response pane of one place.
type Model struct {
	content Content
	view    View
	tree    *tree
	table   *table       // nil until it is asked for
	entered bool         // the tree shows a row of the table
	treeWas jsondoc.Node // the tree's cursor when the table was last shown or left
	raw     place        // the first row in view of Raw
	scroll  int          // the first row in view of Headers and Request
	pending *Pending
	empty   []string // what stands here before the first answer
	apiURL  string
	now     time.Time
	width   int
	height  int
}

// New is a pane without an answer. Links under apiURL can be followed; empty
// is shown until the first answer is there.
func New(apiURL string, empty ...string) *Model {
	return &Model{apiURL: apiURL, empty: empty}
}

// Show takes over an answer. With keep, the answer repeats the one on screen:
// view, cursor and folds stay where they are.
func (m *Model) Show(c Content, keep bool) {
	var was *memory
	if keep && m.tree != nil {
		w := m.tree.remember()
		was = &w
	}
	table := m.leaveTable()
	m.content, m.tree, m.pending = c, c.tree, nil
	if !keep {
		m.raw, m.scroll = place{}, 0
	}
	if m.raw.piece >= len(c.raw.pieces) {
		m.raw = place{}
	}
	if keep {
		m.recallTable(table)
	}
	m.settleView()
	m.Resize(m.width, m.height)
	if was != nil && m.tree != nil {
		m.tree.recall(*was)
		m.treeWas = m.tree.node()
	}
}

func (m *Model) settleView() {
	switch {
	case m.view == Raw && m.tree != nil && m.raw == (place{}):
		m.view = Tree
	case m.view == Table && m.table == nil && m.tree != nil:
		m.view = m.tableOrTree()
	case (m.view == Tree || m.view == Table) && m.tree == nil:
		m.view = Raw
	}
}

// Exchange is what is shown; nil before the first answer and for a file.
func (m *Model) Exchange() *api.Exchange { return m.content.Exchange }

// HasContent reports whether there is anything to browse.
func (m *Model) HasContent() bool { return m.content.Exchange != nil || m.content.Name != "" }

// HasTree reports whether the tree is in view.
func (m *Model) HasTree() bool { return m.view == Tree && m.tree != nil }

// SetPending shows a request on its way; nil ends that.
func (m *Model) SetPending(p *Pending) { m.pending = p; m.Resize(m.width, m.height) }

// SetNow sets the time for which waits are drawn.
func (m *Model) SetNow(now time.Time) { m.now = now }

// Resize sets the outer size in cells.
func (m *Model) Resize(w, h int) {
	m.width, m.height = w, h
	if m.tree != nil {
		m.tree.resize(m.bodyHeight())
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
	case action.Follow:
		if url, ok := m.Link(); ok {
			return intent.Send{Path: url}
		}
		if m.HasTree() {
			m.tree.do(action.Unfold)
		}
	case action.NextPage, action.PrevPage:
		return m.page(a)
	case action.CloseRow:
		m.leaveRow()
	case action.AddScope:
		if s := m.MissingScope(); s != "" {
			return intent.AddScope{Scope: s}
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
			m.tree.do(a)
		}
	case Table:
		return m.inTable(a)
	case Raw:
		m.scrollRaw(a)
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

// MissingScope is the scope that a 403 usually asks for.
func (m *Model) MissingScope() string {
	if ex := m.content.Exchange; ex != nil && ex.Err != nil {
		return ex.Err.MissingScope
	}
	return ""
}

// Link is the URL under the cursor, where it leads into the API.
func (m *Model) Link() (string, bool) {
	if !m.HasTree() || m.apiURL == "" || m.tree.container(m.tree.node()) {
		return "", false
	}
	const longest = 4096
	if raw := m.content.Doc.Raw(m.tree.node()); len(raw) > longest || raw[0] != '"' {
		return "", false
	}
	url := m.content.Doc.Text(m.tree.node())
	return url, strings.HasPrefix(url, m.apiURL)
}

// Path is where the cursor is, as jq would say it.
func (m *Model) Path() string {
	if m.HasTable() {
		return m.table.path()
	}
	if !m.HasTree() {
		return ""
	}
	return m.content.Doc.Path(m.tree.node())
}

// Row moves the cursor to a row of the pane, as a click does.
func (m *Model) Row(y int) {
	y -= 2 + len(m.banner(&paint.Styles{}))
	if m.HasTable() {
		m.tableRow(y)
		return
	}
	if !m.HasTree() || y < 0 || y >= m.tree.height || m.tree.top+y >= m.tree.folds.Len() {
		return
	}
	again := m.tree.cursor == m.tree.top+y
	m.tree.cursor = m.tree.top + y
	if again {
		m.tree.do(action.ToggleFold)
	}
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
	if m.content.Exchange != nil {
		views = append(views, Headers, Request)
	}
	return views
}

func (m *Model) step(by int) {
	views := m.views()
	i := slices.Index(views, m.view)
	m.view = views[(i+by+len(views))%len(views)]
	m.scroll, m.entered = 0, false
	if m.view == Table {
		m.enterTable()
	}
}

func (m *Model) scrollRaw(a action.Action) {
	t, w, h := m.content.raw, m.width-3, m.bodyHeight()
	switch a {
	case action.Up:
		m.raw = t.move(m.raw, -1, w)
	case action.Down:
		m.raw = t.move(m.raw, 1, w)
	case action.PageUp:
		m.raw = t.move(m.raw, -max(h-1, 1), w)
	case action.PageDown:
		m.raw = t.move(m.raw, max(h-1, 1), w)
	case action.Top:
		m.raw = place{}
	case action.Bottom:
		m.raw = t.last(h, w)
	}
	if last := t.last(h, w); after(m.raw, last) {
		m.raw = last
	}
}

func after(a, b place) bool {
	return a.piece > b.piece || (a.piece == b.piece && a.row > b.row)
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
	return m.content.Doc, m.tree.node(), true
}

// GoTo moves the cursor to a node and unfolds what hides it.
func (m *Model) GoTo(n jsondoc.Node) {
	if m.HasTree() {
		m.tree.goTo(n)
	}
}
