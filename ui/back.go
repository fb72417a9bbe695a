package ui

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
)

// continuedMsg says that somebody stopped the program with SIGSTOP, which cannot
// be caught, and let it go on: the terminal may be another's or changed.
type continuedMsg struct{}

// back keeps the terminal from being given away again before Bubble Tea is done
// with taking it back: version 2.0 measures it in a goroutine of its own then,
// which uses what the next time writes. All of it happens in Bubble Tea's loop.
type back struct {
	measured bool // the output is a terminal, so that its size comes as a message
	awaited  bool // that message is still to come
	held     []tea.Msg
}

// taken is called when the terminal is about to be taken back.
func (b *back) taken() { b.awaited = b.measured }

// filter is asked about every message before the model is.
func (s *signals) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	msg, later := s.back.hold(msg)
	if len(later) > 0 {
		go s.again(later)
	}
	return s.suspending(msg)
}

func (s *signals) again(held []tea.Msg) {
	for _, msg := range held {
		s.program.Send(msg)
	}
}

// hold holds back what gives the terminal away. What was held is to be sent
// again, later, when the size is there.
func (b *back) hold(msg tea.Msg) (now tea.Msg, later []tea.Msg) {
	if _, size := msg.(tea.WindowSizeMsg); size {
		later, b.held, b.awaited = b.held, nil, false
		return msg, later
	}
	if b.awaited && givesAway(msg) {
		if _, continued := msg.(continuedMsg); !continued || len(b.held) == 0 { // what is held does that too
			b.held = append(b.held, msg)
		}
		return nil, nil
	}
	return msg, nil
}

func givesAway(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.SuspendMsg, continuedMsg:
		return true
	}
	return reflect.TypeOf(msg) == execType
}

// execType is of the message, not exported, that runs a program.
var execType = reflect.TypeOf(tea.Exec(nil, nil)())
