package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/response"
)

// isFile reports whether files are browsed, without any server.
func (m *model) isFile() bool { return len(m.o.Files) > 0 }

// openFiles shows the first of the files. Another one is read when it is first
// looked at.
func (m *model) openFiles() tea.Cmd {
	m.focus = responsePane
	for i, f := range m.o.Files {
		p := &place{id: api.Place{Tenant: f.Name}, env: &environment{}, response: response.New("Reading " + f.Name + " …"), file: i}
		p.ctx, p.cancel = context.WithCancel(m.ctx)
		p.jq.expr = m.o.Filter
		m.files = append(m.files, p)
	}
	return m.showFile(0)
}

// prime shows the beginning of the first file before there is a first frame, so
// that it is what the first frame shows. Something that may keep silent, such as
// a pipe, is waited for in a command as usual.
func (m *model) prime() {
	m.primed = m.openFiles()
	p := m.here
	if m.o.Files[0].Size > 0 {
		_, m.primed = m.Update(loadFile(p.ctx, m.o.Files[0], p.sending)())
	}
}

func (m *model) showFile(i int) tea.Cmd {
	p := m.files[i]
	m.here = p
	switch {
	case p.response.HasContent():
		return tea.Batch(m.refilter(p), m.arrange(), m.showProgress())
	case p.sending != (stamp{}):
		return nil
	}
	p.sending = m.newStamp(p)
	return tea.Batch(loadFile(p.ctx, m.o.Files[i], p.sending), m.showProgress())
}

// nextFile goes round the files.
func (m *model) nextFile(by int) tea.Cmd {
	n := len(m.files)
	return m.showFile((m.here.file + by + n) % n)
}

// owner is the place that an answer belongs to: of files each goes on loading
// while another is looked at.
func (m *model) owner(waits func(*place) bool) *place {
	if waits(m.here) {
		return m.here
	}
	if i := slices.IndexFunc(m.files, waits); i >= 0 {
		return m.files[i]
	}
	return nil
}
