package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/response"
)

// loaded is a model of w x h cells with a document of n records on the screen.
func loaded(b *testing.B, w, h, n int) *model {
	b.Helper()
	wd := &world{ttl: 3600}
	m := newModel(b.Context(), wd.options())
	b.Cleanup(m.close)
	m.Init()
	var body strings.Builder
	body.WriteString(`{"data":[`)
	for i := range n {
		if i > 0 {
			body.WriteByte(',')
		}
		fmt.Fprintf(&body, `{"id":"%08d-0000-4000-8000-000000000000","name":{"nl_NL":"Rode wijn %d","en_GB":"Red wine"},"price":12.5000,"stock":[{"warehouse":"Gent","amount":%d}],"parent_id":null}`, i, i, i)
	}
	body.WriteString(`]}`)
	ex := api.Exchange{Place: m.here.id, Request: api.Request{Method: "GET", Path: "products"}, Status: 200, StatusText: "OK", Body: []byte(body.String()), ContentType: "application/json", Duration: 84 * time.Millisecond}
	m.here.response.Show(response.Load(context.Background(), ex), false)
	m.focus = responsePane
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

func BenchmarkView200x60(b *testing.B) {
	m := loaded(b, 200, 60, 200)
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
	for _, n := range []int{50, 50_000} {
		b.Run(fmt.Sprintf("%d records", n), func(b *testing.B) {
			m := loaded(b, 120, 40, n)
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
	m := loaded(b, 120, 40, 200)
	down := keyPress("j")
	b.ReportAllocs()
	for b.Loop() {
		m.Update(down)
	}
}
