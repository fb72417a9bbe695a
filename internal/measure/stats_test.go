package main

import (
	"math"
	"testing"
	"time"
)

func TestMedianAndPercentile(t *testing.T) {
	t.Parallel()
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(100 - i)
	}
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"of one", median([]float64{7}), 7},
		{"of an odd number", median([]float64{9, 1, 5}), 5},
		{"of an even number", median([]float64{4, 1, 3, 2}), 2.5},
		{"95 % of a hundred", percentile95(hundred), 95},
		{"95 % of one", percentile95([]float64{3}), 3},
		{"95 % of three", percentile95([]float64{3, 1, 2}), 3},
		{"0 %", percentile(hundred, 0), 1},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v, not %v", tt.name, tt.got, tt.want)
		}
	}
	if hundred[0] != 100 {
		t.Error("the values were sorted in place")
	}
	if !math.IsNaN(median(nil)) || !math.IsNaN(percentile95(nil)) {
		t.Error("nothing measured has a figure")
	}
}

func TestWorstWait(t *testing.T) {
	t.Parallel()
	begun := time.Now()
	at := func(ms ...int) (all []time.Time) {
		for _, n := range ms {
			all = append(all, begun.Add(time.Duration(n)*time.Millisecond))
		}
		return all
	}
	for _, tt := range []struct {
		name            string
		pressed, output []time.Time
		want            int
	}{
		{"each answered", at(0, 30, 60), at(5, 42, 61), 12},
		{"two by one output", at(0, 30), at(70), 70},
		{"output before the first key", at(10), at(0, 13), 3},
		{"no output after the last", at(0, 30), at(4), 4},
		{"no output", at(0), nil, 0},
	} {
		if got := worstWait(tt.pressed, tt.output); got != time.Duration(tt.want)*time.Millisecond {
			t.Errorf("%s: %v, not %d ms", tt.name, got, tt.want)
		}
	}
}
