package api

import (
	"net/http"
	"slices"
	"time"

	"brincr-explorer/auth"
)

// documented401 is what Brincr's documentation says about a 401.
const documented401 = "Brincr documents 401 as: no token or an invalid one, an inactive user, or a token with invalid data such as an invalid tenant."

// explain401 compares the token with the selection, because the status alone
// says nothing: a token that is in order meets a 401 when it is of another tenant.
func (do *run) explain401(e *Error) {
	wrong, next, checked := do.inspect()
	if len(wrong) > 0 {
		e.Cause = sentences(append(wrong, documented401)...)
		e.Next = next
	} else {
		e.Cause = sentences(checked, documented401)
		e.Next = "Check in Brincr that the user of this application is active, and in the developer portal that the administrator of " +
			do.tenant() + " granted it access. A change usually takes minutes to spread."
	}
	switch {
	case do.x.TokenKept:
		e.Cause = sentences(e.Cause, "Its renewal was paused, so no other token was requested.")
		e.Next = "Let the token be renewed again, and send it once more."
	case do.asked(ReasonRepeated):
		e.Cause = sentences(e.Cause, "A new token was requested once and was refused as well.")
	case do.useless:
		e.Cause = sentences(e.Cause, "This token was new a moment ago and refused then too, so no other was requested.")
		e.Next = sentences(e.Next, "Request a new token yourself when something was changed.")
	case !do.x.Request.Safe():
		e.Next = sentences(e.Next, "A request that changes data is not repeated: send it again yourself, and it goes out with a new token.")
	}
}

// inspect looks for what is wrong with the token: that it ran out, or that its
// claims are of another selection. checked says what was compared and is right.
func (do *run) inspect() (wrong []string, next, checked string) {
	if do.token.Expired(do.c.o.Clock.Now()) {
		wrong = append(wrong, "The token has run out.")
		next = "Request a new token and send it again."
	}
	claims, err := do.token.Claims()
	if err != nil {
		return wrong, next, "The token cannot be decoded, so nothing in it could be compared with the selection."
	}
	if s := byServerClock(claims, do.header); s != "" {
		wrong = append(wrong, s)
		next = "Request a new token and send it again. If it stays, the clocks of Visma Connect and Brincr disagree, and their support has to mend that."
	}
	for _, m := range claims.Mismatches(do.c.Expected(do.x.Scopes)) {
		s, advice := mismatch(m)
		if s == "" {
			continue
		}
		wrong = append(wrong, s)
		next = advice
	}
	return wrong, next, do.compared(claims)
}

// byServerClock reads the token's times by the clock of the server that refused
// it; this machine's own clock is no judge of them.
func byServerClock(c auth.Claims, h http.Header) string {
	theirs, err := http.ParseTime(h.Get("Date"))
	switch {
	case err != nil:
		return ""
	case !c.Expires.IsZero() && theirs.After(c.Expires):
		return "By the server's clock the token ran out " + theirs.Sub(c.Expires).Round(time.Second).String() + " ago."
	case !c.NotBefore.IsZero() && theirs.Before(c.NotBefore):
		return "By the server's clock the token is valid only in " + c.NotBefore.Sub(theirs).Round(time.Second).String() + "."
	}
	return ""
}

// mismatch puts a claim that says something else into words. A missing scope is
// no reason for a 401.
func mismatch(m auth.Mismatch) (wrong, next string) {
	said := quoted(m.Got) + ", and this selection expects " + quoted(m.Expected) + "."
	switch m.Claim {
	case "iss":
		return "The token was issued by " + said + " It is of another environment.",
			"Check the token URL and the API URL of this environment in the config: both must be of the same environment."
	case "tenant_id":
		return "The token is for the tenant " + said,
			"Choose the tenant again. If it stays, check the tenant's id in the config."
	case "client_id":
		return "The token is of the client " + said,
			"Check the client id of this environment in the config."
	}
	return "", ""
}

// compared lists what the token says about itself and fits the selection.
func (do *run) compared(c auth.Claims) string {
	var fits, absent []string
	for _, claim := range []struct {
		name           string
		value, against string
	}{
		{"issuer", c.Issuer, do.c.env.Issuer},
		{"tenant", c.TenantID, do.c.tenant.ID},
		{"client", c.ClientID, do.c.env.ClientID},
	} {
		switch {
		case claim.value == "":
			absent = append(absent, claim.name)
		case claim.against != "":
			fits = append(fits, claim.name)
		}
	}
	text := "The token has not run out"
	if _, known := do.token.Lifetime(); !known {
		text = "When the token runs out is not known"
	}
	if len(fits) > 0 {
		text += ", and it fits the selection: " + listed(fits)
	}
	if len(absent) > 0 {
		text += ". Not present in the token, so not compared: " + listed(absent)
	}
	return text + "."
}

// explain403 puts the scopes that were granted beside those that the path needs.
func (do *run) explain403(e *Error) {
	const documented = "Brincr documents 403 as: usually a required scope is missing from the token."
	granted := "The token was granted " + scopeNames(do.x.Granted) + "."
	endpoint, known := endpointFor(*do.c.catalogue.Load(), do.x.Request.Method, do.c.base.under(do.url))
	missing := lacking(endpoint.Scopes(), do.x.Granted)
	switch {
	case !known:
		e.Cause = sentences(documented, granted, "Which scope this path needs is not in the catalogue.")
		e.Next = "Look up the scope in Brincr's Swagger documentation, add it, and send it again."
	case len(missing) == 0:
		holds := listed(endpoint.Scopes())
		e.Cause = sentences("The token holds "+holds+", "+need(endpoint)+", so that is not the reason.", granted, documented)
		e.Next = "Check in Brincr whether the user or " + do.tenant() + " may do this; another scope may be needed besides."
	default:
		e.MissingScopes = missing
		e.Cause = sentences("The token lacks "+listed(missing)+", "+need(endpoint)+".", granted, documented)
		e.Next = "Add " + listed(missing) + ", request a new token and send it again."
	}
}

// need says how well it is known that an endpoint needs its scope.
func need(e Endpoint) string {
	switch e.Evidence {
	case Documented:
		return "which is documented for " + quoted(e.Path)
	case FromConfig:
		return "which the config names for " + quoted(e.Path)
	case Described:
		return "which the OpenAPI description names for " + quoted(e.Path)
	}
	return "which " + quoted(e.Path) + " usually needs"
}

// lacking are the needed scopes that were not granted, in their order.
func lacking(needed, granted []string) []string {
	return slices.DeleteFunc(slices.Clone(needed), func(s string) bool { return slices.Contains(granted, s) })
}

func scopeNames(scopes []string) string {
	if len(scopes) == 0 {
		return "no scope that is known"
	}
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = quoted(s)
	}
	return listed(names)
}

func (do *run) asked(reason string) bool {
	return slices.ContainsFunc(do.x.Attempts, func(a Attempt) bool { return a.Reason == reason })
}
