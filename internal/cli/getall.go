package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"brincr-explorer/api"
)

// pages fetches all pages of a list. Without a filter they are written while they
// come; whatever ends it, what was written is a whole document.
func (g getting) pages(ctx context.Context, p *program, client *api.Client, u setup, r api.Request, to *destination) error {
	o := api.WalkOptions{Budget: u.budget}
	if g.budget.n > 0 {
		o.Budget = g.budget.n
	}
	var out *bufio.Writer
	if g.jq == "" {
		out = bufio.NewWriter(to.stream())
		o.To = out
	}
	walk := client.Walk(r, o)
	watch := newWatch(p)
	walk.Run(ctx, func(now api.Progress) {
		if out != nil {
			_ = out.Flush() // it keeps its first error, which the next page meets
		}
		watch.see(now)
	})
	watch.done()
	ex := walk.Exchange()
	if ex.Collection == nil {
		return g.deliver(ctx, to, ex)
	}
	if out == nil {
		return g.filtered(ctx, p, to, ex)
	}
	if err := to.end(errors.Join(walk.Close(), out.Flush())); err != nil {
		return err
	}
	return told(p, ex)
}

// filtered applies the filter to what there is, be it all or not. Where both it
// and fetching failed, the status is that of fetching.
func (g getting) filtered(ctx context.Context, p *program, to *destination, ex api.Exchange) error {
	if ctx.Err() != nil {
		return outcome(ex)
	}
	err := g.filter(ctx, to, ex.Body)
	fetched := told(p, ex)
	switch {
	case fetched == nil || errors.Is(err, errReaderGone):
		return err
	case err != nil:
		line(p.Stderr, "brincr-explorer: "+err.Error())
	}
	return fetched
}

// told is how fetching ended, with what does not fit told on standard error.
func told(p *program, ex api.Exchange) error {
	for _, note := range ex.Collection.Notes {
		line(p.Stderr, "brincr-explorer: note: "+note)
	}
	err := outcome(ex)
	var exit exitError
	if errors.As(err, &exit) && ex.Collection.Stop == api.StopBudget {
		exit.hint = "flags:  --budget " + strconv.Itoa(2*ex.Collection.Budget)
		return exit
	}
	return err
}

// watch shows on a terminal how far fetching is, in one line that is taken away
// again. Elsewhere it says nothing, but for what will not do.
type watch struct {
	p      *program
	shown  int // cells of the line
	warned bool
}

func newWatch(p *program) *watch { return &watch{p: p} }

func (w *watch) see(now api.Progress) {
	if more := now.Needed; !w.warned && now.Stop == api.StopNot && more > now.Budget-now.Spent {
		w.done()
		w.warned = true
		line(w.p.Stderr, fmt.Sprintf("brincr-explorer: note: By the total that the list tells, %d more requests are needed, and the budget has %d left.", more, now.Budget-now.Spent))
	}
	if !w.p.Terminal(w.p.Stderr) {
		return
	}
	text := fmt.Sprintf("fetching: %s, %d", pagesCount(now.Pages), now.Items)
	if now.Total != "" {
		text += " of " + now.Total
	}
	text += fmt.Sprintf(" items, %d of %d requests", now.Spent, now.Budget)
	if wait := time.Until(now.Until); !now.Until.IsZero() && wait > 0 {
		text += ", waiting " + (wait + time.Second - 1).Truncate(time.Second).String()
	}
	w.done()
	w.shown = len(text)
	_, _ = io.WriteString(w.p.Stderr, text)
}

// done takes the line away.
func (w *watch) done() {
	if w.shown > 0 {
		_, _ = io.WriteString(w.p.Stderr, "\r"+strings.Repeat(" ", w.shown)+"\r")
	}
	w.shown = 0
}

// budget is a flag's number of requests.
type budget struct{ n int }

func (b *budget) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 10_000 {
		return errors.New("write a whole number from 1 to 10000")
	}
	b.n = n
	return nil
}

func (b *budget) String() string {
	if b.n == 0 {
		return ""
	}
	return strconv.Itoa(b.n)
}
func (*budget) Type() string { return "number" }

func pagesCount(n int) string {
	if n == 1 {
		return "1 page"
	}
	return strconv.Itoa(n) + " pages"
}
