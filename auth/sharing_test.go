package auth

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestG04_ManyCallersShareOneRequest(t *testing.T) {
	fake := &fakeEndpoint{takes: time.Second}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		tokens, failures := callers(t, source, 100)
		if len(tokens) != 1 || len(failures) != 0 || fake.count() != 1 {
			t.Errorf("%d tokens, %d failures, %d requests", len(tokens), len(failures), fake.count())
		}
		time.Sleep(2 * time.Hour) // expired, and nobody noticed
		tokens, failures = callers(t, source, 100)
		if len(tokens) != 1 || len(failures) != 0 || fake.count() != 2 {
			t.Errorf("at expiry: %d tokens, %d failures, %d requests", len(tokens), len(failures), fake.count())
		}
	})
}

func TestG04_ManyCallersOfARealServerMakeOneRequest(t *testing.T) {
	var requests atomic.Int32
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		page(200, tokenAnswer(int(requests.Add(1)), "3600"))(w, r)
	})
	clock := newTwoPartClock()
	source := sourceFor(t, server.URL, Options{Clock: clock})
	for round := 1; round <= 3; round++ {
		tokens, failures := callers(t, source, 100)
		if len(tokens) != 1 || len(failures) != 0 || int(requests.Load()) != round {
			t.Errorf("round %d: %d tokens, %d failures, %d requests", round, len(tokens), len(failures), requests.Load())
		}
		clock.move(time.Hour, time.Hour)
	}
}

func TestG04_ManyCallersShareAFailure(t *testing.T) {
	fake := &fakeEndpoint{takes: time.Second, fail: always(400, `{"error":"invalid_client"}`)}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		for range 3 {
			tokens, failures := callers(t, source, 100)
			if len(tokens) != 0 || len(failures) != 1 || fake.count() != 1 {
				t.Errorf("%d tokens, %d failures, %d requests", len(tokens), len(failures), fake.count())
			}
			time.Sleep(24 * time.Hour)
		}
	})
}

func TestG04_ManyRefusedCallsInvalidateOnce(t *testing.T) {
	fake := &fakeEndpoint{takes: time.Second}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		first := mustToken(t, source)
		time.Sleep(time.Minute)
		var wait sync.WaitGroup
		for i := range 100 {
			wait.Go(func() { // an API call that was answered with 401, some later than others
				time.Sleep(time.Duration(i) * 100 * time.Millisecond)
				source.Invalidate(first)
				if token := mustToken(t, source); token.Same(first) {
					t.Error("the refused token came back")
				}
			})
		}
		wait.Wait()
		if fake.count() != 2 {
			t.Errorf("%d requests, want 2", fake.count())
		}
	})
}

func TestG04_AnEqualTextIsAnotherToken(t *testing.T) {
	fake := &fakeEndpoint{fail: func(int) *http.Response { return answered(200, tokenAnswer(7, "3600")) }}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		first := mustToken(t, source)
		source.Invalidate(first)
		second := mustToken(t, source)
		if !first.Value().Equal(second.Value()) {
			t.Fatal("the texts differ")
		}
		source.Invalidate(first) // a call that was on its way for long
		if got := mustToken(t, source); !got.Same(second) || fake.count() != 2 {
			t.Errorf("%d requests, want 2", fake.count())
		}
	})
}

func TestG04_AnEndpointThatIsDownForAnHour(t *testing.T) {
	fake := &fakeEndpoint{fail: always(503, "")}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		end := time.Now().Add(time.Hour)
		for time.Now().Before(end) {
			if tokens, _ := callers(t, source, 20); len(tokens) != 0 {
				t.Fatal("a token from nowhere")
			}
			time.Sleep(time.Second)
		}
		// 3 tries at first, then one after 15 s, 30 s, and every minute.
		if n := fake.count(); n < 60 || n > 65 {
			t.Errorf("%d requests in an hour", n)
		}
		for i, at := range fake.requests[3:] {
			want := []time.Duration{15 * time.Second, 30 * time.Second}
			if gap := at.Sub(fake.requests[i+2]); i < 2 && gap < want[i] || i >= 2 && gap < time.Minute {
				t.Errorf("request %d came %v after the one before", i+4, gap)
			}
		}
		fake.set(func(f *fakeEndpoint) { f.fail = nil })
		time.Sleep(time.Minute)
		mustToken(t, source)
	})
}

