package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/internal/journal"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/logpane"
)

// logState is the log over the panes, kept while it is closed, and what of the
// journal it shows.
type logState struct {
	pane    *logpane.Model
	version uint64
	failed  bool // that the history is not written was told
}

func (m *model) openLog() {
	if m.log.pane == nil {
		m.log.pane = logpane.New(m.o.Save != nil)
	}
	m.log.pane.Open()
	m.overlay = m.log.pane
	m.fillLog()
}

// isLogOpen reports whether the log lies over the panes.
func (m *model) isLogOpen() bool { return m.log.pane != nil && m.overlay == over(m.log.pane) }

// followLog shows what was sent since the last message, and tells once when the
// history cannot be written.
func (m *model) followLog() {
	if m.isLogOpen() && m.o.Journal.Version() != m.log.version {
		m.fillLog()
	}
	if err := m.o.Journal.Failure(); err != nil && !m.log.failed {
		m.log.failed = true
		m.notice = intent.Notice{Text: err.Error() + ". Requests go on, and the log is in memory.", Bad: true}
	}
}

func (m *model) fillLog() {
	j := m.o.Journal
	m.log.version = j.Version()
	m.log.pane.SetEntries(j.Entries(), j.Totals(), func(e journal.Entry) bool {
		_, kept := j.Answer(e)
		return kept
	})
}

// sayInLog tells what came of a key in the log.
func (m *model) sayInLog(text string, bad bool) tea.Cmd {
	if m.isLogOpen() {
		m.log.pane.Say(text, bad)
		return nil
	}
	m.notice = intent.Notice{Text: text, Bad: bad}
	return nil
}

// answerLog does what the log asks for.
func (m *model) answerLog(want intent.Intent) tea.Cmd {
	switch want := want.(type) {
	case intent.OpenLogged:
		return m.openLogged(want)
	case intent.CompareLogged:
		return m.compareLogged(want)
	case intent.RepeatLogged:
		return m.repeatLogged(want.Number)
	case intent.CopyLogged:
		return m.copyLogged(want.Number)
	case intent.SaveReport:
		return saveReport(m.o.Save, m.o.Journal, want.File, want.Replace)
	}
	return nil
}

// logged is an entry with its answer, or why there is none to open.
func (m *model) logged(number int) (e journal.Entry, x api.Exchange, why string) {
	e, found := m.o.Journal.Entry(number)
	if !found {
		return e, x, numbered(number) + " is no longer kept."
	}
	x, kept := m.o.Journal.Answer(e)
	switch {
	case kept:
		return e, x, ""
	case e.Token:
		return e, x, numbered(number) + " asked for a token. Its answer is the token itself, which is not shown from here."
	case !e.Opens():
		return e, x, numbered(number) + " was not sent, so there is no answer to open."
	}
	return e, x, "The answer of " + numbered(number) + " was released: the last 64 MiB are kept. r sends it again."
}

func numbered(n int) string { return "no. " + strconv.Itoa(n) }

// openLogged opens an answer again, in the pane of its own place.
func (m *model) openLogged(want intent.OpenLogged) tea.Cmd {
	e, x, why := m.logged(want.Number)
	if why != "" {
		return m.sayInLog(why, true)
	}
	cmd, ok := m.atPlaceOf(e, want.Switch, intent.OpenLogged{Number: want.Number, Switch: true})
	if !ok {
		return cmd
	}
	said := fmt.Sprintf("Opened %s of %s; nothing was sent.", numbered(e.Number), e.Time.Format("15:04:05"))
	m.here.reopening = m.newStamp(m.here)
	return tea.Batch(cmd, reopen(m.here.ctx, x, nil, said, m.here.reopening))
}

// compareLogged shows the later of two answers of one place, with what changed
// since the earlier.
func (m *model) compareLogged(want intent.CompareLogged) tea.Cmd {
	from, before, why := m.logged(want.From)
	to, after, also := m.logged(want.To)
	switch {
	case why != "":
		return m.sayInLog(why, true)
	case also != "":
		return m.sayInLog(also, true)
	case from.Place != to.Place:
		return m.sayInLog(fmt.Sprintf("%s is of %s and %s of %s: answers of two places are not compared.",
			numbered(from.Number), placeName(from), numbered(to.Number), placeName(to)), true)
	case !before.OK() || !after.OK() || !before.IsJSON() || !after.IsJSON():
		return m.sayInLog("Only answers that came well and are JSON can be compared.", true)
	}
	cmd, ok := m.atPlaceOf(to, want.Switch, intent.CompareLogged{From: want.From, To: want.To, Switch: true})
	if !ok {
		return cmd
	}
	said := numbered(to.Number) + " against " + numbered(from.Number) + ": "
	m.here.reopening = m.newStamp(m.here)
	return tea.Batch(cmd, reopen(m.here.ctx, after, &before, said, m.here.reopening))
}

