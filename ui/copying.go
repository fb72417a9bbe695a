package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/intent"
)

// copy puts text on the clipboard with OSC 52, which works over SSH too.
func (m *model) copy(text, what string) tea.Cmd {
	if text == "" { // to a terminal, that would mean: clear the clipboard
		m.notice = intent.Notice{Text: "There is nothing to copy: " + what + " is empty.", Bad: true}
		return nil
	}
	m.notice = intent.Notice{Text: "Copied " + what + "."}
	return tea.SetClipboard(text)
}

func (m *model) copyToken() tea.Cmd {
	token := m.here.status.Token
	if token.Zero() {
		return nil
	}
	return m.copy(token.Value().Reveal(), "the token. Whoever has it can act for this tenant until it expires")
}

// copyCurl copies the shown request as a command. Without the token, the
// command asks this program for one when it runs: it can be shared, and works
// for whoever has the credentials.
func (m *model) copyCurl(withToken bool) tea.Cmd {
	ex := m.here.response.Exchange()
	if ex == nil {
		return nil
	}
	bearer, what := m.borrowed(ex)
	if withToken {
		if m.here.status.Token.Zero() {
			m.notice = intent.Notice{Text: "There is no token to copy.", Bad: true}
			return nil
		}
		bearer = quote("Authorization: Bearer " + m.here.status.Token.Value().Reveal())
		what = "the request as curl, WITH the token"
	}
	return m.copy(curl(ex, bearer), what)
}

// borrowed is the header of a command that holds no token, and what the command
// is called then.
func (m *model) borrowed(ex *api.Exchange) (bearer, what string) {
	if m.o.Demo { // a second demonstration would be another pair of servers
		return "\"Authorization: Bearer $TOKEN\"", "the request as curl. It holds no token: it reads $TOKEN"
	}
	return "\"Authorization: Bearer $(brincr-explorer token" + tokenArguments(ex) + ")\"",
		"the request as curl. It holds no token: it asks this program for one"
}

// copyPlan copies a request that was explained as a command, without a token.
func (m *model) copyPlan(p api.Plan) tea.Cmd {
	ex := &api.Exchange{Place: p.Place, EnvName: p.EnvName, Request: p.Request, URL: p.URL, Scopes: p.Request.Scopes}
	bearer, what := m.borrowed(ex)
	return m.copy(curl(ex, bearer), what)
}

func curl(ex *api.Exchange, bearer string) string {
	var b strings.Builder
	b.WriteString("curl -sS ")
	if method := ex.Request.Method; method != "" && method != "GET" {
		b.WriteString("-X " + quote(method) + " ")
	}
	b.WriteString("-H 'Accept: application/json' -H " + bearer + " ")
	for _, f := range ex.Request.Header {
		b.WriteString("-H " + quote(f.Name+": "+f.Value) + " ")
	}
	if len(ex.Request.Body) > 0 {
		b.WriteString("-H 'Content-Type: application/json' --data-binary " + quote(string(ex.Request.Body)) + " ")
	}
	return b.String() + "--globoff " + quote(ex.URL)
}

func tokenArguments(ex *api.Exchange) string {
	var b strings.Builder
	b.WriteString(" --env " + quote(ex.EnvName) + " --tenant " + quote(ex.Place.Tenant))
	for _, s := range ex.Scopes {
		b.WriteString(" --scope " + quote(s))
	}
	return b.String()
}

// quote makes one word of a POSIX shell.
func quote(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
