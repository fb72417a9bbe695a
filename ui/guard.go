package ui

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

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
type guard struct {
	model  tea.Model
	last   tea.View
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
	return g.watch(g.model.Init())
}

// Update is not handed on once something was thrown: the model may be
// half-changed.
func (g *guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	if g.thrown.Load() != nil {
		return g, nil
	}
	defer g.catch()
	next = g
	g.model, cmd = g.model.Update(msg)
	return g, g.watch(cmd)
}

func (g *guard) View() (v tea.View) {
	v = g.last
	if g.thrown.Load() != nil {
		return v
	}
	defer g.catch()
	g.last = g.model.View()
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
