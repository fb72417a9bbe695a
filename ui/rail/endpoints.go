package rail

import (
	"slices"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/filter"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// Endpoints is pane 5: the catalogue by groups, those first that the chosen scopes
// cover. With a filter it is one list, the best fit first.
type Endpoints struct {
	list
	catalogue []api.Endpoint
	fields    [][]filter.Field // what the filter looks at
	order     []int            // index into catalogue, in the order of the groups
	covered   map[string]bool
	coveredIn map[string]bool // groups of which some are covered
	described bool            // some of them say more than their path
	lines     []int           // what stands below each other: an index into shown, or heading
	lineOf    []int           // where in lines each of shown is
	headings  int             // how many there are without a filter
	width     int
	touched   bool // the cursor is where the user left it
}

// heading is a line that names the group of the next one.
const heading = -1

// NewEndpoints lists a catalogue.
func NewEndpoints(catalogue []api.Endpoint) *Endpoints {
	p := &Endpoints{catalogue: catalogue, fields: make([][]filter.Field, len(catalogue))}
	for i, e := range catalogue {
		p.fields[i] = filter.OfEndpoint(e)
		p.described = p.described || e.Operation != nil
	}
	p.arrange()
	return p
}

// Restore takes over from the pane of an older catalogue: its filter, and the
// endpoint under its cursor where that is still there.
func (p *Endpoints) Restore(old *Endpoints) {
	p.covered, p.width, p.height = old.covered, old.width, old.height
	p.filter, p.touched = old.filter, old.touched
	p.arrange()
	i, ok := old.Endpoint()
	if !ok {
		return
	}
	was := old.catalogue[i]
	if now := slices.IndexFunc(p.catalogue, func(e api.Endpoint) bool { return e.Method == was.Method && e.Path == was.Path }); now >= 0 {
		p.SetItem(now)
	}
}

// SetScopes puts the endpoints first that these scopes cover. The cursor stays
// on its endpoint, once the user came here.
func (p *Endpoints) SetScopes(scopes []string) {
	p.covered = make(map[string]bool, len(scopes))
	for _, s := range scopes {
		p.covered[s] = true
	}
	p.arrange()
}

// group is what an endpoint is listed under; "" before all groups.
func (p *Endpoints) group(i int) string {
	if o := p.catalogue[i].Operation; o != nil && len(o.Tags) > 0 {
		return o.Tags[0]
	}
	return ""
}

// arrange orders the catalogue: first all that is covered, then the rest, each by
// groups, which come as they do in the catalogue, after what has none.
func (p *Endpoints) arrange() {
	rank := map[string]int{"": 0}
	for i := range p.catalogue {
		if g := p.group(i); rank[g] == 0 && g != "" {
			rank[g] = len(rank)
		}
	}
	p.order, p.coveredIn = p.order[:0], map[string]bool{}
	for i := range p.catalogue {
		p.order = append(p.order, i)
		p.coveredIn[p.group(i)] = p.coveredIn[p.group(i)] || p.rank(i) == 0
	}
	slices.SortStableFunc(p.order, func(a, b int) int {
		if by := p.rank(a) - p.rank(b); by != 0 {
			return by
		}
		return rank[p.group(a)] - rank[p.group(b)]
	})
	p.headings = 0
	for at := range p.order {
		if p.headed(p.order, at) {
			p.headings++
		}
	}
	p.SetFilter(p.filter)
}

// headed says whether a heading stands above an endpoint of a list: where a group
// begins, and where what is not covered begins.
func (p *Endpoints) headed(list []int, at int) bool {
	group := p.group(list[at])
	if at == 0 {
		return group != ""
	}
	before := list[at-1]
	return group != p.group(before) || group != "" && p.rank(before) != p.rank(list[at])
}

func (p *Endpoints) rank(i int) int {
	if p.state(i) == covered {
		return 0
	}
	return 1
}

// SetFilter shows the endpoints that fit, the best first; without a filter all of
// them, by group. The cursor stays on its endpoint without one, and goes to the
// best with one.
func (p *Endpoints) SetFilter(typed string) {
	kept, had := p.Item()
	changed := typed != p.filter
	p.touched = p.touched || changed
	had = had && p.touched
	p.filter = typed
	p.shown = append(p.shown[:0], p.order...)
	if f := filter.New(typed); !f.Empty() {
		inOrder := make([][]filter.Field, len(p.order))
		for at, i := range p.order {
			inOrder[at] = p.fields[i]
		}
		p.shown = p.shown[:0]
		for _, at := range f.Ranked(inOrder) {
			p.shown = append(p.shown, p.order[at])
		}
		had = had && !changed
	}
	p.cursor = 0
	p.layLines()
	if had {
		p.SetItem(kept)
	}
	p.follow()
}

// layLines puts the headings between the endpoints.
func (p *Endpoints) layLines() {
	p.lines, p.lineOf = p.lines[:0], p.lineOf[:0]
	grouped := filter.New(p.filter).Empty()
	for at := range p.shown {
		if grouped && p.headed(p.shown, at) {
			p.lines = append(p.lines, heading)
		}
		p.lineOf = append(p.lineOf, len(p.lines))
		p.lines = append(p.lines, at)
	}
}

// Endpoint is the index into the catalogue of the endpoint under the cursor.
func (p *Endpoints) Endpoint() (int, bool) { return p.Item() }

// SetItem moves the cursor to an endpoint, if it is shown.
func (p *Endpoints) SetItem(i int) {
	if at := slices.Index(p.shown, i); at >= 0 {
		p.cursor = at
	}
	p.follow()
}

// Resize sets the outer size in cells. The last rows are the summary's, where
// there are any.
func (p *Endpoints) Resize(w, h int) {
	p.width = w
	p.height = max(h-2-p.summaryRows(h), 0)
	p.follow()
}

func (p *Endpoints) summaryRows(h int) int {
	switch {
	case !p.described || h < 5:
		return 0
	case h < 12:
		return 1
	}
	return 2
}

// follow keeps the cursor in the window, and the heading above it, where it is
// the first of its group.
func (p *Endpoints) follow() {
	p.cursor = max(min(p.cursor, len(p.shown)-1), 0)
	line := 0
	if p.cursor < len(p.lineOf) {
		line = p.lineOf[p.cursor]
	}
	first := line
	if first > 0 && p.lines[first-1] == heading && p.height > 1 {
		first--
	}
	if first < p.top {
		p.top = first
	}
	if p.height > 0 && line >= p.top+p.height {
		p.top = line - p.height + 1
	}
	p.top = max(min(p.top, len(p.lines)-p.height), 0)
}

// ClickRow moves the cursor to a row of the window; false where none is.
func (p *Endpoints) ClickRow(row int) bool {
	line := p.top + row
	if row < 0 || row >= p.height || line >= len(p.lines) || p.lines[line] == heading {
		return false
	}
	p.cursor, p.touched = p.lines[line], true
	return true
}

// Want is the number of rows that shows everything. A filter does not change it:
// the panes stay where they are while one is typed.
func (p *Endpoints) Want() int { return len(p.catalogue) + p.headings + 2 + p.summaryRows(12) }

// Do acts on an action.
func (p *Endpoints) Do(a action.Action) intent.Intent {
	p.touched = true
	if p.move(a) {
		p.follow()
		return nil
	}
	i, ok := p.Endpoint()
	switch {
	case a == action.Filter:
		return intent.StartFilter{}
	case a == action.Choose && ok:
		return intent.SendEndpoint{Index: i}
	case a == action.EditQuery && ok:
		return intent.EditEndpoint{Index: i}
	}
	return nil
}

// position is how far down the cursor is, in endpoints.
func (p *Endpoints) position(st *paint.Styles) []paint.Span {
	if p.filter == "" && p.height > 0 && len(p.lines) > p.height {
		return []paint.Span{{Style: st.Faint, Text: paint.Thousands(p.cursor+1) + "/" + paint.Thousands(len(p.shown))}}
	}
	if p.filter == "" {
		return nil
	}
	spans := p.list.position(st)
	return append(spans, paint.Span{Style: st.Faint, Text: " " + paint.Thousands(len(p.shown))})
}
