package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

func newToken(p *program) *cobra.Command {
	var s selection
	var asJSON bool
	c := &cobra.Command{
		Use:   "token",
		Short: "Request a token and write it to standard output",
		Long: `Request a token and write it to standard output. Every call asks Visma Connect for
a new one: tokens are kept in memory only, and never in a file.
Exit status: 0 done, 1 standard output cannot be written, 2 wrong usage or config,
3 no token.`,
		Example: `  curl -H "Authorization: Bearer $(brincr-explorer token)" -H "Accept: application/json" …
  brincr-explorer token --json | jq -r .expires_at`,
		Args:              noArgument,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(c *cobra.Command, _ []string) error { return token(c.Context(), p, &s, asJSON) },
	}
	s.bind(p, c)
	c.Flags().BoolVar(&asJSON, "json", false, "write token, expiry and scopes as JSON")
	return c
}

// tokenAnswer is the output of token --json; the names are RFC 6749's where it
// has them. What is not known is left out.
type tokenAnswer struct {
	AccessToken string   `json:"access_token"`
	TokenType   string   `json:"token_type"`
	ExpiresIn   *int64   `json:"expires_in,omitempty"` // whole seconds left
	ExpiresAt   string   `json:"expires_at,omitempty"` // RFC 3339, by this machine's clock
	Scopes      []string `json:"scopes"`               // granted
}

func token(ctx context.Context, p *program, s *selection, asJSON bool) error {
	u, client, scopes, err := s.open(p)
	if err != nil {
		return err
	}
	defer u.close()
	defer client.Close()
	if len(scopes) == 0 {
		return noScopes(nil)
	}
	t, err := requestToken(ctx, client, scopes, u.client.Timeout)
	switch {
	case errors.Is(err, auth.ErrQuiet):
		return usage(err)
	case err != nil:
		return exitError{status: statusToken, err: err}
	}
	for _, note := range t.Notes() {
		line(p.Stderr, "brincr-explorer: note: "+note)
	}
	return result(p.Stdout, func(out io.Writer) { writeToken(out, t, u.client.Clock.Now(), asJSON) })
}

// requestToken waits for a token as long as a request may take; 0: as long as
// the source itself does.
func requestToken(ctx context.Context, client *api.Client, scopes []string, limit time.Duration) (auth.Token, error) {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	t, err := client.Source(scopes).Token(ctx)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() != nil {
		return t, &auth.Error{
			Summary:   fmt.Sprintf("No token came within %s.", limit),
			Cause:     "Usually Visma Connect or the network is slow, a firewall drops the connection, or the command that the secret comes from waits for something.",
			Next:      "Try again, or give it more time with --timeout.",
			Temporary: true, Err: err,
		}
	}
	return t, err
}

func writeToken(out io.Writer, t auth.Token, now auth.Instant, asJSON bool) {
	if !asJSON {
		_, _ = fmt.Fprintln(out, t.Value().Reveal())
		return
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(answerOf(t, now)) // strings and numbers: only the writing can fail, and out keeps that
}

func answerOf(t auth.Token, now auth.Instant) tokenAnswer {
	a := tokenAnswer{AccessToken: t.Value().Reveal(), TokenType: t.Type(), Scopes: t.Scopes()}
	if _, known := t.Lifetime(); known {
		left := t.Remaining(now)
		seconds := int64(left / time.Second)
		a.ExpiresIn = &seconds
		a.ExpiresAt = now.Wall.Add(left).UTC().Format(time.RFC3339)
	}
	return a
}
