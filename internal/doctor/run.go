package doctor

import (
	"context"
	"sync/atomic"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// Run examines a subject. Each check is told as soon as it is done, several at
// once where they come of one request.
func Run(ctx context.Context, s Subject, tell func(...Check)) Report {
	d := &diagnosis{Subject: s, tell: tell}
	d.local(ctx)
	d.add(d.Terminal.checks()...)
	return d.report
}

// diagnosis is one examination on its way.
type diagnosis struct {
	Subject
	tell   func(...Check)
	report Report

	client *api.Client
	way    atomic.Pointer[api.Way] // to the token server; nil until it was gone
}

func (d *diagnosis) add(checks ...Check) {
	d.report.Checks = append(d.report.Checks, checks...)
	d.tell(checks...)
}

// local is what needs no network; what needs one follows when all is well.
func (d *diagnosis) local(ctx context.Context) {
	d.add(d.Config.check())
	if d.Config.Broken != "" {
		d.add(skipped("the config comes first", permissions, secret, proxy, tokenServer, tokenTLS, clock, token, claims, scope, apiServer, apiTLS, read)...)
		return
	}
	d.add(d.Config.permissions())
	if q := d.quiet(); q != nil {
		const why = "today is a quiet day"
		d.add(skipped(why, secret, proxy, tokenServer, tokenTLS, clock)...)
		d.add(Check{Name: token, State: Failed, Status: statusUsage, Seen: q.Summary, Why: q.Cause, Next: q.Next})
		d.add(skipped(why, claims, scope, apiServer, apiTLS, read)...)
		return
	}
	kept, check := d.secret(ctx)
	d.add(check)
	if check.State == Failed {
		d.add(skipped("the secret comes first", proxy, tokenServer, tokenTLS, clock, token, claims, scope)...)
	}
	d.Environment.Secret = auth.Plain(kept.Reveal()) // fetched once: it may ask a person
	d.remote(ctx, check.State != Failed)
}

func (d *diagnosis) remote(ctx context.Context, withToken bool) {
	o := d.Client
	o.Single = true
	o.OnTokenWay = func(w api.Way) { d.way.Store(&w) }
	o.Catalogue = d.Catalogue
	client, err := api.NewClient(d.Environment, d.Tenant, o)
	if err != nil {
		d.add(Check{Name: token, State: Failed, Seen: err.Error(), Status: statusUsage})
		return
	}
	defer client.Close()
	d.client = client
	var t auth.Token
	if withToken {
		t = d.token(ctx)
		d.report.TokenRequests = client.Source(d.Scopes).Status().Requests
	}
	if ctx.Err() == nil {
		d.api(ctx, t)
	}
}
