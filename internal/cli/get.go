package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
)

func newGet(p *program) *cobra.Command {
	var s selection
	var include bool
	c := &cobra.Command{
		Use:   "get PATH",
		Short: "Send one GET and write the body to standard output",
		Long: `Send one GET and write the body to standard output, byte for byte. On a terminal,
control characters are made visible instead. The body of an answer that reports
an error is written too, and so is what came of one that broke off.

PATH is relative to the API, such as categories or "products?page=2".
Exit status: 0 done, 1 no answer or not a whole one, 2 wrong usage or config, 3 no
token, 4 the API answered 4xx, 5 it answered 5xx.`,
		Example: `  brincr-explorer get categories | jq .
  brincr-explorer get --env production --tenant "Step & Co" --include products`,
		Args: oneArgument("PATH"),
		RunE: func(c *cobra.Command, args []string) error { return get(c.Context(), p, &s, args[0], include) },
	}
	s.bind(p, c)
	c.Flags().BoolVarP(&include, "include", "i", false, "write status and headers too")
	c.ValidArgsFunction = s.completePaths(p)
	return c
}

func get(ctx context.Context, p *program, s *selection, path string, include bool) error {
	u, client, scopes, err := s.open(p)
	if err != nil {
		return err
	}
	defer u.close()
	defer client.Close()
	if len(scopes) == 0 {
		return noScopes(api.ScopeFor(u.catalogue, "GET", path))
	}
	ex := client.Do(ctx, api.Request{Method: "GET", Path: path, Scopes: scopes})
	terminal := p.Terminal(p.Stdout)
	if err := result(p.Stdout, func(out io.Writer) { write(out, ex, include, terminal) }); err != nil {
		return err
	}
	return outcome(ex)
}

func write(out io.Writer, ex api.Exchange, include, terminal bool) {
	if include && ex.Status != 0 {
		_, _ = fmt.Fprintf(out, "%s %d %s\n", ex.Proto, ex.Status, safetext.Clean(ex.StatusText))
		for _, h := range ex.Header {
			_, _ = fmt.Fprintf(out, "%s: %s\n", safetext.Clean(h.Name), safetext.Clean(h.Value))
		}
		_, _ = fmt.Fprintln(out)
	}
	writeBody(out, ex.Body, terminal)
}

// writeBody keeps the bytes for a file or a pipe, and a terminal safe from them.
func writeBody(out io.Writer, body []byte, terminal bool) {
	if !terminal {
		_, _ = out.Write(body)
		return
	}
	for text := range bytes.Lines(body) {
		_, _ = io.WriteString(out, safetext.CleanBytes(bytes.TrimRight(text, "\r\n"))+"\n")
	}
}

// outcome is the exit status of an exchange, with its explanation.
func outcome(ex api.Exchange) error {
	if ex.Err == nil {
		return nil
	}
	e := exitError{status: statusFailed, err: ex.Err}
	switch {
	case ex.Err.Kind == api.KindRequest, ex.Err.Kind == api.KindReadOnly, ex.Err.Kind == api.KindQuiet:
		e.status = statusUsage
	case ex.Err.Kind == api.KindToken, ex.Err.Kind == api.KindTimeout && len(ex.Attempts) == 0:
		e.status = statusToken // time that ran out before the first attempt ran out waiting for a token
	case ex.Status >= 500:
		e.status = statusServer
	case ex.Status >= 400:
		e.status = statusClient
	}
	if ex.Err.MissingScope != "" {
		e.hint = "flags:  " + scopeFlags(append(ex.Scopes[:len(ex.Scopes):len(ex.Scopes)], ex.Err.MissingScope))
	}
	return e
}

// noScopes is the mistake of a selection that no token can be asked for. needed
// is the scope that the request usually needs, "" when that is not known.
func noScopes(needed string) error {
	e := exitError{
		status: statusUsage,
		err:    errors.New("no scope is chosen, and a token is for scopes: add scopes to the environment in the config, or use --scope NAME"),
	}
	if needed != "" {
		e.hint = "flags:  " + scopeFlags([]string{needed})
	}
	return e
}

func scopeFlags(scopes []string) string { return "--scope " + strings.Join(scopes, " --scope ") }
