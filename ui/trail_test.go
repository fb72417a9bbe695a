package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/internal/sample"
	"brincr-explorer/ui/response"
)

// left is an answer of about size bytes that was shown and left.
func left(t testing.TB, size int) *response.Page {
	m := response.New()
	ex := api.Exchange{Request: api.Request{Path: "orders"}, Status: 200, Body: sample.Orders(size), ContentType: "application/json"}
	m.Show(response.LoadWhole(t.Context(), ex, nil), false)
	m.Resize(120, 40)
	return m.Leave()
}

// kept says of each visit whether its answer is there.
func (t *trail) kept() string {
	var b strings.Builder
	for i, v := range t.visits {
		switch {
		case i == t.at:
			b.WriteByte('@')
		case v.page != nil:
			b.WriteByte('+')
		default:
			b.WriteByte('-')
		}
	}
	return b.String()
}

func TestTheNearestAnswersAreKept(t *testing.T) {
	page := left(t, 1000)
	var tr trail
	for i := range keptAnswers + 3 {
		if v := tr.current(); v != nil {
			v.page = page
		}
		tr.add(visit{request: api.Request{Path: fmt.Sprint(i)}})
	}
	if got, want := tr.kept(), "---"+strings.Repeat("+", keptAnswers-1)+"@"; got != want {
		t.Errorf("kept are\n%s, want\n%s", got, want)
	}
	for range 2 * keptVisits {
		tr.current().page = page
		tr.add(visit{})
	}
	if len(tr.visits) != keptVisits || tr.at != keptVisits-1 {
		t.Errorf("%d visits, at %d", len(tr.visits), tr.at)
	}
}

func TestWhatIsKeptIsBoundedInBytes(t *testing.T) {
	large, small := left(t, 40_000_000), left(t, 1000)
	if s := large.Size(); s < 40_000_000 || s > 120_000_000 {
		t.Fatalf("an answer of 40 MB counts for %d bytes", s)
	}
	var tr trail
	tr.add(visit{})
	for _, p := range []*response.Page{small, large, large, large, small, large} {
		tr.current().page = p
		tr.add(visit{})
	}
	bytes := int64(0)
	for _, v := range tr.visits {
		if v.page != nil {
			bytes += v.page.Size()
		}
	}
	if bytes > keptBytes || bytes < keptBytes/4 {
		t.Errorf("%d bytes are kept: %s", bytes, tr.kept())
	}
	// A small one is kept however far away: it takes no room to speak of.
	if got := tr.kept(); !strings.HasPrefix(got, "+") || !strings.Contains(got, "-") {
		t.Errorf("kept are %s", got)
	}
}

// visited is a model that has seen two answers of about size bytes.
func visited(b *testing.B, size int) *model {
	b.Helper()
	m := loaded(b, 120, 40, size)
	shown := m.here.response.Exchange()
	m.here.trail.add(visit{request: shown.Request, ok: true})
	other := *shown
	other.Request.Path = "customers"
	content := response.LoadWhole(b.Context(), other, nil)
	m.here.arrived(&other, false)
	m.here.response.Show(content, false)
	m.press("E")
	return m
}

// Going back and forward, with the frame after it, must cost the same whatever
// the size of the answers is.
func BenchmarkBackAndForth(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10KB", 10_000}, {"60MB", 60_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			m := visited(b, size.bytes)
			back, forward := keyPress("alt+left"), keyPress("alt+right")
			b.ReportAllocs()
			for b.Loop() {
				m.Update(back)
				m.View()
				m.Update(forward)
				m.View()
			}
			if m.here.trail.at != 1 || len(m.here.trail.visits) != 2 {
				b.Fatalf("at %d of %d", m.here.trail.at, len(m.here.trail.visits))
			}
		})
	}
}

// The same, counted, so that it holds in every test run.
func TestGoingBackCostsTheScreenOnly(t *testing.T) {
	cost := func(size int) float64 {
		wd := &world{ttl: 3600}
		m := newModel(t.Context(), wd.options())
		t.Cleanup(m.close)
		m.Init()
		m.Update(nil)
		for _, path := range []string{"orders", "customers"} {
			ex := api.Exchange{Place: m.here.id, Request: api.Request{Path: path}, Status: 200, StatusText: "OK", Body: sample.Orders(size), ContentType: "application/json", Duration: 84 * time.Millisecond}
			m.here.arrived(&ex, false)
			m.here.response.Show(response.LoadWhole(t.Context(), ex, nil), false)
		}
		m.w, m.h, m.focus = 120, 40, responsePane
		m.press("E")
		return testing.AllocsPerRun(20, func() { m.press("alt+left"); m.press("alt+right") })
	}
	small, large := cost(10_000), cost(4_000_000)
	if large > small*1.2+20 {
		t.Errorf("going back and forward takes %.0f allocations in a small answer and %.0f in a large one", small, large)
	}
}
