package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/compose"
)

// bodyCheckedMsg is what is wrong with a version of a body.
type bodyCheckedMsg struct {
	stamp
	version  int
	findings []compose.Finding
}

// checkBody checks a body, after a pause in which it can be cancelled.
func checkBody(ctx context.Context, pause time.Duration, check func() []compose.Finding, version int, s stamp) tea.Cmd {
	return func() tea.Msg {
		timer := time.NewTimer(pause)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return nil
		}
		return bodyCheckedMsg{stamp: s, version: version, findings: check()}
	}
}

// wakeMsg says that a moment has come at which the screen changes by itself.
type wakeMsg struct{}

func wake(after time.Duration) tea.Cmd {
	return tea.Tick(after, func(time.Time) tea.Msg { return wakeMsg{} })
}
