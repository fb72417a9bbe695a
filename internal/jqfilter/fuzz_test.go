package jqfilter

import (
	"context"
	"errors"
	"testing"
	"time"

	"brincr-explorer/internal/jsondoc"
)

// FuzzRun feeds filters and documents that nobody wrote: nothing may panic or hang, and what comes out can be parsed.
func FuzzRun(f *testing.F) {
	for i, expr := range referenceFilters {
		f.Add(expr, referenceDocs[i%len(referenceDocs)])
	}
	for _, expr := range hostile {
		f.Add(expr, `{"x":[1]}`)
	}
	for _, c := range []string{odd, `{"a":[1,{"b":`, "{\"a\":1}\n[2", "", "\"\xff\"", "\ufeff[1]"} {
		f.Add("[.[]?], .a", c)
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if len(expr) > 1<<10 || len(text) > 1<<14 {
			t.Skip("long")
		}
		filter, err := Compile(expr)
		if err != nil {
			checkPlace(t, err)
			return
		}
		d, _ := jsondoc.Parse([]byte(text))
		r, err := filter.Run(context.Background(), d, 0, Limits{Time: 50 * time.Millisecond, Memory: 64 << 20, Output: 1 << 20, Results: 1000})
		if errors.Is(err, ErrBusy) {
			settle(t)
		} else if err != nil {
			t.Fatal(err)
		}
		checkText(t, expr, r)
		settle(t)
	})
}
