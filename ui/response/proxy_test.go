package response

import (
	"context"
	"strings"
	"testing"

	"brincr-explorer/ui/action"
)

// The Request view says which way a request went, and nothing where it went
// straight.
func TestTheProxyIsShownWhereTheConnectionIsDescribed(t *testing.T) {
	for proxy, want := range map[string]string{"proxy.test:3128": "Proxy: proxy.test:3128", "p\x1b[31m\u202e": "Proxy: p␛[31m", "": ""} {
		ex := answer(`{}`)
		ex.Proxy = proxy
		m := New("https://api.example/api/v1/", "Nothing yet.")
		m.Resize(100, 30)
		m.Show(Load(context.Background(), ex), false)
		do(m, action.PrevView)
		screen := text(m)
		if !strings.Contains(screen, "Started:") || strings.Contains(screen, "Proxy") != (want != "") || !strings.Contains(screen, want) {
			t.Errorf("%q:\n%s", proxy, screen)
		}
	}
}
