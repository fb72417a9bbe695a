package rail

import (
	"slices"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// Endpoints is pane 5: the catalogue, those that the chosen scopes cover first.
type Endpoints struct {
	list
	catalogue []api.Endpoint
	order     []int // position in the list -> index into catalogue
	covered   map[string]bool
	width     int
}

// NewEndpoints lists a catalogue.
func NewEndpoints(catalogue []api.Endpoint) *Endpoints {
	p := &Endpoints{catalogue: catalogue}
	for i := range catalogue {
		p.order = append(p.order, i)
	}
	p.fill()
	return p
}

// SetScopes puts the endpoints first that need one of these scopes or none. The
// cursor stays on its endpoint.
func (p *Endpoints) SetScopes(scopes []string) {
	kept, had := p.Endpoint()
	p.covered = make(map[string]bool, len(scopes))
	for _, s := range scopes {
		p.covered[s] = true
	}
	p.order = p.order[:0]
	for i := range p.catalogue {
		p.order = append(p.order, i)
	}
	slices.SortStableFunc(p.order, func(a, b int) int { return p.rank(a) - p.rank(b) })
	p.fill()
	if had {
		p.SetItem(slices.Index(p.order, kept))
	}
}

// fill gives the list its names, in the order of the rows.
func (p *Endpoints) fill() {
	p.names = p.names[:0]
	for _, i := range p.order {
		e := p.catalogue[i]
		p.names = append(p.names, e.Method+" "+e.Path+" "+e.Name+" "+e.Scope)
	}
	p.SetFilter(p.filter)
}

func (p *Endpoints) rank(i int) int {
	if p.covered[p.catalogue[i].Scope] {
		return 0
	}
	return 1
}

// uncovered reports whether an endpoint needs a scope that is not chosen.
func (p *Endpoints) uncovered(i int) bool {
	scope := p.catalogue[i].Scope
	return scope != "" && !p.covered[scope]
}

// Endpoint is the index into the catalogue of the endpoint under the cursor.
func (p *Endpoints) Endpoint() (int, bool) {
	row, ok := p.Item()
	if !ok || row >= len(p.order) {
		return 0, false
	}
	return p.order[row], true
}

// Resize sets the outer size in cells.
func (p *Endpoints) Resize(w, h int) { p.width = w; p.resize(h - 2) }

// Want is the number of rows that shows everything.
func (p *Endpoints) Want() int { return len(p.catalogue) + 2 }

// Do acts on an action.
func (p *Endpoints) Do(a action.Action) intent.Intent {
	if p.move(a) {
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

// View draws the pane.
func (p *Endpoints) View(st *paint.Styles, h int, focused bool) []string {
	box := paint.Box{Digit: "5", Focused: focused, Title: []paint.Span{{Text: "Endpoints"}}, Right: p.position(st)}
	if h == 1 {
		box.Right = nil
		if i, ok := p.Endpoint(); ok {
			box.Title = append(box.Title, paint.Span{Style: st.Text, Text: " " + p.catalogue[i].Method + " " + p.catalogue[i].Path})
		}
		return box.Draw(st, p.width, h, nil)
	}
	return box.Draw(st, p.width, h, p.rows(st, p.width-2, focused, p.row))
}

func (p *Endpoints) row(row int, set *paint.Set, l *paint.Line) {
	i := p.order[row]
	e := p.catalogue[i]
	method, path := set.Accent, set.Text
	if p.uncovered(i) {
		method, path = set.Faint, set.Faint
	}
	l.Add(method, e.Method+" ")
	note := note(e, p.uncovered(i))
	room := l.Left()
	if note != "" {
		room -= paint.SpansWidth([]paint.Span{{Text: note}}) + 2
	}
	if room < 10 {
		l.Add(path, e.Path)
		return
	}
	l.AddMiddle(path, e.Path, room)
	l.Right(set.Text, paint.Span{Style: set.Faint, Text: note + " "})
}

// note says why an endpoint may not answer as wished.
func note(e api.Endpoint, uncovered bool) string {
	switch {
	case uncovered:
		return "+ " + short([]string{e.Scope})
	case e.Evidence == api.Guess, e.Evidence == api.Illustrative:
		return string(e.Evidence)
	default:
		return ""
	}
}
