package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/intent"
)

// An UnfinishedError ends [Run] when the program ended while a request that
// changes data was on its way: nobody knows then whether it was carried out.
type UnfinishedError struct {
	Request             string // method and path, from outside
	Environment, Tenant string // names, from the config
	Err                 error  // why the program ended; nil after the user's q
}

func (e *UnfinishedError) Error() string {
	return "ended before " + e.Request + " was answered, at " + e.Tenant + " (" + e.Environment + ")"
}

func (e *UnfinishedError) Unwrap() error { return e.Err }

// unfinished adds to why the program ends what was still on its way.
func (m *model) unfinished(err error) error {
	p := m.here
	if p == nil || p.unsafe == "" {
		return err
	}
	return &UnfinishedError{Request: p.unsafe, Environment: p.env.Name, Tenant: cmp.Or(p.tenant.Name, p.tenant.ID), Err: err}
}

// quit ends the program. While a request that changes data is on its way it has
// to be asked for twice, as nobody would learn what became of that.
func (m *model) quit() tea.Cmd {
	p := m.here
	if p == nil || p.unsafe == "" || p.sending == m.quitting || m.layout.tooSmall {
		return tea.Quit
	}
	m.quitting = p.sending
	m.notice = intent.Notice{Text: p.unsafe + " has no answer yet, and may be carried out all the same. Wait for it, or q again quits.", Bad: true}
	return nil
}
