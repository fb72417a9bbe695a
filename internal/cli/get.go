package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
)

// getting is what get was asked for beside the path.
type getting struct {
	include, all bool
	explain      bool
	budget       budget
	query        parameters
	jq, output   text
}

func newGet(p *program) *cobra.Command {
	var s selection
	var g getting
	c := &cobra.Command{
		Use:   "get PATH",
		Short: "Send one GET and write the body to standard output",
		Long: `Send one GET and write the body to standard output, byte for byte. On a terminal,
control characters are made visible instead. The body of an answer that reports
an error is written too, and so is what came of one that broke off.

PATH is relative to the API, such as categories or "products?page=2". --query adds
to it and escapes what it must: --query 'filter[product_type]=default'.

--all follows the list's own next links and writes all pages as one document,
{"data":[…]} with every item as it was sent, while they come. It waits where the
server asks to wait, and stops at a budget of requests. Whatever ends it early,
what came is a whole document, and the status tells that it is not all.

--jq writes what a jq filter makes of the answer, one result a line. It is applied
to no answer that reports an error. --output replaces FILE, with mode 0600, once
all of the answer is there; one that reports an error leaves FILE as it was.

Exit status: 0 done, 1 no answer or not a whole one, 2 wrong usage or config, 3 no
token, 4 the API answered 4xx, 5 it answered 5xx.`,
		Example: `  brincr-explorer get categories | jq .
  brincr-explorer get --env production --tenant "Step & Co" --include products
  brincr-explorer get --all --query 'filter[product_type]=default' --jq '.data[].sku' products
  brincr-explorer get --all --budget 200 --output products.json products`,
		Args: oneArgument("PATH"),
		RunE: func(c *cobra.Command, args []string) error { return get(c.Context(), p, &s, args[0], g) },
	}
	s.bind(p, c)
	f := c.Flags()
	f.BoolVarP(&g.include, "include", "i", false, "write status and headers too")
	f.BoolVar(&g.all, "all", false, "fetch all pages of a list, as one document")
	f.BoolVar(&g.explain, "explain", false, "write what would be sent, and send nothing")
	f.Var(&g.budget, "budget", "with --all: send `N` requests at most (default: the config's page_budget, else 50)")
	f.Var(&g.query, "query", "add the parameter `NAME=VALUE` to the path; repeatable")
	f.Var(&g.jq, "jq", "write what this jq filter `EXPR` makes of the answer")
	f.Var(&g.output, "output", "write to this `FILE` instead of standard output")
	c.ValidArgsFunction = s.completePaths(p)
	return c
}

// check refuses flags that contradict one another, and a filter that is broken.
func (g getting) check() error {
	switch {
	case g.explain && (g.all || g.include || g.jq != "" || g.output != ""):
		return usage(errors.New("--explain sends nothing, so there is no answer for --all, --include, --jq or --output: use it without them"))
	case g.include && g.all:
		return usage(errors.New("--include shows the headers of one answer, and --all makes one document of many: use one of them"))
	case g.include && g.jq != "":
		return usage(errors.New("--jq writes results only: use one of --include and --jq"))
	case g.budget.n > 0 && !g.all:
		return usage(errors.New("--budget bounds how many pages are fetched: it needs --all"))
	}
	return checkFilter(string(g.jq))
}

func get(ctx context.Context, p *program, s *selection, path string, g getting) error {
	if err := g.check(); err != nil {
		return err
	}
	path, err := g.query.addTo(path)
	if err != nil {
		return usage(err)
	}
	u, client, scopes, err := s.open(p)
	if err != nil {
		return err
	}
	defer u.close()
	defer client.Close()
	if len(scopes) == 0 {
		return noScopes(api.ScopesFor(u.catalogue, "GET", path))
	}
	request := api.Request{Method: "GET", Path: path, Scopes: scopes}
	if g.explain {
		return explainGet(p, client, request)
	}
	to, err := p.destination(string(g.output))
	if err != nil {
		return err
	}
	defer to.discard()
	if g.all {
		return g.pages(ctx, p, client, u, request, to)
	}
	return g.deliver(ctx, to, client.Do(ctx, request))
}

// deliver writes one answer. Nothing of one that reports an error takes the place
// of a file, or is filtered.
func (g getting) deliver(ctx context.Context, to *destination, ex api.Exchange) error {
	failed := outcome(ex)
	switch {
	case failed != nil && (g.jq != "" || to.file != nil):
		return failed
	case g.jq != "":
		return g.filter(ctx, to, ex.Body)
	}
	if err := to.write(func(out io.Writer) { write(out, ex, g.include, to.terminal) }); err != nil {
		return err
	}
	return failed
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
	status := ex.Status
	if ex.Collection != nil {
		status = ex.Err.Status // of the page that failed; the exchange's is that of the first
	}
	switch {
	case ex.Err.Kind == api.KindRequest, ex.Err.Kind == api.KindReadOnly, ex.Err.Kind == api.KindQuiet:
		e.status = statusUsage
	case ex.Err.Kind == api.KindToken, ex.Err.Kind == api.KindTimeout && len(ex.Attempts) == 0:
		e.status = statusToken // time that ran out before the first attempt ran out waiting for a token
	case status >= 500:
		e.status = statusServer
	case status >= 400:
		e.status = statusClient
	}
	if missing := ex.Err.MissingScopes; len(missing) > 0 {
		e.hint = "flags:  " + scopeFlags(slices.Concat(ex.Scopes, missing))
	}
	return e
}

// noScopes is the mistake of a selection that no token can be asked for. needed
// are the scopes that the request usually needs, none when that is not known.
func noScopes(needed []string) error {
	e := exitError{
		status: statusUsage,
		err:    errors.New("no scope is chosen, and a token is for scopes: add scopes to the environment in the config, or use --scope NAME"),
	}
	if len(needed) > 0 {
		e.hint = "flags:  " + scopeFlags(needed)
	}
	return e
}

func scopeFlags(scopes []string) string { return "--scope " + strings.Join(scopes, " --scope ") }
