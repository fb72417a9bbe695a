package ui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// counted counts how often it is drawn.
type counted struct{ keys, views int }

func (c *counted) Init() tea.Cmd { return nil }

func (c *counted) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		c.keys++
	}
	return c, nil
}

func (c *counted) View() tea.View {
	c.views++
	return tea.NewView(string(rune('0' + c.keys)))
}

// Of many keys within a moment the first is drawn at once, and all of them a
// moment later.
func TestABurstOfKeysIsDrawnTwice(t *testing.T) {
	now := time.Unix(1000, 0)
	beat := time.NewTicker(time.Hour)
	defer beat.Stop()
	m := &counted{}
	g := newGuard(m)
	g.start = func() *pacer { return &pacer{beat: beat, now: func() time.Time { return now }} }
	g.Init()
	var redraws []tea.Cmd
	for range 5 {
		_, cmd := g.Update(keyPress("j"))
		if cmd != nil {
			redraws = append(redraws, cmd)
		}
		g.View()
	}
	if m.views != 1 || g.last.Content != "1" || len(redraws) != 1 {
		t.Errorf("%d frames, the last of key %s, %d redraws to come", m.views, g.last.Content, len(redraws))
	}
	<-beat.C // which was moved close
	g.Update(redraws[0]())
	g.View()
	if m.views != 2 || g.last.Content != "5" {
		t.Errorf("%d frames, the last of key %s", m.views, g.last.Content)
	}
	now = now.Add(frame)
	if _, cmd := g.Update(keyPress("j")); cmd != nil {
		t.Error("a key after a pause waits")
	}
	if g.View(); g.last.Content != "6" {
		t.Errorf("a key after a pause shows key %s", g.last.Content)
	}
	// A new size is drawn at once: the frame would not fit.
	g.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if g.View(); m.views != 4 {
		t.Error("a new size waits")
	}
}

// The clock is a private field of Bubble Tea: a version that has none would make
// every key slower, without a word.
func TestTheClockOfTheProgramIsFound(t *testing.T) {
	p := tea.NewProgram(&counted{})
	if c := newPacer(p); c.beat != nil {
		t.Error("a program that does not run has a clock")
	}
	if _, ok := beatOf(p); !ok {
		t.Error("this version of Bubble Tea has no ticker where it is looked for")
	}
}
