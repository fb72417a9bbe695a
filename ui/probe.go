package ui

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/auth"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/rail"
)

// usualScopeLimit is where IdentityServer, on which Visma Connect evidently runs,
// refuses a scope string unless it was told otherwise. [src]
const usualScopeLimit = 300

// probe finds out which of the scopes asked are refused, by asking for each
// alone: one request after the other, and none that was not announced. What it
// found stays until other scopes are chosen or the place is left.
type probe struct {
	waiting  stamp // of the request that runs; zero when none does
	ctx      context.Context
	stop     context.CancelFunc
	prober   *auth.Prober
	left     []string // to be asked for yet, the one that runs first
	of       int      // how many it began with
	findings map[string]rail.Finding
	err      error // why it ended before it was through
}

func (p *place) probing() bool { return p.probe != nil && p.probe.waiting != (stamp{}) }

// refused are the scopes that are chosen and were found refused.
func (p *place) refused() []string {
	if p.probe == nil || p.probing() {
		return nil
	}
	return p.probe.with(p.asked, rail.Refused)
}

// with are those of some scopes that have a finding, in their order.
func (x *probe) with(scopes []string, f rail.Finding) []string {
	var found []string
	for _, s := range scopes {
		if x.findings[s] == f {
			found = append(found, s)
		}
	}
	return found
}

// forgetScopes ends what is being found out about the scopes, and forgets what
// was: they are others now.
func (p *place) forgetScopes() {
	if p.probe != nil && p.probe.stop != nil {
		p.probe.stop()
	}
	p.probe, p.trial, p.denied = nil, nil, nil
	if p.env != nil && p.env.scopes != nil {
		p.env.scopes.SetFindings(nil)
	}
}

// canProbe says whether several scopes were refused together, so that asking for
// each alone would tell something.
func (m *model) canProbe() bool {
	p := m.here
	return !m.isFile() && m.settled && !p.probing() && p.client != nil &&
		p.status.Phase == auth.PhaseFailed && p.status.Err.ScopesRefused() && len(p.asked) > 1
}

// unknown are the scopes that asking would tell something about: those of which
// nothing was found yet or, where all is known, each anew.
func (p *place) unknown() []string {
	if p.probe == nil {
		return p.asked
	}
	var left []string
	for _, s := range p.asked {
		if f := p.probe.findings[s]; f != rail.Granted && f != rail.Refused {
			left = append(left, s)
		}
	}
	if len(left) == 0 {
		return p.asked
	}
	return left
}

// askProbe says what it costs to find out which scopes are refused.
func (m *model) askProbe() {
	if !m.canProbe() {
		return
	}
	p := m.here
	n := len(p.unknown())
	cost := "This costs at most " + paint.Count(n, "token request") + ", one for each scope"
	if n < len(p.asked) {
		cost += " of which nothing is known yet"
	}
	m.overlay = overlay.NewConsent("Ask for each scope alone?", []string{
		fmt.Sprintf("%s refused %d scopes together. A single one fails them all, and the answer does not say which.", p.env.Name, len(p.asked)),
		cost + ". None is tried twice.",
		"Nothing is sent to Brincr. The requests go to " + p.env.TokenURL + ", one after the other, and esc stops them. How many are allowed in a time is not known.",
	}, "sends "+paint.Count(n, "token request"), action.BeginProbe)
}

func (m *model) beginProbe() tea.Cmd {
	p := m.here
	if !m.canProbe() {
		m.notice = intent.Notice{Text: "The scopes are no longer refused: nothing was sent.", Bad: true}
		return nil
	}
	x := &probe{prober: p.client.Prober(), left: slices.Clone(p.unknown()), findings: map[string]rail.Finding{}}
	if p.probe != nil && len(x.left) < len(p.asked) {
		x.findings = maps.Clone(p.probe.findings)
	}
	x.of = len(x.left)
	x.ctx, x.stop = context.WithCancel(p.ctx)
	for _, s := range x.left {
		x.findings[s] = rail.Waiting
	}
	p.probe = x
	return tea.Batch(m.focusOn(scopesPane), m.probeNext())
}

func (m *model) probeNext() tea.Cmd {
	p, x := m.here, m.here.probe
	x.waiting = m.newStamp(p)
	x.findings[x.left[0]] = rail.Asking
	m.showFindings()
	return probeScope(x.ctx, x.prober, x.left[0], len(x.left) == 1, x.waiting)
}

