package ui

import (
	"context"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/ui/rail"
	"brincr-explorer/ui/response"
)

// environment is one of the config's, with the panes that remember its tenant
// and its scopes while another one is in use.
type environment struct {
	api.Environment
	tenants *rail.Tenant
	scopes  *rail.Scopes
}

// place is one tenant in one environment. It owns its client and everything
// that was answered there; nothing of it is ever shown under another place.
type place struct {
	id       api.Place
	env      *environment
	tenant   api.Tenant
	client   *api.Client
	err      error // why there is no client
	response *response.Model
	last     *api.Request // what r repeats

	ctx    context.Context // ends when the place is left
	cancel context.CancelFunc
	source *auth.Source // for the scopes chosen; nil without any
	status auth.Status
	asked  []string

	watchCtx context.Context // ends when another source is watched
	unwatch  context.CancelFunc

	// What an answer must carry to be let in: the stamp of the request that
	// runs, and that of the watch over the token.
	sending  stamp
	watching stamp
	stop     context.CancelFunc // of the request that runs; nil when none does
	since    time.Time
	find     findState
	limit    api.RateLimit // as the last answer told it
}

// stamp says who asked: it is made in one place only, and no two are alike. An
// answer whose stamp is not the one waited for is dropped.
type stamp struct {
	place api.Place
	epoch uint64 // of the stay at the place
	seq   uint64
}

func (p *place) running() bool { return p.stop != nil }

// leave ends what runs here.
func (p *place) leave() {
	p.halt()
	if p.cancel != nil {
		p.cancel()
	}
	p.cancel, p.watching = nil, stamp{}
}

// halt cancels the request that runs, and lets its answer in no more.
func (p *place) halt() {
	if p.stop != nil {
		p.stop()
	}
	p.stop, p.sending = nil, stamp{}
	p.response.SetPending(nil)
}
