package auth

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// phases follows a source until it is closed, and returns what it went through.
func phases(t *testing.T, source *Source) func() []Phase {
	t.Helper()
	var seen []Phase
	done := make(chan struct{})
	go func() {
		defer close(done)
		var version uint64
		for {
			status, err := source.Wait(context.Background(), version)
			if err != nil {
				if !errors.Is(err, ErrClosed) {
					t.Errorf("Wait: %v", err)
				}
				return
			}
			if status.Version <= version {
				t.Errorf("version %d after %d", status.Version, version)
			}
			version = status.Version
			if len(seen) == 0 || seen[len(seen)-1] != status.Phase {
				seen = append(seen, status.Phase)
			}
		}
	}()
	return func() []Phase {
		source.Close()
		<-done
		return seen
	}
}

func TestStatusIsPublished(t *testing.T) {
	fake := &fakeEndpoint{takes: time.Second}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		if status := source.Status(); status != (Status{}) {
			t.Errorf("at first: %+v", status)
		}
		stop := phases(t, source)
		first := mustToken(t, source)
		time.Sleep(time.Minute)
		_, _ = source.Renew(t.Context())
		fake.set(func(f *fakeEndpoint) { f.fail = always(400, `{"error":"invalid_client"}`) })
		_, _ = source.Renew(t.Context())
		source.Invalidate(source.Status().Token)
		_, _ = source.Token(t.Context())
		fake.set(func(f *fakeEndpoint) { f.fail, f.expires = nil, "null" })
		_, _ = source.Renew(t.Context())
		source.Invalidate(first) // not the current one: nothing to tell
		synctest.Wait()
		got := stop()
		want := []Phase{
			PhaseRequesting, PhaseValid, PhaseRenewing, PhaseValid, PhaseRenewing, PhaseFailed, PhaseNone,
			PhaseRequesting, PhaseFailed, PhaseRequesting, PhaseUnknownLifetime, PhaseNone,
		}
		// Two changes in a row may be seen as one: what matters is the order, and that the last one is seen.
		if i := 0; !subsequence(got, want, &i) || got[len(got)-1] != PhaseNone {
			t.Errorf("phases = %v\nwant     %v (stuck at %d)", got, want, i)
		}
	})
}

func subsequence(got, of []Phase, at *int) bool {
	for _, p := range of {
		if *at < len(got) && got[*at] == p {
			*at++
		}
	}
	return *at == len(got)
}

func TestTheWaitBetweenTriesIsPublished(t *testing.T) {
	fake := &fakeEndpoint{fail: always(429, "", "Retry-After", "30")}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		go func() { _, _ = source.Token(context.Background()) }()
		synctest.Wait()
		status := source.Status()
		if status.Phase != PhaseRequesting || status.Err == nil || status.Err.Status != 429 || SystemClock().Now().Until(status.RetryAt) != 30*time.Second {
			t.Errorf("status = %+v", status)
		}
	})
}

func TestWaitLeavesWithItsContext(t *testing.T) {
	inBubble(t, &fakeEndpoint{}, func(t *testing.T, source *Source) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := source.Wait(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err = %v", err)
		}
		mustToken(t, source)
		if status, err := source.Wait(ctx, 0); err != nil || status.Phase != PhaseValid {
			t.Errorf("what has happened is told at once: %+v, %v", status, err)
		}
	})
}
