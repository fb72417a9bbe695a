package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/openapi"
	"brincr-explorer/ui/response"
)

// Commands are made here and nowhere else. Each captures values, never the
// model, and answers with one message that carries the stamp it was given.

// exchangeMsg is the answer to a request.
type exchangeMsg struct {
	stamp
	content  response.Content
	keep     bool // it repeats what is on the screen
	gathered bool // it is pages that were counted one by one as they came
}

func send(ctx context.Context, c *api.Client, r api.Request, s stamp, keep bool) tea.Cmd {
	return func() tea.Msg {
		ex := c.Do(ctx, r)
		return exchangeMsg{stamp: s, content: response.Load(ctx, ex), keep: keep}
	}
}

// sendAgain repeats the request whose answer is on the screen. All of the new
// one is there when it takes the place of the old, with what changed marked.
func sendAgain(ctx context.Context, c *api.Client, r api.Request, before *jsondoc.Document, s stamp, keep bool) tea.Cmd {
	return func() tea.Msg {
		ex := c.Do(ctx, r)
		return exchangeMsg{stamp: s, content: response.LoadWhole(ctx, ex, before), keep: keep}
	}
}

// loadedMsg is what is known by now of a document whose beginning is on the
// screen.
type loadedMsg struct {
	stamp
	content response.Content
}

func loadRest(ctx context.Context, rest func(context.Context, *response.Loading) response.Content, l *response.Loading, s stamp) tea.Cmd {
	return func() tea.Msg { return loadedMsg{stamp: s, content: rest(ctx, l)} }
}

// describedMsg is an OpenAPI description, or why there is none.
type describedMsg struct {
	stamp
	description openapi.Description
	err         error
}

func describe(ctx context.Context, load Describe, env api.Environment, source string, s stamp) tea.Cmd {
	return func() tea.Msg {
		m := describedMsg{stamp: s}
		m.description, m.err = load(ctx, env, source)
		return m
	}
}

// progressMsg draws how far something long is.
type progressMsg struct{}

func progress() tea.Cmd {
	const often = 100 * time.Millisecond
	return tea.Tick(often, func(time.Time) tea.Msg { return progressMsg{} })
}

// openedMsg is what was found in a string.
type openedMsg struct {
	stamp
	opened response.Opened
}

func openString(work func() response.Opened, s stamp) tea.Cmd {
	return func() tea.Msg { return openedMsg{stamp: s, opened: work()} }
}

// filteredMsg is what a filter made of the document, or why it made nothing.
type filteredMsg struct {
	stamp
	results response.Results
	err     error
}

// filterDocument runs a filter, after a pause in which it can be cancelled: not
// every letter that is typed is worth a run.
func filterDocument(ctx context.Context, pause time.Duration, work func(context.Context) (response.Results, error), s stamp) tea.Cmd {
	return func() tea.Msg {
		timer := time.NewTimer(pause)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return nil
		}
		m := filteredMsg{stamp: s}
		m.results, m.err = work(ctx)
		return m
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

// foundMsg is the outcome of a search, countedMsg how many there are and which
// of them that is: the count takes longer, and nobody waits for it.
type (
	foundMsg struct {
		stamp
		hit response.Hit
		ok  bool
		err error
	}
	countedMsg struct {
		stamp
		rank, total int
	}
)

func find(ctx context.Context, search response.Search, forward bool, s stamp) tea.Cmd {
	return func() tea.Msg {
		m := foundMsg{stamp: s}
		m.hit, m.ok, m.err = search.Next(ctx, forward)
		return m
	}
}

func count(ctx context.Context, search response.Search, hit response.Hit, s stamp) tea.Cmd {
	return func() tea.Msg {
		rank, total, err := search.Count(ctx, hit)
		if err != nil {
			return nil
		}
		return countedMsg{stamp: s, rank: rank, total: total}
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

// loadFile shows a file as soon as its beginning is there.
func loadFile(ctx context.Context, f response.File, s stamp) tea.Cmd {
	return func() tea.Msg { return exchangeMsg{stamp: s, content: response.LoadFile(ctx, f)} }
}
