package doctor

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// token asks for a token once, and reads from that how far the way led.
func (d *diagnosis) token(ctx context.Context) auth.Token {
	if len(d.Scopes) == 0 {
		d.add(skipped("scopes come first", proxy, tokenServer, tokenTLS, clock)...)
		d.add(Check{
			Name: token, State: Failed, Status: statusUsage, Seen: "no scope is chosen, and a token is for scopes",
			Next: "Add scopes to the environment in the config, or use --scope NAME.",
		})
		d.add(skipped("the token comes first", claims, scope)...)
		return auth.Token{}
	}
	t, failed := d.request(ctx)
	if ctx.Err() != nil {
		return auth.Token{}
	}
	var way api.Way
	if w := d.way.Load(); w != nil {
		way = *w
	}
	d.add(d.wayChecks(way, failed)...)
	if failed != nil {
		d.add(skipped("the token comes first", claims, scope)...)
		return auth.Token{}
	}
	d.add(d.claims(t, way))
	d.add(d.granted(t)...)
	return t
}

func (d *diagnosis) request(ctx context.Context) (auth.Token, *auth.Error) {
	if limit := d.Client.Timeout; limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	t, err := d.client.Source(d.Scopes).Token(ctx)
	if err == nil {
		return t, nil
	}
	if e, ok := errors.AsType[*auth.Error](err); ok {
		return t, e
	}
	return t, &auth.Error{
		Summary: fmt.Sprintf("No token came within %s.", d.Client.Timeout),
		Cause:   "Usually Visma Connect or the network is slow, or a firewall drops the connection.",
		Next:    "Try again, or give it more time with --timeout.",
		Err:     err,
	}
}

// wayChecks are the rungs from the proxy to the token. Only the one on which a
// failure lies tells of it; those above were not reached.
func (d *diagnosis) wayChecks(way api.Way, failed *auth.Error) []Check {
	const above = "the way there comes first"
	checks := []Check{d.proxy(way)}
	stop := func(name string, above ...Check) []Check {
		return append(append(checks, refused(name, failed)), above...)
	}
	switch {
	case failed != nil && way.ProxyFailed:
		return append([]Check{refused(proxy, failed)}, skipped("the proxy comes first", tokenServer, tokenTLS, clock, token)...)
	case failed != nil && way.Host != "" && way.Address == "" && way.Status == 0:
		return stop(tokenServer, skipped(above, tokenTLS, clock, token)...)
	case failed != nil && way.Host == "": // nothing left, or it is still on its way
		checks = append(checks, skipped("nothing is known of it", tokenServer, tokenTLS, clock)...)
		return stop(token)
	}
	checks = append(checks, server(tokenServer, way))
	encrypted := isHTTPS(d.Environment.TokenURL)
	if failed != nil && encrypted && !way.Encrypted {
		return stop(tokenTLS, skipped(above, clock, token)...)
	}
	checks = append(checks, secured(tokenTLS, way, encrypted), d.clock(way))
	if failed != nil {
		return stop(token)
	}
	return append(checks, d.gotToken(way))
}

// refused is a check that a token request failed on.
func refused(name string, e *auth.Error) Check {
	right, _, unseen := e.Ladder()
	if e.Code == "" {
		right, unseen = e.Proven, nil
	}
	seen := e.Summary
	if e.Status != 0 && e.Code != "" {
		seen += fmt.Sprintf(" (%d %s)", e.Status, e.Code)
	}
	return Check{
		Name: name, State: Failed, Status: statusToken, Seen: seen,
		Why: e.Cause, Next: e.Next, Server: e.Server, Right: right, Unseen: unseen,
	}
}

func (d *diagnosis) proxy(way api.Way) Check {
	check := Check{Name: proxy, State: OK, Seen: "none"}
	if way.Proxy != "" {
		check.Seen = way.Proxy + ", from HTTPS_PROXY"
	}
	return check
}

func server(name string, way api.Way) Check {
	seen := way.Host
	if way.Address != "" && way.Address != way.Host {
		seen += " at " + strings.TrimSuffix(way.Address, ":443")
	}
	return Check{Name: name, State: OK, Seen: seen}
}

func secured(name string, way api.Way, encrypted bool) Check {
	switch {
	case !encrypted:
		return Check{Name: name, State: Skipped, Seen: "none: it is this computer itself"}
	case !way.Encrypted:
		return Check{Name: name, State: Skipped, Seen: "nothing is known of it"}
	}
	return Check{Name: name, State: OK, Seen: fmt.Sprintf("%s, certified by %s until %s", way.Version, way.Authority, way.Until.UTC().Format(time.DateOnly))}
}

// muchSkew is when a clock is worth a warning: an answer may take a while.
const muchSkew = 30 * time.Second

