package auth

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"
)

func TestG06_SuspendAndSetClocks(t *testing.T) {
	for _, test := range []struct {
		name       string
		wall, mono time.Duration
		requests   int32
	}{
		{"half an hour", 30 * time.Minute, 30 * time.Minute, 1},
		{"suspended over the end", 5 * time.Hour, time.Second, 2},
		{"set back an hour, and the token used up", -time.Hour, time.Hour, 2},
		{"set back an hour", -time.Hour, time.Minute, 1},
		{"set forward an hour", time.Hour, 0, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			var requests atomic.Int32
			server := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Date", "Sun, 01 Mar 2026 12:10:00 GMT")
				page(200, tokenAnswer(int(requests.Add(1)), "3600"))(w, r)
			})
			clock := newTwoPartClock()
			source := sourceFor(t, server.URL, Options{Clock: clock})
			mustToken(t, source)
			if skew := source.Status().Skew; skew != 10*time.Minute {
				t.Errorf("skew = %v", skew)
			}
			if left := source.Status().Remaining(clock.Now()); left != time.Hour {
				t.Errorf("the server's clock changed what is left: %v", left)
			}
			clock.move(test.wall, test.mono)
			mustToken(t, source)
			mustToken(t, source)
			if got := requests.Load(); got != test.requests {
				t.Errorf("%d requests, want %d", got, test.requests)
			}
		})
	}
}

func TestG06_TokensThatHardlyLiveCostOneRequestASecond(t *testing.T) {
	for _, expires := range []string{"0", "-5", "0.001", "0.5", "1", "1.05"} {
		t.Run(expires, func(t *testing.T) {
			fake := &fakeEndpoint{expires: expires}
			inBubble(t, fake, func(t *testing.T, source *Source) {
				end := time.Now().Add(30 * time.Second)
				for time.Now().Before(end) {
					token := mustToken(t, source)
					if fake.count()%3 == 0 {
						source.Invalidate(token) // the API refuses it, of course
					}
					if fake.count()%7 == 0 {
						_, _ = source.Renew(t.Context())
					}
					time.Sleep(10 * time.Millisecond)
				}
				if n := fake.count(); n < 25 || n > 31 {
					t.Errorf("%d requests in 30 seconds", n)
				}
				for i, at := range fake.requests[1:] {
					if gap := at.Sub(fake.requests[i]); gap < time.Second {
						t.Errorf("request %d came %v after the one before", i+2, gap)
					}
				}
			})
		})
	}
}

func TestATokenOfUnknownLifetimeIsRenewedOnlyWhenRefused(t *testing.T) {
	fake := &fakeEndpoint{expires: "null"}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		first := mustToken(t, source)
		time.Sleep(1000 * time.Hour)
		if got := mustToken(t, source); !got.Same(first) || source.Due(SystemClock().Now()) || source.Status().Phase != PhaseUnknownLifetime {
			t.Errorf("status = %+v", source.Status())
		}
		source.Invalidate(first)
		if status := source.Status(); status.Phase != PhaseNone || !status.Token.Zero() {
			t.Errorf("status = %+v", status)
		}
		if got := mustToken(t, source); got.Same(first) || fake.count() != 2 {
			t.Errorf("%d requests", fake.count())
		}
	})
}

func TestDue(t *testing.T) {
	fake := &fakeEndpoint{fail: always(503, "")}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		due := func() bool { return source.Due(SystemClock().Now()) }
		if due() {
			t.Error("due before anybody asked")
		}
		_, _ = source.Token(t.Context())
		if due() {
			t.Error("due right after the first failure")
		}
		time.Sleep(time.Until(source.Status().RetryAt.Wall))
		if !due() {
			t.Error("not due at RetryAt, when there never was a token")
		}
		fake.set(func(f *fakeEndpoint) { f.fail = nil })
		mustToken(t, source)
		if due() {
			t.Error("due at once")
		}
		time.Sleep(2 * time.Hour)
		if !due() {
			t.Error("not due after its end")
		}
		fake.set(func(f *fakeEndpoint) { f.fail = always(503, "") })
		_, _ = source.Token(t.Context())
		if due() {
			t.Error("due right after a failure")
		}
		time.Sleep(15 * time.Second)
		if !due() {
			t.Error("not due at RetryAt")
		}
		fake.set(func(f *fakeEndpoint) { f.fail = always(400, `{"error":"invalid_client"}`) })
		_, _ = source.Token(t.Context())
		time.Sleep(time.Hour)
		if due() {
			t.Error("due after a definite refusal")
		}
		source.Close()
		if due() {
			t.Error("due after Close")
		}
	})
}

func ExamplePhase_String() {
	for p := PhaseNone; p <= PhaseUnknownLifetime+1; p++ {
		fmt.Println(p)
	}
	// Output:
	// none
	// requesting
	// valid
	// renewing
	// failed
	// unknown lifetime
	// Phase(6)
}
