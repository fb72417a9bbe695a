package jqfilter

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"brincr-explorer/internal/jsondoc"
)

// Limits bound a run. Zero means the default.
type Limits struct {
	Time    time.Duration // 10 s
	Memory  int64         // how much the heap of the program may grow meanwhile, in bytes: 1 GiB
	Output  int64         // length of the results together, in bytes: 256 MiB, so that any answer may pass through
	Results int           // 1 000 000
}

func (l Limits) withDefaults() Limits {
	if l.Time <= 0 {
		l.Time = 10 * time.Second
	}
	if l.Memory <= 0 {
		l.Memory = 1 << 30
	}
	if l.Output <= 0 {
		l.Output = 256 << 20
	}
	if l.Results <= 0 {
		l.Results = 1_000_000
	}
	return l
}

// Result is what a filter gives.
type Result struct {
	Text  []byte // the results as JSON, each ended by a line feed; one passed through may have line feeds within
	Count int    // of results
	Cut   string // which limit ended the results early, in words; "" when none did
	Err   error  // what the filter failed on after these results: a *RuntimeError, or nil
}

const (
	// maxAbandoned is how many evaluations may go on that were left behind because one instruction takes long.
	maxAbandoned = 2
	// grace is how long an evaluation has to notice that it is to end; most need microseconds.
	grace = 50 * time.Millisecond
	// watchEvery is how often the memory is looked at.
	watchEvery = 5 * time.Millisecond
)

// abandoned counts the evaluations that were left behind. It is one number for the whole program because what it
// protects is: its memory and its processors.
var abandoned atomic.Int32

// ErrBusy refuses a run.
var ErrBusy = errors.New("earlier filters are still being stopped, each of them in a step that cannot be interrupted; try again in a moment")

// What ends a run early, beside the caller's context.
var (
	errTime    = errors.New("time")
	errMemory  = errors.New("memory")
	errResults = errors.New("results")
)

// Run filters a node of a document: as a whole, or if it is the root of newline-delimited JSON, line by line.
//
// It returns within 200 ms after the context or a limit ends it, with the results until then. The error is the
// context's, or ErrBusy; everything that the filter itself does wrong is in the Result.
func (f *Filter) Run(ctx context.Context, d *jsondoc.Document, from jsondoc.Node, l Limits) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	if abandoned.Load() >= maxAbandoned {
		return Result{}, ErrBusy
	}
	if from < 0 || int(from) >= d.Len() {
		return Result{}, nil
	}
	l = l.withDefaults()
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := &output{most: l.Output, results: l.Results}
	err := watch(inner, cancel, l, start(newEvaluation(inner, d, l, out), f.plan, from))

	r := out.close()
	var failed *RuntimeError
	switch {
	case err == nil || errors.Is(err, errHalt):
	case errors.As(err, &failed):
		r.Err = failed
	case errors.Is(err, errTime):
		r.Cut = fmt.Sprintf("stopped after %s: the filter takes longer than it may", l.Time)
	case errors.Is(err, errMemory):
		r.Cut = fmt.Sprintf("stopped: the filter takes more than the %s of memory that it may", size(l.Memory))
	case errors.Is(err, errRoom):
		r.Cut = fmt.Sprintf("stopped: the results are longer than the %s that they may be", size(l.Output))
	case errors.Is(err, errResults):
		r.Cut = fmt.Sprintf("stopped after %d results, which is as many as there may be", l.Results)
	case ctx.Err() != nil:
		return r, ctx.Err()
	default:
		r.Err = &RuntimeError{Problem: err.Error()}
	}
	return r, nil
}

// evaluating is an evaluation that goes on.
type evaluating struct {
	done chan error   // takes one error
	left atomic.Int32 // what became of it: 0, hasEnded or wasLeft, whichever is first
}

const (
	hasEnded = 1
	wasLeft  = 2
)

// start begins an evaluation in a goroutine. It cannot panic: one recovers from whatever gojq does.
func start(e *evaluation, p *plan, n jsondoc.Node) *evaluating {
	running := &evaluating{done: make(chan error, 1)}
	go func() {
		running.done <- e.run(p, n)
		if !running.left.CompareAndSwap(0, hasEnded) {
			abandoned.Add(-1)
		}
	}()
	return running
}

// abandon leaves an evaluation behind, which then counts until it ends.
func (r *evaluating) abandon() {
	abandoned.Add(1)
	if !r.left.CompareAndSwap(0, wasLeft) {
		abandoned.Add(-1)
	}
}

// watch waits for an evaluation and ends it when it exceeds a limit.
func watch(ctx context.Context, cancel context.CancelCauseFunc, l Limits, running *evaluating) error {
	over := time.NewTimer(l.Time)
	defer over.Stop()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	heap := newHeap(l.Memory)
	for {
		select {
		case err := <-running.done:
			return err
		case <-over.C:
			cancel(errTime)
		case <-tick.C:
			if heap.exceeded() {
				cancel(errMemory)
			}
		case <-ctx.Done():
			return leave(ctx, running)
		}
	}
}

// leave gives an evaluation that is to end a moment to do so.
func leave(ctx context.Context, running *evaluating) error {
	last := time.NewTimer(grace)
	defer last.Stop()
	select {
	case err := <-running.done:
		return err
	case <-last.C:
		running.abandon()
		return context.Cause(ctx)
	}
}
