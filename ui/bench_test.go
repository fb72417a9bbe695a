package ui

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/internal/sample"
	"brincr-explorer/ui/response"
)

// loaded is a model of w x h cells with a document of about size bytes on the
// screen.
func loaded(b *testing.B, w, h, size int) *model {
	b.Helper()
	wd := &world{ttl: 3600}
	m := newModel(b.Context(), wd.options())
	b.Cleanup(m.close)
	m.Init()
	ex := api.Exchange{Place: m.here.id, Request: api.Request{Method: "GET", Path: "orders"}, Status: 200, StatusText: "OK", Body: sample.Orders(size), ContentType: "application/json", Duration: 84 * time.Millisecond}
	m.here.response.Show(response.LoadWhole(context.Background(), ex, nil), false)
	m.focus = responsePane
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

func BenchmarkView200x60(b *testing.B) {
	m := loaded(b, 200, 60, 100_000)
	m.press("E")
	b.ReportAllocs()
	for b.Loop() {
		m.View()
	}
}

func (m *model) press(key string) { m.Update(keyPress(key)) }

// One key and the frame after it must cost the same whatever the document's
// size is.
func BenchmarkKey(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10KB", 10_000}, {"100MB", 100_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			m := loaded(b, 120, 40, size.bytes)
			m.press("E")
			down, up := keyPress("j"), keyPress("k")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i/100%2 == 0 {
					m.Update(down)
				} else {
					m.Update(up)
				}
				m.View()
			}
		})
	}
}

func BenchmarkUpdate(b *testing.B) {
	m := loaded(b, 120, 40, 100_000)
	down := keyPress("j")
	b.ReportAllocs()
	for b.Loop() {
		m.Update(down)
	}
}
