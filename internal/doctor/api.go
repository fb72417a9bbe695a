package doctor

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// api goes to Brincr's server, and sends the one request where there is a token.
func (d *diagnosis) api(ctx context.Context, t auth.Token) {
	way, failed := d.client.Reach(ctx)
	if ctx.Err() != nil {
		return
	}
	d.add(d.reached(way, failed)...)
	switch {
	case failed != nil:
		d.add(skipped("the way there comes first", read)...)
	case d.NoRead:
		d.add(skipped("nothing was to be sent to Brincr (--no-read)", read)...)
	case t.Zero():
		d.add(skipped("the token comes first", read)...)
	default:
		d.add(d.read(ctx, t))
	}
}

func (d *diagnosis) reached(way api.Way, failed *api.Error) []Check {
	encrypted := isHTTPS(d.Environment.APIURL)
	switch {
	case failed == nil:
		return []Check{server(apiServer, way), secured(apiTLS, way, encrypted)}
	case way.Address == "" || way.ProxyFailed:
		return append([]Check{unreached(apiServer, failed)}, skipped("the way there comes first", apiTLS)...)
	}
	return []Check{server(apiServer, way), unreached(apiTLS, failed)}
}

func unreached(name string, e *api.Error) Check {
	return Check{Name: name, State: Failed, Status: statusFailed, Seen: e.Summary, Why: e.Cause, Next: e.Next, Server: e.Server}
}

// evidence ranks how well an endpoint is known. One of the demo's own stands for
// nothing.
func evidence(e api.Evidence) int {
	return slices.Index([]api.Evidence{api.Documented, api.FromConfig, api.Described, api.Seen, api.Guess}, e)
}

// endpoint is the best known one that the token covers and that needs nothing
// filled in.
func (d *diagnosis) endpoint(t auth.Token) (api.Endpoint, bool) {
	var fit []api.Endpoint
	for _, e := range d.Catalogue {
		covered := len(e.Scopes()) > 0 && !slices.ContainsFunc(e.Scopes(), func(s string) bool { return !slices.Contains(t.Scopes(), s) })
		if covered && (e.Method == "" || e.Method == http.MethodGet) && !strings.Contains(e.Path, "{") && !needsMore(e) && evidence(e.Evidence) >= 0 {
			fit = append(fit, e)
		}
	}
	if len(fit) == 0 {
		return api.Endpoint{}, false
	}
	return slices.MinFunc(fit, func(a, b api.Endpoint) int { return cmp.Compare(evidence(a.Evidence), evidence(b.Evidence)) }), true
}

func needsMore(e api.Endpoint) bool {
	return e.Operation != nil && slices.ContainsFunc(e.Operation.Parameters, func(p api.Parameter) bool { return p.Required })
}

// read sends the one GET.
func (d *diagnosis) read(ctx context.Context, t auth.Token) Check {
	e, ok := d.endpoint(t)
	if !ok {
		return Check{Name: read, State: Skipped, Seen: "no endpoint is known that these scopes cover"}
	}
	x := d.client.Do(ctx, api.Request{Method: http.MethodGet, Path: e.Path, Scopes: d.Scopes})
	d.report.APIRequests = x.Sent()
	if x.Sent() > 0 {
		d.report.Sent = "GET " + e.Path
	}
	if x.Err == nil {
		return Check{Name: read, State: OK, Seen: answered(x)}
	}
	check := unreached(read, x.Err)
	switch {
	case x.Status >= 500:
		check.Status = statusServer
	case x.Status >= 400:
		check.Status = statusClient
	}
	if x.Err.Kind == api.KindToken {
		check.Status = statusToken
	}
	if x.Status == http.StatusForbidden || x.Status == http.StatusUnprocessableEntity {
		check.Right = []string{"the token"} // it is looked at before
	}
	return check
}

func answered(x api.Exchange) string {
	seen := fmt.Sprintf("GET %s: %d, %s", x.Request.Path, x.Status, x.Duration.Round(time.Millisecond))
	switch {
	case x.Page.List && x.Page.Total != "":
		seen += fmt.Sprintf(", %d of %s items", x.Page.Count, x.Page.Total)
	case x.Page.List:
		seen += fmt.Sprintf(", %d items", x.Page.Count)
	}
	if x.RateLimit.Limit != "" && x.RateLimit.Remaining != "" {
		seen += ", limit " + x.RateLimit.Remaining + "/" + x.RateLimit.Limit
	}
	return seen
}
