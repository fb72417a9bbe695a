package jqfilter

import (
	"runtime"
	"runtime/metrics"
)

// heap watches how much the program's memory grows. It cannot tell who takes it: while a filter runs, little else
// should.
type heap struct {
	most    uint64
	before  uint64
	sample  []metrics.Sample
	cleaned chan struct{} // closed when a collection that was asked for has ended; nil when none was
}

func newHeap(most int64) *heap {
	h := &heap{most: uint64(most), sample: []metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"},
	}}
	h.before = h.now()
	return h
}

// now is what objects and stacks take, with those that are garbage but not collected yet.
func (h *heap) now() uint64 {
	metrics.Read(h.sample)
	return h.sample[0].Value.Uint64() + h.sample[1].Value.Uint64()
}

// exceeded says whether what was taken since the start is too much. Beside a large document the collector leaves much
// garbage: it is asked to collect before a verdict, unless the growth is twice what it may be.
func (h *heap) exceeded() bool {
	now := h.now()
	grown := now - min(now, h.before)
	switch {
	case grown > 2*h.most:
		return true
	case h.cleaned != nil:
		return h.verdict(grown)
	case grown > h.most:
		cleaned := make(chan struct{})
		go func() {
			runtime.GC()
			close(cleaned)
		}()
		h.cleaned = cleaned
	}
	return false
}

// verdict waits for the collection. A tenth less than allowed is asked of it, so that it is not needed all the time.
func (h *heap) verdict(grown uint64) bool {
	select {
	case <-h.cleaned:
		h.cleaned = nil
		return grown > h.most-h.most/10
	default:
		return false
	}
}
