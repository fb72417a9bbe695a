package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/response"
)

// Commands for the pages of a list, made by the same rules as those in
// commands.go. A walk is handed to one command at a time.

// pageMsg is how far a walk is after a step, and what that step sent.
type pageMsg struct {
	stamp
	progress api.Progress
	exchange *api.Exchange // nil where nothing was sent
}

func fetchPage(ctx context.Context, w *api.Walk, s stamp) tea.Cmd {
	return func() tea.Msg {
		progress, ex := w.Step(ctx)
		return pageMsg{stamp: s, progress: progress, exchange: ex}
	}
}

// gatherPages makes one document of what a walk fetched. All of it is there when
// it takes the place of what is on the screen, so that cursor and folds stay. The
// walk itself is not touched: once this is cancelled, it may go on at once.
func gatherPages(ctx context.Context, gather func() api.Exchange, s stamp) tea.Cmd {
	return func() tea.Msg {
		return exchangeMsg{stamp: s, content: response.LoadWhole(ctx, gather(), nil), gathered: true}
	}
}