func (d *diagnosis) clock(way api.Way) Check {
	skew, known := way.Skew()
	if !known {
		return Check{Name: clock, State: Skipped, Seen: "the server told no time"}
	}
	check := Check{Name: clock, State: OK, Seen: "agrees with the server's"}
	if skew.Abs() <= muchSkew {
		return check
	}
	side := "behind"
	if skew < 0 {
		side = "ahead of"
	}
	check.State = Warn
	check.Seen = fmt.Sprintf("this computer's is %s %s the server's", span(skew.Abs()), side)
	check.Why = "A token's life is counted here without the clock, so it stays right. Certificates and the times on the screen go by the clock."
	check.Next = "Let the system set its clock from the network (NTP)."
	return check
}

func (d *diagnosis) gotToken(way api.Way) Check {
	t := d.client.Source(d.Scopes).Status().Token
	check := Check{Name: token, State: OK, Seen: "came in " + way.Took.Round(time.Millisecond).String() + ", how long it lives is not known"}
	if life, known := t.Lifetime(); known {
		check.Seen = "came in " + way.Took.Round(time.Millisecond).String() + " and lives " + span(life)
	}
	if notes := t.Notes(); len(notes) > 0 {
		check.State, check.Why = Warn, strings.Join(notes, " ")
		check.Next = "Check the token URL, when it is not meant to be so."
	}
	return check
}

// claims compares what the token says with the selection.
func (d *diagnosis) claims(t auth.Token, way api.Way) Check {
	c, err := t.Claims()
	if err != nil {
		return Check{Name: claims, State: Skipped, Seen: err.Error()}
	}
	expected := d.client.Expected(d.Scopes)
	for _, m := range c.Mismatches(expected) {
		if next := mend(m.Claim); next != "" {
			return Check{
				Name: claims, State: Failed, Status: statusToken, Seen: fmt.Sprintf("%s is %q, expected %q", m.Claim, m.Got, m.Expected),
				Why: m.Meaning, Next: next,
			}
		}
	}
	left, ends := remaining(c, way)
	if ends && left <= 0 {
		return Check{
			Name: claims, State: Failed, Status: statusToken, Seen: "by the server's own clock the token had run out when it came (exp)",
			Why:  "A token says when it ends. Usually two servers behind one address disagree about the time.",
			Next: "Run doctor again. If it stays, report it to the support of Visma Connect.",
		}
	}
	var fit, absent []string
	for _, claim := range []struct{ name, says, expected string }{
		{"issuer", c.Issuer, expected.Issuer}, {"client", c.ClientID, expected.ClientID}, {"tenant", c.TenantID, expected.TenantID},
	} {
		switch {
		case claim.says == "":
			absent = append(absent, claim.name)
		case claim.expected != "":
			fit = append(fit, claim.name)
		}
	}
	seen := "nothing in it could be compared"
	if len(fit) > 0 {
		seen = strings.Join(fit, ", ") + " fit the selection"
	}
	if len(absent) > 0 {
		seen += "; not present: " + strings.Join(absent, ", ")
	}
	if ends {
		seen += "; ends in " + span(left)
	}
	return Check{Name: claims, State: OK, Seen: seen}
}

// remaining is how long the token says that it lives, by the clock of the server
// that issued it; false when either is not told.
func remaining(c auth.Claims, way api.Way) (time.Duration, bool) {
	if c.Expires.IsZero() || way.Date.IsZero() {
		return 0, false
	}
	return c.Expires.Sub(way.Date), true
}

// mend is what to do about a claim that says something else; "" for the scopes,
// which have checks of their own.
func mend(claim string) string {
	switch claim {
	case "iss":
		return "Check the token URL and the API URL of this environment in the config: both must be of the same one."
	case "client_id":
		return "Check the client id of this environment in the config."
	case "tenant_id":
		return "Check the tenant's id in the config against the developer portal."
	}
	return ""
}

// granted is a check for each scope that was asked for.
func (d *diagnosis) granted(t auth.Token) []Check {
	var checks []Check
	for _, name := range d.client.Source(d.Scopes).Scopes() {
		check := Check{Name: scope, About: name, State: OK, Seen: "granted"}
		if !slices.Contains(t.Scopes(), name) {
			check.State, check.Status = Failed, statusToken
			check.Seen = "asked for and not granted"
			check.Why = "Brincr answers 403 where it is needed."
			check.Next = "Add it to the application in the developer portal of this environment; a change takes a minute or two to spread. For production, Brincr approves the scopes that were validated."
		}
		checks = append(checks, check)
	}
	return checks
}

func isHTTPS(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https"
}

// span is a duration for people, rounded to its unit.
func span(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", d.Round(time.Second)/time.Second)
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", d.Round(time.Minute)/time.Minute)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours", d.Round(time.Hour)/time.Hour)
	}
	return fmt.Sprintf("%d days", d.Round(24*time.Hour)/(24*time.Hour))
}
