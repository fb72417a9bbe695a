package form

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/paint"
)

// BenchmarkKey is a letter typed in a form of twenty fields with four hundred
// offers, and the frame after it.
func BenchmarkKey(b *testing.B) {
	e := api.Endpoint{Method: "GET", Path: "customers/{id}", Operation: &api.Operation{}}
	for i := range 20 {
		e.Operation.Parameters = append(e.Operation.Parameters, api.Parameter{Name: fmt.Sprintf("filter[field_%d]", i), In: api.InQuery})
	}
	var offers []Offer
	for i := range 400 {
		offers = append(offers, Offer{Value: fmt.Sprintf("%08d-0000-4000-8000-000000000000", i), Label: fmt.Sprintf("Wijnhuis %d", i)})
	}
	f, st := New(setup(&e, Values{}, offers...)), paint.New(paint.Look{})
	for b.Loop() {
		f.Key(tea.KeyPressMsg(tea.Key{Code: '0', Text: "0"}))
		f.View(st, 140, 40)
		f.Key(tea.KeyPressMsg(tea.Key{Code: tea.KeyBackspace}))
	}
}
