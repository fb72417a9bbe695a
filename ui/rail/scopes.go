package rail

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// scopeLimit is where IdentityServer, on which Visma Connect evidently runs,
// refuses a scope string unless it was told otherwise. [src]
const scopeLimit = 300

// Scopes is pane 3: what the token is asked for. Names that the list lacks can
// be typed into its filter.
type Scopes struct {
	list
	on       map[string]bool
	sets     []api.ScopeSet
	findings map[string]Finding
	progress string // of asking for each alone; "" while nobody does
	width    int
}

// NewScopes lists the known scopes with some of them chosen; chosen ones and
// those of a set that are not known are listed too.
func NewScopes(known, chosen []string, sets ...api.ScopeSet) *Scopes {
	p := &Scopes{on: make(map[string]bool), sets: sets}
	var names []string
	add := func(more []string) {
		for _, name := range more {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	add(chosen)
	add(known)
	for _, set := range sets {
		add(set.Scopes)
	}
	for _, name := range chosen {
		p.on[name] = true
	}
	p.list = newList(names)
	return p
}

// Choose makes the selection these scopes and no others.
func (p *Scopes) Choose(names []string) {
	clear(p.on)
	for _, name := range slices.Backward(names) {
		p.Add(name)
	}
}

// ShowChosen moves the cursor to the first scope that is chosen.
func (p *Scopes) ShowChosen() {
	for i, name := range p.names {
		if p.on[name] {
			p.SetItem(i)
			return
		}
	}
}

// Holds says whether the selection is just these scopes.
func (p *Scopes) Holds(scopes []string) bool { return sameSet(p.Chosen(), scopes) }

// SetName is the name of the set that is chosen; "" when the selection is none.
func (p *Scopes) SetName() string {
	for _, set := range p.sets {
		if p.Holds(set.Scopes) {
			return set.Name
		}
	}
	return ""
}

// SetFindings shows what is known of scopes from asking for each alone; nil
// shows nothing.
func (p *Scopes) SetFindings(f map[string]Finding) { p.findings, p.progress = maps.Clone(f), "" }

// SetProgress shows how far that is; "" when it is over.
func (p *Scopes) SetProgress(text string) { p.progress = text }

// Chosen is the selection, sorted.
func (p *Scopes) Chosen() []string {
	chosen := make([]string, 0, len(p.on))
	for name, on := range p.on {
		if on {
			chosen = append(chosen, name)
		}
	}
	slices.Sort(chosen)
	return chosen
}

// Add chooses a scope, and lists it first where it was not listed yet.
func (p *Scopes) Add(name string) {
	if !slices.Contains(p.names, name) {
		p.names = slices.Insert(p.names, 0, name)
		p.SetFilter("")
		p.SetItem(0)
	}
	p.on[name] = true
}

// Typed is the name that the filter spells out and no item has: choosing it
// adds it.
func (p *Scopes) Typed() (string, bool) {
	name := strings.TrimSpace(p.filter)
	if name == "" || len(p.shown) > 0 || strings.ContainsAny(name, " \t\"\\") {
		return "", false
	}
	if !strings.Contains(name, ":") {
		name = "brincr:" + name
	}
	return name, true
}

// Resize sets the outer size in cells.
func (p *Scopes) Resize(w, h int) { p.width = w; p.resize(h - 2) }

// Want is the number of rows that shows everything.
func (p *Scopes) Want() int { return len(p.names) + 2 }

// Do acts on an action.
func (p *Scopes) Do(a action.Action) intent.Intent {
	if p.move(a) {
		return nil
	}
	switch a {
	case action.Filter:
		return intent.StartFilter{}
	case action.Toggle, action.Choose:
		return p.toggle()
	case action.All:
		return p.toggleAll()
	}
	return nil
}

func (p *Scopes) toggle() intent.Intent {
	if name, ok := p.Typed(); ok {
		p.Add(name)
		return intent.ScopesChanged{}
	}
	i, ok := p.Item()
	if !ok {
		return nil
	}
	p.on[p.names[i]] = !p.on[p.names[i]]
	return intent.ScopesChanged{}
}

// toggleAll chooses all that are shown or, where they are chosen already, none.
func (p *Scopes) toggleAll() intent.Intent {
	all := true
	for _, i := range p.shown {
		all = all && p.on[p.names[i]]
	}
	for _, i := range p.shown {
		p.on[p.names[i]] = !all
	}
	return intent.ScopesChanged{}
}

// View draws the pane.
func (p *Scopes) View(st *paint.Styles, h int, focused bool) []string {
	chosen := p.Chosen()
	count := " " + strconv.Itoa(len(chosen)) + "/" + strconv.Itoa(len(p.names))
	box := paint.Box{Digit: "3", Focused: focused, Title: []paint.Span{{Text: "Scopes"}, {Text: count}}, Right: p.position(st)}
	if p.progress != "" {
		box.Title = append(box.Title, paint.Span{Style: st.Warn, Text: " " + p.progress})
	} else if set := p.SetName(); set != "" {
		box.Title = append(box.Title, paint.Span{Style: st.Strong, Text: " " + set})
	}
	if h == 1 {
		box.Right = nil
		box.Title = append(box.Title, paint.Span{Style: st.Text, Text: " " + short(chosen)})
		return box.Draw(st, p.width, h, nil)
	}
	if n := len(strings.Join(chosen, " ")); n > scopeLimit {
		box.Title = append(box.Title, paint.Span{Style: st.Warn, Text: " ! " + strconv.Itoa(n) + " characters"})
	}
	rows := p.rows(st, p.width-2, focused, p.row)
	switch name, ok := p.Typed(); {
	case p.height < 1:
	case ok:
		line := paint.NewLine(p.width-2).Add(st.Selected.Accent, "+ ").Add(st.Selected.Text, "add "+name)
		rows = []string{line.Fill(st.Selected.Text)}
	case len(p.shown) == 0 && strings.TrimSpace(p.filter) != "":
		rows = []string{paint.NewLine(p.width-2).Add(st.Placeholder, "  a scope's name has no blanks").String()}
	}
	return box.Draw(st, p.width, h, rows)
}

func (p *Scopes) row(i int, set *paint.Set, l *paint.Line) {
	name := p.names[i]
	box, look := "[ ] ", set.Text
	if p.on[name] {
		box, look = "[x] ", set.Strong
	}
	l.Add(set.Accent, box)
	found := p.findings[name].span(set)
	if found.Text == "" {
		l.Add(look, name)
		return
	}
	room := max(l.Left()-paint.SpansWidth([]paint.Span{found})-2, 1)
	if paint.SpansWidth([]paint.Span{{Text: name}}) > room {
		name = short([]string{name}) // which one it is says more than what all begin with
	}
	l.AddMiddle(look, name, room)
	l.Right(set.Text, found, paint.Span{Style: set.Text, Text: " "})
}

// short names scopes without the prefix that they all have.
func short(scopes []string) string {
	if len(scopes) == 0 {
		return "none"
	}
	return strings.ReplaceAll(strings.Join(scopes, " "), "brincr:", "")
}
