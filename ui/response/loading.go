package response

import (
	"context"
	"strconv"
	"sync/atomic"

	"brincr-explorer/ui/paint"
)

// Loading is how far a document is on its way onto the screen. The command that
// reads it writes; the title reads.
type Loading struct {
	stop     context.Context // ends when the user has seen enough
	halt     context.CancelFunc
	indexing atomic.Bool
	done     atomic.Int64 // bytes
	total    atomic.Int64 // bytes; 0 where nobody knows
}

// NewLoading is for one document. It ends with ctx.
func NewLoading(ctx context.Context) *Loading {
	l := &Loading{}
	l.stop, l.halt = context.WithCancel(ctx)
	return l
}

// Stop ends the reading; what was read stays.
func (l *Loading) Stop() { l.halt() }

func (l *Loading) reads(done, total int64) {
	l.done.Store(done)
	l.total.Store(total)
}

func (l *Loading) indexes(done, total int) {
	l.indexing.Store(true)
	l.done.Store(int64(done))
	l.total.Store(int64(total))
}

func (l *Loading) String() string {
	done, total := l.done.Load(), l.total.Load()
	verb := "reading"
	if l.indexing.Load() {
		verb = "indexing"
	}
	if total <= 0 {
		return verb + ", " + paint.Bytes(done) + " so far"
	}
	return verb + " " + strconv.Itoa(int(100*done/total)) + " %"
}