func TestG04_TriesAreSpacedAndCounted(t *testing.T) {
	for _, test := range []struct {
		name    string
		fake    *fakeEndpoint
		tries   int
		took    time.Duration
		retryIn time.Duration
	}{
		{"unavailable", &fakeEndpoint{fail: always(503, "")}, 3, 2500 * time.Millisecond, 15 * time.Second},
		{"no connection", &fakeEndpoint{broken: systemRefused}, 3, 2500 * time.Millisecond, 15 * time.Second},
		{"asked to wait", &fakeEndpoint{fail: always(429, "", "Retry-After", "5")}, 3, 10 * time.Second, 15 * time.Second},
		{"asked to wait a minute", &fakeEndpoint{fail: always(429, "", "Retry-After", "60")}, 3, 2 * time.Minute, time.Minute},
		{"asked to wait longer", &fakeEndpoint{fail: always(429, "", "Retry-After", "411")}, 1, 0, 411 * time.Second},
		{"never answers", &fakeEndpoint{takes: 1000 * time.Hour}, 1, 30 * time.Second, 15 * time.Second},
		{"slow to fail", &fakeEndpoint{takes: 20 * time.Second, fail: always(500, "")}, 2, 30*time.Second + 500*time.Millisecond, 15 * time.Second},
		{"refuses", &fakeEndpoint{fail: always(400, `{"error":"invalid_scope"}`, "Retry-After", "5")}, 1, 0, 0},
		{"redirects", &fakeEndpoint{fail: always(307, "", "Location", "/x")}, 1, 0, 0},
		{"recovers", &fakeEndpoint{fail: func(n int) *http.Response {
			if n < 3 {
				return answered(502, "")
			}
			return nil
		}}, 3, 2500 * time.Millisecond, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			inBubble(t, test.fake, func(t *testing.T, source *Source) {
				began := SystemClock().Now()
				_, err := source.Token(t.Context())
				now := SystemClock().Now()
				if took := now.Since(began); test.fake.count() != test.tries || took != test.took {
					t.Errorf("%d tries in %v, want %d in %v", test.fake.count(), took, test.tries, test.took)
				}
				status := source.Status()
				if (err == nil) != (test.name == "recovers") || (status.Err == nil) != (err == nil) {
					t.Errorf("err = %v, status %+v", err, status)
				}
				if got := now.Until(status.RetryAt); got != test.retryIn || status.RetryAt.IsZero() != (test.retryIn == 0) {
					t.Errorf("tries again in %v, want %v", got, test.retryIn)
				}
			})
		})
	}
}

func TestACallerLeavesAndTheRequestGoesOn(t *testing.T) {
	fake := &fakeEndpoint{takes: 5 * time.Second}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if _, err := source.Token(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err = %v", err)
		}
		if took := time.Since(began); took != time.Second {
			t.Errorf("left after %v", took)
		}
		if mustToken(t, source); fake.count() != 1 || time.Since(began) != 5*time.Second {
			t.Errorf("%d requests in %v: the first one was thrown away", fake.count(), time.Since(began))
		}
		gone, cancelNow := context.WithCancel(t.Context())
		cancelNow()
		source.Invalidate(source.Status().Token)
		for _, call := range []func(context.Context) (Token, error){source.Token, source.Renew} {
			_, err := call(gone)
			synctest.Wait()
			if !errors.Is(err, context.Canceled) || fake.count() != 1 {
				t.Errorf("a caller who had left began a request: %v, %d", err, fake.count())
			}
		}
	})
}

func TestG04_ACallerWhoComesJustAfterARequestUsesItsToken(t *testing.T) {
	fake := &fakeEndpoint{}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		first := mustToken(t, source)
		// As if the token had come between the look without the lock and the lock.
		flight, token, err := source.join()
		synctest.Wait()
		if flight != nil || !token.Same(first) || err != nil || fake.count() != 1 {
			t.Errorf("join = %v, %v, %v; %d requests", flight, token.Same(first), err, fake.count())
		}
	})
}
