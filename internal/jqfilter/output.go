package jqfilter

import (
	"fmt"
	"sync"
)

// output collects results until the run ends, or the evaluation is left behind.
type output struct {
	most    int64
	results int

	mu     sync.Mutex
	closed bool
	text   []byte
	count  int
}

// room is how long the next result may be.
func (o *output) room() int64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.most - int64(len(o.text)) - 1
}

// put takes a whole result.
func (o *output) put(result []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.closed:
		return errResults
	case o.count == o.results:
		return errResults
	case int64(len(o.text)+len(result))+1 > o.most:
		return errRoom
	}
	o.text = append(append(o.text, result...), '\n')
	o.count++
	return nil
}

// close hands out what there is and takes nothing more.
func (o *output) close() Result {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	return Result{Text: o.text, Count: o.count}
}

// size is a number of bytes for people.
func size(bytes int64) string {
	const units = "KMGTPE"
	if bytes < 1<<10 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	unit, f := 0, float64(bytes)/(1<<10)
	for f >= 1000 && unit < len(units)-1 {
		unit, f = unit+1, f/(1<<10)
	}
	if f >= 10 || f == float64(int64(f)) {
		return fmt.Sprintf("%.0f %ciB", f, units[unit])
	}
	return fmt.Sprintf("%.1f %ciB", f, units[unit])
}
