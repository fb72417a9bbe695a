package ui

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A PanicError ends [Run] after a mistake of the program's own. It names what
// was thrown by its type alone, unless the runtime threw it: a text could hold
// a secret, or bytes of a server. A stack shows arguments as addresses only.
type PanicError struct {
	Thrown string
	Stack  string
}

func (e *PanicError) Error() string {
	return "failed by a mistake of its own: " + e.Thrown +
		"\n  next:   please report it, with these lines and what you did before\n" + e.Stack
}

func newPanicError(thrown any) *PanicError {
	what := fmt.Sprintf("a value of the type %T", thrown)
	if known, ok := thrown.(runtime.Error); ok {
		what = known.Error()
	}
	stack := strings.ReplaceAll(string(debug.Stack()), "\t", "    ")
	return &PanicError{Thrown: what, Stack: stack}
}

// guard stands between Bubble Tea and the model. Bubble Tea gives the terminal
// back after a panic too, but writes what was thrown to it as it is.
//
// It also keeps the pace: of many messages within a frame only the first is
// drawn at once, and what came of all of them a moment later.
type guard struct {
	model tea.Model
	last  tea.View
	drawn time.Time // when last was made
	stale bool      // last is not what the model shows, and is left as it is for now
	due   bool      // a redraw is on its way
	pace  *pacer
	start func() *pacer // of the program, once it runs; nil for none

	quit   func()
	thrown atomic.Pointer[PanicError] // the first

	begun sync.Once
	began chan struct{} // closed once the terminal is the program's
}

func newGuard(m tea.Model) *guard { return &guard{model: m, began: make(chan struct{})} }

// Init is called once the terminal is in raw mode.
func (g *guard) Init() (cmd tea.Cmd) {
	defer g.catch()
	g.begun.Do(func() { close(g.began) })
	if g.start != nil {
		g.pace = g.start()
	}
	return g.watch(g.model.Init())
}

// redrawMsg says that what several messages changed is to be drawn now.
type redrawMsg struct{}

// Update is not handed on once something was thrown: the model may be
// half-changed.
func (g *guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	if g.thrown.Load() != nil {
		return g, nil
	}
	defer g.catch()
	next = g
	if _, ok := msg.(redrawMsg); ok {
		g.stale, g.due = false, false
		return g, nil
	}
	g.model, cmd = g.model.Update(msg)
	return g, tea.Batch(g.watch(cmd), g.hold(msg))
}

// hold leaves the frame as it is where one was made a moment ago, and sees to it
// that it is made anew a moment later. A new size is drawn at once.
func (g *guard) hold(msg tea.Msg) tea.Cmd {
	_, sized := msg.(tea.WindowSizeMsg)
	g.stale = g.pace != nil && !sized && g.pace.busy(g.drawn)
	if !g.stale || g.due {
		return nil
	}
	g.due = true
	return tea.Tick(frame/2, func(time.Time) tea.Msg { return redrawMsg{} })
}

func (g *guard) View() (v tea.View) {
	v = g.last
	if g.thrown.Load() != nil || g.stale {
		return v
	}
	defer g.catch()
	g.last = g.model.View()
	if g.pace != nil {
		g.drawn = g.pace.now()
		if g.last.Content != v.Content {
			g.pace.changed()
		}
	}
	return g.last
}

// watch makes a command give its panic to the guard, and those of a batch too.
func (g *guard) watch(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.catch()
		msg = cmd()
		batch, ok := msg.(tea.BatchMsg)
		if !ok {
			return msg
		}
		watched := make(tea.BatchMsg, len(batch))
		for i, c := range batch {
			watched[i] = g.watch(c)
		}
		return watched
	}
}

// catch keeps what was thrown and ends the program. It does so from a goroutine
// of its own, as the panic may have come from the one that has to answer.
func (g *guard) catch() {
	thrown := recover()
	if thrown == nil {
		return
	}
	g.thrown.CompareAndSwap(nil, newPanicError(thrown))
	go g.quit()
}
