package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/seen"
)

// idsMsg are the ids that an answer held.
type idsMsg struct {
	stamp
	found seen.Found
}

func collectIDs(ctx context.Context, doc *jsondoc.Document, path string, s stamp) tea.Cmd {
	return func() tea.Msg { return idsMsg{stamp: s, found: seen.Collect(ctx, doc, path)} }
}
