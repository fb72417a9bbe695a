package main

import "time"

// worstWait is the longest that a key waited for the first output after it; a key
// without any waited until the last.
func worstWait(pressed, output []time.Time) (worst time.Duration) {
	next := 0
	for _, at := range pressed {
		for next < len(output) && output[next].Before(at) {
			next++
		}
		if next == len(output) {
			break
		}
		worst = max(worst, output[next].Sub(at))
	}
	return worst
}
