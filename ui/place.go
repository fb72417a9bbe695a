package ui

import (
	"context"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/follow"
	"brincr-explorer/ui/compose"
	"brincr-explorer/ui/rail"
	"brincr-explorer/ui/response"
)

// environment is one of the config's, with the panes that remember its tenant
// and its scopes while another one is in use.
type environment struct {
	api.Environment
	tenants   *rail.Tenant
	scopes    *rail.Scopes
	endpoints *rail.Endpoints
	catalogue []api.Endpoint
	index     *follow.Index // of the catalogue: where ids lead
	links     api.Links

	description description
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
	file     int                        // its number, of a file
	last     *api.Request               // what r repeats
	drafts   map[string]*compose.Editor // bodies, by method and path
	trail    trail

	ctx    context.Context // ends when the place is left
	cancel context.CancelFunc
	source *auth.Source // for the scopes chosen; nil without any
	status auth.Status
	asked  []string
	probe  *probe // of the scopes asked, one at a time; nil: none since they were chosen
	denied *denied
	trial  *trial // of more scopes, until a token for them came or did not

	watchCtx context.Context // ends when another source is watched
	unwatch  context.CancelFunc

	// What an answer must carry to be let in: the stamp of the request that
	// runs, and that of the watch over the token.
	sending    stamp
	watching   stamp
	stop       context.CancelFunc // of the request that runs; nil when none does
	since      time.Time
	unsafe     string // the request that runs, where it changes data; else ""
	loading    stamp  // of what is still to come of the content on the screen
	opening    stamp  // of a string that is being opened
	reopening  stamp  // of an answer of the log that is being opened
	single     stamp  // of a request for one thing, which is no table
	collecting stamp  // of the answer whose ids are being read
	find       findState
	jq         jqState
	limit      api.RateLimit // as the last answer told it
	pages      fetching
	again      again
	failures   failures
	filled     filled
	paths      history // typed here
}

// stamp says who asked: it is made in one place only, and no two are alike. An
// answer whose stamp is not the one waited for is dropped.
type stamp struct {
	place api.Place
	epoch uint64 // of the stay at the place
	seq   uint64
}

// running says that something is under way, or will be by itself, that esc ends.
func (p *place) running() bool { return p.stop != nil || p.pages.active || p.again.active }

// leave ends what runs here.
func (p *place) leave() {
	p.halt()
	if p.cancel != nil {
		p.cancel()
	}
	p.giveUp()
	p.forgetScopes()
	p.find.end()
	p.jq.end()
	p.response.Suspend()
	p.cancel, p.watching, p.loading = nil, stamp{}, stamp{}
	p.opening, p.reopening = stamp{}, stamp{}
}

// halt cancels the request that runs, and lets its answer in no more.
func (p *place) halt() {
	if p.stop != nil {
		p.stop()
	}
	p.stop, p.sending, p.again, p.unsafe = nil, stamp{}, again{}, ""
	p.response.SetPending(nil)
	if p.pages.active {
		p.pages.drop()
		p.response.SetFetch(nil)
	}
}
