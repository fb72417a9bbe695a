// Package ui is the panes: the only code that knows Bubble Tea, Bubbles and Lip
// Gloss. The root model holds the selection, the focus and what lies over the
// panes; Update only routes. Panes are plain structs that answer an action with
// an intent, and commands are made in commands.go alone.
package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/journal"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/rail"
)

// The panes, by the digit that jumps to them.
const (
	environmentPane = iota + 1
	tenantPane
	scopesPane
	tokenPane
	endpointsPane
	responsePane
)

// pane is what the root needs of a pane to hand it actions.
type pane interface {
	Do(action.Action) intent.Intent
}

// over is what can lie over the panes.
type over interface {
	Key(tea.KeyPressMsg) overlay.Result
	Hint() string
	Paste(string)
	Wheel(by int)
	Click(x, y int) overlay.Result
	View(st *paint.Styles, w, h int) []string
}

// model is the root.
type model struct {
	o    Options
	ctx  context.Context
	keys keyTable
	look paint.Look
	st   *paint.Styles
	now  auth.Instant

	layout   layout
	w, h     int
	focus    int
	railPane int // the rail pane that had the focus last

	envs      []*environment
	env       int
	railEnv   *rail.Environment
	token     *rail.Token
	endpoints *rail.Endpoints
	places    map[api.Place]*place
	here      *place
	files     []*place // in the place of environments, where files are browsed
	primed    tea.Cmd  // what is left to do of the first of them
	writing   *writing // what is being composed; nil where nothing is

	lastAnywhere *api.Request // what was sent last, wherever that was

	overlay over
	claims  *overlay.Sheet // what the token says, while that is the overlay
	over    rect           // where it was drawn last
	log     logState
	held    heldRequest
	prompt  *prompt
	prefix  string // the first key of a sequence
	notice  intent.Notice

	jqHistory   history
	dragging    bool // of the scroll bar
	progressing bool

	ticking  bool
	change   uint64 // of the scopes; a settleMsg of another one is stale
	settled  bool
	epoch    uint64
	seq      uint64
	sent     int // API requests that left in this session
	onResume func()
	lend     func(starting) error // gives the terminal to a program until it ends
	ended    error                // why the program ends, where it is not the user's q
	quitting stamp                // of the request that is given up when q is pressed again
}

func newModel(ctx context.Context, o Options) *model {
	if o.Clock == nil {
		o.Clock = auth.SystemClock()
	}
	if o.Client.Clock == nil {
		o.Client.Clock = o.Clock
	}
	if o.Journal == nil {
		o.Journal = journal.New()
		o.Journal.Observe(&o.Client)
	}
	m := &model{
		o: o, ctx: ctx, keys: keyTable{bindings()}, settled: true,
		places: make(map[api.Place]*place), focus: endpointsPane, railPane: endpointsPane,
		token: rail.NewToken(), endpoints: rail.NewEndpoints(nil), railEnv: rail.NewEnvironment(o.Environments),
		now: o.Clock.Now(),
	}
	m.st = paint.New(m.look)
	for _, e := range o.Environments {
		env := &environment{Environment: e, tenants: rail.NewTenant(e.Tenants), scopes: rail.NewScopes(api.KnownScopes(), o.chosen(e), e.ScopeSets...), links: api.NewLinks(e.APIURL)}
		env.setCatalogue(o.Catalogue)
		m.envs = append(m.envs, env)
	}
	if len(o.Warnings) > 0 {
		m.notice = intent.Notice{Text: strings.Join(o.Warnings, " · "), Bad: true}
	}
	return m
}

// Init asks for the terminal's background and goes to the first place.
func (m *model) Init() tea.Cmd {
	if m.isFile() {
		if m.files == nil {
			m.prime()
		}
		return tea.Batch(tea.RequestBackgroundColor, m.primed)
	}
	return tea.Batch(tea.RequestBackgroundColor, m.start(), m.keepTicking())
}

// Update routes each message to the one method that answers it.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.now = m.o.Clock.Now()
	cmd, done := m.terminal(msg)
	if !done {
		cmd = m.result(msg)
	}
	m.adopt()
	cmd = tea.Batch(cmd, m.attendWriting())
	m.place()
	return m, tea.Batch(cmd, m.keepTicking())
}

// View draws the frame. It is asked for after every message.
func (m *model) View() tea.View {
	v := tea.NewView(m.frame())
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	return v
}

// place gives every pane its rectangle and the time.
func (m *model) place() {
	if m.here == nil {
		return
	}
	m.token.SetNow(m.now)
	m.followLog()
	m.token.SetFound(len(m.here.refused()) > 0)
	m.here.response.SetNow(m.now.Wall)
	m.here.response.SetAgain(m.here.again.active, m.here.again.left(m.now))
	if m.isFile() {
		m.layout = layout{w: m.w, h: m.h, tooSmall: m.w < minWidth || m.h < minHeight, wide: true}
		m.layout.panes[responsePane] = rect{0, 1, m.w, max(m.h-2, 0)}
		m.here.response.Resize(m.w, max(m.h-2, 0))
		return
	}
	env := m.here.env
	m.layout = arrange(m.w, m.h, m.focus, [6]int{1: m.railEnv.Want(), 2: env.tenants.Want(), 3: env.scopes.Want(), 4: m.token.Want(), 5: m.endpoints.Want()})
	p := m.layout.panes
	m.railEnv.Resize(p[1].w, p[1].h)
	env.tenants.Resize(p[2].w, p[2].h)
	env.scopes.Resize(p[3].w, p[3].h)
	m.token.Resize(p[4].w, p[4].h)
	m.endpoints.Resize(p[5].w, p[5].h)
	if p[6].h > 0 {
		m.here.response.Resize(p[6].w, p[6].h)
	}
}

func colours(p colorprofile.Profile) paint.Colours {
	switch {
	case p <= colorprofile.Ascii:
		return paint.Plain
	case p == colorprofile.ANSI:
		return paint.Basic
	case p == colorprofile.ANSI256:
		return paint.Indexed
	default:
		return paint.Full
	}
}

// dress builds the theme for the terminal and the environment.
func (m *model) dress() {
	m.look.Production = !m.isFile() && m.envs[m.env].Production
	m.st = paint.New(m.look)
}

// focused is the pane that has the focus.
func (m *model) focused() pane {
	switch m.focus {
	case environmentPane:
		return m.railEnv
	case tenantPane:
		return m.here.env.tenants
	case scopesPane:
		return m.here.env.scopes
	case tokenPane:
		return m.token
	case endpointsPane:
		return m.endpoints
	default:
		return m.here.response
	}
}

// focusOn moves the focus. A token that was revealed is masked again, and
// scopes that were being chosen are settled.
func (m *model) focusOn(n int) tea.Cmd {
	if n == m.focus {
		return nil
	}
	m.token.Hide()
	m.focus = n
	if n != responsePane {
		m.railPane = n
	}
	if !m.settled {
		return m.useScopes()
	}
	return nil
}

func (m *model) newStamp(p *place) stamp {
	m.seq++
	return stamp{place: p.id, epoch: m.epoch, seq: m.seq}
}
