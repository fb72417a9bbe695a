package rail

import (
	"brincr-explorer/api"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// Tenant is pane 2: the customers whose data can be asked for. The id's first
// characters stand beside the name, for two tenants may share a name.
type Tenant struct {
	list
	tenants []api.Tenant
	current int
	width   int
}

// NewTenant lists the tenants of one environment.
func NewTenant(tenants []api.Tenant) *Tenant {
	names := make([]string, len(tenants))
	for i, t := range tenants {
		names[i] = t.Name + " " + t.ID
	}
	return &Tenant{list: newList(names), tenants: tenants}
}

// SetCurrent marks the tenant that is in use.
func (p *Tenant) SetCurrent(i int) { p.current = i; p.SetItem(i) }

// Current is the index of the tenant in use.
func (p *Tenant) Current() int { return p.current }

// Resize sets the outer size in cells.
func (p *Tenant) Resize(w, h int) { p.width = w; p.resize(h - 2) }

// Want is the number of rows that shows everything.
func (p *Tenant) Want() int { return len(p.tenants) + 2 }

// Do acts on an action.
func (p *Tenant) Do(a action.Action) intent.Intent {
	if p.move(a) {
		return nil
	}
	switch i, ok := p.Item(); {
	case a == action.Filter:
		return intent.StartFilter{}
	case a == action.Choose && ok:
		return intent.ChooseTenant{Index: i}
	}
	return nil
}

// View draws the pane.
func (p *Tenant) View(st *paint.Styles, h int, focused bool) []string {
	box := paint.Box{Digit: "2", Focused: focused, Title: []paint.Span{{Text: "Tenant"}}, Right: p.position(st)}
	if h == 1 {
		box.Right = nil
		box.Title = append(box.Title, paint.Span{Style: st.Text, Text: " " + p.tenants[p.current].Name})
		return box.Draw(st, p.width, h, nil)
	}
	return box.Draw(st, p.width, h, p.rows(st, p.width-2, focused, p.row))
}

func (p *Tenant) row(i int, set *paint.Set, l *paint.Line) {
	tenant := p.tenants[i]
	chosen, look := "  ", set.Text
	if i == p.current {
		chosen, look = "● ", set.Strong
	}
	l.Add(set.Accent, chosen)
	id := tenant.ID[:min(len(tenant.ID), 8)]
	l.AddMiddle(look, tenant.Name, l.Left()-10)
	l.Right(set.Text, paint.Span{Style: set.Faint, Text: id + " "})
}
