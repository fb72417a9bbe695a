package auth

import (
	"testing"
	"time"
)

// What simulated days found, each by itself.

func TestG04_ASilentEndpointThatIsBackIsNoticedWithinAMinute(t *testing.T) {
	fake := &fakeEndpoint{takes: 1000 * time.Hour}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		for fake.count() < 5 { // the waits are at their longest
			_, _ = source.Token(t.Context())
			time.Sleep(time.Second)
		}
		go func() { _, _ = source.Token(t.Context()) }() // is not answered any more
		for before := fake.count(); fake.count() == before; time.Sleep(time.Second) {
			go func() { _, _ = source.Token(t.Context()) }()
		}
		fake.set(func(f *fakeEndpoint) { f.takes = 50 * time.Millisecond })
		back := time.Now()
		for source.Status().Token.Zero() {
			_, _ = source.Token(t.Context())
			time.Sleep(time.Second)
		}
		if took := time.Since(back); took > 62*time.Second {
			t.Errorf("it took %v to notice", took)
		}
	})
}