// probed takes over what was found about one scope, and asks for the next.
func (m *model) probed(msg probedMsg) tea.Cmd {
	x := m.here.probe
	if x == nil || msg.stamp != x.waiting {
		return nil
	}
	if msg.err != nil {
		m.endProbe(msg.err)
		return nil
	}
	x.findings[x.left[0]] = rail.Refused
	if msg.granted {
		x.findings[x.left[0]] = rail.Granted
	}
	x.left = x.left[1:]
	if len(x.left) > 0 {
		return m.probeNext()
	}
	m.endProbe(nil)
	return nil
}

// stopProbe is the user's end of it. What was found stays.
func (m *model) stopProbe() { m.endProbe(context.Canceled) }

func (m *model) endProbe(err error) {
	x := m.here.probe
	x.stop()
	x.waiting, x.err = stamp{}, err
	for _, s := range x.left {
		delete(x.findings, s)
	}
	m.showFindings()
	m.notice = intent.Notice{Text: m.outcome(), Bad: true}
}

func (m *model) showFindings() {
	x := m.here.probe
	progress := ""
	if m.here.probing() {
		progress = fmt.Sprintf("asking %d of %d", x.of-len(x.left)+1, x.of)
	}
	m.here.env.scopes.SetFindings(x.findings)
	m.here.env.scopes.SetProgress(progress)
}

// outcome says in one line what came of it.
func (m *model) outcome() string {
	p, x := m.here, m.here.probe
	done := fmt.Sprintf("after %d of %s", x.of-len(x.left), paint.Count(x.of, "scope"))
	refused := p.refused()
	switch {
	case errors.Is(x.err, context.Canceled):
		return "Stopped " + done + ". What was found stays."
	case x.err != nil:
		return "Stopped " + done + ": " + x.err.Error()
	case len(refused) > 0:
		return fmt.Sprintf("%d of %d refused, u leaves out: %s.", len(refused), len(p.asked), shortScopes(refused))
	case lengthOf(p.asked) > usualScopeLimit:
		return fmt.Sprintf("Each is granted alone; together they usually are too long: %d of %d characters.", lengthOf(p.asked), usualScopeLimit)
	}
	return "Each is granted alone. t asks for all of them again."
}

func lengthOf(scopes []string) int { return len(strings.Join(scopes, " ")) }

// probeSections are what was found, for the sheet of the token.
func (m *model) probeSections() []overlay.Section {
	p, x := m.here, m.here.probe
	if x == nil || p.probing() {
		return nil
	}
	s := overlay.Section{Title: "Each scope asked for alone"}
	for _, scope := range x.with(p.asked, rail.Refused) {
		s.Rows = append(s.Rows, overlay.Row{Mark: "✗", Value: scope + ": not granted"})
	}
	for _, scope := range x.with(p.asked, rail.Granted) {
		s.Rows = append(s.Rows, overlay.Row{Mark: "✓", Value: scope + ": granted"})
	}
	for _, scope := range x.with(p.asked, rail.Unknown) {
		s.Rows = append(s.Rows, overlay.Row{Value: scope + ": not asked for"})
	}
	s.Rows = append(s.Rows, overlay.Row{Value: m.meaning()})
	if failed, ok := errors.AsType[*auth.Error](x.err); ok {
		why := failure(failed, len(p.refused()) > 0)
		why.Title = "Why it was stopped"
		return []overlay.Section{s, why}
	}
	return []overlay.Section{s}
}

// meaning says what follows from the findings.
func (m *model) meaning() string {
	p := m.here
	refused := p.refused()
	switch {
	case len(refused) > 0:
		return "What is not granted has to be added to the application in the developer portal of this environment, which usually takes a minute or two to spread. " +
			"Until then, u leaves it out and requests one token for the rest."
	case p.probe.err != nil:
		return "Nothing is known about the others: p asks for them."
	case lengthOf(p.asked) > usualScopeLimit:
		return fmt.Sprintf("So the likely reason is their length: together they make %d characters, and such servers usually allow %d. Choose fewer of them.", lengthOf(p.asked), usualScopeLimit)
	}
	return "Usually a change in the developer portal took effect meanwhile: t asks for all of them again."
}

// leaveOut takes the scopes that were found refused out of the selection, and
// requests one token for the rest.
func (m *model) leaveOut() tea.Cmd {
	p := m.here
	refused := p.refused()
	if len(refused) == 0 {
		return nil
	}
	rest := slices.DeleteFunc(slices.Clone(p.asked), func(s string) bool { return slices.Contains(refused, s) })
	p.env.scopes.Choose(rest)
	cmd := m.useScopes()
	m.notice = intent.Notice{Text: fmt.Sprintf("Left out %s; one token is requested for the other %d.", shortScopes(refused), len(rest))}
	if len(rest) == 0 {
		m.notice = m.noToken()
	}
	return cmd
}
