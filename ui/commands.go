package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/response"
)

// Commands are made here and nowhere else. Each captures values, never the
// model, and answers with one message that carries the stamp it was given.

// exchangeMsg is the answer to a request.
type exchangeMsg struct {
	stamp
	content response.Content
	keep    bool // it repeats what is on the screen
}

func send(ctx context.Context, c *api.Client, r api.Request, s stamp, keep bool) tea.Cmd {
	return func() tea.Msg {
		ex := c.Do(ctx, r)
		return exchangeMsg{stamp: s, content: response.Load(ctx, ex), keep: keep}
	}
}

// statusMsg is a change of the token that a place watches.
type statusMsg struct {
	stamp
	status auth.Status
}

// watch waits for the next change of a token; nothing comes once ctx ends.
func watch(ctx context.Context, source *auth.Source, since uint64, s stamp) tea.Cmd {
	return func() tea.Msg {
		status, err := source.Wait(ctx, since)
		if err != nil {
			return nil
		}
		return statusMsg{stamp: s, status: status}
	}
}

// keepToken sees to it that there is a usable token. What comes of it arrives
// through watch.
func keepToken(ctx context.Context, source *auth.Source) tea.Cmd {
	return func() tea.Msg {
		_, _ = source.Token(ctx)
		return nil
	}
}

// renewToken asks for a new token because the user wants one.
func renewToken(ctx context.Context, source *auth.Source) tea.Cmd {
	return func() tea.Msg {
		_, _ = source.Renew(ctx)
		return nil
	}
}

// tickMsg is a second gone by.
type tickMsg struct{}

func tick(after time.Duration) tea.Cmd {
	return tea.Tick(after, func(time.Time) tea.Msg { return tickMsg{} })
}

// settleMsg says that the scopes have not changed for a moment.
type settleMsg struct{ change uint64 }

func settle(change uint64) tea.Cmd {
	const pause = 700 * time.Millisecond
	return tea.Tick(pause, func(time.Time) tea.Msg { return settleMsg{change: change} })
}

// foundMsg is the outcome of a search.
type foundMsg struct {
	stamp
	match jsondoc.Match
	ok    bool
	count int
	err   error
}

func find(ctx context.Context, doc *jsondoc.Document, q jsondoc.Query, from jsondoc.Node, forward bool, s stamp) tea.Cmd {
	return func() tea.Msg {
		m := foundMsg{stamp: s}
		m.match, m.ok, m.err = doc.Find(ctx, q, from, forward)
		if m.err == nil && m.ok {
			m.count, m.err = doc.CountMatches(ctx, q)
		}
		return m
	}
}

// arrangedMsg says that the table of a place was sorted or filtered. It only
// wakes the loop: the pane takes the outcome over at its next Resize, if that
// is still what it waits for.
type arrangedMsg struct{}

func arrangeTable(work func()) tea.Cmd {
	if work == nil {
		return nil
	}
	return func() tea.Msg {
		work()
		return arrangedMsg{}
	}
}

// copyMade makes a text that may be long and puts it on the clipboard.
func copyMade(text func() string) tea.Cmd {
	return func() tea.Msg { return tea.SetClipboard(text())() }
}

// loadFile indexes a document that was read from a file.
func loadFile(ctx context.Context, name string, body []byte, s stamp) tea.Cmd {
	return func() tea.Msg {
		return exchangeMsg{stamp: s, content: response.LoadFile(ctx, name, body)}
	}
}
