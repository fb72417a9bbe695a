package ui

import (
	"fmt"
	"strings"
	"time"

	"brincr-explorer/auth"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/paint"
)

// openClaims shows what the token says about itself and, after a failure, what
// went wrong. It is decoded here: no token has to leave for a web page.
func (m *model) openClaims() {
	m.claims = overlay.NewSheet(m.aboutToken())
	m.overlay = m.claims
}

// followToken keeps what is said of the token up with it, while that is on the
// screen.
func (m *model) followToken() {
	if m.claims != nil && m.overlay == over(m.claims) {
		m.claims.Replace(m.aboutToken())
	}
}

func (m *model) aboutToken() (title string, sections []overlay.Section) {
	p := m.here
	sections = append(sections, m.probeSections()...)
	if err := p.status.Err; err != nil {
		sections = append(sections, failure(err, len(p.refused()) > 0))
	}
	if d := p.denied; d != nil {
		s := failure(d.err, len(p.refused()) > 0)
		s.Title = "What went wrong with " + scopeText(d.scopes)
		sections = append(sections, s)
	}
	if p.status.Token.Zero() {
		if len(sections) == 0 {
			sections = append(sections, overlay.Section{Title: "No token", Rows: []overlay.Row{{Value: m.whyNoToken()}}})
		}
		return "Token", sections
	}
	claims, err := p.status.Token.Claims()
	if err != nil {
		return "Token", append(sections, m.life(claims), overlay.Section{Title: "Claims", Rows: []overlay.Row{{Mark: "!", Value: "This token cannot be read as a JWT: " + err.Error() + ". It may work all the same."}}})
	}
	expected := p.client.Expected(p.asked)
	sections = append(sections, verdict(claims, expected), m.life(claims), members("Payload", claims.Payload), members("Header", claims.Header))
	return "Token of " + p.tenant.Name + " in " + p.env.Name, sections
}

// whyNoToken says why there is none, where nothing went wrong.
func (m *model) whyNoToken() string {
	switch p := m.here; {
	case len(p.asked) == 0:
		return m.noToken().Text
	case p.status.Phase == auth.PhaseRequesting:
		return "There is no token yet. One is being requested."
	}
	return "There is no token yet. t requests one."
}

// failure explains an error. Where it is known which scopes were refused, it is
// not said how to find out.
func failure(err *auth.Error, probed bool) overlay.Section {
	next := err.Next
	if probed {
		next = err.NextProbed()
	}
	s := overlay.Section{Title: "What went wrong", Rows: []overlay.Row{{Mark: "✗", Value: err.Summary}}}
	for _, text := range []string{err.Cause, next} {
		if text != "" {
			s.Rows = append(s.Rows, overlay.Row{Value: text})
		}
	}
	for _, proven := range err.Proven {
		s.Rows = append(s.Rows, overlay.Row{Mark: "✓", Value: "Shown to be right: " + proven})
	}
	if err.Status != 0 {
		answer := fmt.Sprintf("HTTP %d", err.Status)
		if err.Code != "" {
			answer += ", error " + err.Code
		}
		s.Rows = append(s.Rows, overlay.Row{Name: "answer", Value: answer})
	}
	if err.Server != "" {
		s.Rows = append(s.Rows, overlay.Row{Name: "server's words", Value: err.Server})
	}
	return s
}

// verdict compares the token with the selection, claim by claim.
func verdict(c auth.Claims, e auth.Expected) overlay.Section {
	s := overlay.Section{Title: "Against the selection"}
	wrong := map[string]auth.Mismatch{}
	for _, x := range c.Mismatches(e) {
		wrong[x.Claim] = x
	}
	check := func(claim, what, got, want string) {
		x, bad := wrong[claim]
		switch {
		case bad:
			s.Rows = append(s.Rows, overlay.Row{Name: what, Mark: "✗", Value: x.Got + " instead of " + x.Expected + ". " + x.Meaning})
		case got == "":
			s.Rows = append(s.Rows, overlay.Row{Name: what, Value: "not present"})
		case want == "":
			s.Rows = append(s.Rows, overlay.Row{Name: what, Value: got})
		default:
			s.Rows = append(s.Rows, overlay.Row{Name: what, Mark: "✓", Value: got})
		}
	}
	check("iss", "issuer", c.Issuer, e.Issuer)
	check("tenant_id", "tenant", c.TenantID, e.TenantID)
	check("client_id", "client", c.ClientID, e.ClientID)
	check("scope", "scopes", strings.Join(c.Scopes, " "), scopeText(e.Scopes))
	return s
}

// life is what the claims and the answer say about time.
func (m *model) life(c auth.Claims) overlay.Section {
	s := overlay.Section{Title: "Life"}
	token, now := m.here.status.Token, m.now
	if life, ok := token.Lifetime(); ok {
		s.Rows = append(s.Rows, overlay.Row{Name: "left", Value: paint.Clock(token.Remaining(now)) + " of " + paint.Clock(life)})
	} else {
		s.Rows = append(s.Rows, overlay.Row{Name: "left", Value: "unknown: the answer named no lifetime. It is renewed when the API refuses it."})
	}
	for _, t := range []struct {
		name string
		at   time.Time
	}{{"issued (iat)", c.IssuedAt}, {"not before (nbf)", c.NotBefore}, {"expires (exp)", c.Expires}} {
		value := "not present"
		if !t.at.IsZero() {
			value = t.at.Local().Format("2006-01-02 15:04:05 MST") + ", " + relative(t.at.Sub(now.Wall))
		}
		s.Rows = append(s.Rows, overlay.Row{Name: t.name, Value: value})
	}
	const notable = 5 * time.Second
	if skew := m.here.status.Skew; skew.Abs() > notable {
		s.Rows = append(s.Rows, overlay.Row{Name: "clock", Mark: "!", Value: fmt.Sprintf("The server's clock differs from this machine's by %s. The countdown does not depend on it.", skew.Round(time.Second))})
	}
	for _, note := range token.Notes() {
		s.Rows = append(s.Rows, overlay.Row{Mark: "!", Value: note})
	}
	return s
}

func relative(d time.Duration) string {
	ago := d < 0
	d = d.Abs()
	text := fmt.Sprintf("%d s", int(d.Seconds()))
	switch {
	case d >= 48*time.Hour:
		text = fmt.Sprintf("%d days", int(d.Hours()/24))
	case d >= 2*time.Hour:
		text = fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	case d >= 2*time.Minute:
		text = fmt.Sprintf("%d min", int(d.Minutes()))
	}
	if ago {
		return text + " ago"
	}
	return "in " + text
}

func members(title string, list []auth.Member) overlay.Section {
	s := overlay.Section{Title: title}
	for _, member := range list {
		s.Rows = append(s.Rows, overlay.Row{Name: member.Name, Value: member.Value})
	}
	return s
}
