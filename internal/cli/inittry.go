package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/firstconfig"
)

// patience of a try: a token endpoint that needs longer is told as slow.
const tryFor = 30 * time.Second

// tryAndMend tries a token with the answers, if it may, until one comes or the
// user has had enough. Its error ends init with nothing written.
func (i *interview) tryAndMend() error {
	for {
		i.head(fmt.Sprintf("A token can be tried now: one request to %s, for the tenant %s. Nothing is sent to Brincr.", i.tokenHost(), quoted(i.answers.Tenants[0].Name)))
		try, err := i.yes("Try it?")
		if err != nil || !try {
			return err
		}
		failed, err := i.try()
		if err != nil || failed == nil {
			return err
		}
		i.explain(failed)
		written, err := i.mend(failed)
		if err != nil || written {
			return err
		}
	}
}

func (i *interview) tokenHost() string {
	c, err := i.parsed(i.answers)
	if err != nil {
		return "the token URL"
	}
	rest := c.Environments[0].TokenURL
	_, rest, _ = strings.Cut(rest, "//")
	host, _, _ := strings.Cut(rest, "/")
	return host
}

// try asks for one token, as the program will with the config.
func (i *interview) try() (failed *auth.Error, err error) {
	c, err := i.parsed(i.answers)
	if err != nil {
		return nil, usage(err)
	}
	proxy, err := i.proxies()
	if err != nil {
		return nil, usage(err)
	}
	env := c.Environments[0]
	if s := i.answers.Secret; s.Kind == firstconfig.Keyring && !s.Text.Empty() {
		env.Secret = auth.Plain(s.Text.Reveal())
	}
	var secrets fetching
	defer secrets.end()
	env.Secret = awaited{env.Secret, &secrets}
	client, err := api.NewClient(env, env.Tenants[0], api.Options{Proxy: proxy, Single: true})
	if err != nil {
		return nil, usage(err)
	}
	defer client.Close()
	t, err := requestToken(i.ctx, client, env.Scopes, tryFor)
	if err == nil {
		i.came(t, client.Expected(env.Scopes))
		return nil, nil
	}
	e, ok := errors.AsType[*auth.Error](err)
	if !ok || i.ctx.Err() != nil {
		return nil, err
	}
	return e, nil
}

// came tells what a token proves, and what in it does not fit the answers.
func (i *interview) came(t auth.Token, expected auth.Expected) {
	life := "How long it lives is not known."
	if d, known := t.Lifetime(); known {
		life = fmt.Sprintf("It lives %d minutes.", int(d.Minutes()))
	}
	right, _, _ := (*auth.Error)(nil).Ladder()
	i.hang("  ok  ", "      ", "A token came. "+life+" Right are: "+strings.Join(right, ", ")+".")
	claims, err := t.Claims()
	if err != nil {
		return // an opaque token says nothing, and that is no fault
	}
	for _, m := range claims.Mismatches(expected) {
		i.hang("  !   ", "      ", fmt.Sprintf("But it says %s %s, and not %s. %s", m.Claim, quoted(m.Got), quoted(m.Expected), m.Meaning))
	}
}

// explain tells what happened, why it usually does, what is right all the same,
// and what to do.
func (i *interview) explain(e *auth.Error) {
	right, _, unseen := e.Ladder()
	if e.Code == "" {
		right, unseen = e.Proven, nil
	}
	summary := e.Summary
	if e.Status != 0 && e.Code != "" {
		summary += fmt.Sprintf(" (%d %s)", e.Status, e.Code)
	}
	i.hang("  No token. ", "    ", summary)
	for _, row := range []struct{ name, text string }{
		{"why", e.Cause},
		{"server", e.Server},
		{"usually right", strings.Join(right, ", ")},
		{"not looked at", strings.Join(unseen, ", ")},
		{"next", e.Next},
	} {
		if row.text != "" {
			i.hang("    ", "    ", row.name+": "+row.text)
		}
	}
}

// mend lets the user put one answer right. true: write it as it is.
func (i *interview) mend(failed *auth.Error) (write bool, err error) {
	questions := map[string]func() error{
		"secret": i.whereTheSecretIs, "client": i.client, "tenants": i.tenants, "scopes": i.scopes, "environment": i.environment,
	}
	texts := map[string]string{
		"secret":  "another secret, or another place for it (now " + i.asWritten() + ")",
		"client":  "another client id (now " + i.answers.ClientID + ")",
		"tenants": "other tenants", "scopes": "other scopes (now " + strings.Join(i.answers.Scopes, " ") + ")",
		"environment": "another environment (now " + i.answers.Environment + ")",
	}
	options := []option{}
	for _, word := range suspects(failed) {
		options = append(options, option{word, texts[word]})
	}
	again := option{"again", "try again as it is"}
	if failed.Temporary {
		options = append([]option{again}, options...)
	} else {
		options = append(options, again)
	}
	options = append(options, option{"write", "write it as it is, without a token"}, option{"leave", "leave, and write nothing"})
	i.head("What is to be changed?")
	word, err := i.choose("Which one?", options)
	switch {
	case err != nil:
		return false, err
	case word == "write":
		return true, nil
	case word == "leave":
		return false, exitError{status: statusToken, err: errors.New("no token came, and nothing was written")}
	case word == "again":
		return false, nil
	}
	return false, questions[word]()
}

// suspects are the answers that a failure speaks against, the likeliest first.
func suspects(e *auth.Error) []string {
	switch e.Code {
	case "invalid_scope":
		return []string{"scopes", "client", "environment", "secret", "tenants"}
	case "invalid_tenant":
		return []string{"tenants", "environment", "client", "secret", "scopes"}
	case "unauthorized_client":
		return []string{"client", "secret", "environment", "scopes", "tenants"}
	case "":
		if e.Request != "" {
			return []string{"environment", "secret", "client", "tenants", "scopes"}
		}
	}
	return []string{"secret", "client", "environment", "tenants", "scopes"}
}
