package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/auth"
)

// probedMsg is what was found about one scope.
type probedMsg struct {
	stamp
	granted bool
	err     error
}

// probeScope makes one token request. The prober is closed with the last of them,
// and with the first that fails: none follows then.
func probeScope(ctx context.Context, prober *auth.Prober, scope string, last bool, s stamp) tea.Cmd {
	return func() tea.Msg {
		granted, err := prober.Ask(ctx, scope)
		if err != nil || last || ctx.Err() != nil {
			prober.Close()
		}
		return probedMsg{stamp: s, granted: granted, err: err}
	}
}
