package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/internal/openapi"
	"brincr-explorer/ui/intent"
)

// description is what an environment knows of its OpenAPI description.
type description struct {
	asked   bool   // it was loaded, or is being, or could not be
	waiting stamp  // of the loading that runs; an answer with another one is dropped
	source  string // what is being loaded
	byUser  bool   // the user named it just now, and waits
	stop    context.CancelFunc
	arrived *describedMsg // waits for an overlay to close: that chooses by number from the list before
	told    intent.Notice // what came of it while another environment was on the screen
}

// describeEnvironment loads the description that the config names, when its
// environment is used for the first time.
func (m *model) describeEnvironment(env *environment) tea.Cmd {
	d := &env.description
	if told := d.told; told.Text != "" {
		d.told, m.notice = intent.Notice{}, told
	}
	if d.asked || env.OpenAPI == "" || m.o.Describe == nil {
		return nil
	}
	return m.loadDescription(env, env.OpenAPI, false)
}

// loadDescription reads a description beside the Update loop. It belongs to the
// environment, whichever is on the screen when it is there.
func (m *model) loadDescription(env *environment, source string, byUser bool) tea.Cmd {
	d := &env.description
	if d.stop != nil {
		d.stop()
	}
	var ctx context.Context
	ctx, d.stop = context.WithCancel(m.ctx)
	d.asked, d.source, d.byUser = true, source, byUser
	d.waiting = m.newStamp(m.here)
	return describe(ctx, m.o.Describe, env.Environment, source, d.waiting)
}

func (m *model) askDescription() tea.Cmd {
	if m.o.Describe == nil {
		return nil
	}
	hint := "a FILE or https URL; ~ is home"
	if m.here.env.lastDescription() != "" {
		hint = "a FILE or https URL; empty reads the same again"
	}
	return m.ask(prompt{kind: askingDescription, label: "OpenAPI", hint: hint}, "")
}

// lastDescription is the description that was asked for last, or else the
// config's.
func (e *environment) lastDescription() string {
	if e.description.source != "" {
		return e.description.source
	}
	return e.OpenAPI
}

// typedDescription loads what was named: nothing stands for the one before, which
// may have been mended. A path that was dragged into the terminal comes in quotes.
func (m *model) typedDescription(source string) tea.Cmd {
	source = strings.TrimSpace(source)
	if n := len(source); n >= 2 && (source[0] == '\'' || source[0] == '"') && source[n-1] == source[0] {
		source = source[1 : n-1]
	}
	if source == "" {
		source = m.here.env.lastDescription()
	}
	if source == "" {
		return nil
	}
	m.notice = intent.Notice{Text: "Reading " + openapi.Shown(source) + " … (esc cancels)"}
	return m.loadDescription(m.here.env, source, true)
}

// stopDescribing cancels the loading that the user waits for, if there is one.
func (m *model) stopDescribing() bool {
	if m.isFile() || m.here == nil {
		return false
	}
	d := &m.here.env.description
	if d.waiting == (stamp{}) || !d.byUser {
		return false
	}
	d.stop()
	d.waiting, d.stop = stamp{}, nil
	m.notice = intent.Notice{Text: "Cancelled reading " + openapi.Shown(d.source) + ". The endpoints are as they were."}
	return true
}

// described takes a description in. One that nobody waits for any more is dropped.
func (m *model) described(msg describedMsg) {
	for _, env := range m.envs {
		d := &env.description
		if d.waiting != msg.stamp || msg.stamp == (stamp{}) {
			continue
		}
		d.stop()
		d.waiting, d.stop = stamp{}, nil
		d.arrived = &msg
	}
}

// adopt lists what arrived: for the environment on the screen as soon as nothing
// lies over it.
func (m *model) adopt() {
	if m.isFile() || m.here == nil {
		return
	}
	for _, env := range m.envs {
		onScreen := env == m.here.env
		if env.description.arrived == nil || onScreen && m.overlay != nil {
			continue
		}
		msg := *env.description.arrived
		env.description.arrived = nil
		said := m.take(env, msg)
		switch {
		case said.Text == "":
		case onScreen:
			m.notice = said
		default:
			env.description.told = said
		}
	}
}

// take lists the endpoints of a description, in the place of those of the one
// before, and says what is worth saying. After a failure all is as it was.
func (m *model) take(env *environment, msg describedMsg) intent.Notice {
	d := &env.description
	if msg.err != nil {
		if errors.Is(msg.err, context.Canceled) {
			return intent.Notice{}
		}
		return intent.Notice{Text: said(msg.err), Bad: true}
	}
	env.setCatalogue(api.Describe(m.o.Catalogue, msg.description.Endpoints))
	var scopes []string
	for _, e := range msg.description.Endpoints {
		scopes = append(scopes, e.Scopes()...)
	}
	slices.Sort(scopes)
	env.scopes.Offer(slices.Compact(scopes))
	if m.here.env == env {
		m.endpoints = env.endpoints
	}
	for _, p := range m.places {
		if p.env == env && p.client != nil {
			p.client.SetCatalogue(env.catalogue)
		}
	}
	return describedNotice(msg.description, d.byUser)
}

// said is an error for one line: the place before all else.
func said(err error) string {
	var e *openapi.Error
	if errors.As(err, &e) {
		return e.Short()
	}
	return "The OpenAPI description: " + err.Error()
}

func describedNotice(d openapi.Description, byUser bool) intent.Notice {
	took := fmt.Sprintf("Took %s from %s.", amount(len(d.Endpoints), "operation"), filepath.Base(d.Source))
	switch {
	case d.Found > 0:
		return intent.Notice{Text: took + " " + amount(d.Found, "thing") + " in it could not be used; the first: " + d.Notes[0].String()}
	case byUser:
		return intent.Notice{Text: took}
	}
	return intent.Notice{}
}

func amount(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
