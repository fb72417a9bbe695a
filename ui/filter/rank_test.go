package filter

import (
	"fmt"
	"slices"
	"testing"
)

func TestRankedPutsTheBestFirst(t *testing.T) {
	texts := []string{"reorders", "order-lines", "orders", "border", "old order", "lines of an order"}
	all := make([][]Field, len(texts))
	for i, text := range texts {
		all[i] = []Field{{text, 1}}
	}
	for typed, want := range map[string][]string{
		"order":      {"order-lines", "orders", "old order", "lines of an order", "reorders", "border"},
		"orders":     {"orders", "reorders", "order-lines"},
		"ordln":      {"order-lines"},
		"line order": {"order-lines", "lines of an order"},
		"xyz":        nil,
	} {
		var got []string
		for _, i := range New(typed).Ranked(all) {
			got = append(got, texts[i])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
}

func TestAWeightierFieldComesFirst(t *testing.T) {
	all := [][]Field{{{"list the customers", 1}, {"reports", 3}}, {{"report", 1}, {"customers", 3}}}
	if got := New("customers").Ranked(all); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("%v", got)
	}
}

// BenchmarkRanked filters five thousand endpoints: what a letter typed costs.
func BenchmarkRanked(b *testing.B) {
	all := make([][]Field, 5000)
	for i := range all {
		all[i] = []Field{{fmt.Sprintf("get customers/{customer}/things-%d/lines", i), 4}, {fmt.Sprintf("list the lines of thing %d of a customer, with their prices", i), 2}, {"group of things", 2}, {"brincr:thing", 2}}
	}
	for _, typed := range []string{"l", "cust lin", "thngs"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				New(typed).Ranked(all)
			}
		})
	}
}
