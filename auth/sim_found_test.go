package auth

import (
	"testing"
	"testing/synctest"
	"time"
)

// What the simulated days found, each by itself.

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

func TestG06_ATokenThatEndsWhileTheComputerSleepsOverItsAnswerIsNotUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, clock := &fakeEndpoint{takes: time.Second, expires: "3600"}, newSimClock()
		source := sourceFor(t, "https://connect.test/token", Options{Transport: fake, Clock: clock})
		defer source.Close()
		time.AfterFunc(500*time.Millisecond, func() { clock.sleep(8 * time.Hour) })
		tokens, failures := callers(t, source, 10)
		if len(tokens) != 1 || len(failures) != 0 || fake.count() != 2 {
			t.Fatalf("%d tokens, %d failures, %d requests", len(tokens), len(failures), fake.count())
		}
		for token := range tokens {
			if token.Expired(clock.Now()) {
				t.Error("the token had ended before it was handed out")
			}
		}
	})
}

func TestG13_ATokenThatAWrongClockHadEndedWorksOnceTheClockIsRight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, clock := &fakeEndpoint{expires: "3600"}, newSimClock()
		source := sourceFor(t, "https://connect.test/token", Options{Transport: fake, Clock: clock})
		defer source.Close()
		token := mustToken(t, source)
		fake.set(func(f *fakeEndpoint) { f.takes, f.fail = time.Second, always(400, `{"error":"invalid_client"}`) })
		clock.set(2 * time.Hour)
		time.AfterFunc(500*time.Millisecond, func() { clock.set(-2 * time.Hour) })
		if got := mustToken(t, source); !got.Same(token) {
			t.Error("another token came from an endpoint that refuses")
		}
	})
}

// A renewal by hand failed while the old token was good. When the API refuses that
// one, too, the endpoint is as down as it was.
func TestG04_ARefusedTokenDoesNotHurryAnEndpointThatIsDown(t *testing.T) {
	fake := &fakeEndpoint{}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		first := mustToken(t, source)
		fake.set(func(f *fakeEndpoint) { f.fail = always(503, "") })
		if _, err := source.Renew(t.Context()); err == nil {
			t.Fatal("renewed by an endpoint that is down")
		}
		if !source.Status().RetryAt.IsZero() {
			t.Error("a token that is good is tried again for")
		}
		before := fake.count()
		source.Invalidate(first)
		if _, err := source.Token(t.Context()); err == nil || fake.count() != before {
			t.Errorf("%d requests at once: %v", fake.count()-before, err)
		}
		time.Sleep(longestBackoff)
		if _, err := source.Token(t.Context()); err == nil || fake.count() == before {
			t.Error("it is never tried again")
		}
	})
}

// A lid that is opened and closed: the computer sleeps over two answers in a row.
func TestG06_NoTokenIsUsedThatEndedInTheSecondSleepInARow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, clock := &fakeEndpoint{takes: time.Second, expires: "3600"}, newSimClock()
		source := sourceFor(t, "https://connect.test/token", Options{Transport: fake, Clock: clock})
		defer source.Close()
		for _, when := range []time.Duration{500 * time.Millisecond, 1500 * time.Millisecond} {
			time.AfterFunc(when, func() { clock.sleep(8 * time.Hour) })
		}
		if token := mustToken(t, source); token.Expired(clock.Now()) || fake.count() != 3 {
			t.Errorf("expired: %t, after %d requests", token.Expired(clock.Now()), fake.count())
		}
	})
}
