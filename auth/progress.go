package auth

import (
	"context"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
)

// stage is how far a request got. A time-out means something else at each.
type stage int32

const (
	stageStart stage = iota
	stageResolving
	stageConnecting
	stageSecuring
	stageSent
	stageAnswering
)

// progress follows one request. Its methods run on the transport's goroutines.
type progress struct {
	reached atomic.Int32
	once    sync.Once
	left    func()
}

// gone says that the request has left: the secret is on its way.
func (p *progress) gone() { p.once.Do(p.left) }

func (p *progress) stage() stage { return stage(p.reached.Load()) }

// reach only moves forward: addresses are tried in parallel.
func (p *progress) reach(s stage) {
	for {
		now := p.reached.Load()
		if now >= int32(s) || p.reached.CompareAndSwap(now, int32(s)) {
			return
		}
	}
}

func (p *progress) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart:          func(httptrace.DNSStartInfo) { p.reach(stageResolving) },
		ConnectStart:      func(string, string) { p.reach(stageConnecting) },
		TLSHandshakeStart: func() { p.reach(stageSecuring) },
		WroteHeaders: func() {
			p.reach(stageSent)
			p.gone()
		},
		GotFirstResponseByte: func() { p.reach(stageAnswering) },
	})
}
