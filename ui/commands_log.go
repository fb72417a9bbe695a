package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/internal/journal"
	"brincr-explorer/ui/response"
)

// reopenedMsg is an answer of the log made ready to be shown again.
type reopenedMsg struct {
	stamp
	content  response.Content
	said     string
	compared bool
}

// reopen indexes an answer of the log. With before, what changed since that one
// is marked.
func reopen(ctx context.Context, x api.Exchange, before *api.Exchange, said string, s stamp) tea.Cmd {
	return func() tea.Msg {
		if before == nil {
			return reopenedMsg{stamp: s, content: response.Load(ctx, x), said: said}
		}
		earlier := response.LoadWhole(ctx, *before, nil).Doc
		return reopenedMsg{stamp: s, content: response.LoadWhole(ctx, x, earlier), said: said, compared: true}
	}
}

// reportMsg tells that a report was written, or why not.
type reportMsg struct {
	file string
	err  error
}

// saveReport writes what was sent in this session to a file.
func saveReport(save func(string, []byte, bool) error, j *journal.Journal, file string, replace bool) tea.Cmd {
	return func() tea.Msg {
		var lines []journal.Line
		for _, e := range j.Entries() {
			lines = append(lines, journal.LineOf(e))
		}
		r := journal.NewReport(lines)
		r.Sentence = "It covers one session of the panes, as far as its log goes back."
		return reportMsg{file: file, err: save(file, []byte(r.Markdown()), replace)}
	}
}