// atPlaceOf leaves the log and goes to where an entry belongs. It asks before it
// goes to another place, which usually costs a token request.
func (m *model) atPlaceOf(e journal.Entry, yes bool, again intent.Intent) (tea.Cmd, bool) {
	if e.Place == m.here.id {
		m.overlay = nil
		return m.focusOn(responsePane), true
	}
	env := slices.IndexFunc(m.envs, func(x *environment) bool { return x.Name == e.Place.Env })
	if env < 0 {
		return m.sayInLog("Its environment "+e.EnvName+" is not there.", true), false
	}
	tenant := slices.IndexFunc(m.envs[env].Tenants, func(t api.Tenant) bool { return t.ID == e.Place.Tenant })
	if tenant < 0 {
		return m.sayInLog("Its tenant "+e.TenantName+" is not there.", true), false
	}
	if !yes {
		m.log.pane.Ask(numbered(e.Number)+" belongs to "+placeName(e)+". enter switches there and opens it.", again)
		return nil, false
	}
	m.overlay, m.env = nil, env
	m.envs[env].tenants.SetCurrent(tenant)
	return tea.Batch(m.arrive(), m.focusOn(responsePane)), true
}

func placeName(e journal.Entry) string { return e.EnvName + " ▸ " + e.TenantName }

// reopened shows an answer of the log, if its place was not left meanwhile.
func (m *model) reopened(msg reopenedMsg) tea.Cmd {
	p := m.here
	if p.reopening != msg.stamp || msg.content.Exchange.Place != p.id {
		return nil
	}
	p.reopening, p.again = stamp{}, again{} // a repeat that waits is of what was on the screen
	if !p.response.Pending() && !p.pages.active {
		p.halt() // at most a silent repeat of it
	}
	p.arrived(msg.content.Exchange, false)
	p.find.end()
	p.find = findState{}
	p.jq.end()
	p.jq.expr = ""
	if r := msg.content.Exchange.Request; r.Safe() {
		p.last = &r // what r repeats is what is shown
	}
	p.response.Show(msg.content, false)
	p.tellVisit(p.trail.current().answered)
	m.notice = intent.Notice{Text: msg.said}
	if msg.compared {
		changes, changed := p.response.ChangeSummary()
		changes = strings.TrimSuffix(changes, " since the answer before")
		if changed {
			changes += " · c C walk them, d old value"
		}
		m.notice.Text += changes
	}
	return tea.Batch(m.loadRest(p), m.arrange())
}

// repeatLogged sends a request of the log again, where it belongs.
func (m *model) repeatLogged(number int) tea.Cmd {
	e, found := m.o.Journal.Entry(number)
	switch {
	case !found:
		return m.sayInLog(numbered(number)+" is no longer kept.", true)
	case e.Token:
		return m.sayInLog("A token is not asked for from here: t does that.", true)
	case !e.Safe():
		return m.sayInLog(e.Method+" may change data, and is never repeated by a key.", true)
	case e.Place != m.here.id:
		return m.sayInLog(numbered(number)+" belongs to "+placeName(e)+"; go there to repeat it.", true)
	}
	m.overlay = nil
	r := api.Request{Method: e.Method, Path: e.URL, Why: api.ReasonAgain}
	if x, kept := m.o.Journal.Answer(e); kept {
		r.Header = x.Request.Header
	}
	return m.send(r, false)
}

// copyLogged copies a request of the log as curl, without a token.
func (m *model) copyLogged(number int) tea.Cmd {
	e, found := m.o.Journal.Entry(number)
	if !found || e.Token {
		return m.sayInLog("A token request cannot be copied: it holds the secret. Use the command brincr-explorer token.", true)
	}
	x, kept := m.o.Journal.Answer(e)
	switch {
	case !kept && !e.Safe():
		return m.sayInLog("What it sent was released, so it cannot be copied.", true)
	case !kept:
		x = api.Exchange{Place: e.Place, EnvName: e.EnvName, Scopes: e.Scopes, Request: api.Request{Method: e.Method}}
	}
	x.URL = e.URL
	bearer, what := m.borrowed(&x)
	cmd := m.copy(curl(&x, bearer), what)
	said := m.notice
	m.notice = intent.Notice{}
	return tea.Batch(cmd, m.sayInLog(said.Text, said.Bad))
}

// reported tells what came of writing a report.
func (m *model) reported(msg reportMsg) {
	switch {
	case errors.Is(msg.err, fs.ErrExist) && m.isLogOpen():
		m.log.pane.Ask(msg.file+" is there already. enter replaces it.", intent.SaveReport{File: msg.file, Replace: true})
	case msg.err != nil:
		_ = m.sayInLog("The report was not written to "+msg.file+": "+msg.err.Error()+".", true)
	default:
		_ = m.sayInLog("The report is in "+msg.file+".", false)
	}
}
